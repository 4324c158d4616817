"""docs/format.md is enough: a reader written from it agrees with ours about every value, hash, id and proof of a dataset."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.identity.canonical import canonical_bytes
from provenance.proof.article import prove_article
from provenance.proof.consistency import prove_growth
from provenance.proof.signatures import signatures
from provenance.read.dataset import Dataset, open_dataset
from tests.format import trees
from tests.format.agree import Disagreement
from tests.format.canonical import canonical
from tests.format.dataset import Version, contract_hash
from tests.format.forge import forge
from tests.format.history import read
from tests.format.notes import Key
from tests.format.proofs import check_article, check_growth
from tests.format.signatures import check_signature, tag
from tests.format.worked import KEY, UNUSUAL, publish_worked
from tests.samples import Capture, contracts, publish, verified

Rows = list[dict[str, Any]]

PUBLIC = Key.parse(str(KEY.verifier))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_worked(tmp_path_factory.mktemp("format") / "dataset")


@pytest.fixture(scope="module")
def dataset(root: Path) -> Dataset:
    return open_dataset(root)


@pytest.fixture(scope="module")
def versions(root: Path) -> list[Version]:
    return read(root)[0]


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(root, tmp_path / "copy"))


def test_versions_and_rows(root: Path, dataset: Dataset) -> None:
    found, history = read(root)
    assert [each.id for each in found] == [version.id for version in reversed(dataset.versions)]
    assert [canonical(each.manifest) for each in found] == [each.manifest.to_bytes() for each in reversed(dataset.versions)]
    assert history.rows["articles"] == [dataset.latest().revision(at) for at in range(len(history.rows["articles"]))]
    assert history.rows["observations"] == dataset.latest().observations().to_pylist()
    assert verified(root).findings == ()


def test_the_dataset_has_everything_that_the_page_speaks_of(root: Path) -> None:
    _, history = read(root)
    ferry = [row for row in history.rows["articles"] if row["uri"] == "ferry.txt"]
    told = [(row["revision"], row["text"], row["change"]) for row in sorted(ferry, key=lambda row: row["revision"])]
    late, sails = "The ferry is late.", "The ferry sails."
    first = [(1, late, "new"), (2, sails, "edited"), (3, late, "edited")]
    assert told == [*first, (4, sails, "technical_upgrade"), (5, late, "technical_upgrade"), (6, sails, "edited")]
    upgraded = {(row["uri"], row["part"]): row["change"] for row in history.rows["articles"] if row["sequence"] == 4}
    assert upgraded["mended.html", 0] == "new"
    assert set(upgraded.values()) == {"new", "technical_upgrade"}
    rejected = {(row["uri"], row["part"], row["sequence"]) for row in history.rows["quarantine"]}
    assert rejected >= {("broken.html", None, 2), ("two.html", 0, 2), ("two.html", 2, 4), ("last.html", 1, 5)}
    assert any(row["title"] == UNUSUAL for row in history.rows["articles"])


def test_contracts(dataset: Dataset) -> None:
    assert {name: contract_hash(name) for name in contracts()} == {name: each.hash for name, each in contracts().items()}


def test_articles_are_proven(dataset: Dataset, versions: list[Version]) -> None:
    for ours, theirs in ((dataset.version("1"), versions[0]), (dataset.latest(), versions[-1])):
        for row in ours.revisions(["article_id", "revision"]).to_pylist():
            proof = prove_article(dataset, ours, row["article_id"], row["revision"])
            assert check_article(proof, theirs.id)["article_id"] == row["article_id"]


def test_a_signed_proof_needs_a_key_alone(dataset: Dataset) -> None:
    version = dataset.version("2")
    (signature,) = signatures(dataset, version)
    row = version.revisions(["article_id", "revision"]).to_pylist()[0]
    proof = prove_article(dataset, version, row["article_id"], row["revision"], list(signature.notes.values()))
    assert check_article(proof, key=PUBLIC)["article_id"] == row["article_id"]
    with pytest.raises(Disagreement, match="trusted"):
        check_article(prove_article(dataset, version, row["article_id"], row["revision"]), key=PUBLIC)


def test_growth_is_proven(dataset: Dataset, versions: list[Version]) -> None:
    for old in dataset.versions:
        for new in dataset.versions[: dataset.versions.index(old) + 1]:
            assert check_growth(prove_growth(old, new), new.id) == (old.id, new.id)
    (signature,) = signatures(dataset, dataset.latest())
    proof = prove_growth(dataset.version("1"), dataset.latest(), list(signature.notes.values()))
    assert check_growth(proof, key=PUBLIC) == (versions[0].id, versions[-1].id)


def test_signatures_and_tags(root: Path, versions: list[Version]) -> None:
    for number in (2, 5):
        assert check_signature(root, versions, versions[number - 1], PUBLIC.signer) == PUBLIC
    assert tag(root, "first.1") == versions[0].id


@pytest.mark.parametrize("file", ["articles.note", "observations.note", "statement.dsse.json", "key.pub"])
def test_an_altered_signature_is_noticed(copy: Path, versions: list[Version], file: str) -> None:
    (path,) = copy.glob(f"_signatures/{versions[1].id.removeprefix('sha256:')}/*/{file}")
    (other,) = copy.glob(f"_signatures/{versions[4].id.removeprefix('sha256:')}/*/{file}")
    path.write_bytes(other.read_bytes() if file != "key.pub" else b"other+00000000+AQ==\n")
    with pytest.raises(Disagreement):
        check_signature(copy, versions, versions[1], PUBLIC.signer)


@pytest.mark.parametrize(
    "pattern",
    ["_delta_log/*3.json", "_manifests/*", "_physical/*", "_recipes/*", "_contracts/*", "articles/*/*", "_quarantine/*/*"],
)
def test_an_altered_byte_is_noticed(copy: Path, pattern: str) -> None:
    for path in sorted(copy.glob(pattern)):
        content = path.read_bytes()
        path.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
        with pytest.raises((Disagreement, ValueError, KeyError)):
            read(copy)
        path.write_bytes(content)


def test_a_lost_version_is_noticed(copy: Path) -> None:
    (copy / "_delta_log" / f"{1:020d}.json").unlink()
    with pytest.raises(Disagreement, match="entries of the log"):
        read(copy)


def test_what_another_tool_does_to_the_table_is_noticed(copy: Path) -> None:
    entry = copy / "_delta_log" / f"{5:020d}.json"
    entry.write_text('{"commitInfo":{"operation":"OPTIMIZE"}}\n')
    assert len(read(copy)[0]) == 5
    with entry.open("a") as file:
        file.write('{"remove":{"path":"x"}}\n')
    with pytest.raises(Disagreement, match="another tool"):
        read(copy)


def put(table: str, name: str, value: object, at: int = 0) -> Callable[[str, Rows], Rows]:
    def alter(of: str, rows: Rows) -> Rows:
        return [{**row, name: value} if (of, number) == (table, at) else row for number, row in enumerate(rows)]

    return alter


def turned(table: str) -> Callable[[str, Rows], Rows]:
    return lambda of, rows: rows[::-1] if of == table else rows


def lost(table: str) -> Callable[[str, Rows], Rows]:
    return lambda of, rows: rows[1:] if of == table else rows


def test_a_forgery_that_alters_nothing_agrees(copy: Path) -> None:
    before = read(copy)[1].rows
    forge(copy, lambda table, rows: rows)
    assert read(copy)[1].rows == before


@pytest.mark.parametrize(
    ("alter", "noticed"),
    [
        (put("articles", "title", "Another"), "content_hash"),
        (put("articles", "domain", "other.example"), "record_hash"),
        (put("articles", "record_hash", "sha256:" + "0" * 64), "record_hash of an observation"),
        (put("articles", "revision", 9), "revision of an observation"),
        (put("articles", "change", "edited", 1), "change"),
        (put("articles", "recipe_hash", "sha256:" + "0" * 64), "recipe_hash"),
        (put("articles", "sequence", 7), "sequence of articles"),
        (turned("articles"), "order of articles"),
        (lost("articles"), "rows published"),
        (put("snapshots", "payload", b"other"), "payload_hash"),
        (put("snapshots", "media_type", "text/plain"), "snapshot_id"),
        (turned("snapshots"), "order of snapshots"),
        (put("observations", "cause", "technical_upgrade"), "one cause"),
        (put("observations", "article_id", "sha256:" + "0" * 64), "article_id"),
        (put("observations", "content_hash", "sha256:" + "0" * 64), "content_hash|quarantined"),
        (turned("observations"), "order of observations"),
        (lost("observations"), "snapshots|quarantined|published"),
        (put("quarantine", "stage", "extract"), "record_hash of the quarantine"),
        (put("quarantine", "uri", "other.html"), "record_hash of the quarantine"),
        (lost("quarantine"), "quarantined observations"),
    ],
)
def test_an_altered_row_is_noticed(copy: Path, alter: Callable[[str, Rows], Rows], noticed: str) -> None:
    """Files, physical parts and log entries are made anew around the alteration; only the rows disagree."""
    forge(copy, alter)
    with pytest.raises((Disagreement, ValueError), match=noticed):
        read(copy)


@pytest.mark.parametrize(
    ("columns", "noticed"),
    [
        ({"captured_at": datetime(2030, 1, 1, tzinfo=UTC)}, "captured_at"),
        ({"payload_hash": "sha256:" + "0" * 64}, "payload_hash"),
        ({"uri": "other.html"}, "uri"),
        ({"text_hash": "sha256:" + "0" * 64}, "text_hash"),
        ({"flags": ["title_missing", "domain_unexpected"]}, "order of flags"),
    ],
)
def test_a_row_that_was_published_wrong_is_noticed(tmp_path: Path, columns: dict[str, Any], noticed: str) -> None:
    """Every hash above the row is true."""
    publish(tmp_path / "d", [Capture("a.html", captured_at=datetime(2031, 3, 14, tzinfo=UTC), columns=columns)])
    with pytest.raises(Disagreement, match=noticed):
        read(tmp_path / "d")


@pytest.mark.parametrize("member", ["counts", "logs", "set_digest"])
def test_a_manifest_that_claims_something_else_is_noticed(copy: Path, member: str) -> None:
    def claim(manifest: dict[str, Any]) -> None:
        other = {"counts": {"articles": 1}, "logs": {}, "set_digest": "sha256:" + "0" * 64}[member]
        manifest[member] = manifest[member] | other if isinstance(other, dict) and other else other

    forge(copy, lambda table, rows: rows, claim)
    with pytest.raises(Disagreement, match=member):
        read(copy)


@pytest.mark.parametrize("size", range(1, 18))
def test_own_proofs_of_the_trees(size: int) -> None:
    leaves = [bytes([number]) for number in range(size)]
    for index in range(size):
        trees.check_inclusion(leaves[index], index, size, trees.inclusion(index, leaves), trees.root(leaves))
    for old in range(1, size + 1):
        path = trees.consistency(old, leaves)
        trees.check_consistency(old, size, path, trees.root(leaves[:old]), trees.root(leaves))


instants = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-9))]))
decimals = st.decimals(Decimal(-(10**29)) + 1, Decimal(10**29) - 1, places=9, allow_nan=False) | st.decimals(-9, 9, places=3)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(st.characters(exclude_categories=["Cs"])),
    decimals,
    instants.filter(lambda at: 1 < at.year < 9999),
    st.dates(),
    st.binary(max_size=9),
)
keys = st.text(st.characters(max_codepoint=127), max_size=4)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=20
)


@given(values)
def test_the_canonical_form_is_the_same(value: Any) -> None:
    assert canonical_bytes(value) == canonical(value)


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        float("nan"),
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("0.0000000001"),
        "\ud800",
        {"\ud800": 1},
        {"é": 1},
        {1: 1},
        datetime(2031, 3, 14, tzinfo=UTC).replace(tzinfo=None),
        object(),
        {date(2031, 3, 14): 1},
    ],
)
def test_the_same_is_refused(value: Any) -> None:
    with pytest.raises((TypeError, ArithmeticError)):
        canonical_bytes(value)
    with pytest.raises(Disagreement):
        canonical(value)
