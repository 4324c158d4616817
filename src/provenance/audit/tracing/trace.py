"""Trace: from a published article back to the bytes that it was read from, every step of the way recomputed.

The row, the file that holds it, its leaf in the log, the commit that published it and the version that is asked for, what
validation said, the recipe, the observation, the snapshot and its bytes; then every piece of evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from provenance.audit.commits import decode_limits
from provenance.audit.finding import Finding
from provenance.audit.rows import check_article, check_snapshot
from provenance.audit.tracing.commits import commit_steps, file_step, log_step, recipe_step, validation_step
from provenance.audit.tracing.pieces import Piece, pieces
from provenance.audit.tracing.step import Step
from provenance.dataset.state import State, load_state
from provenance.errors import DatasetError, RejectedSnapshot, UsageError
from provenance.extraction.decode import Source, decode
from provenance.extraction.limits import DecodeLimits
from provenance.identity.records import log_leaf, observation_leaf
from provenance.model.snapshot import coding_of
from provenance.read.dataset import Version, table_schemas
from provenance.read.rows import rows_at
from provenance.visible import visible

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Trace:
    """The way of one published article: `article` is its row, `payload` the exact bytes of its snapshot."""

    article: Row
    steps: tuple[Step, ...]
    evidence: tuple[Piece, ...]
    payload: bytes = field(repr=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that does not hold."""
        of_steps = (finding for step in self.steps for finding in step.findings)
        return (*of_steps, *(finding for piece in self.evidence for finding in piece.findings))


def trace(version: Version, article: str) -> Trace:
    """The way of the current revision of an article at a version.

    `article` is named as for `Version.history`. Raises UsageError where none is meant, more than one, or one that was never
    accepted; DatasetError where something on the way is lost.
    """
    subject = version.subject(article)
    current = version.articles(["article_id", "revision"])
    same = current.filter(pc.equal(current.column("article_id"), subject.article_id)).to_pylist()
    if not same and pc.any(pc.equal(version.revisions(["article_id"]).column("article_id"), subject.article_id)).as_py():
        raise DatasetError(
            f"{version.root}: its tables contradict each other about {subject.article_id}; see `provenance verify`"
        )
    if not same:
        raise UsageError(f"{visible(subject.uri)}, part {subject.part}: it was never accepted; `provenance history` tells why")
    revision = same[0]["revision"]
    schemas, state = table_schemas(), load_state(version.root, version.id)
    at = _Tables(state, schemas)
    number = at.number("articles", article_id=subject.article_id, revision=revision)
    row = at.row("articles", number)
    observed = at.number("observations", article_id=subject.article_id, revision=revision, sequence=row["sequence"])
    observation = at.row("observations", observed)
    kept = at.number("snapshots", snapshot_id=row["snapshot_id"])
    snapshot = at.row("snapshots", kept)
    leaves = [log_leaf(each) for each in at.rows("articles", ["article_id", "revision", "record_hash"])]
    source, undecoded = _decoded(snapshot, decode_limits(state.root, row["recipe_hash"]))
    steps = (
        _row_step(row, observation),
        file_step(state, "articles", number),
        log_step(state, "articles", leaves, number),
        *commit_steps(state, schemas["articles"], row["sequence"]),
        validation_step(state, row),
        recipe_step(state, row["recipe_hash"]),
        _observation_step(row, observation),
        log_step(state, "observations", [observation_leaf(each) for each in at.rows("observations")], observed),
        _snapshot_step(row, snapshot),
        file_step(state, "snapshots", kept),
        _payload_step(snapshot, source, undecoded),
    )
    return Trace(row, steps, tuple(pieces(row, source)), snapshot["payload"])


@dataclass(frozen=True)
class _Tables:
    """The tables of a version, and rows of them by number."""

    state: State
    schemas: Mapping[str, pa.Schema]

    def rows(self, table: str, columns: list[str] | None = None) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.state.table(table, self.schemas[table], columns).to_pylist()
        return rows

    def row(self, table: str, number: int) -> Row:
        row: Row = rows_at(self.state, table, self.schemas[table], [number]).to_pylist()[0]
        return row

    def number(self, table: str, **key: Any) -> int:
        """The number of the first row with these values. Raises DatasetError where there is none."""
        columns = self.state.table(table, self.schemas[table], list(key))
        same = [pc.equal(columns.column(name), value) for name, value in key.items()]
        for mask in same[1:]:
            same[0] = pc.and_kleene(same[0], mask)
        number: int = pc.index(same[0], True).as_py()
        if number < 0:
            raise DatasetError(f"{self.state.root}: {table} holds no row of {key}; `provenance verify` tells what is lost")
        return number


def _row_step(row: Row, observation: Row) -> Step:
    names = ("article_id", "revision", "change", "sequence", "text_hash", "content_hash", "record_hash")
    checked = check_article(row, observation["cause"])
    # Evidence is told piece by piece.
    findings = tuple(each for each in checked if not each.rule.startswith("evidence"))
    return Step("row", {name: row[name] for name in names}, findings)


def _observation_step(row: Row, observation: Row) -> Step:
    names = ("outcome", "cause", "sequence", "part")
    same = ("snapshot_id", "part", "content_hash", "record_hash", "recipe_hash")
    where = f"observation of {row['snapshot_id']} part {row['part']}"
    differ = [name for name in same if row[name] != observation[name]]
    wrong = [Finding("observation", where, f"{name} is {observation[name]}, that of the row {row[name]}") for name in differ]
    return Step("observation", {name: observation[name] for name in names}, tuple(wrong))


def _snapshot_step(row: Row, snapshot: Row) -> Step:
    names = ("snapshot_id", "source", "uri", "captured_at", "media_type", "charset", "payload_hash", "sequence")
    wrong = list(check_snapshot(snapshot))
    for name in ("payload_hash", "source", "uri", "captured_at"):
        if row[name] != snapshot[name]:
            wrong.append(Finding("snapshot", f"article {row['article_id']}", f"its {name} is {row[name]}, not the snapshot's"))
    facts = {name: snapshot[name] for name in names}
    facts |= {f"header {each['name']}": each["value"] for each in snapshot["headers"] or ()}
    return Step("snapshot", facts, tuple(wrong))


def _decoded(snapshot: Row, limits: DecodeLimits) -> tuple[Source | None, str]:
    coding = coding_of(snapshot["headers"])
    try:
        return decode(snapshot["payload"], snapshot["media_type"], snapshot["charset"], limits, coding), ""
    except RejectedSnapshot as rejected:
        return None, str(rejected)


def _payload_step(snapshot: Row, source: Source | None, undecoded: str) -> Step:
    facts: dict[str, Any] = {"bytes": len(snapshot["payload"])}
    if source is None:
        return Step("bytes", facts, (Finding("decode", f"snapshot {snapshot['snapshot_id']}", undecoded),))
    facts |= {"inflated": len(source.inflated), "charset": source.charset, "charset_from": source.charset_basis}
    return Step("bytes", {**facts, "characters": len(source.string)})
