"""The lives of articles: every revision of each, and what every capture of its address came to, each time that it was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from provenance.dataset.state import State
from provenance.model.snapshot import article_id

_PLACE = ["source", "uri", "part"]
_HASHES = ["content_hash", "record_hash", "recipe_hash"]
_COLUMNS = {
    "articles": ["article_id", *_PLACE, "revision", "sequence", "change", "snapshot_id", "captured_at", *_HASHES],
    "snapshots": ["snapshot_id", "source", "uri", "captured_at"],
    "observations": ["snapshot_id", "part", "outcome", "revision", "sequence", "cause", *_HASHES],
    "quarantine": ["snapshot_id", *_PLACE, "sequence"],
}

# What the number of a row is called.
_NUMBERS = {"articles": "row", "snapshots": "capture", "observations": "reading", "quarantine": "entry"}

_REVISIONS = """
select * exclude (source, uri, part) from articles semi join wanted using (article_id) order by article_id, revision
"""

_READINGS = """
with readings as (
    select distinct wanted.article_id, wanted.part, captured_at, snapshot_id, sequence, cause, recipe_hash
    from wanted join snapshots using (source, uri) join observations using (snapshot_id)
)
select readings.* exclude (part), outcome, content_hash, record_hash, revision, entry
from readings
left join observations own on own.snapshot_id = readings.snapshot_id and own.sequence = readings.sequence
                          and (own.part is null or own.part = readings.part)
left join quarantine rejected on rejected.snapshot_id = own.snapshot_id and rejected.sequence = own.sequence
                          and rejected.part is not distinct from own.part
order by readings.article_id, captured_at nulls first, readings.sequence, readings.snapshot_id
"""

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Subject:
    """An article by its address; it need never have been accepted."""

    source: str
    uri: str
    part: int

    @property
    def article_id(self) -> str:
        """The id that it has, or would have."""
        return article_id(self.source, self.uri, self.part)


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision as far as its columns say which it is; `row` is its number in the table of articles."""

    revision: int
    sequence: int
    change: str
    snapshot_id: str
    captured_at: datetime | None
    content_hash: str
    record_hash: str
    recipe_hash: str
    row: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article came to when a snapshot of its address was read, in the version `sequence`.

    `outcome` is `accepted`, `quarantined` (`entry` is then the number of its row in the table of quarantine) or null where the
    snapshot does not hold the article.
    """

    snapshot_id: str
    captured_at: datetime | None
    sequence: int
    cause: str
    recipe_hash: str
    outcome: str | None
    content_hash: str | None
    record_hash: str | None
    revision: int | None
    entry: int | None


@dataclass(frozen=True)
class Life:
    """An article: its revisions by number, and the readings of its address by capture time (nulls first), then version."""

    subject: Subject
    revisions: tuple[Revision, ...]
    readings: tuple[Reading, ...]

    def standing(self, reading: Reading) -> Revision | None:
        """The revision that says what an accepted reading found: its own, or one that says the same; None for any other.

        The same record goes before the same content, the same recipe before another, the later before the earlier.
        """
        if reading.outcome != "accepted":
            return None
        found = [
            each for each in self.revisions if each.sequence <= reading.sequence and each.content_hash == reading.content_hash
        ]
        own = [each for each in found if each.revision == reading.revision]
        return max(
            own or found,
            key=lambda each: (each.record_hash == reading.record_hash, each.recipe_hash == reading.recipe_hash, each.revision),
            default=None,
        )


def load_lives(state: State, schemas: Mapping[str, pa.Schema], subjects: Iterable[Subject]) -> dict[str, Life]:
    """The lives of some articles at a version, by article id."""
    by_id = {subject.article_id: subject for subject in subjects}
    wanted = {
        "article_id": list(by_id),
        "source": [each.source for each in by_id.values()],
        "uri": [each.uri for each in by_id.values()],
        "part": [each.part for each in by_id.values()],
    }
    types = {name: schemas["articles"].field(name).type for name in wanted}
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.register("wanted", pa.table(wanted, schema=pa.schema(list(types.items()))))
        for name, columns in _COLUMNS.items():
            table = state.table(name, schemas[name], columns)
            connection.register(name, table.append_column(_NUMBERS[name], pa.arange(0, table.num_rows)))
        revisions = _grouped(connection.sql(_REVISIONS).to_arrow_table())
        readings = _grouped(connection.sql(_READINGS).to_arrow_table())
    return {
        id_: Life(
            subject,
            tuple(Revision(**row) for row in revisions.get(id_, ())),
            tuple(Reading(**row) for row in readings.get(id_, ())),
        )
        for id_, subject in by_id.items()
    }


def moment(captured_at: datetime | None) -> datetime:
    """What captures are ordered by: those without a time come first."""
    return captured_at or _BEFORE_ALL


def _grouped(table: pa.Table) -> Mapping[str, Sequence[dict[str, Any]]]:
    groups = defaultdict(list)
    for row in table.to_pylist():
        groups[row.pop("article_id")].append(row)
    return groups
