"""Durable files: complete or not there at all."""

import os
from pathlib import Path

import pytest

from provenance.dataset import files
from provenance.errors import DatasetError


def test_writes_and_leaves_no_temporary_file(tmp_path: Path) -> None:
    files.write_once(tmp_path / "a" / "b" / "c.json", b"one")
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["c.json"]
    assert (tmp_path / "a" / "b" / "c.json").read_bytes() == b"one"


def test_an_equal_file_is_left_alone_and_a_damaged_one_replaced(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    files.write_once(path, b"one")
    inode = path.stat().st_ino
    os.utime(path, (0, 0))
    files.write_once(path, b"one")
    assert path.stat().st_ino == inode
    assert path.stat().st_mtime > 0  # or `gc` would take it for an old left-over, and delete what is about to be published
    path.write_bytes(b"on")
    files.write_once(path, b"one")
    assert path.read_bytes() == b"one"


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(DatasetError, match="No space"):
        files.write_once(tmp_path / "c.json", b"one")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_flushed_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that died between making it and flushing its name may have left it."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    flushed: list[Path] = []
    monkeypatch.setattr(files, "sync_folder", flushed.append)
    files.write_once(tmp_path / "a" / "b" / "c.json", b"one")
    assert flushed == [tmp_path / "a", tmp_path / "a" / "b"]
