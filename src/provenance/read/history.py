"""The history of one article: every capture of its page in the order of capture, and what each said against the one before.

Two captures are compared as one recipe reads both, the newest that accepted both, so that a technical upgrade never looks like
an edit. An upgrade is an event of its own: the same capture, as the recipe before and as the new one reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from provenance.dataset.state import State
from provenance.read.compare import Change, compare, is_silent
from provenance.read.current import current_revisions
from provenance.read.lives import Life, Reading, Subject, load_lives
from provenance.read.rejected import rejected_title
from provenance.read.rows import rows_at

Row = Mapping[str, Any]
Kind = Literal["new", "edited", "unchanged", "quarantined", "gone", "technical_upgrade"]


@dataclass(frozen=True)
class Event:
    """One capture, or one technical upgrade that read a capture otherwise.

    `kind`: the article is `new` in its first accepted capture, `edited` or `unchanged` against the accepted capture before,
    `quarantined`, or `gone` from the page; or a `technical_upgrade`. `outcome` is accepted, quarantined (for `reasons`) or gone.
    `captured_at` and `snapshot_id` are the capture's, `version` is the number of the version that published the event.
    `revision` is the one that it added, published as `change` (both null where it added none; a capture that came late is
    numbered after later ones).

    `compared` are the numbers of the two revisions that were compared, and `changes` what differs between them. `since` is the
    time of the capture before, in which the page was last seen in its former state. `silent` says that an edit left the page's
    own modified time as it was.
    """

    kind: Kind
    outcome: str
    captured_at: datetime | None
    snapshot_id: str
    version: int
    revision: int | None
    change: str | None
    compared: tuple[int, int] | None
    changes: tuple[Change, ...]
    silent: bool
    since: datetime | None
    reasons: tuple[Row, ...]


@dataclass(frozen=True)
class History:
    """The history of an article; `status` is current, stale, withdrawn, or rejected where no capture was ever accepted.

    `revision` is the current one, `events` are in the order of capture, each technical upgrade after the capture that it read.
    """

    article_id: str
    source: str
    uri: str
    part: int
    title: str | None
    status: str
    revision: int | None
    events: tuple[Event, ...]


def article_history(state: State, schemas: Mapping[str, pa.Schema], subject: Subject) -> History:
    """The history of an article up to the version of a state."""
    id_ = subject.article_id
    life = load_lives(state, schemas, [subject])[id_]
    found = current_revisions(state, schemas)
    current = found.filter(pc.equal(found.column("article_id"), id_)).to_pylist()
    revision, status = (current[0]["revision"], current[0]["status"]) if current else (None, "rejected")
    telling = _Telling(life, *_rows(life, state, schemas))
    titles = [telling.rows[revision]["title"]] if revision else [rejected_title(each) for each in telling.entries.values()]
    title = next((each for each in titles if each), None)
    return History(id_, subject.source, subject.uri, subject.part, title, status, revision, tuple(telling.events()))


def _rows(life: Life, state: State, schemas: Mapping[str, pa.Schema]) -> tuple[dict[int, Row], dict[int, Row]]:
    """The rows of all revisions by number, and the entries of the quarantine by theirs."""
    articles = rows_at(state, "articles", schemas["articles"], [each.row for each in life.revisions]).to_pylist()
    numbers = sorted({each.entry for each in life.readings if each.entry is not None})
    entries = rows_at(state, "quarantine", schemas["quarantine"], numbers).to_pylist()
    return {row["revision"]: row for row in articles}, dict(zip(numbers, entries, strict=True))


@dataclass(frozen=True)
class _Arrival:
    """A capture and every reading of it until the same bytes came again, the first one when it was found."""

    readings: tuple[Reading, ...]

    @property
    def accepted(self) -> dict[str, Reading]:
        """The accepted readings by recipe, the newest recipe last."""
        return {each.recipe_hash: each for each in self.readings if each.outcome == "accepted"}


@dataclass(frozen=True)
class _Telling:
    """What is needed to tell the events of an article."""

    life: Life
    rows: Mapping[int, Row]
    entries: Mapping[int, Row]

    def events(self) -> Iterator[Event]:
        earlier: list[_Arrival] = []
        present = False
        for arrival in self.arrivals:
            present = present or any(each.outcome for each in arrival.readings)
            if not present:
                continue  # the page did not hold the article yet
            yield self._capture(arrival, earlier)
            for old, new in zip(arrival.readings, arrival.readings[1:], strict=False):
                event = self._upgrade(old, new, earlier)
                if event.compared or event.outcome != (old.outcome or "gone"):
                    yield event
            if arrival.accepted:
                earlier.append(arrival)

    @cached_property
    def arrivals(self) -> list[_Arrival]:
        readings = self.life.readings
        arrivals = []
        for first in (each for each in readings if each.cause == "capture"):
            same = [each for each in readings if each.snapshot_id == first.snapshot_id and each.sequence > first.sequence]
            again = min((each.sequence for each in same if each.cause == "capture"), default=None)
            later = sorted((each for each in same if again is None or each.sequence < again), key=lambda each: each.sequence)
            arrivals.append(_Arrival((first, *later)))
        return arrivals

    def _capture(self, arrival: _Arrival, earlier: Sequence[_Arrival]) -> Event:
        first = arrival.readings[0]
        if first.outcome != "accepted":
            return self._event("quarantined" if first.outcome else "gone", first, None)
        if not earlier:
            return self._event("new", first, None)
        before = _comparable(earlier, arrival)
        old, new = _as_one_recipe_reads(before, arrival)
        kind: Kind = "unchanged" if old.content_hash == new.content_hash else "edited"
        return self._event(kind, first, (old, new) if kind == "edited" else None, before)

    def _upgrade(self, old: Reading, new: Reading, earlier: Sequence[_Arrival]) -> Event:
        if (old.outcome, new.outcome) == ("accepted", "accepted"):
            pair = None if self.life.standing(old) == self.life.standing(new) else (old, new)
            return self._event("technical_upgrade", new, pair)
        # Read for the first time, it may hold an edit: it is told against the capture before, as the new recipe reads that.
        before = next((each for each in reversed(earlier) if new.recipe_hash in each.accepted), None)
        if new.outcome != "accepted" or before is None:
            return self._event("technical_upgrade", new, None)
        return self._event("technical_upgrade", new, (before.accepted[new.recipe_hash], new), before)

    def _event(self, kind: Kind, reading: Reading, pair: tuple[Reading, Reading] | None, before: _Arrival | None = None) -> Event:
        own = next((each for each in self.life.revisions if each.revision == reading.revision), None)
        rows = self._rows(pair)
        return Event(
            kind=kind,
            outcome=reading.outcome or "gone",
            captured_at=reading.captured_at,
            snapshot_id=reading.snapshot_id,
            version=reading.sequence,
            revision=reading.revision,
            change=own.change if own else None,
            compared=(rows[0]["revision"], rows[1]["revision"]) if rows else None,
            changes=compare(*rows) if rows else (),
            silent=rows is not None and before is not None and is_silent(*rows),
            since=before.readings[0].captured_at if before else None,
            reasons=() if reading.entry is None else tuple(self.entries[reading.entry]["reasons"]),
        )

    def _rows(self, pair: tuple[Reading, Reading] | None) -> tuple[Row, Row] | None:
        old, new = (self.life.standing(each) for each in pair) if pair else (None, None)
        return (self.rows[old.revision], self.rows[new.revision]) if old and new else None


def _comparable(earlier: Sequence[_Arrival], arrival: _Arrival) -> _Arrival:
    """The capture before that some recipe accepts together with this one; where there is none, simply the one before."""
    return next((each for each in reversed(earlier) if each.accepted.keys() & arrival.accepted.keys()), earlier[-1])


def _as_one_recipe_reads(before: _Arrival, after: _Arrival) -> tuple[Reading, Reading]:
    """Two captures as the newest recipe reads them that accepts both; where there is none, each as it was read last."""
    old, new = before.accepted, after.accepted
    common = [recipe for recipe in new if recipe in old]
    if common:
        return old[common[-1]], new[common[-1]]
    return list(old.values())[-1], list(new.values())[-1]
