"""Tags: names of versions, outside of all ids. `_tags/<name>` holds the version's id and a line end."""

from __future__ import annotations

from pathlib import Path

import regex

from provenance.dataset.layout import TAGS
from provenance.dataset.origin import keep, origin_of
from provenance.errors import DatasetError, UsageError
from provenance.identity.hashes import bare

_NAME = regex.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# What means a version already: its number, the beginning of its id, the newest one.
_TAKEN = regex.compile(r"[0-9]+|[0-9a-f]{4,64}|latest")


def write_tag(root: Path, name: str, version: str) -> None:
    """Name a version. The same name for the same version stays as it is.

    Raises UsageError for a name that cannot be one, or that names another version: what was cited must not move.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} cannot be a tag: letters, digits, dots, dashes and underscores, 100 at most, no dot or dash first"
        )
    if _TAKEN.fullmatch(name):
        raise UsageError(f"{name!r} cannot be a tag: it reads as a version's number or id; add a word, such as report-{name}")
    now = read_tag(root, name)
    if now not in (None, version):
        raise UsageError(
            f"tag {name!r} names {now} already; choose another name, or delete it first (`provenance tag --delete {name}`)"
        )
    keep(root, origin_of(root), f"{TAGS}/{name}", f"{version}\n".encode())


def delete_tag(root: Path, name: str) -> None:
    """Forget a name; the version stays. Raises UsageError where there is no such tag."""
    if name not in tag_names(root):
        raise UsageError(f"{root}: no tag {name!r}; `provenance tag` lists them")
    origin = origin_of(root)
    if origin is not None:
        origin.delete(f"{TAGS}/{name}")
    (root / TAGS / name).unlink()


def tag_names(root: Path) -> list[str]:
    """The names of the tags, sorted."""
    folder = root / TAGS
    return sorted(path.name for path in folder.iterdir() if _NAME.fullmatch(path.name)) if folder.is_dir() else []


def read_tag(root: Path, name: str) -> str | None:
    """The version id that a tag names, None where there is no such tag. Raises DatasetError for a tag that names none."""
    if name not in tag_names(root):
        return None
    path = root / TAGS / name
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        bare(version := text.removesuffix("\n"))
    except ValueError as error:
        raise DatasetError(f"{path}: a tag holds a version's id, and this does not; delete the file, and tag again") from error
    return version


def read_tags(root: Path) -> dict[str, str]:
    """The tags by name, each with the version id that it names. Raises DatasetError for a tag that names none."""
    return {name: str(read_tag(root, name)) for name in tag_names(root)}
