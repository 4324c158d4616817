"""A version from an intake: rows numbered and ordered, log and set carried on. Pure, so the same input gives the same version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from provenance.dataset.manifest import LOGS, Log, Manifest
from provenance.dataset.state import State
from provenance.identity import lthash
from provenance.identity.merkle import Frontier
from provenance.identity.records import log_leaf, observation_leaf, quarantine_hash, set_element
from provenance.model.snapshot import article_id
from provenance.publish.intake import Intake
from provenance.publish.ledger import Ledger
from provenance.publish.revisions import Accepted, Decision, decide

TABLES = ("articles", "snapshots", "observations", "quarantine")


@dataclass(frozen=True)
class Built:
    """A version that is not committed yet: its manifest, the rows that it adds, and what makes the next commit cheap."""

    manifest: Manifest
    tables: Mapping[str, pa.Table]
    frontiers: Mapping[str, Frontier]
    set_state: lthash.State
    accepted: int
    unchanged: int


def build(
    state: State, ledger: Ledger, intake: Intake, schemas: Mapping[str, pa.Schema], contracts: Mapping[str, str]
) -> Built | None:
    """The version that the intake makes of the state; None where it holds no observation."""
    decisions = decide(_accepted(state, ledger, intake), ledger.last, ledger.records, intake.cause)
    if not decisions and not intake.quarantine:
        return None
    before, parent = state.manifest(), state.last
    sequence = parent.sequence + 1 if parent else 1
    articles = _articles(intake, decisions, sequence, schemas["articles"])
    observations = _observations(intake, decisions, sequence)
    frontiers = dict(state.physical.frontiers) if state.physical else {name: Frontier() for name in LOGS}
    for row in articles.select(["article_id", "revision", "record_hash"]).to_pylist():
        frontiers["articles"] = frontiers["articles"].append(log_leaf(row))
    for row in observations:
        frontiers["observations"] = frontiers["observations"].append(observation_leaf(row))

    same_recipe = before is not None and before.recipe == intake.recipe
    start = state.physical.set_state if same_recipe and state.physical else lthash.empty_state()
    fresh = (row for row in observations if not (same_recipe and row["snapshot_id"] in ledger.observed))
    set_state = lthash.add(start, map(set_element, fresh))

    tables = {
        "articles": articles,
        "snapshots": _snapshots(intake, ledger, sequence, schemas["snapshots"]),
        "observations": pa.Table.from_pylist(observations, schema=schemas["observations"]),
        "quarantine": pa.Table.from_pylist(
            [{**row, "sequence": sequence} for row in sorted(intake.quarantine, key=_place)], schema=schemas["quarantine"]
        ),
    }
    manifest = Manifest(
        sequence=sequence,
        parent=parent.version if parent else None,
        recipe=intake.recipe,
        contracts=contracts,
        counts={name: (before.counts[name] if before else 0) + tables[name].num_rows for name in TABLES},
        logs={name: Log.of(frontier) for name, frontier in frontiers.items()},
        set_digest=lthash.digest(set_state),
    )
    added = sum(decision.revision is not None for decision in decisions)
    return Built(manifest, tables, frontiers, set_state, added, len(decisions) - added)


def _accepted(state: State, ledger: Ledger, intake: Intake) -> list[Accepted]:
    sequence = state.last.sequence + 1 if state.last else 1
    columns = ["article_id", "snapshot_id", "part", "captured_at", "content_hash", "record_hash"]
    return [
        Accepted(
            row=row,
            arrival=ledger.arrivals[values["snapshot_id"]] if intake.cause == "technical_upgrade" else sequence,
            **values,
        )
        for row, values in enumerate(intake.articles.select(columns).to_pylist())
    ]


def _articles(intake: Intake, decisions: Sequence[Decision], sequence: int, schema: pa.Schema) -> pa.Table:
    added = [decision for decision in decisions if decision.revision is not None]
    table = intake.articles.take(pa.array([decision.accepted.row for decision in added], pa.int64()))
    set_here = {
        "revision": [decision.revision for decision in added],
        "sequence": [sequence] * len(added),
        "change": [decision.change for decision in added],
        "recipe_hash": [intake.recipe] * len(added),
    }
    columns = [
        pa.array(set_here[field.name], field.type) if field.name in set_here else table.column(field.name) for field in schema
    ]
    return pa.table(columns, schema=schema)


def _observations(intake: Intake, decisions: Sequence[Decision], sequence: int) -> list[dict[str, Any]]:
    common = {"recipe_hash": intake.recipe, "sequence": sequence, "cause": intake.cause}
    accepted = [
        {
            "snapshot_id": decision.accepted.snapshot_id,
            "part": decision.accepted.part,
            "article_id": decision.accepted.article_id,
            "outcome": "accepted",
            "content_hash": decision.accepted.content_hash,
            "record_hash": decision.accepted.record_hash,
            "revision": decision.revision,
            **common,
        }
        for decision in decisions
    ]
    quarantined = [
        {
            "snapshot_id": row["snapshot_id"],
            "part": row["part"],
            "article_id": None if row["part"] is None else article_id(row["source"], row["uri"], row["part"]),
            "outcome": "quarantined",
            "content_hash": None,
            "record_hash": quarantine_hash(row),
            "revision": None,
            **common,
        }
        for row in intake.quarantine
    ]
    return sorted(accepted + quarantined, key=_place)


def _snapshots(intake: Intake, ledger: Ledger, sequence: int, schema: pa.Schema) -> pa.Table:
    rows = [
        {
            "snapshot_id": id_,
            "payload_hash": snapshot.payload_hash,
            "payload": snapshot.payload,
            "source": snapshot.source,
            "uri": snapshot.uri,
            "media_type": snapshot.media_type,
            "charset": snapshot.charset,
            "captured_at": snapshot.captured_at,
            "sequence": sequence,
        }
        for id_, snapshot in sorted(intake.snapshots.items())
        if id_ not in ledger.arrivals
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def _place(row: Mapping[str, Any]) -> tuple[str, int]:
    return (row["snapshot_id"], -1 if row["part"] is None else row["part"])
