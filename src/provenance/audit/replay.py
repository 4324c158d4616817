"""Replay: the rows of every commit again, from the first on, as publishing must have made them.

Every file's hash, every row's ids and hashes, the log, the set, and the manifest that claims them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pyarrow as pa

from provenance.audit.finding import Finding
from provenance.audit.rows import check_article, check_snapshot
from provenance.dataset import layout, parquet
from provenance.dataset.manifest import LOGS, DataFile, Log, Manifest, Physical
from provenance.errors import DatasetError, RejectedSnapshot
from provenance.extraction.decode import DecodeLimits, decode
from provenance.identity import lthash
from provenance.identity.hashes import hash_bytes
from provenance.identity.merkle import Frontier
from provenance.identity.records import Row, log_leaf, observation_leaf, quarantine_hash, set_element
from provenance.publish.revisions import Cause

# A bound of extraction is part of the recipe of its time; what was accepted under it may be decoded now whatever its size.
_UNBOUNDED = DecodeLimits(max_bytes=2**62, max_ratio=2**62)


@dataclass
class Replay:
    """What is carried from commit to commit, and what was found on the way."""

    root: Path
    schemas: Mapping[str, pa.Schema]
    findings: list[Finding] = field(default_factory=list)
    referenced: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(layout.TABLES, 0))
    frontiers: dict[str, Frontier] = field(default_factory=lambda: {name: Frontier() for name in LOGS})
    set_state: lthash.State = field(default_factory=lthash.empty_state)
    recipe: str | None = None
    # What each snapshot came to under the recipe; the set holds it once, however often the snapshot came.
    observed: dict[str, frozenset[bytes]] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    files: int = 0

    def found(self, rule: str, where: str, observed: str) -> None:
        """Note something that is not what it should be."""
        self.findings.append(Finding(rule, where, observed))


def replay(walk: Replay, physical: Physical, manifest: Manifest | None) -> None:
    """Check the files and rows of one commit, and carry log and set on; `manifest` is None where it is lost or altered."""
    walk.referenced |= {layout.physical_path(physical.digest), layout.manifest_path(physical.version)}
    intact = [file for file in physical.files if _file(walk, file, physical.writer.get("pyarrow") == pa.__version__)]
    tables = {name: _table(walk, [file for file in intact if file.table == name], name) for name in layout.TABLES}
    for name, table in tables.items():
        walk.counts[name] += table.num_rows
    cause = _cause(walk, manifest)
    _snapshots(walk, intact, physical.sequence)
    leaves = _articles(walk, tables["articles"].to_pylist(), physical.sequence, cause)
    _observations(walk, tables, leaves, physical.sequence, cause)
    if walk.frontiers != physical.frontiers or lthash.digest(walk.set_state) != lthash.digest(physical.set_state):
        walk.found("carried_state", layout.physical_path(physical.digest), "frontiers or set state are not those of the rows")
    if manifest is not None:
        _manifest(walk, manifest, physical)


def _cause(walk: Replay, manifest: Manifest | None) -> Cause:
    """What the commit was for: a technical upgrade where the recipe is another than before, and the set starts anew."""
    if manifest is None or manifest.recipe == walk.recipe:
        return "capture"
    cause: Cause = "capture" if walk.recipe is None else "technical_upgrade"
    walk.recipe, walk.set_state, walk.observed = manifest.recipe, lthash.empty_state(), {}
    return cause


def _file(walk: Replay, file: DataFile, same_writer: bool) -> bool:
    """Whether a data file has the bytes that its commit wrote, and these are what we write."""
    walk.referenced.add(file.path)
    walk.files += 1
    try:
        data = (walk.root / file.path).read_bytes()
    except OSError as error:
        walk.found("file", file.path, error.strerror or str(error))
        return False
    if len(data) != file.size or hash_bytes(data) != file.digest or file.path != layout.data_path(file.table, file.digest):
        walk.found(
            "file", file.path, f"{len(data)} bytes hash to {hash_bytes(data)}, published were {file.size} of {file.digest}"
        )
        return False
    try:
        fault = parquet.fault(data, walk.schemas[file.table], file.rows, same_writer)
    except pa.ArrowException as error:
        fault = str(error)
    if fault is not None:
        walk.found("file", file.path, fault)
    return fault is None


def _table(walk: Replay, files: list[DataFile], name: str) -> pa.Table:
    columns = [column for column in walk.schemas[name].names if column != "payload"]
    try:
        table = parquet.read(walk.root, [file.path for file in files], walk.schemas[name], columns)
    except DatasetError as error:
        walk.found("file", name, str(error))
        return pa.schema([walk.schemas[name].field(column) for column in columns]).empty_table()
    return table


def _snapshots(walk: Replay, files: list[DataFile], sequence: int) -> None:
    for file in files:
        if file.table == "snapshots":
            for number, row in enumerate(_rows(walk, file.path)):
                walk.findings += check_snapshot(row)
                if row["snapshot_id"] in walk.places or row["sequence"] != sequence:
                    walk.found("snapshot", f"snapshot {row['snapshot_id']}", "it stands twice, or has another version's number")
                walk.places[row["snapshot_id"]] = (file.path, number)


def _rows(walk: Replay, path: str) -> Iterator[Row]:
    yield from parquet.read(walk.root, [path], walk.schemas["snapshots"]).to_pylist()


def _articles(walk: Replay, rows: list[Row], sequence: int, cause: Cause) -> dict[tuple[str, int], Row]:
    decoded = _Decoded(walk)
    for row in rows:
        walk.findings += check_article(row, walk.revisions.get(row["article_id"], 0), cause, decoded)
        walk.revisions[row["article_id"]] = row["revision"]
        walk.frontiers["articles"] = walk.frontiers["articles"].append(log_leaf(row))
        if row["sequence"] != sequence or row["recipe_hash"] != walk.recipe:
            walk.found("commit_columns", f"article {row['article_id']}", "sequence or recipe are not those of the version")
    return {(row["article_id"], row["revision"]): row for row in rows}


def _observations(
    walk: Replay, tables: Mapping[str, pa.Table], articles: dict[tuple[str, int], Row], sequence: int, cause: Cause
) -> None:
    rejected = {(row["snapshot_id"], row["part"]): row for row in tables["quarantine"].to_pylist()}
    elements: dict[str, list[bytes]] = {}
    for row in tables["observations"].to_pylist():
        where = f"observation of {row['snapshot_id']} part {row['part']}"
        walk.frontiers["observations"] = walk.frontiers["observations"].append(observation_leaf(row))
        elements.setdefault(row["snapshot_id"], []).append(set_element(row))
        if row["snapshot_id"] not in walk.places:
            walk.found("observation", where, "there is no such snapshot")
        if (row["sequence"], row["cause"], row["recipe_hash"]) != (sequence, cause, walk.recipe):
            walk.found("observation", where, "sequence, cause or recipe are not those of the version")
        if row["outcome"] == "quarantined":
            entry = rejected.pop((row["snapshot_id"], row["part"]), None)
            if entry is None or quarantine_hash(entry) != row["record_hash"] or entry["sequence"] != sequence:
                walk.found("quarantine", where, "the quarantined row is lost or altered")
        if row["revision"] is not None:
            article = articles.pop((row["article_id"], row["revision"]), {})
            names = ("snapshot_id", "part", "content_hash", "record_hash", "recipe_hash", "sequence")
            if any(article.get(name) != row[name] for name in names):
                walk.found("observation", where, "the revision that it added is another, or none")
    for key in [*rejected, *articles]:
        walk.found("observation", f"{key[0]} {key[1]}", "a row that no observation refers to")
    for snapshot_id, found in elements.items():
        now = frozenset(sha256(element).digest() for element in found)
        before = walk.observed.get(snapshot_id)
        if before is None:
            walk.observed[snapshot_id] = now
            walk.set_state = lthash.add(walk.set_state, found)
        elif before != now:
            walk.found("observation", f"snapshot {snapshot_id}", "the same recipe had read it otherwise before")


def _manifest(walk: Replay, manifest: Manifest, physical: Physical) -> None:
    where = layout.manifest_path(manifest.version)
    recomputed = {
        "counts": walk.counts,
        "logs": {name: Log.of(frontier) for name, frontier in walk.frontiers.items()},
        "set_digest": lthash.digest(walk.set_state),
    }
    for name, value in recomputed.items():
        if getattr(manifest, name) != value:
            walk.found(name, where, f"the rows give {value}, the version says {getattr(manifest, name)}")
    texts = {layout.recipe_path(manifest.recipe): manifest.recipe}
    texts |= {layout.contract_path(digest): digest for digest in manifest.contracts.values()}
    if physical.validation is not None:
        texts[layout.validation_path(physical.validation)] = physical.validation
    for path, digest in texts.items():
        walk.referenced.add(path)
        try:
            data = (walk.root / path).read_bytes()
        except OSError as error:
            walk.found("text", path, error.strerror or str(error))
            continue
        if hash_bytes(data) != digest:
            walk.found("text", path, f"its bytes hash to {hash_bytes(data)}")


class _Decoded:
    """Decoded sources of snapshots, the last one kept: the parts of one stand side by side."""

    def __init__(self, walk: Replay) -> None:
        self._walk = walk
        self._last: tuple[str, str | None] = ("", None)
        self._table: tuple[str, pa.Table] | None = None

    def __call__(self, snapshot_id: str) -> str | None:
        if self._last[0] != snapshot_id:
            self._last = (snapshot_id, self._decode(snapshot_id))
        return self._last[1]

    def _decode(self, snapshot_id: str) -> str | None:
        if snapshot_id not in self._walk.places:
            return None
        path, number = self._walk.places[snapshot_id]
        if self._table is None or self._table[0] != path:
            self._table = (path, parquet.read(self._walk.root, [path], self._walk.schemas["snapshots"]))
        row = self._table[1].slice(number, 1).to_pylist()[0]
        try:
            return decode(row["payload"], row["media_type"], row["charset"], _UNBOUNDED).string
        except RejectedSnapshot as rejected:
            self._walk.found("decode", f"snapshot {snapshot_id}", str(rejected))
            return None
