"""The dates of an article's passages: read once, and resolved as often as the search for the article's own day needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from provenance.extraction.draft import BlockKind
from provenance.fields.anchor import SHOWN, TOLD
from provenance.fields.dates import FoundDate, WrittenDates, read_written, resolve_dates
from provenance.fields.times import PRINTED_ON
from provenance.normalize.passage import Passage

#: Captions and comments have days of their own; a "Friday" in one of them says nothing of the next paragraph.
APART: frozenset[BlockKind] = frozenset({"caption", "comment"})

_READ = PRINTED_ON | SHOWN | TOLD | APART


@dataclass(frozen=True, slots=True)
class DatedPassages:
    """The passages of an article, what is written of dates in those that may tell some (by index), and the outlet's IANA zone."""

    passages: Sequence[Passage]
    written: Mapping[int, WrittenDates]
    timezone: str | None

    def on(self, kinds: frozenset[BlockKind], anchor: date | None) -> list[FoundDate]:
        """Dates of the passages of some kinds, resolved against `anchor` in their order, by index into `passages`."""
        return self._at([index for index, passage in enumerate(self.passages) if passage.kind in kinds], anchor)

    def each_on(self, kinds: frozenset[BlockKind], anchor: date | None) -> list[FoundDate]:
        """As `on`, but every passage is resolved for itself: it has no day from the one before."""
        places = (index for index, passage in enumerate(self.passages) if passage.kind in kinds)
        return [found for index in places for found in self._at([index], anchor)]

    def _at(self, places: Sequence[int], anchor: date | None) -> list[FoundDate]:
        found = resolve_dates([self.written[index] for index in places], anchor=anchor, timezone=self.timezone)
        return [replace(each, paragraph=places[each.paragraph]) for each in found]


def read_passages(passages: Sequence[Passage], language: str | None, timezone: str | None) -> DatedPassages:
    """Read what is written of dates in the passages, by the words of a language (BCP 47 tag or None)."""
    written = {index: read_written(each.string, language) for index, each in enumerate(passages) if each.kind in _READ}
    return DatedPassages(passages, written, timezone)
