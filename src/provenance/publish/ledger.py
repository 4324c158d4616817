"""The ledger: what a dataset already knows, as far as a run must know it.

Read from the tables each time; never part of an id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import duckdb
import pyarrow as pa

from provenance.dataset.state import State
from provenance.publish.revisions import Last

_ARTICLES = ["article_id", "snapshot_id", "part", "revision", "content_hash", "record_hash"]
_SNAPSHOTS = ["snapshot_id", "source", "uri", "captured_at"]
_OBSERVATIONS = ["snapshot_id", "part", "recipe_hash", "sequence", "cause"]

_LAST_REVISIONS = """
    select article_id, max(revision), arg_max(content_hash, revision) from articles group by article_id
"""
_LAST_RECORDS = """
    select snapshot_id, part, arg_max(record_hash, revision) from articles group by snapshot_id, part
"""
_ARRIVALS = """
    select snapshot_id, source, uri, captured_at is null, max(sequence)
    from snapshots join observations using (snapshot_id) where cause = 'capture'
    group by all
"""
_OBSERVED = """
    select distinct snapshot_id from observations where recipe_hash = $recipe
"""


@dataclass(frozen=True)
class Ledger:
    """What is known of articles and snapshots at one version.

    `arrivals` maps a snapshot to the version in which it was last found at its source; `bare` maps (source, uri) to the
    latest snapshot without a capture time; `observed` holds the snapshots that were observed under the given recipe.
    """

    last: Mapping[str, Last]
    records: Mapping[tuple[str, int], str]
    arrivals: Mapping[str, int]
    bare: Mapping[tuple[str, str], str]
    observed: frozenset[str]

    def knows(self, snapshot_id: str, source: str, uri: str, captured_at: datetime | None) -> bool:
        """Whether a snapshot need not be read again.

        One with a capture time is known when its id is. A bare file is known only when it equals the latest bare one of its
        address, so that a file that goes A, B, A gives three revisions.
        """
        if captured_at is not None:
            return snapshot_id in self.arrivals
        return self.bare.get((source, uri)) == snapshot_id


def load_ledger(state: State, schemas: Mapping[str, pa.Schema], recipe: str) -> Ledger:
    """The ledger of a dataset at a version, under a recipe."""
    tables = {
        "articles": state.table("articles", schemas["articles"], _ARTICLES),
        "snapshots": state.table("snapshots", schemas["snapshots"], _SNAPSHOTS),
        "observations": state.table("observations", schemas["observations"], _OBSERVATIONS),
    }
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        for name, table in tables.items():
            connection.register(name, table)
        last = {row[0]: Last(row[1], row[2]) for row in connection.execute(_LAST_REVISIONS).fetchall()}
        records = {(row[0], row[1]): row[2] for row in connection.execute(_LAST_RECORDS).fetchall()}
        arrivals = connection.execute(_ARRIVALS).fetchall()
        observed = frozenset(row[0] for row in connection.execute(_OBSERVED, {"recipe": recipe}).fetchall())
    bare = {(source, uri): id_ for id_, source, uri, is_bare, _ in sorted(arrivals, key=lambda row: row[4]) if is_bare}
    return Ledger(last, records, {row[0]: row[4] for row in arrivals}, bare, observed)
