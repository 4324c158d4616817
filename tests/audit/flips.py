"""One bit of a dataset turned over."""

from __future__ import annotations

import shutil
from pathlib import Path

from hypothesis import strategies as st

from provenance.dataset import layout


def flip(original: Path, data: st.DataObject) -> tuple[Path, Path]:
    """A copy of a dataset with one bit of one file turned over, and that file.

    The newest log entry is covered by no later one: its clock and engine name may be altered unseen, so it is left out.
    So is the cache, which is no evidence.
    """
    copy = original.parent / "flipped"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(original, copy)
    newest = max((copy / "_delta_log").glob("*.json"))
    paths = (path for path in copy.rglob("*") if path.is_file() and path != newest and path.parent.name != layout.CACHE)
    path = data.draw(st.sampled_from(sorted(paths)))
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    return copy, path
