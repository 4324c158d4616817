"""A version from an intake: rows numbered and ordered, log and set carried on. Pure, so the same input gives the same version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from provenance.dataset.manifest import LOGS, Log, Manifest
from provenance.dataset.spool import Rows
from provenance.dataset.state import State, Tip
from provenance.identity import lthash
from provenance.identity.merkle import Frontier
from provenance.identity.records import log_leaf, observation_leaf, set_element
from provenance.publish.addition import Addition
from provenance.publish.intake import ARTICLE_KEYS, QUARANTINE_KEYS, Intake
from provenance.publish.ledger import Ledger
from provenance.publish.revisions import Accepted, Decision, decide

TABLES = ("articles", "snapshots", "observations", "quarantine")


@dataclass(frozen=True)
class Built:
    """A version that is not committed yet: its manifest, the rows that it adds, and what makes the next commit cheap."""

    manifest: Manifest
    additions: Mapping[str, Addition]
    frontiers: Mapping[str, Frontier]
    set_state: lthash.State
    accepted: int
    unchanged: int


def build(
    state: State | Tip, ledger: Ledger, intake: Intake, schemas: Mapping[str, pa.Schema], contracts: Mapping[str, str]
) -> Built | None:
    """The version that the intake makes of the state; None where it holds no observation.

    Decided by the keys of the intake alone: its rows stay where they are. The ledger must answer for the keys of the intake
    (`Intake.keys`), in a technical upgrade for `records` too.
    """
    decisions = decide(_accepted(state, ledger, intake), ledger.last, ledger.records, intake.cause)
    if not decisions and not intake.quarantine.num_rows:
        return None
    before, parent = state.manifest(), state.last
    sequence = parent.sequence + 1 if parent else 1
    added = [decision for decision in decisions if decision.revision is not None]
    observations = _observations(intake, decisions, sequence)
    frontiers = dict(state.physical.frontiers) if state.physical else {name: Frontier() for name in LOGS}
    for decision in added:
        frontiers["articles"] = frontiers["articles"].append(log_leaf(_leaf(decision)))
    for row in observations:
        frontiers["observations"] = frontiers["observations"].append(observation_leaf(row))

    same_recipe = before is not None and before.recipe == intake.recipe
    start = state.physical.set_state if same_recipe and state.physical else lthash.empty_state()
    fresh = (row for row in observations if not (same_recipe and row["snapshot_id"] in ledger.observed))
    set_state = lthash.add(start, map(set_element, fresh))

    additions = {
        "articles": _articles(intake, added, sequence, schemas["articles"]),
        "snapshots": _snapshots(intake, ledger, sequence, schemas["snapshots"]),
        "observations": _in_memory(observations, schemas["observations"]),
        "quarantine": _quarantine(intake, sequence, schemas["quarantine"]),
    }
    manifest = Manifest(
        sequence=sequence,
        parent=parent.version if parent else None,
        recipe=intake.recipe,
        contracts=contracts,
        counts={name: (before.counts[name] if before else 0) + additions[name].num_rows for name in TABLES},
        logs={name: Log.of(frontier) for name, frontier in frontiers.items()},
        set_digest=lthash.digest(set_state),
    )
    return Built(manifest, additions, frontiers, set_state, len(added), len(decisions) - len(added))


def _accepted(state: State | Tip, ledger: Ledger, intake: Intake) -> list[Accepted]:
    sequence = state.last.sequence + 1 if state.last else 1
    return [
        Accepted(
            row=row,
            arrival=ledger.arrivals[values["snapshot_id"]] if intake.cause == "technical_upgrade" else sequence,
            **values,
        )
        for row, values in enumerate(intake.articles.keys.select(ARTICLE_KEYS).to_pylist())
    ]


def _leaf(decision: Decision) -> dict[str, Any]:
    accepted = decision.accepted
    return {"article_id": accepted.article_id, "revision": decision.revision, "record_hash": accepted.record_hash}


def _articles(intake: Intake, added: Sequence[Decision], sequence: int, schema: pa.Schema) -> Addition:
    set_here: dict[str, list[Any]] = {
        "revision": [decision.revision for decision in added],
        "sequence": [sequence] * len(added),
        "change": [decision.change for decision in added],
        "recipe_hash": [intake.recipe] * len(added),
    }
    return Addition(schema, intake.articles, [decision.accepted.row for decision in added], set_here)


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
        {"outcome": "quarantined", "content_hash": None, "revision": None, **row, **common}
        for row in intake.quarantine.keys.select(QUARANTINE_KEYS).to_pylist()
    ]
    return sorted(accepted + quarantined, key=_place)


def _in_memory(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> Addition:
    table = pa.Table.from_pylist(list(rows), schema=schema)
    return Addition(schema, Rows.of(table, table.select([])), range(len(rows)))


def _snapshots(intake: Intake, ledger: Ledger, sequence: int, schema: pa.Schema) -> Addition:
    ids = intake.snapshots.keys.column("snapshot_id").to_pylist()
    order = sorted((row for row, id_ in enumerate(ids) if id_ not in ledger.arrivals), key=ids.__getitem__)
    return Addition(schema, intake.snapshots, order, {"sequence": [sequence] * len(order)})


def _quarantine(intake: Intake, sequence: int, schema: pa.Schema) -> Addition:
    places = [_place(row) for row in intake.quarantine.keys.to_pylist()]
    order = sorted(range(len(places)), key=places.__getitem__)
    return Addition(schema, intake.quarantine, order, {"sequence": [sequence] * len(order)})


def _place(row: Mapping[str, Any]) -> tuple[str, int]:
    return (row["snapshot_id"], -1 if row["part"] is None else row["part"])
