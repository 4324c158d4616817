"""Files that no version refers to."""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path

from provenance.dataset import layout


def unreferenced(root: Path, referenced: Set[str]) -> Iterator[str]:
    """The paths in the folders of content-addressed files that are not referred to, in order; left by stopped runs, or foreign.

    `_delta_log` is not among those folders: what lies there is held against the log itself.
    """
    for folder in sorted({*layout.ADDRESSED, layout.STAGING}):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if (path.is_file() or path.is_symlink()) and name not in referenced:
                yield name


def strangers(root: Path) -> Iterator[str]:
    """What lies at the top of a dataset and is none of its folders, nor a folder whose name begins with `_`."""
    for path in sorted(root.iterdir()):
        if path.name not in layout.FOLDERS and not (path.is_dir() and path.name.startswith("_")):
            yield path.name
