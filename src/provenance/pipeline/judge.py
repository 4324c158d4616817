"""Judge: what was extracted against the contract. Accepted rows get their flags and hashes, the others their reasons."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from provenance.contracts.odcs import Contract
from provenance.dataset import parquet
from provenance.dataset.spool import WEIGHT, Rows, Spool
from provenance.extraction.decode import decode
from provenance.extraction.limits import DecodeLimits
from provenance.fields.registry import Registry
from provenance.identity.canonical import canonical_bytes
from provenance.identity.records import record_hash
from provenance.model.quarantine import Reason
from provenance.pipeline.batches import Batch, StagedSnapshot, waiting
from provenance.pipeline.extract import Extracted, Rejected
from provenance.pipeline.rows import Row, as_row, uncommitted
from provenance.publish.intake import ARTICLE_KEYS, Intake, rejections, unnumbered
from provenance.publish.revisions import Cause
from provenance.validate.run import Validator, check_keys

#: Bytes of snapshots whose articles are judged at once, and what each counts for beside its own: its rows take memory however
#: small it is.
_AT_ONCE = 64 * 2**20
_SNAPSHOT_BYTES = 32_768
# A list element (a date, a figure, a quote with its evidence) weighs about this; a row without any, the first.
_ROW_BYTES = 1_000
_ELEMENT_BYTES = 300


@dataclass(frozen=True)
class Bench:
    """What judging needs: contracts of `articles` and `quarantine`, registry, bounds of decoding, a folder for what waits."""

    contracts: Mapping[str, Contract]
    registry: Registry
    limits: DecodeLimits
    recipe: str
    folder: Path

    @property
    def articles(self) -> pa.Schema:
        """The schema of articles before their commit."""
        return uncommitted(self.contracts["articles"].schema)

    @property
    def quarantine(self) -> pa.Schema:
        """The schema of the quarantine before its commit."""
        return unnumbered(self.contracts["quarantine"].schema)


def judge(extracted: Iterable[Extracted], found: Iterable[Batch], bench: Bench, cause: Cause) -> Intake:
    """The intake of what was extracted of some batches: one run of the contract's rules over all rows, some at a time."""
    judging = Judging(found, bench, cause)
    for each in extracted:
        judging.add(each)
    return judging.intake()


class Judging:
    """Judges what is extracted of some batches, as it comes: some at a time, so that the rest may be read meanwhile.

    Which are judged together does not show in the intake, but for the memory that it takes. Errors are raised by `add` and
    `intake` alike: those of `Validator.judge` and `check_keys`.
    """

    def __init__(self, found: Iterable[Batch], bench: Bench, cause: Cause) -> None:
        self._snapshots = {snapshot.snapshot_id: snapshot for batch in found for snapshot in batch}
        self._bench = bench
        self._cause: Cause = cause
        self._validator = Validator(bench.contracts["articles"], bench.registry)
        self._accepted = _Waiting(bench.folder, pa.schema([bench.articles.field(name) for name in ARTICLE_KEYS]))
        self._refused = _Waiting(bench.folder, rejections([]).schema)
        self._judged = False
        self._read: list[str] = []
        self._held: list[Extracted] = []
        self._size = 0

    def add(self, extracted: Extracted) -> None:
        """Take what a batch came to, and judge those before it where they are enough."""
        size = sum(_SNAPSHOT_BYTES + self._snapshots[id_].size for id_ in extracted.counts)
        if self._held and self._size + size > _AT_ONCE:
            self._judge()
        self._held.append(extracted)
        self._size += size
        self._read += extracted.counts

    def intake(self) -> Intake:
        """What all came to, once there is no more to add."""
        if self._held:
            self._judge()
        articles = self._accepted.rows()
        check_keys(articles.keys)
        return Intake(
            cause=self._cause,
            recipe=self._bench.recipe,
            snapshots=waiting([self._snapshots[id_] for id_ in self._read]),
            articles=articles,
            quarantine=self._refused.rows(),
            validation=canonical_bytes(self._validator.result()) if self._judged else None,
        )

    def _judge(self) -> None:
        """The rows of those that are held, set aside with their flags and reasons."""
        bench, portion = self._bench, self._held
        self._held, self._size = [], 0
        entries = [
            _rejected(self._snapshots[id_], rejected, bench.recipe) for each in portion for id_, rejected in each.rejected.items()
        ]
        table = pa.concat_tables(
            [parquet.read(each.articles.parent, [each.articles.name], bench.articles) for each in portion]
        ).combine_chunks()
        if table.num_rows:
            self._judged = True
            verdicts = self._validator.judge(table, _sources(table, self._snapshots, bench.limits))
            sound, broken = _parted(table, verdicts, bench.recipe)
            self._accepted.add(sound, sound.select(ARTICLE_KEYS))
            entries += broken
        if entries:
            self._refused.add(pa.Table.from_pylist(entries, schema=bench.quarantine), rejections(entries))


@dataclass
class _Waiting:
    """Rows of one table that are set aside, portion by portion."""

    folder: Path
    schema: pa.Schema
    keys: list[pa.Table] = field(default_factory=list)
    spools: list[Spool] = field(default_factory=list)

    def add(self, table: pa.Table, keys: pa.Table) -> None:
        """Set the rows of a portion aside, and keep their keys."""
        self.spools.append(Spool.write(self.folder / f"rows-{secrets.token_hex(8)}.arrow", table))
        self.keys.append(keys.append_column(WEIGHT, _weights(table)))

    def rows(self) -> Rows:
        """All of them."""
        empty = self.schema.append(pa.field(WEIGHT, pa.int64())).empty_table()
        return Rows(pa.concat_tables([empty, *self.keys]), tuple(self.spools))


def _weights(table: pa.Table) -> pa.Array:
    """How many bytes each row takes, about; the same whatever rows stand beside it."""
    weights = pa.array([_ROW_BYTES] * table.num_rows, pa.int64())
    for column in table.columns:
        if pa.types.is_list(column.type):
            weights = pc.add(weights, pc.multiply(pc.fill_null(pc.list_value_length(column), 0), _ELEMENT_BYTES))
        elif pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            weights = pc.add(weights, pc.fill_null(pc.binary_length(column), 0))
    return weights


def _sources(table: pa.Table, snapshots: Mapping[str, StagedSnapshot], limits: DecodeLimits) -> list[str | None]:
    """The decoded source of each row; None for a row without any evidence that has a place in it."""
    placed = _with_places(table)
    decoded: dict[str, str] = {}
    sources: list[str | None] = []
    for row, snapshot_id in enumerate(table.column("snapshot_id").to_pylist()):
        if row not in placed:
            sources.append(None)
            continue
        if snapshot_id not in decoded:
            snapshot = snapshots[snapshot_id].load()
            decoded[snapshot_id] = decode(
                snapshot.payload, snapshot.media_type, snapshot.charset, limits, snapshot.content_coding
            ).string
        sources.append(decoded[snapshot_id])
    return sources


def _with_places(table: pa.Table) -> set[int]:
    """The numbers of rows with evidence, or with something removed, that says where in the source it stands."""
    found: set[int] = set()
    for column in (table.column(each.name) for each in table.schema if pa.types.is_list(each.type)):
        items = pc.list_flatten(column)
        if not pa.types.is_struct(items.type):
            continue
        for path in ("evidence", "raw_start"), ("evidence", "raw_end"), ("raw_start",), ("raw_end",):
            if items.type.get_field_index(path[0]) >= 0:
                placed = pc.is_valid(pc.struct_field(items, list(path)))
                found.update(pc.list_parent_indices(column).filter(placed).to_pylist())
    return found


def _parted(table: pa.Table, verdicts: Mapping[int, Sequence[Reason]], recipe: str) -> tuple[pa.Table, list[Row]]:
    """The accepted rows, those with warnings flagged; and the entries of the quarantine."""
    flagged, refused = [], []
    judged = table.take(pa.array(list(verdicts), pa.int64())).to_pylist()
    for row, reasons in zip(judged, verdicts.values(), strict=True):
        if any(reason.severity == "error" for reason in reasons):
            refused.append(_refused(row, reasons, recipe))
        else:
            flagged.append(_flagged(row, reasons))
    untouched = pc.invert(pc.is_in(pa.array(range(table.num_rows)), pa.array(sorted(verdicts), pa.int64())))
    return pa.concat_tables([table.filter(untouched), pa.Table.from_pylist(flagged, schema=table.schema)]), refused


def _flagged(row: Row, reasons: Sequence[Reason]) -> Row:
    row = {**row, "flags": sorted({*row["flags"], *(reason.rule for reason in reasons)})}
    return {**row, "record_hash": record_hash(row)}


def _refused(row: Row, reasons: Sequence[Reason], recipe: str) -> Row:
    article = {name: value for name, value in row.items() if name != "record_hash"}
    return _entry(row, row["part"], "contract", reasons, canonical_bytes(article).decode(), recipe)


def _rejected(snapshot: StagedSnapshot, rejected: Rejected, recipe: str) -> Row:
    context = {"snapshot_id": snapshot.snapshot_id, "source": snapshot.source, "uri": snapshot.uri}
    return _entry(context, None, rejected.stage, [rejected.reason], None, recipe)


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
