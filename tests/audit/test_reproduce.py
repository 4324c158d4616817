"""Reproduce: what was read from the bytes comes out again; what was written by hand, or by other code, is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from provenance.audit.reproduction.reproduce import Reproduction, reproduce
from provenance.config import Config
from provenance.dataset.layout import recipe_path
from provenance.errors import DatasetError
from provenance.identity.hashes import hash_bytes
from provenance.pipeline import recipe as recipe_module
from provenance.pipeline.request import make_request
from provenance.pipeline.run import run
from provenance.pipeline.settings import Settings
from provenance.pipeline.steps import Direct
from provenance.pipeline.tools import load_tools, tools_for
from provenance.read.dataset import Dataset, open_dataset
from tests.command import provenance
from tests.samples import Capture, publish, verified

STORY = (
    "Ferry line closed on Friday\n\nHarbour Gazette | 14 March 2031\n\nThe ferry line across the bay closed on Friday, "
    "its operator said.\n\nAbout {number} passengers used it every day.\n"
)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Two days of four files: one that is edited, one that goes back to what it was, one from which nothing can be had."""
    folder = tmp_path_factory.mktemp("reproduce")
    for edited, back in ((400, 10), (500, 20), (500, 10)):
        inbox = folder / "inbox"
        inbox.mkdir(exist_ok=True)
        (inbox / "edited.txt").write_text(STORY.format(number=edited))
        (inbox / "back.txt").write_text(STORY.format(number=back))
        (inbox / "same.txt").write_text(STORY.format(number=900))
        (inbox / "broken.html").write_bytes(b"\x00\x01")
        request = make_request(Config(), [inbox], dataset=folder / "dataset")
        run(request, tools_for(request), Direct())
    return open_dataset(folder / "dataset")


def again(dataset: Dataset, name: str = "latest", **arguments: Any) -> Reproduction:
    return reproduce(dataset.version(name), **arguments)


@pytest.mark.parametrize("name", ["1", "2", "3"])
def test_every_version_comes_out_again(dataset: Dataset, name: str) -> None:
    result = again(dataset, name)
    assert (result.mismatches, result.recipe_differences) == ((), ())
    assert result.set_digest == dataset.version(name).manifest.set_digest
    assert result.snapshots == result.stored == {"1": 4, "2": 6, "3": 6}[name]


def test_a_sample_is_repeated_by_its_seed(dataset: Dataset) -> None:
    seen: list[tuple[int, int]] = []
    first = again(dataset, sample=2, on_progress=lambda done, total: seen.append((done, total)))
    assert (first.snapshots, first.stored, first.set_digest, first.mismatches) == (2, 6, None, ())
    assert seen == [(2, 2)]
    assert again(dataset, sample=2, seed=first.seed) == first
    assert again(dataset, sample=99, seed=1).snapshots == 6


def test_what_was_written_by_hand_is_named(tmp_path: Path) -> None:
    """`verify` cannot tell: every hash holds."""
    recipe = load_tools(Settings()).recipe.text
    page = STORY.format(number=400).encode()
    publish(
        tmp_path / "d", [Capture("ferry.html", ("Nobody used the ferry.",), payload=page), Capture("b.html", (None,))], recipe
    )
    assert verified(tmp_path / "d").findings == ()
    result = again(open_dataset(tmp_path / "d"))
    fields = {(each.uri, each.part): {field.field for field in each.fields} for each in result.mismatches}
    # The page is plain text that was declared as HTML, so that nothing at all comes out of it.
    assert fields[("ferry.html", 0)] == {"outcome"}
    assert fields[("ferry.html", None)] == {"outcome"}
    assert fields[("b.html", None)] == {"outcome"}


def test_an_altered_field_is_named(dataset: Dataset, tmp_path: Path) -> None:
    version = dataset.version("1")
    [row] = [row for row in version.articles().to_pylist() if row["uri"] == "edited.txt"]
    [snapshot] = [each for each in version.stored() if each.uri == "edited.txt"]
    columns = {name: row[name] for name in row if name not in ("record_hash", "content_hash", "status", "text", "part")}
    for name in ("revision", "sequence", "change", "recipe_hash"):
        del columns[name]

    class Page(Capture):
        @property
        def snapshot(self) -> Any:
            return snapshot

    forged = Page("edited.txt", (row["text"],), columns=columns | {"authors": ["A forger"], "flags": []})
    text = (dataset.root / recipe_path(version.manifest.recipe)).read_bytes()
    publish(tmp_path / "d", [forged], text)
    [mismatch] = again(open_dataset(tmp_path / "d")).mismatches
    authors = next(field for field in mismatch.fields if field.field == "authors")
    assert (authors.published, authors.reproduced) == (["A forger"], [])
    assert {field.field for field in mismatch.fields} <= {"authors", "flags", "content_hash", "record_hash"}


def test_another_recipe_is_told_with_what_to_install(dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipe_module, "version", lambda name: "0.0.1" if name == "lxml" else "9")
    result = again(dataset, sample=1, seed=0)
    assert {each.entry: each.after for each in result.recipe_differences}["packages.lxml"] == "0.0.1"
    assert result.mismatches == ()
    printed = provenance("reproduce", "--sample", 1, "--dataset", dataset.root).out
    assert "pip install babel==" in printed
    assert "lxml==6.1.3" in printed


def test_the_recorded_settings_are_used(tmp_path: Path, dataset: Dataset) -> None:
    """A bound that the recipe had, and the configuration of whoever reproduces has not."""
    inbox = dataset.root.parent / "inbox"
    request = make_request(Config(extract={"max_bytes": 100}), [inbox], dataset=tmp_path / "d")  # type: ignore[arg-type]
    run(request, tools_for(request), Direct())
    result = again(open_dataset(tmp_path / "d"))
    assert (result.mismatches, result.recipe_differences) == ((), ())
    assert open_dataset(tmp_path / "d").latest().manifest.counts["articles"] == 0


def test_a_lost_snapshot_is_an_error(dataset: Dataset, tmp_path: Path) -> None:
    publish(tmp_path / "d", [Capture("a.html", ("Text.",))])
    next((tmp_path / "d").glob("_snapshots/*/*.parquet")).unlink()
    with pytest.raises(DatasetError, match="_snapshots/"):
        again(open_dataset(tmp_path / "d"))


def test_the_command(dataset: Dataset) -> None:
    outcome = provenance("reproduce", "--dataset", dataset.root)
    assert outcome.code == 0
    assert "comes out again, hash for hash: 6 snapshots read again" in outcome.out
    said = provenance("reproduce", "--dataset", dataset.root, "--json").json
    assert (said["mismatches"], said["set_digest"]) == ([], dataset.latest().manifest.set_digest)


def test_the_command_ends_with_1_where_something_differs(tmp_path: Path) -> None:
    recipe = load_tools(Settings()).recipe.text
    publish(tmp_path / "d", [Capture("a.txt", ("By hand.",), payload=b"Not this.")], recipe)
    outcome = provenance("reproduce", "--dataset", tmp_path / "d")
    assert outcome.code == 1
    assert "a.txt part 0" in outcome.out
    assert hash_bytes(recipe) == open_dataset(tmp_path / "d").latest().manifest.recipe
