"""Judge: readings against the contract. Accepted rows get their flags and hashes, the others their reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import pyarrow as pa

from provenance.contracts.odcs import Contract
from provenance.fields.registry import Registry
from provenance.identity.canonical import canonical_bytes
from provenance.identity.records import SET_AT_COMMIT, content_hash, record_hash
from provenance.model.quarantine import Reason
from provenance.pipeline.reading import Reading
from provenance.publish.intake import Intake
from provenance.publish.revisions import Cause
from provenance.validate.run import validate_articles

Row = dict[str, Any]


def judge(readings: Sequence[Reading], contract: Contract, registry: Registry, recipe: str, cause: Cause) -> Intake:
    """The intake of some readings: one run of the contract's rules over all their rows."""
    rows = [(hashed(as_row(article)), reading) for reading in readings for article in reading.articles]
    schema = uncommitted(contract.schema)
    quarantine = [_rejected(reading, recipe) for reading in readings if reading.reason is not None]
    accepted, validation = [], None
    if rows:
        table = pa.Table.from_pylist([row for row, _ in rows], schema=schema)
        result = validate_articles(table, [reading.decoded for _, reading in rows], contract, registry)
        validation = canonical_bytes(result.result)
        for number, (row, _) in enumerate(rows):
            reasons = result.verdicts.get(number, ())
            if any(reason.severity == "error" for reason in reasons):
                quarantine.append(_refused(row, reasons, recipe))
            else:
                accepted.append(_flagged(row, reasons))
    return Intake(
        cause=cause,
        recipe=recipe,
        snapshots={reading.snapshot.snapshot_id: reading.snapshot for reading in readings},
        articles=pa.Table.from_pylist(accepted, schema=schema),
        quarantine=quarantine,
        validation=validation,
    )


def uncommitted(schema: pa.Schema) -> pa.Schema:
    """The schema of articles without the columns that a commit sets."""
    return pa.schema([field for field in schema if field.name not in SET_AT_COMMIT])


def as_row(value: Any) -> Any:
    """A value object as the plain value that Arrow takes: dataclasses become mappings, tuples lists."""
    if is_dataclass(value):
        return {field.name: as_row(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [as_row(item) for item in value]
    return value


def hashed(row: Row) -> Row:
    """The row with `content_hash` and `record_hash`."""
    row = {**row, "content_hash": content_hash(row)}
    return {**row, "record_hash": record_hash(row)}


def _flagged(row: Row, reasons: Sequence[Reason]) -> Row:
    if not reasons:
        return row
    row["flags"] = sorted({*row["flags"], *(reason.rule for reason in reasons)})
    del row["record_hash"]
    return {**row, "record_hash": record_hash(row)}


def _refused(row: Row, reasons: Sequence[Reason], recipe: str) -> Row:
    article = {name: value for name, value in row.items() if name != "record_hash"}
    return _entry(row, row["part"], "contract", reasons, canonical_bytes(article).decode(), recipe)


def _rejected(reading: Reading, recipe: str) -> Row:
    snapshot, reasons = reading.snapshot, [reading.reason] if reading.reason else []
    context = {"snapshot_id": snapshot.snapshot_id, "source": snapshot.source, "uri": snapshot.uri}
    return _entry(context, None, reading.stage or "extract", reasons, None, recipe)


def _entry(
    context: Mapping[str, Any], part: int | None, stage: str, reasons: Sequence[Reason], article: str | None, recipe: str
) -> Row:
    return {
        "snapshot_id": context["snapshot_id"],
        "source": context["source"],
        "uri": context["uri"],
        "part": part,
        "stage": stage,
        "reasons": [as_row(reason) for reason in reasons],
        "article": article,
        "recipe_hash": recipe,
    }
