"""Versions of a dataset and their tables."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

import provenance
from provenance.errors import UsageError
from provenance.read.dataset import Dataset, open_dataset
from tests.samples import RECIPE, Capture, publish, schemas
from tests.story import ARABIC, EDIT, LEAK


@pytest.fixture(scope="module")
def dataset(story: Path) -> Dataset:
    return open_dataset(story)


def test_versions_are_listed_newest_first(dataset: Dataset) -> None:
    assert [version.sequence for version in dataset.versions] == [2, 1]
    newest, first = dataset.versions
    assert newest.parent == first.id
    assert first.parent is None
    assert newest.manifest.version == newest.id


@pytest.mark.parametrize("name", ["2", "latest"])
def test_a_version_is_found_by_number_and_as_the_latest(dataset: Dataset, name: str) -> None:
    assert dataset.version(name) == dataset.latest() == dataset.versions[0]


def test_a_version_is_found_by_the_beginning_of_its_id(dataset: Dataset) -> None:
    for version in dataset.versions:
        assert dataset.version(version.id) == version
        assert dataset.version(version.id.removeprefix("sha256:")[:12]) == version


@pytest.mark.parametrize("name", ["3", "0", "sha256:", "", "zzzz"])
def test_an_unknown_version_is_wrong_use(dataset: Dataset, name: str) -> None:
    with pytest.raises(UsageError, match="provenance log"):
        dataset.version(name)


def test_no_dataset_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no dataset here"):
        provenance.open(tmp_path)


def test_current_articles_carry_every_column_and_their_status(dataset: Dataset) -> None:
    articles = dataset.latest().articles()
    assert articles.schema.names == [*schemas()["articles"].names, "status"]
    assert articles.drop_columns("status").schema == schemas()["articles"]
    ids = articles.column("article_id").to_pylist()
    assert ids == sorted(set(ids))
    found = {(row["uri"], row["part"]): (row["revision"], row["status"]) for row in articles.to_pylist()}
    assert found == {
        ("leak.html", 0): (2, "current"),
        ("ferry.txt", 0): (1, "current"),
        ("ferry.txt", 1): (1, "withdrawn"),
        ("arabic.html", 0): (1, "current"),
        ("hostile.html", 0): (1, "current"),
        ("mended.html", 0): (1, "current"),
        ("spoiled.html", 0): (1, "stale"),
    }


def test_the_articles_of_an_address_are_those_of_the_whole(dataset: Dataset) -> None:
    for version in dataset.versions:
        articles = version.articles()
        for uri in set(articles.column("uri").to_pylist()):
            same = articles.filter(pc.equal(articles.column("uri"), uri))
            assert version.articles(uris=pa.chunked_array([[uri]])).equals(same)
        assert version.articles(uris=pa.chunked_array([["nowhere.html"]])).num_rows == 0


def test_an_article_is_found_by_whatever_names_it(dataset: Dataset) -> None:
    articles = dataset.latest().articles()
    [leak] = articles.filter(pc.equal(articles.column("uri"), "leak.html")).to_pylist()
    for name in ("leak.html", leak["title"], leak["article_id"], leak["article_id"][:20]):
        found = dataset.latest().article(name)
        assert (found["article_id"], found["revision"]) == (leak["article_id"], 2)
    with pytest.raises(UsageError, match="2 articles"):
        dataset.latest().article("ferry.txt")
    with pytest.raises(UsageError, match="no article"):
        dataset.latest().article("nowhere.html")


def test_some_columns_only(dataset: Dataset) -> None:
    assert dataset.latest().articles(["title"]).schema.names == ["title", "status"]
    assert dataset.latest().revisions(["revision"]).schema.names == ["revision"]


def test_an_older_version_reads_as_it_was(dataset: Dataset) -> None:
    first, newest = dataset.version("1"), dataset.version("2")
    assert LEAK in first.articles().column("text").to_pylist()
    assert EDIT in newest.articles().column("text").to_pylist()
    assert (first.article_count(), newest.article_count()) == (6, 7)
    assert set(first.articles().column("status").to_pylist()) == {"current"}
    assert (first.revisions().num_rows, newest.revisions().num_rows) == (6, 8)


def test_nested_lists_are_tables(dataset: Dataset) -> None:
    version = dataset.latest()
    [figure] = version.figures().to_pylist()
    assert (figure["uri"], figure["revision"], figure["position"], figure["unit"]) == ("leak.html", 2, 0, "tonne")
    assert figure["evidence"]["rule"] == "number-unit"
    assert [row["edtf"] for row in version.dates().to_pylist()] == ["2031-03-13"]
    assert [row["text"] for row in version.quotes().to_pylist()] == ["nobody is in danger"]
    assert [row["role"] for row in version.agencies().to_pylist()] == ["credit"]


def test_snapshots_without_their_bytes(dataset: Dataset) -> None:
    version = dataset.latest()
    assert "payload" not in version.snapshots(payload=False).schema.names
    assert b"\x00" in version.snapshots().column("payload").to_pylist()


def test_the_quarantine_tells_what_is_open(dataset: Dataset) -> None:
    entries = [(row["uri"], row["part"], row["sequence"], row["open"]) for row in dataset.latest().quarantine().to_pylist()]
    assert sorted(entries, key=str) == [
        ("broken.html", None, 2, True),
        ("mended.html", 0, 1, False),
        ("spoiled.html", 0, 2, True),
    ]
    assert dataset.version("1").quarantine().column("open").to_pylist() == [True]


def test_a_dataset_of_rejections_only(tmp_path: Path) -> None:
    publish(tmp_path, [Capture(rejected=True)], RECIPE)
    version = open_dataset(tmp_path).latest()
    assert (version.article_count(), version.articles().num_rows, version.figures().num_rows) == (0, 0, 0)
    assert version.quarantine().column("open").to_pylist() == [True]


def test_text_comes_back_as_it_was(dataset: Dataset) -> None:
    texts = dataset.latest().articles(["text"]).column("text")
    assert pa.types.is_large_string(texts.type)
    assert ARABIC in texts.to_pylist()
