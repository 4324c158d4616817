"""Which articles differ between two states of a dataset: found in Arrow and DuckDB, where what is unchanged costs no objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from provenance.dataset.state import State
from provenance.read.current import open_rejections
from provenance.read.lives import Subject

_ARTICLES = ["article_id", "source", "uri", "part", "revision", "sequence"]
_QUARANTINE = ["snapshot_id", "source", "uri", "part", "sequence"]

_CHANGED = """
with addresses as (select distinct article_id, source, uri, part from articles),
both_states as (
    select article_id, older.revision as revision_before, older.status as status_before, older.seen_in as seen_before,
           newer.revision as revision_after, newer.status as status_after, newer.seen_in as seen_after
    from newer left join older using (article_id)
)
select source, uri, part, both_states.* exclude (article_id)
from both_states join addresses using (article_id)
where revision_before is null or revision_before <> revision_after or status_before <> status_after
   or article_id in (select article_id from articles where sequence > $since)
   or (source, uri) in (select (source, uri) from quarantine join moved using (snapshot_id, sequence))
"""

# A snapshot that was rejected as a whole stands for every article that its address is known to have, and at least for one.
_REJECTIONS = """
with known as (
    select source, uri, part from articles union select source, uri, part from quarantine where part is not null
)
select source, uri, coalesce(rejected.part, known.part, 0) as part, entry, is_open
from quarantine rejected join moved using (snapshot_id, sequence) left join known using (source, uri)
where rejected.part is null or known.part = rejected.part
order by entry
"""


@dataclass
class Place:
    """Where an article stands in both states: its current revision, status, and the newest snapshot that was accepted.

    All are null where a state does not have the article. `opened` and `closed` are the numbers of rows of the quarantine that
    are open in the newer state only, and in the older one only.
    """

    revision_before: int | None = None
    status_before: str | None = None
    seen_before: str | None = None
    revision_after: int | None = None
    status_after: str | None = None
    seen_after: str | None = None
    opened: list[int] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)


def changed_places(
    before: State, after: State, current: tuple[pa.Table, pa.Table], schemas: Mapping[str, pa.Schema]
) -> dict[Subject, Place]:
    """The articles that may have changed between two states, by source, address and part.

    `current` are the current revisions of both. Among them are those of which only a past revision is new.
    """
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        for name, table in zip(("older", "newer"), current, strict=True):
            connection.register(name, table)
        connection.register("articles", after.table("articles", schemas["articles"], _ARTICLES))
        entries = after.table("quarantine", schemas["quarantine"], _QUARANTINE)
        connection.register("quarantine", entries.append_column("entry", pa.arange(0, entries.num_rows)))
        connection.register("moved", _moved(before, after, schemas))
        since = before.last.sequence if before.last else 0
        rows = connection.sql(_CHANGED, params={"since": since}).to_arrow_table().to_pylist()
        rejections = connection.sql(_REJECTIONS).to_arrow_table().to_pylist()
    places = {_subject(row): Place(**row) for row in rows}
    for row in rejections:
        place = places.setdefault(_subject(row), Place())
        (place.opened if row["is_open"] else place.closed).append(row["entry"])
    return dict(sorted(places.items(), key=lambda item: (item[0].source, item[0].uri, item[0].part)))


def _subject(row: dict[str, Any]) -> Subject:
    return Subject(row.pop("source"), row.pop("uri"), row.pop("part"))


def _moved(before: State, after: State, schemas: Mapping[str, pa.Schema]) -> pa.Table:
    """Keys of the entries of the quarantine that are open in one of the states only; `is_open` tells in the newer one."""
    closed, opened = (open_rejections(state, schemas) for state in (before, after))
    keys = [(*key, True) for key in opened - closed] + [(*key, False) for key in closed - opened]
    types = (pa.string(), pa.int64(), pa.bool_())
    schema = pa.schema(list(zip(("snapshot_id", "sequence", "is_open"), types, strict=True)))
    return pa.Table.from_pylist([dict(zip(schema.names, key, strict=True)) for key in keys], schema=schema)
