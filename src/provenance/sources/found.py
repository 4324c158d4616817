"""What a source gives: snapshots as they are found, and what could not be read this time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from provenance.errors import SourceError
from provenance.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Captured:
    """A snapshot with its bytes, and the place where it was found, for messages to people; never part of the data.

    `in_bulk` says that it is one of many in a file, and not a file of its own.
    """

    snapshot: Snapshot
    where: str
    in_bulk: bool = False


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that was found and could not be read this time."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What a source holds besides snapshots, by a rule of its format: `count` things of one `kind`, told at the source's end."""

    where: str
    kind: str
    count: int


Found = Captured | Pending | PassedOver


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises SourceError naming the path."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}; make it readable and run again") from error
