"""Durable files: written once under their final content, complete or not there at all.

A file is written under a temporary name, synced, renamed, and its folder synced (POSIX `rename` is atomic, and durable only
after the folder's own fsync). Temporary names begin with a dot, so that no reader takes them for data.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from provenance.errors import DatasetError


def write_once(path: Path, data: bytes) -> None:
    """Put `data` at `path`, durably. A file that is there already with the same bytes stays, another is replaced.

    One that stays is synced too: a writer that died may have left it before its own sync. And its time is renewed, so that
    `provenance gc` does not take it for an old left-over. Raises DatasetError naming the path.
    """
    try:
        if _renewed(path) and _holds(path, data):
            sync_file(path)
            sync_folder(path.parent)
            sync_folder(path.parent.parent)
        else:
            _write(path, data)
    except OSError as error:
        raise DatasetError(
            f"{path}: cannot be written: {error.strerror or error}; make room or give access, and run again"
        ) from error


def _write(path: Path, data: bytes) -> None:
    make_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _renewed(path: Path) -> bool:
    """Whether there is a file whose time could be set to now; if not, it is written anew."""
    try:
        os.utime(path)
    except (FileNotFoundError, PermissionError):
        return False
    return True


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def make_folder(path: Path) -> None:
    """Make a folder and its parents, each durably; one that is there may be of a writer that died before it was durable."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(exist_ok=True)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Flush a file that somebody else wrote."""
    _fsync(path, os.O_RDONLY)


def sync_folder(path: Path) -> None:
    """Flush a folder's entries."""
    _fsync(path, os.O_RDONLY | os.O_DIRECTORY)


def _fsync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
