"""Discover: what the sources hold, and which of it is new. What is new is set aside in batches; the rest is not kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from provenance.errors import UsageError
from provenance.model.snapshot import Snapshot
from provenance.pipeline.batches import Batch
from provenance.publish.ledger import Keys, Ledger
from provenance.sources.found import Captured, Found, PassedOver, Pending

# How much is asked about at once: enough for a question to cost little, little enough to be held.
_MOST = 5_000
_MOST_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Discovery:
    """Everything that was found: new = to be read, skipped = published already, pending = could not be read this time.

    `passed_over` counts by kind what is no snapshot by the rules of its format.
    """

    new: tuple[Batch, ...]
    skipped: int
    pending: tuple[Pending, ...]
    passed_over: Mapping[str, int] = field(default_factory=dict)

    @property
    def found(self) -> int:
        """All snapshots found."""
        return sum(map(len, self.new)) + self.skipped + len(self.pending)


#: Sets new snapshots aside, each given with the place where it was found.
SetAside = Callable[[Iterable[tuple[Snapshot, str]]], Iterator[Batch]]


def discover(found: Iterable[Found], ledger_of: Callable[[Keys], Ledger], set_aside: SetAside) -> Discovery:
    """Sort what the sources hold by what is known of it; `ledger_of` gives the ledger of some keys.

    Raises UsageError where two files without a capture time claim one address, since their order could not be told; the same
    capture found twice is read once and counted as skipped.
    """
    sieve = _Sieve(ledger_of)
    batches = tuple(set_aside(sieve.new(found)))
    return Discovery(batches, sieve.skipped, tuple(sieve.pending), sieve.passed_over)


@dataclass
class _Sieve:
    """Lets new snapshots through, and counts the others."""

    ledger_of: Callable[[Keys], Ledger]
    skipped: int = 0
    pending: list[Pending] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)
    passed: set[str] = field(default_factory=set)
    bare: dict[tuple[str, str], str] = field(default_factory=dict)

    def new(self, found: Iterable[Found]) -> Iterator[tuple[Snapshot, str]]:
        for some in _portions(found):
            ledger = self.ledger_of(_keys(some))
            for each in some:
                if isinstance(each, PassedOver):
                    self.passed_over[each.kind] += each.count
                elif isinstance(each, Pending):
                    self.pending.append(each)
                elif taken := self._taken(each):
                    self.pending.append(taken)
                elif self._is_new(each, ledger):
                    self.passed.add(each.snapshot.snapshot_id)
                    yield each.snapshot, each.where
                else:
                    self.skipped += 1

    def _taken(self, each: Captured) -> Pending | None:
        """What to say of a snapshot without a capture time whose address another one has in this run."""
        snapshot = each.snapshot
        if snapshot.captured_at is not None:
            return None
        other = self.bare.setdefault((snapshot.source, snapshot.uri), each.where)
        if other == each.where:
            return None
        why = f"the address {snapshot.uri} of source {snapshot.source} is taken by {other}"
        if each.in_bulk:
            return Pending(each.where, f"{why}, and nothing tells which is the later one; name the column of the capture time")
        raise UsageError(f"{each.where}: {why}; give each a captured_at in a sidecar, or run the folders one after the other")

    def _is_new(self, each: Captured, ledger: Ledger) -> bool:
        snapshot = each.snapshot
        return snapshot.snapshot_id not in self.passed and not ledger.knows(
            snapshot.snapshot_id, snapshot.source, snapshot.uri, snapshot.captured_at
        )


def _portions(found: Iterable[Found]) -> Iterator[list[Found]]:
    held: list[Found] = []
    size = 0
    for each in found:
        held.append(each)
        size += len(each.snapshot.payload) if isinstance(each, Captured) else 0
        if len(held) >= _MOST or size >= _MOST_BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held


def _keys(found: Iterable[Found]) -> Keys:
    snapshots = [each.snapshot for each in found if isinstance(each, Captured)]
    return Keys(
        snapshots=frozenset(each.snapshot_id for each in snapshots),
        addresses=frozenset((each.source, each.uri) for each in snapshots if each.captured_at is None),
    )
