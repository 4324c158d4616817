"""Batches: cut by the snapshots alone, and read back only as what was found."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from provenance.errors import SourceError
from provenance.model.snapshot import Snapshot
from provenance.pipeline import batches as module
from provenance.pipeline.batches import batches, waiting
from tests.samples import schemas


def snapshot(number: int, size: int = 10, captured_at: datetime | None = None) -> Snapshot:
    return Snapshot("inbox", f"{number}.txt", "text/plain", f"{number:0{size}}".encode(), "utf-8", captured_at)


def set_aside(folder: Path, *snapshots: Snapshot) -> list[module.Batch]:
    return list(batches(((each, f"file {each.uri}") for each in snapshots), folder, schemas()["snapshots"]))


def test_a_snapshot_comes_back_whole(tmp_path: Path) -> None:
    given = snapshot(1, captured_at=datetime(2031, 3, 14, 9, 30, tzinfo=UTC))
    [[staged]] = set_aside(tmp_path, given)
    assert staged.load() == given
    assert (staged.snapshot_id, staged.where, staged.size) == (given.snapshot_id, "file 1.txt", 10)


def test_batches_are_bounded_by_number_and_by_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SNAPSHOTS", 3)
    monkeypatch.setattr(module, "MOST_BYTES", 100)
    sizes = [10, 10, 10, 10, 95, 10, 500, 10]
    cut = set_aside(tmp_path, *(snapshot(number, size) for number, size in enumerate(sizes)))
    assert [[each.size for each in batch] for batch in cut] == [[10, 10, 10], [10], [95], [10], [500], [10]]


def test_the_same_snapshots_have_the_same_files(tmp_path: Path) -> None:
    names = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        set_aside(tmp_path / folder, snapshot(1), snapshot(2))
        names.append([(path.name, path.read_bytes()) for path in (tmp_path / folder).iterdir()])
    assert names[0] == names[1]


def test_what_was_altered_since_is_not_read(tmp_path: Path) -> None:
    [[staged]] = set_aside(tmp_path, snapshot(1234567890))
    staged.path.write_bytes(staged.path.read_bytes().replace(b"1234567890", b"1234567891"))
    with pytest.raises(SourceError, match="altered"):
        staged.load()


def test_what_is_gone_since_says_so(tmp_path: Path) -> None:
    [[staged]] = set_aside(tmp_path, snapshot(1))
    staged.path.unlink()
    with pytest.raises(SourceError, match="run again"):
        staged.load()


def test_what_waits_is_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SNAPSHOTS", 2)
    given = [snapshot(number) for number in range(5)]
    cut = set_aside(tmp_path, *given)
    rows = waiting([each for batch in cut for each in batch if each.uri != "2.txt"])
    assert [row["payload"] for row in rows.whole().to_pylist()] == [given[n].payload for n in (0, 1, 3, 4)]
    assert rows.take([3, 0]).column("uri").to_pylist() == ["4.txt", "0.txt"]
