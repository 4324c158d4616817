"""Verify finds what was altered, and names it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.audit.finding import Finding
from provenance.audit.marks import with_marks
from provenance.audit.rows import check_article, check_snapshot
from provenance.dataset.state import load_state
from provenance.dataset.tags import write_tag
from provenance.errors import DatasetError
from provenance.publish import build
from provenance.publish.revisions import Accepted, Decision, decide
from provenance.read.dataset import open_dataset
from tests.audit.flips import flip
from tests.samples import Capture, article, evidence, publish, schemas, verified

TEXT = "The harbour is shut for nine days."
VERSIONS = (
    [Capture("a.html", (TEXT,), datetime(2031, 3, 14, tzinfo=UTC)), Capture("b.html", rejected=True)],
    [Capture("a.html", ("The harbour is shut for ten days.", "Second."), datetime(2031, 3, 15, tzinfo=UTC))],
    [Capture("c.html", (None,))],
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("original") / "dataset"
    for captures in VERSIONS:
        publish(root, captures)
    return root


@pytest.fixture
def dataset(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original, tmp_path / "dataset")
    return tmp_path / "dataset"


def rules(dataset: Path) -> set[str]:
    return {finding.rule for finding in verified(dataset).findings}


def test_an_untouched_copy_holds(dataset: Path) -> None:
    result = verified(dataset)
    assert (result.findings, result.orphans, result.versions) == ((), (), 3)


def test_an_older_version_can_be_verified_alone(dataset: Path) -> None:
    first = load_state(dataset).commits[0][0].version
    assert verified(dataset, first).version == first


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_flipped_byte_is_found(original: Path, data: st.DataObject) -> None:
    """In any file that a version refers to, and in the log."""
    copy, path = flip(original, data)
    assert verified(copy).findings, path


def first(dataset: Path, pattern: str) -> Path:
    return min(dataset.glob(pattern))


def drop_file(dataset: Path) -> None:
    first(dataset, "articles/*/*.parquet").unlink()


def truncate_file(dataset: Path) -> None:
    path = first(dataset, "_snapshots/*/*.parquet")
    path.write_bytes(path.read_bytes()[:-10])


def swap_files(dataset: Path) -> None:
    one, two = sorted(dataset.glob("articles/*/*.parquet"))
    one_bytes, two_bytes = one.read_bytes(), two.read_bytes()
    one.write_bytes(two_bytes)
    two.write_bytes(one_bytes)


def edit_manifest(dataset: Path) -> None:
    path = first(dataset, "_manifests/*.json")
    path.write_bytes(path.read_bytes().replace(b'"sequence":', b'"sequence":1'))


def drop_log_entry(dataset: Path) -> None:
    (dataset / "_delta_log" / f"{1:020d}.json").unlink()


def add_to_delta(dataset: Path) -> None:
    path = dataset / "_delta_log" / f"{2:020d}.json"
    stray = dataset / "articles" / "stray.parquet"
    shutil.copyfile(first(dataset, "articles/*/*.parquet"), stray)
    add = {"path": "articles/stray.parquet", "partitionValues": {}, "size": stray.stat().st_size, "modificationTime": 0}
    line = json.dumps({"add": {**add, "dataChange": True, "stats": '{"numRecords":1}'}})
    path.write_bytes(path.read_bytes().rstrip() + b"\n" + line.encode())


def falsify_statistics(dataset: Path) -> None:
    path = dataset / "_delta_log" / f"{1:020d}.json"
    path.write_text(path.read_text().replace('\\"numRecords\\":2', '\\"numRecords\\":2,\\"maxValues\\":{\\"uri\\":\\"a\\"}'))


@pytest.mark.parametrize(
    ("alter", "found"),
    [
        (drop_file, "file"),
        (truncate_file, "file"),
        (swap_files, "file"),
        (edit_manifest, "manifest"),
        (drop_log_entry, "log_gap"),
        (add_to_delta, "log_files"),
        (falsify_statistics, "log_files"),
    ],
)
def test_what_was_altered_is_named(dataset: Path, alter: Callable[[Path], None], found: str) -> None:
    alter(dataset)
    assert found in rules(dataset)


def test_left_over_files_are_listed_and_no_finding(dataset: Path) -> None:
    stray = dataset / "articles" / "aa" / "aa.parquet"
    stray.parent.mkdir(exist_ok=True)
    pq.write_table(pa.table({"a": [1]}), stray)
    result = verified(dataset)
    assert result.findings == ()
    assert result.orphans == ("articles/aa/aa.parquet",)


def test_what_a_stopped_commit_leaves_in_the_log_is_no_finding(dataset: Path) -> None:
    """Delta-rs writes an entry under a name of its own and links it; no reader looks at that."""
    (dataset / "_delta_log" / f"{3:020d}.json#1").write_bytes(b"{")
    assert rules(dataset) == set()


def test_a_log_without_an_entry_claims_no_version(tmp_path: Path) -> None:
    (tmp_path / "_delta_log").mkdir()
    result = verified(tmp_path)
    assert (result.version, result.findings) == (None, ())


def row_findings(**changes: object) -> set[str]:
    snapshot = Capture("a.html", (TEXT,)).snapshot
    piece = {"field": "published", "evidence": evidence(TEXT, "nine days")}
    row = {**article(snapshot, 0, TEXT, evidence=[piece]), "revision": 1, "change": "new", **changes}
    return {finding.rule for finding in check_article(row, "capture")}


def test_a_true_row_has_no_findings() -> None:
    assert row_findings() == set()


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"text": TEXT + "!"}, "text_hash"),
        ({"title": "Another"}, "record_hash"),
        ({"article_id": "sha256:0"}, "article_id"),
        ({"change": "edited"}, "change"),
        ({"evidence": [{"field": "title", "evidence": {**evidence(TEXT, "nine"), "start": 3}}]}, "evidence_in_text"),
    ],
)
def test_an_altered_row_is_found(changes: dict[str, object], found: str) -> None:
    assert found in row_findings(**changes)


def test_an_altered_snapshot_is_found() -> None:
    snapshot = Capture().snapshot
    names = ("source", "uri", "media_type", "charset", "captured_at", "payload_hash", "payload", "snapshot_id")
    row = {name: getattr(snapshot, name) for name in names} | {"headers": None}
    assert list(check_snapshot(row)) == []
    altered: list[Finding] = list(check_snapshot({**row, "payload": b"other"}))
    assert [finding.rule for finding in altered] == ["payload_hash"]
    assert [finding.rule for finding in check_snapshot({**row, "uri": "b.html"})] == ["snapshot_id"]
    header = [{"name": "content-encoding", "value": "br"}]
    assert [finding.rule for finding in check_snapshot({**row, "headers": header})] == ["snapshot_id"]
    assert schemas()["snapshots"].names[0] == "snapshot_id"


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ({"captured_at": datetime(2030, 1, 1, tzinfo=UTC)}, "snapshot"),
        ({"payload_hash": "sha256:" + "0" * 64}, "snapshot"),
        ({"flags": ["title_missing", "domain_unexpected"]}, "flags"),
        ({"flags": ["title_missing", "title_missing"]}, "flags"),
    ],
)
def test_a_row_published_wrong_is_named(tmp_path: Path, columns: dict[str, object], found: str) -> None:
    """Every hash is true, so only what the row itself says can tell."""
    publish(tmp_path / "d", [Capture("a.html", (TEXT,), datetime(2031, 3, 14, tzinfo=UTC), columns=columns)])
    assert rules(tmp_path / "d") == {found}


def test_rows_in_another_order_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "decide", lambda *arguments: list(reversed(decide(*arguments))))
    publish(tmp_path / "d", [Capture("a.html"), Capture("b.html", ("A ferry sails.",))])
    assert rules(tmp_path / "d") == {"order"}


def test_a_revision_that_was_not_due_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def always(observations: Iterable[Accepted], *rest: object) -> list[Decision]:
        return [Decision(each, number, "new" if number == 1 else "edited") for number, each in enumerate(observations, 1)]

    monkeypatch.setattr(build, "decide", always)
    days = (datetime(2031, 3, day, tzinfo=UTC) for day in (14, 15))
    publish(tmp_path / "d", [Capture("a.html", (TEXT,), day) for day in days])
    assert rules(tmp_path / "d") == {"revision"}


@pytest.mark.parametrize("left", ["_manifests", "_tags"])
def test_a_lost_log_is_not_a_dataset_without_versions(dataset: Path, left: str) -> None:
    write_tag(dataset, "cited", load_state(dataset).commits[0][0].version)
    for path in (*(dataset / "_delta_log").iterdir(), *(dataset / ("_tags" if left == "_manifests" else "_manifests")).iterdir()):
        path.unlink()
    assert "log_lost" in rules(dataset)
    with pytest.raises(DatasetError, match=f"the log is lost.*{left}/"):
        publish(dataset, [Capture("d.html", ("A new beginning.",))])


def test_a_broken_tag_is_one_finding_among_others(dataset: Path) -> None:
    first = load_state(dataset).commits[0][0].version
    write_tag(dataset, "cited", first)
    write_tag(dataset, "other", first)
    (dataset / "_tags" / "cited").write_text("junk\n")
    opened = open_dataset(dataset)
    found = with_marks(verified(dataset), opened, []).findings
    assert [(finding.rule, finding.where) for finding in found] == [("tag", "_tags/cited")]
    assert opened.version("other").id == first


def test_a_gap_in_the_log_is_said_plainly(dataset: Path) -> None:
    drop_log_entry(dataset)
    with pytest.raises(DatasetError, match="entry 1 is lost"):
        load_state(dataset)
