"""What came out otherwise: published observations beside reproduced ones, and the columns in which their rows differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from provenance.identity.records import QUARANTINE_SET_AT_COMMIT, SET_AT_COMMIT
from provenance.model.snapshot import Snapshot
from provenance.publish.intake import QUARANTINE_KEYS, Intake
from provenance.read.dataset import Version

Row = Mapping[str, Any]
#: Snapshot id and part, null for a snapshot that was rejected whole.
Key = tuple[str, int | None]

#: The columns of an observation that do not depend on history.
OBSERVED = ("snapshot_id", "part", "recipe_hash", "article_id", "outcome", "content_hash", "record_hash")


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A column that comes out otherwise: what is published, and what came out now; null where that side has none."""

    field: str
    published: Any
    reproduced: Any


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A part of a snapshot that came to something else than what is published of it; part null for the whole snapshot."""

    snapshot_id: str
    source: str
    uri: str
    part: int | None
    fields: tuple[FieldDifference, ...]


def published_observations(version: Version) -> dict[Key, Row]:
    """What a version says each of its snapshots came to under its recipe, without what depends on history."""
    rows = version.observations()
    mine = rows.filter(pc.equal(rows.column("recipe_hash"), version.manifest.recipe)).select(OBSERVED)
    return {(row["snapshot_id"], row["part"]): row for row in mine.to_pylist()}


def observations_of(intake: Intake) -> dict[Key, Row]:
    """What the snapshots of an intake came to, in the same form."""
    columns = ["snapshot_id", "part", "article_id", "content_hash", "record_hash"]
    accepted = [{**row, "outcome": "accepted"} for row in intake.articles.keys.select(columns).to_pylist()]
    rejected = [
        {**row, "outcome": "quarantined", "content_hash": None}
        for row in intake.quarantine.keys.select(QUARANTINE_KEYS).to_pylist()
    ]
    return {(row["snapshot_id"], row["part"]): {"recipe_hash": intake.recipe, **row} for row in [*accepted, *rejected]}


def mismatches(
    version: Version, snapshots: Iterable[Snapshot], published: Mapping[Key, Row], intake: Intake
) -> Iterator[Mismatch]:
    """The parts of some snapshots that an intake has otherwise than the version, in the order of their keys."""
    context = {snapshot.snapshot_id: snapshot for snapshot in snapshots}
    reproduced = observations_of(intake)
    keys = {key for key in published if key[0] in context} | reproduced.keys()
    for key in sorted(keys, key=lambda each: (each[0], -1 if each[1] is None else each[1])):
        before, after = published.get(key), reproduced.get(key)
        if before != after:
            snapshot = context[key[0]]
            fields = tuple(_fields(version, key, before or {}, after or {}, intake))
            yield Mismatch(key[0], snapshot.source, snapshot.uri, key[1], fields)


def _fields(version: Version, key: Key, before: Row, after: Row, intake: Intake) -> Iterator[FieldDifference]:
    if before.get("outcome") != after.get("outcome"):
        yield FieldDifference("outcome", before.get("outcome"), after.get("outcome"))
        return
    if before["outcome"] == "accepted":
        old, new, skip = _row(version.revisions(), key, before), _row(intake.articles.whole(), key, after), SET_AT_COMMIT
    else:
        old, skip = _row(version.quarantine(), key, before), QUARANTINE_SET_AT_COMMIT | {"open"}
        new = next((row for row in intake.quarantine.whole().to_pylist() if (row["snapshot_id"], row["part"]) == key), None)
    if old is None or new is None:
        # The observation added no revision, so that only its hashes are published.
        names: Iterable[str] = ("content_hash", "record_hash")
        old, new = before, after
    else:
        names = (name for name in old if name not in skip)
    for name in names:
        if old[name] != new[name]:
            yield FieldDifference(name, old[name], new[name])


def _row(table: pa.Table, key: Key, observation: Row) -> Row | None:
    """The row of articles or quarantine that an observation is about."""
    mine = table.filter(pc.equal(table.column("snapshot_id"), key[0])).to_pylist()
    accepted = "record_hash" in table.column_names
    found = [row for row in mine if row["part"] == key[1] and (not accepted or row["record_hash"] == observation["record_hash"])]
    return found[-1] if found else None
