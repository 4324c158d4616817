"""Which revision of an article is current, and whether its source still stands behind it.

The newest capture of an address is the one with the latest capture time (nulls first), then the one that arrived last. An
article is `current` where that capture was accepted under the latest recipe that read it, `stale` where it was quarantined,
and `withdrawn` where the part is gone. In the last two cases the last accepted revision stays current.

An entry of the quarantine is open as long as it says what the newest capture of its address comes to.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from provenance.dataset.state import State

_COLUMNS = {
    "articles": ["article_id", "source", "uri", "part", "revision", "content_hash"],
    "snapshots": ["snapshot_id", "source", "uri", "captured_at"],
    "observations": ["snapshot_id", "part", "article_id", "outcome", "content_hash", "revision", "sequence", "cause"],
}

_READINGS = """
with arrivals as (
    select snapshot_id, source, uri, captured_at, max(sequence) as arrival
    from snapshots join observations using (snapshot_id)
    where cause = 'capture'
    group by all
),
-- What each snapshot came to when it was last read.
latest as (
    select *, row_number() over (
        order by captured_at nulls first, arrival, snapshot_id
    ) as age
    from observations join arrivals using (snapshot_id)
    qualify sequence = max(sequence) over (partition by snapshot_id)
),
newest as (
    select source, uri, arg_max(snapshot_id, age) as snapshot_id from latest group by source, uri
)
"""

_CURRENT = f"""
{_READINGS},
accepted as (
    select article_id, arg_max(content_hash, age) as content_hash, arg_max(snapshot_id, age) as snapshot_id
    from latest where outcome = 'accepted' group by article_id
),
-- The last revision that each snapshot made since it arrived.
own as (
    select article_id, snapshot_id, max(revision) as revision
    from observations join arrivals using (snapshot_id) where sequence >= arrival group by article_id, snapshot_id
),
-- The revision that the newest accepted snapshot made; where it made none, the last one that says the same; the last one of
-- all where a recipe has quarantined every snapshot.
revisions as (
    select article_id, articles.source, articles.uri, articles.part,
           coalesce(
               any_value(own.revision),
               max(articles.revision) filter (articles.content_hash = accepted.content_hash),
               max(articles.revision)
           ) as revision,
           any_value(accepted.snapshot_id) as seen_in
    from articles left join accepted using (article_id) left join own using (article_id, snapshot_id)
    group by all
)
select revisions.article_id, revisions.revision, case
         when seen_in = newest.snapshot_id then 'current'
         when exists (
             select 1 from latest
             where latest.snapshot_id = newest.snapshot_id and outcome = 'quarantined'
               and (latest.part is null or latest.part = revisions.part)
         ) then 'stale'
         else 'withdrawn'
       end as status, seen_in
from revisions join newest using (source, uri)
order by revisions.article_id
"""

_OPEN = f"""
{_READINGS}
select distinct snapshot_id, latest.sequence from latest join newest using (snapshot_id) where outcome = 'quarantined'
"""


def current_revisions(state: State, schemas: Mapping[str, pa.Schema], uris: pa.ChunkedArray | None = None) -> pa.Table:
    """`article_id`, `revision` and `status` of every article, or of those at some addresses, ordered by article id.

    `seen_in` is the newest snapshot that was accepted for it; null where a recipe has quarantined all of them.
    """
    return _query(_CURRENT, state, schemas, uris)


def open_rejections(state: State, schemas: Mapping[str, pa.Schema]) -> frozenset[tuple[str, int]]:
    """Snapshot id and sequence of the entries of the quarantine that are still open."""
    rows = _query(_OPEN, state, schemas).to_pylist()
    return frozenset((row["snapshot_id"], row["sequence"]) for row in rows)


def _query(query: str, state: State, schemas: Mapping[str, pa.Schema], uris: pa.ChunkedArray | None = None) -> pa.Table:
    tables = {name: state.table(name, schemas[name], columns) for name, columns in _COLUMNS.items()}
    if uris is not None:
        # Whatever concerns an article bears its address, or the id of a snapshot that does.
        for name, column in (("articles", "uri"), ("snapshots", "uri"), ("observations", "snapshot_id")):
            wanted = tables["snapshots"].column(column) if name == "observations" else uris
            tables[name] = tables[name].filter(pc.is_in(tables[name].column(column), wanted))
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        for name, table in tables.items():
            connection.register(name, table)
        return connection.sql(query).to_arrow_table()
