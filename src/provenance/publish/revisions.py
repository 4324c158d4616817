"""Which observations add a revision, and in what order. Pure: no file, no clock.

* Rows are ordered by article, capture time (nulls first), arrival, snapshot, part; revisions are numbered in that order.
  Arrival is the version in which the snapshot was last found at its source; in a commit of new snapshots it is the same for
  all, in a technical upgrade it keeps the order in which bare files (without a capture time) came.
* Another snapshot of an article adds a revision if and only if its content hash differs from the article's last revision:
  `edited`; the first revision of an article is `new`.
* In a technical upgrade, a snapshot that had made a revision of its own adds one if and only if its record hash differs; one
  that had not, if and only if its content hash differs from the last revision: `technical_upgrade` in both cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

Change = Literal["new", "edited", "technical_upgrade"]
Cause = Literal["capture", "technical_upgrade"]

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted observation. `row` says where its record stands in the caller's table."""

    row: int
    article_id: str
    snapshot_id: str
    part: int
    captured_at: datetime | None
    arrival: int
    content_hash: str
    record_hash: str


@dataclass(frozen=True, slots=True)
class Last:
    """The last revision of an article."""

    revision: int
    content_hash: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What an accepted observation came to; `revision` and `change` are null where it added none."""

    accepted: Accepted
    revision: int | None
    change: Change | None


def decide(
    observations: Iterable[Accepted], last: Mapping[str, Last], records: Mapping[tuple[str, int], str], cause: Cause
) -> list[Decision]:
    """The decisions in commit order.

    `last` maps article ids to their last revision, `records` (snapshot id, part) to the record hash of the latest revision
    that was made of it; `records` is looked at in a technical upgrade only.
    """
    now = dict(last)
    decisions = []
    for each in sorted(observations, key=commit_order):
        before = now.get(each.article_id)
        own = records.get((each.snapshot_id, each.part)) if cause == "technical_upgrade" else None
        if before is None:
            adds = True
        elif own is not None:
            adds = own != each.record_hash
        else:
            adds = before.content_hash != each.content_hash
        if not adds:
            decisions.append(Decision(each, None, None))
            continue
        revision = before.revision + 1 if before else 1
        change: Change = "new" if before is None else "technical_upgrade" if cause == "technical_upgrade" else "edited"
        now[each.article_id] = Last(revision, each.content_hash)
        decisions.append(Decision(each, revision, change))
    return decisions


def commit_order(each: Accepted) -> tuple[str, datetime, int, str, int]:
    """The order of rows inside a commit."""
    return (each.article_id, each.captured_at or _BEFORE_ALL, each.arrival, each.snapshot_id, each.part)
