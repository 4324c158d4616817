"""An intake: what one run read and judged, ready to be committed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from provenance.dataset.spool import Rows
from provenance.identity.records import quarantine_hash
from provenance.model.snapshot import Snapshot, article_id, header_rows
from provenance.publish.ledger import Keys
from provenance.publish.revisions import Cause

#: The columns that a commit decides by; those of `quarantine` are the ones of its observations.
ARTICLE_KEYS = ("article_id", "snapshot_id", "part", "captured_at", "content_hash", "record_hash")
SNAPSHOT_KEYS = ("snapshot_id", "source", "uri", "captured_at")
QUARANTINE_KEYS = ("snapshot_id", "part", "article_id", "record_hash")


@dataclass(frozen=True)
class Intake:
    """Snapshots with what they came to, as rows that wait for their commit.

    `articles` holds the accepted rows with their hashes, without the columns that a commit sets; `quarantine` the rejected ones
    and `snapshots` the raw captures, likewise. `validation` is the result of the contract's rules as JSON bytes. Every snapshot
    has at least one row in one of the others.
    """

    cause: Cause
    recipe: str
    snapshots: Rows
    articles: Rows
    quarantine: Rows
    validation: bytes | None

    @property
    def keys(self) -> Keys:
        """What a commit has to know of the dataset."""
        bare = self.snapshots.keys.filter(pc.is_null(self.snapshots.keys.column("captured_at")))
        return Keys(
            articles=frozenset(self.articles.keys.column("article_id").to_pylist()),
            snapshots=self.snapshot_ids,
            addresses=frozenset(zip(bare.column("source").to_pylist(), bare.column("uri").to_pylist(), strict=True)),
        )

    @property
    def snapshot_ids(self) -> frozenset[str]:
        """The ids of its snapshots."""
        return frozenset(self.snapshots.keys.column("snapshot_id").to_pylist())

    @classmethod
    def of(
        cls,
        cause: Cause,
        recipe: str,
        snapshots: Iterable[Snapshot],
        articles: pa.Table,
        quarantine: Sequence[Mapping[str, Any]],
        schemas: Mapping[str, pa.Schema],
    ) -> Intake:
        """An intake whose rows are in memory, without a validation; `schemas` are those of the tables."""
        raw = snapshot_rows(snapshots, schemas["snapshots"])
        refused = pa.Table.from_pylist(list(quarantine), schema=unnumbered(schemas["quarantine"]))
        return cls(
            cause=cause,
            recipe=recipe,
            snapshots=Rows.of(raw, raw.select(SNAPSHOT_KEYS)),
            articles=Rows.of(articles, articles.select(ARTICLE_KEYS)),
            quarantine=Rows.of(refused, rejections(quarantine)),
            validation=None,
        )

    def without(self, known: Collection[str]) -> Intake:
        """The intake less some snapshots, which another writer published meanwhile."""
        if not known:
            return self
        ids = pa.array(sorted(known), pa.string())

        def rest(rows: Rows) -> Rows:
            return rows.filter(pc.invert(pc.is_in(rows.keys.column("snapshot_id"), ids)))

        return replace(self, snapshots=rest(self.snapshots), articles=rest(self.articles), quarantine=rest(self.quarantine))


def snapshot_rows(snapshots: Iterable[Snapshot], schema: pa.Schema) -> pa.Table:
    """Snapshots as rows of their table, without the columns that a commit sets; `schema` is that of the table."""
    rows = [
        {
            "snapshot_id": snapshot.snapshot_id,
            "payload_hash": snapshot.payload_hash,
            "payload": snapshot.payload,
            "source": snapshot.source,
            "uri": snapshot.uri,
            "media_type": snapshot.media_type,
            "charset": snapshot.charset,
            "captured_at": snapshot.captured_at,
            "headers": header_rows(snapshot.headers),
        }
        for snapshot in snapshots
    ]
    return pa.Table.from_pylist(rows, schema=unnumbered(schema))


def rejections(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """The keys of rows of `quarantine`."""
    types = {"snapshot_id": pa.string(), "part": pa.int32(), "article_id": pa.string(), "record_hash": pa.string()}
    keys = [{name: observed[name] for name in QUARANTINE_KEYS} for observed in map(rejection, rows)]
    return pa.Table.from_pylist(keys, schema=pa.schema(types))


def rejection(row: Mapping[str, Any]) -> dict[str, Any]:
    """The observation of a row of `quarantine`, without what depends on recipe and history."""
    return {
        "snapshot_id": row["snapshot_id"],
        "part": row["part"],
        "article_id": None if row["part"] is None else article_id(row["source"], row["uri"], row["part"]),
        "outcome": "quarantined",
        "content_hash": None,
        "record_hash": quarantine_hash(row),
    }


def unnumbered(schema: pa.Schema) -> pa.Schema:
    """The schema of snapshots or quarantine before their commit gives them the number of its version."""
    return pa.schema([field for field in schema if field.name != "sequence"])
