"""The rows of one data file, each checked by itself, and what of them must be held against other rows.

This is the work of the worker processes. What comes back is small: a few hashes a row, no text and no payload.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from provenance.audit.finding import Finding
from provenance.audit.rows import Row, check_article, check_snapshot, cited, name_of
from provenance.dataset import parquet
from provenance.dataset.manifest import DataFile
from provenance.errors import DatasetError
from provenance.identity import lthash
from provenance.identity.canonical import canonical_bytes
from provenance.identity.merkle import leaf_hash
from provenance.identity.records import log_leaf, observation_leaf, quarantine_hash, set_element
from provenance.model.snapshot import article_id
from provenance.publish.revisions import Cause

#: Rows of one portion. An article costs a hundred times what an observation does.
PORTION = {"articles": 2_500, "snapshots": 10_000, "observations": 10_000, "quarantine": 10_000}
#: Rows that are Python objects at a time.
_BATCH = 250
#: The end of evidence that runs to the end of its source: no source is as long.
TO_THE_END = 2**31 - 1

# What a row that we did not write may raise: null or out of range where the contract allows it, text that is not UTF-8.
_UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Portion:
    """The rows `first` to `first + count` of a data file, and what its commit says of them.

    `commit` is the commit's place in the chain, `number` the file's place in the commit. Where `fault` is given, the file is not
    what was published, and is not parsed. The first portion of a file stands for its form too.
    """

    commit: int
    number: int
    file: DataFile
    first: int
    count: int
    sequence: int
    recipe: str | None
    cause: Cause
    same_writer: bool
    fault: str | None = None


class SnapshotFact(NamedTuple):
    """A row of `snapshots`: its number, the key of its id, and one hash of what its articles repeat of it."""

    row: int
    snapshot: bytes
    context: bytes


class ArticleFact(NamedTuple):
    """A row of `articles`.

    `article`, `content` and `snapshot` are keys of ids and hashes, `leaf` the leaf's hash, `link` what the observation that made
    it must tell, `context` the hash of what it repeats of its snapshot. `spans` are the places in the decoded source that its
    evidence cites (pairs of int32), `seal` the hash of what it quotes from there.
    """

    row: int
    article: bytes
    revision: int
    content: bytes
    leaf: bytes
    link: bytes
    snapshot: bytes
    context: bytes
    spans: bytes
    seal: bytes


class QuarantineFact(NamedTuple):
    """A row of `quarantine`: its number, and what the observation that made it must tell."""

    row: int
    link: bytes


class ObservationFact(NamedTuple):
    """A row of `observations`; `rejection` and `revision` are the links that rows of the other two tables must have."""

    row: int
    snapshot: bytes
    leaf: bytes
    element: bytes
    rejection: bytes | None
    revision: bytes | None


@dataclass(slots=True)
class Facts:
    """What a portion came to. `findings` have the number of their row; `set_sum` is the LtHash of all its observations.

    `first` and `last` are the places of its first and last row in the order of the table. Where `readable` is false, `fault`
    says why, and there is nothing else.
    """

    fault: str | None = None
    readable: bool = True
    rows: int = 0
    findings: list[tuple[int, Finding]] = field(default_factory=list)
    snapshots: list[SnapshotFact] = field(default_factory=list)
    articles: list[ArticleFact] = field(default_factory=list)
    quarantine: list[QuarantineFact] = field(default_factory=list)
    observations: list[ObservationFact] = field(default_factory=list)
    set_sum: lthash.State = field(default_factory=lthash.empty_state)
    first: tuple[str, int] | None = None
    last: tuple[str, int] | None = None


def unreadable(why: str) -> Facts:
    """What a portion comes to that cannot be read."""
    return Facts(why, readable=False)


def check(root: Path, schemas: Mapping[str, pa.Schema], portion: Portion) -> Facts:
    """Check the rows of a portion. Whatever is in the file, the answer is facts."""
    if portion.fault is not None:
        return unreadable(portion.fault)
    path, schema = root / portion.file.path, schemas[portion.file.table]
    facts = Facts()
    try:
        if portion.first == 0:
            facts.fault = parquet.fault(path, schema, portion.file.rows, portion.same_writer)
        file = parquet.open_file(path, schema)
        for first, rows in parquet.row_batches(file, schema, portion.first, portion.count, _BATCH):
            for number, row in enumerate(rows.to_pylist(), first):
                facts.rows += 1
                _check_row(facts, portion, number, row)
    except (DatasetError, OSError, MemoryError, pa.ArrowException, *_UNREADABLE) as error:
        return unreadable(f"it cannot be read: {error}" if not isinstance(error, DatasetError) else str(error))
    facts.findings = [
        (number, replace(finding, where=place(portion.file.path, number, finding.where))) for number, finding in facts.findings
    ]
    return facts


def place(path: str, row: int, name: str) -> str:
    """Where a row stands, for findings: file, number of the row from 0, and what it is called."""
    return f"{path} row {row}: {name}"


def key(id_: str) -> bytes:
    """An id as 32 bytes, whatever a row holds in its place."""
    return sha256(id_.encode()).digest()


def seal(quotes: Iterable[str]) -> bytes:
    """One hash of what an article quotes from its source."""
    return sha256(b"".join(map(key, quotes))).digest()


def _check_row(facts: Facts, portion: Portion, number: int, row: Row) -> None:
    try:
        _CHECKS[portion.file.table](facts, portion, number, row)
        _order(facts, portion, number, row)
    except _UNREADABLE as error:
        where = name_of(portion.file.table, row)
        facts.findings.append((number, Finding("row", where, f"it is no row of ours: {type(error).__name__}: {error}")))


def _order(facts: Facts, portion: Portion, number: int, row: Row) -> None:
    """Rows of one commit stand in one order, which is part of what the log covers."""
    name, then = ("article_id", "revision") if portion.file.table == "articles" else ("snapshot_id", "part")
    here = (row[name], -1 if row.get(then) is None else row[then])
    if facts.last is not None and here <= facts.last:
        facts.findings.append((number, Finding("order", name_of(portion.file.table, row), f"it stands behind {facts.last[0]}")))
    facts.first, facts.last = facts.first or here, here


def _snapshot(facts: Facts, portion: Portion, number: int, row: Row) -> None:
    facts.findings += ((number, finding) for finding in check_snapshot(row))
    if row["sequence"] != portion.sequence:
        facts.findings.append((number, Finding("snapshot", name_of("snapshots", row), "it has another version's number")))
    facts.snapshots.append(SnapshotFact(number, key(row["snapshot_id"]), _context(row)))


def _article(facts: Facts, portion: Portion, number: int, row: Row) -> None:
    facts.findings += ((number, finding) for finding in check_article(row, portion.cause))
    if (row["sequence"], row["recipe_hash"]) != (portion.sequence, portion.recipe):
        where = name_of("articles", row)
        facts.findings.append((number, Finding("commit_columns", where, "sequence or recipe are not those of the version")))
    pieces = list(cited(row))
    spans = array("i")
    for piece in pieces:
        spans.extend((piece.start, TO_THE_END if piece.end is None else piece.end))
    facts.articles.append(
        ArticleFact(
            number,
            key(row["article_id"]),
            row["revision"],
            key(row["content_hash"]),
            leaf_hash(log_leaf(row)),
            _revision_link(row),
            key(row["snapshot_id"]),
            _context(row),
            spans.tobytes(),
            seal(piece.quote for piece in pieces),
        )
    )


def _rejection(facts: Facts, portion: Portion, number: int, row: Row) -> None:
    del portion
    article = None if row["part"] is None else article_id(row["source"], row["uri"], row["part"])
    link = _link("quarantine", row["snapshot_id"], row["part"], article, quarantine_hash(row), row["sequence"])
    facts.quarantine.append(QuarantineFact(number, link))


def _observation(facts: Facts, portion: Portion, number: int, row: Row) -> None:
    if (row["sequence"], row["cause"], row["recipe_hash"]) != (portion.sequence, portion.cause, portion.recipe):
        where = name_of("observations", row)
        facts.findings.append((number, Finding("observation", where, "sequence, cause or recipe are not those of the version")))
    rejection = revision = None
    if row["outcome"] == "quarantined":
        rejection = _link("quarantine", row["snapshot_id"], row["part"], row["article_id"], row["record_hash"], portion.sequence)
    if row["revision"] is not None:
        revision = _revision_link(row)
    element = set_element(row)
    facts.observations.append(
        ObservationFact(
            number,
            key(row["snapshot_id"]),
            leaf_hash(observation_leaf(row)),
            sha256(element).digest(),
            rejection,
            revision,
        )
    )
    facts.set_sum = lthash.add(facts.set_sum, [element])


def _context(row: Row) -> bytes:
    return _link(*(row[name] for name in ("source", "uri", "captured_at", "payload_hash")))


def _revision_link(row: Row) -> bytes:
    names = ("article_id", "revision", "snapshot_id", "part", "content_hash", "record_hash", "recipe_hash", "sequence")
    return _link("articles", *(row[name] for name in names))


def _link(*values: Any) -> bytes:
    return sha256(canonical_bytes(values)).digest()


_CHECKS = {"snapshots": _snapshot, "articles": _article, "quarantine": _rejection, "observations": _observation}
