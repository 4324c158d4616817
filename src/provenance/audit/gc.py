"""Garbage: files that no version refers to, left by runs that were stopped. Only what a run writes, and nothing young.

The rule, and why it holds while writers write, is in docs/decisions/0008-garbage.md: commits and deletion exclude each other by a
lock; where the lock does not reach, a file's age protects it, which `write_once` renews for a file that it keeps.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import regex

from provenance.audit.checkpoints import check_checkpoints
from provenance.audit.commits import read_chain
from provenance.audit.orphans import unreferenced
from provenance.audit.verify import delta_view
from provenance.dataset import layout
from provenance.dataset.lock import deleting
from provenance.errors import DatasetError
from provenance.pipeline.staging import in_use

#: How long a file is left alone: longer than any commit takes from its first file to its entry in the log.
GRACE = timedelta(hours=1)

_TABLE_FOLDERS = "|".join(layout.TABLES.values())
_TEXT_FOLDERS = "|".join(sorted(layout.ADDRESSED - set(layout.TABLES.values())))
# What `write_once` makes: the final name, or the temporary one that begins with a dot.
_OURS = regex.compile(
    rf"(?:(?:{_TABLE_FOLDERS})/(?<aa>[0-9a-f]{{2}})/(?<dot>\.)?(?P=aa)[0-9a-f]{{62}}\.parquet"
    rf"|(?:{_TEXT_FOLDERS})/(?<dot>\.)?[0-9a-f]{{64}}\.json"
    rf"|{layout.STAGING}/[0-9a-f]{{64}}(?:\.[0-9a-f]{{8}})?/(?:(?<dot>\.)?[0-9a-f]{{64}}\.(?:json|parquet|arrow)|rows-[0-9a-f]{{16}}\.arrow))"
    r"(?(dot)\.[0-9a-f]{8}\.tmp)"
)

#: The time of day in seconds since 1970, as files have it.
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Leftover:
    """A file that no version refers to: path in the dataset, bytes, seconds since it was last written, renamed or renewed."""

    path: str
    size: int
    age: float


@dataclass(frozen=True)
class Garbage:
    """What may be deleted; what may not yet, since a writer may be about to refer to it; what is none that a run writes."""

    files: tuple[Leftover, ...]
    young: tuple[Leftover, ...]
    foreign: tuple[str, ...]


def find_garbage(root: Path, schemas: Mapping[str, pa.Schema], older_than: timedelta, clock: Clock) -> Garbage:
    """The files that no version refers to; of those in the staging of a run that is at work all count as young.

    Raises DatasetError where log, physical parts or manifests do not hold: then nothing can be called unreferenced.
    """
    paths = list(unreferenced(root, _referenced(root, schemas["articles"])))
    ours = [path for path in paths if _OURS.fullmatch(path)]
    found = [leftover for path in ours if (leftover := _look(root, path, clock)) is not None]
    busy = {folder for folder in {(root / each.path).parent for each in found} if _is_staging(root, folder) and in_use(folder)}
    old = tuple(each for each in found if each.age >= older_than.total_seconds() and (root / each.path).parent not in busy)
    known = {each.path for each in found}
    return Garbage(old, tuple(each for each in found if each not in old), tuple(path for path in paths if path not in known))


def collect_garbage(root: Path, schemas: Mapping[str, pa.Schema], older_than: timedelta, clock: Clock) -> Garbage:
    """Delete the garbage; `files` are those that were deleted.

    Raises ConflictError where a commit is under way, DatasetError as `find_garbage` and where a file cannot be deleted.
    """
    with deleting(root):
        garbage = find_garbage(root, schemas, older_than, clock)
        deleted = tuple(each for each in garbage.files if _delete(root, each.path, older_than, clock))
    return Garbage(deleted, garbage.young, garbage.foreign)


def _referenced(root: Path, schema: pa.Schema) -> set[str]:
    chain = read_chain(root, schema)
    referenced = chain.referenced()
    findings = [finding for _, finding in chain.findings]
    findings += check_checkpoints(root, chain.added, schema)
    findings += delta_view(root, referenced)
    if findings or chain.last is None:
        what = f"{findings[0].where}: {findings[0].observed}" if findings else "the log holds no version"
        raise DatasetError(
            f"{root}: {what}; what is unreferenced cannot be told, and nothing was deleted: see `provenance verify --quick`"
        )
    return referenced


def _look(root: Path, path: str, clock: Clock) -> Leftover | None:
    """A regular file's size and age; None where it is another thing, or gone."""
    try:
        found = os.lstat(root / path)
    except FileNotFoundError:
        return None
    # A copy may have the times of its original, but not the one at which it was made.
    age = clock() - max(found.st_mtime, found.st_ctime)
    return Leftover(path, found.st_size, age) if stat.S_ISREG(found.st_mode) else None


def _is_staging(root: Path, folder: Path) -> bool:
    return folder.parent == root / layout.STAGING


def _delete(root: Path, path: str, older_than: timedelta, clock: Clock) -> bool:
    """Delete a file if it is old still: a writer beyond the reach of the lock may have renewed it."""
    leftover = _look(root, path, clock)
    if leftover is None or leftover.age < older_than.total_seconds():
        return False
    try:
        (root / path).unlink(missing_ok=True)
    except OSError as error:
        raise DatasetError(f"{root / path}: cannot be deleted: {error.strerror}; give access, and run again") from error
    return True
