"""What a power cut would take: a model of a file system that keeps nothing but what was flushed (POSIX fsync(2), on files for
their content, on folders for the names in them)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.faults.shim import Call


def unflushed(calls: Iterable[Call]) -> set[Path]:
    """The paths whose content or name is not flushed after some calls; calls that failed did nothing."""
    contents: set[Path] = set()
    names: set[Path] = set()
    for call in calls:
        if call.failed:
            continue
        if call.name in ("write", "pwrite", "ftruncate", "fallocate", "truncate"):
            contents.add(call.path)
        elif (call.name == "open" and call.kind == "space") or call.name == "mkdir":
            names.add(call.path)
        elif call.name in ("fsync", "fdatasync"):
            contents.discard(call.path)
            names = {name for name in names if name.parent != call.path}
        elif call.name in ("rename", "link") and call.to is not None:
            names.add(call.to)
            if call.path in contents:
                contents.add(call.to)
        if call.name in ("rename", "unlink", "rmdir"):
            contents.discard(call.path)
            names.discard(call.path)
    return contents | names
