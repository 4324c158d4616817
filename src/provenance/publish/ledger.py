"""The ledger: what a dataset already knows, as far as a run must know it. Never part of an id.

Here it is read from the tables, whole; `publish/standing.py` reads the part that is asked for from the index.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from provenance.dataset.state import State
from provenance.publish.revisions import Last

_SNAPSHOTS = ["snapshot_id", "source", "uri", "captured_at"]
_OBSERVATIONS = [
    "snapshot_id",
    "part",
    "recipe_hash",
    "article_id",
    "content_hash",
    "record_hash",
    "revision",
    "sequence",
    "cause",
]

_LAST_REVISIONS = """
    select article_id, max(revision), arg_max(content_hash, revision)
    from observations where revision is not null group by article_id
"""
_LAST_RECORDS = """
    select snapshot_id, part, arg_max(record_hash, revision)
    from observations where revision is not null group by snapshot_id, part
"""
_ARRIVALS = """
    select snapshot_id, source, uri, captured_at is null, max(sequence) as arrival
    from snapshots join observations using (snapshot_id) where cause = 'capture'
    group by all order by arrival, snapshot_id
"""
# Those since the recipe was last another one, since the set of observations starts anew then.
_OBSERVED = """
    select distinct snapshot_id from observations
    where recipe_hash = $recipe
      and sequence > (select coalesce(max(sequence), 0) from observations where recipe_hash <> $recipe)
"""


@dataclass(frozen=True)
class Ledger:
    """What is known of articles and snapshots at one version.

    `last` maps articles to their last revision; `records`, which only a technical upgrade asks for, a snapshot's part to the
    record hash of the latest revision that was made of it; `arrivals` a snapshot to the version in which it was last found at
    its source; `bare` (source, uri) to the latest snapshot without a capture time; `observed` holds the snapshots that were
    observed under the given recipe since the dataset came to it.
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


@dataclass(frozen=True)
class Keys:
    """What a ledger is asked about: article ids, snapshot ids, and addresses (source, uri) of files without a capture time."""

    articles: frozenset[str] = frozenset()
    snapshots: frozenset[str] = frozenset()
    addresses: frozenset[tuple[str, str]] = frozenset()


def load_ledger(state: State, schemas: Mapping[str, pa.Schema], recipe: str) -> Ledger:
    """The whole ledger of a dataset at a version, under a recipe."""
    if not state.commits:
        return Ledger({}, {}, {}, {}, frozenset())

    import duckdb  # half a second, which a run that finds nothing new does not need

    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.register("snapshots", state.table("snapshots", schemas["snapshots"], _SNAPSHOTS))
        connection.register("observations", state.table("observations", schemas["observations"], _OBSERVATIONS))
        last = {row[0]: Last(row[1], row[2]) for row in connection.execute(_LAST_REVISIONS).fetchall()}
        records = {(row[0], row[1]): row[2] for row in connection.execute(_LAST_RECORDS).fetchall()}
        arrivals = connection.execute(_ARRIVALS).fetchall()
        observed = frozenset(row[0] for row in connection.execute(_OBSERVED, {"recipe": recipe}).fetchall())
    bare = {(source, uri): id_ for id_, source, uri, is_bare, _ in arrivals if is_bare}
    return Ledger(last, records, {row[0]: row[4] for row in arrivals}, bare, observed)
