"""Discover: what the sources hold, and which of it is new. Reads bytes to know their identity, and keeps none of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from provenance.errors import UsageError
from provenance.publish.ledger import Ledger
from provenance.sources.folder import Found
from provenance.sources.reference import FileReference, Pending

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Discovery:
    """Everything that was found: new = to be read, skipped = published already, pending = could not be read this time."""

    new: tuple[FileReference, ...]
    skipped: int
    pending: tuple[Pending, ...]

    @property
    def found(self) -> int:
        """All snapshots found."""
        return len(self.new) + self.skipped + len(self.pending)


def discover(found: Iterable[Found], ledger: Ledger) -> Discovery:
    """Sort what the sources hold by what the ledger knows.

    Raises UsageError where two files without a capture time claim one address, since their order could not be told; the same
    capture found twice is read once and counted as skipped.
    """
    new: dict[str, FileReference] = {}
    pending: list[Pending] = []
    skipped = 0
    bare: dict[tuple[str, str], str] = {}
    for each in found:
        if isinstance(each, Pending):
            pending.append(each)
            continue
        if each.captured_at is None:
            other = bare.setdefault((each.source, each.uri), each.where)
            if other != each.where:
                raise UsageError(
                    f"{each.where}: the address {each.uri} of source {each.source} is taken by {other}; "
                    "give each a captured_at in a sidecar, or run the folders one after the other"
                )
        if each.snapshot_id in new or ledger.knows(each.snapshot_id, each.source, each.uri, each.captured_at):
            skipped += 1
        else:
            new[each.snapshot_id] = each
    return Discovery(tuple(new.values()), skipped, tuple(pending))


def shards(references: Sequence[T], workers: int, largest: int = 250) -> list[Sequence[T]]:
    """Coarse runs of references: large enough that a task costs little against its work, small enough for all workers."""
    size = max(1, min(largest, -(-len(references) // max(1, workers))))
    return [references[start : start + size] for start in range(0, len(references), size)]
