"""Durable files: complete or not there at all."""

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
    files.write_once(path, b"one")
    assert path.stat().st_ino == inode
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
