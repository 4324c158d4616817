"""What happened to one article between two versions.

An edit is another capture that says something else, a technical upgrade the same capture read by another recipe. Where both
happened, the state in between tells them apart: the capture that was current in the older version, as the newer version's recipe
reads it. From the older state to that one is the upgrade, from there to the newer state is the edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from provenance.read.changed import Place
from provenance.read.compare import Change, compare, is_silent
from provenance.read.lives import Life, Revision, moment
from provenance.read.rejected import rejected_title

Row = Mapping[str, Any]


class Rows(Protocol):
    """Rows of a table by their numbers."""

    def __getitem__(self, number: int, /) -> Row:
        """The row of a number."""


#: What may have happened to an article, in the order in which it is told.
KINDS = (
    "new",
    "edited",
    "technical_upgrade",
    "earlier_capture",
    "quarantined",
    "rejected_again",
    "released",
    "stale",
    "withdrawn",
    "returned",
)


@dataclass(frozen=True)
class ArticleChange:
    """One article that is not what it was.

    `kinds` are of `KINDS`: `new`; `edited` by the publisher; changed by a `technical_upgrade`; an `earlier_capture` came late and
    added a past revision; `quarantined`: its newest capture is rejected now, `rejected_again`: another one or for other reasons,
    `released`: no longer; `stale`, `withdrawn`, `returned`: its status changed to that, or back to current.

    `added` are the numbers of the revisions between the versions; `revision_before` and `revision_after` those of the current
    ones, null where the article has none; `revision_between` that of the state that tells upgrade and edit apart. `upgrade` is
    what the technical upgrade changed, `edit` what the publisher changed; `silent` says that the page's own modified time stayed
    the same over the edit. `reasons` are those of the rejection that is open now.
    """

    article_id: str
    source: str
    uri: str
    part: int
    title: str | None
    kinds: tuple[str, ...]
    added: tuple[int, ...]
    revision_before: int | None
    revision_between: int | None
    revision_after: int | None
    status_before: str | None
    status_after: str | None
    upgrade: tuple[Change, ...]
    edit: tuple[Change, ...]
    silent: bool
    reasons: tuple[Row, ...]


@dataclass(frozen=True)
class Course:
    """An article's course from the older state to the newer one; `between` is the older capture under the newer recipe."""

    life: Life
    place: Place
    since: int
    before: Revision | None
    between: Revision | None
    after: Revision | None

    @property
    def added(self) -> list[Revision]:
        """The revisions that were published between the states."""
        return [each for each in self.life.revisions if each.sequence > self.since]


def course_of(life: Life, place: Place, since: int) -> Course:
    """The course of an article from the state of version `since` to that of its life."""
    by_number = {each.revision: each for each in life.revisions}
    before, after = by_number.get(place.revision_before or 0), by_number.get(place.revision_after or 0)
    return Course(life, place, since, before, _between(life, place, since, before, after), after)


def _between(life: Life, place: Place, since: int, before: Revision | None, after: Revision | None) -> Revision | None:
    if before is None or after is None:
        return None
    seen, seen_now = place.seen_before or before.snapshot_id, place.seen_after or after.snapshot_id
    upgrades = [
        each for each in life.readings if each.snapshot_id == seen and each.cause == "technical_upgrade" and each.sequence > since
    ]
    if not upgrades:
        return before
    read_again = life.standing(max(upgrades, key=lambda each: each.sequence))
    if read_again is not None:
        return read_again
    # The newer recipe rejects what was current. Only a later capture can hold an edit; all else is the recipe's doing.
    age = {each.snapshot_id: number for number, each in enumerate(life.readings) if each.cause == "capture"}
    return before if age[seen_now] > age[seen] else after


def change_of(course: Course, rows: Rows, rejected: Rows) -> ArticleChange:
    """What happened on a course; `rows` are those of `articles`, `rejected` those of `quarantine`. It may have no `kinds`."""
    subject, place = course.life.subject, course.place
    before, between, after = (None if each is None else rows[each.row] for each in (course.before, course.between, course.after))
    upgrade: tuple[Change, ...] = ()
    edit: tuple[Change, ...] = ()
    silent = False
    if before is not None and between is not None and after is not None:
        upgrade, edit = compare(before, between), compare(between, after)
        silent = is_silent(between, after)
    opened, closed = ([rejected[number] for number in numbers] for numbers in (place.opened, place.closed))
    kinds = {*_published(course), *_quarantine(opened, closed), *_status(place)}
    titles = [row["title"] for row in (after, before) if row is not None] + [rejected_title(entry) for entry in opened + closed]
    return ArticleChange(
        article_id=subject.article_id,
        source=subject.source,
        uri=subject.uri,
        part=subject.part,
        title=next((title for title in titles if title), None),
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        added=tuple(each.revision for each in course.added),
        revision_before=place.revision_before,
        revision_between=None if course.between is None else course.between.revision,
        revision_after=place.revision_after,
        status_before=place.status_before,
        status_after=place.status_after,
        upgrade=upgrade,
        edit=edit,
        silent=silent,
        reasons=tuple(reason for entry in opened for reason in entry["reasons"]),
    )


def _published(course: Course) -> Iterator[str]:
    """What the revisions between the versions, and the way of the current one, amount to."""
    before, between, after = course.before, course.between, course.after
    if before is None and after is not None:
        yield "new"
    if between is not None and after is not None and between.content_hash != after.content_hash:
        yield "edited"
    if before is not None and between is not None and before.revision != between.revision:
        yield "technical_upgrade"
    times = {each.snapshot_id: each.captured_at for each in course.life.readings}
    seen = None if before is None else moment(times.get(course.place.seen_before or before.snapshot_id))
    for each in course.added:
        late = seen is not None and moment(each.captured_at) < seen
        if each.change == "technical_upgrade":
            yield "technical_upgrade"
        elif each.change == "edited":
            yield "earlier_capture" if late else "edited"


def _quarantine(opened: Sequence[Row], closed: Sequence[Row]) -> Iterator[str]:
    if opened and closed:
        if [(each["snapshot_id"], each["reasons"]) for each in opened] != [(e["snapshot_id"], e["reasons"]) for e in closed]:
            yield "rejected_again"
    elif opened:
        yield "quarantined"
    elif closed:
        yield "released"


def _status(place: Place) -> Iterator[str]:
    if place.status_after is not None and place.status_after != (place.status_before or "current"):
        yield "returned" if place.status_after == "current" else place.status_after
