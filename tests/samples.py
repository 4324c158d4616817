"""Small datasets from hand-made rows, without extraction: what one snapshot came to is said, not read."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from provenance.audit.verify import Verification, verify
from provenance.contracts.odcs import Contract, load_contracts
from provenance.dataset.layout import contract_path, recipe_path
from provenance.dataset.log import Entry
from provenance.dataset.manifest import Manifest, Physical
from provenance.dataset.state import State
from provenance.identity.canonical import canonical_bytes
from provenance.identity.hashes import hash_bytes
from provenance.model.snapshot import Headers, Snapshot, article_id
from provenance.pipeline.rows import hashed, uncommitted
from provenance.publish.build import Built, build
from provenance.publish.commit import Published, commit
from provenance.publish.intake import Intake
from provenance.publish.ledger import load_ledger
from provenance.publish.revisions import Cause

Row = dict[str, Any]

RECIPE = canonical_bytes({"steps": {"dates": 1}, "packages": {"lxml": "6.1.3"}})
OTHER_RECIPE = canonical_bytes({"steps": {"dates": 2}, "packages": {"lxml": "6.1.3"}})


@dataclass(frozen=True)
class Capture:
    """One snapshot and what its parts came to: the text of an accepted one, None for one that the contract rejected.

    `rejected` says that the whole snapshot was. `columns` are further columns of every accepted part. The bytes are `payload`,
    or where that is empty those of the texts, so that the same texts are the same bytes.
    """

    uri: str = "a.html"
    texts: tuple[str | None, ...] = ("The harbour is shut.",)
    captured_at: datetime | None = None
    rejected: bool = False
    payload: bytes = b""
    source: str = "inbox"
    columns: Mapping[str, Any] = field(default_factory=dict, hash=False)
    headers: Headers | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The raw capture."""
        payload = self.payload or repr(self.texts).encode()
        return Snapshot(self.source, self.uri, "text/html", payload, None, self.captured_at, self.headers)


@functools.cache
def contracts() -> Mapping[str, Contract]:
    """The contracts that the package brings."""
    return load_contracts()


def schemas() -> dict[str, pa.Schema]:
    """Arrow schema of every table."""
    return {name: contract.schema for name, contract in contracts().items()}


def article(snapshot: Snapshot, part: int, text: str, **columns: Any) -> Row:
    """An accepted row with true hashes, without the columns that a commit sets."""
    row: Row = {
        each.name: [] if pa.types.is_list(each.type) else None
        for each in uncommitted(schemas()["articles"])
        if each.name not in {"content_hash", "record_hash"}
    }
    row |= {
        "article_id": article_id(snapshot.source, snapshot.uri, part),
        "snapshot_id": snapshot.snapshot_id,
        "payload_hash": snapshot.payload_hash,
        "source": snapshot.source,
        "uri": snapshot.uri,
        "part": part,
        "captured_at": snapshot.captured_at,
        "text": text,
        "text_hash": hash_bytes(text.encode()),
    }
    return hashed(row | columns)


def rejection(snapshot: Snapshot, part: int | None, recipe: bytes = RECIPE, **columns: Any) -> Row:
    """An entry of the quarantine."""
    row: Row = {
        "snapshot_id": snapshot.snapshot_id,
        "source": snapshot.source,
        "uri": snapshot.uri,
        "part": part,
        "stage": "decode" if part is None else "contract",
        "reasons": [
            {
                "rule": "text_too_short",
                "severity": "error",
                "column": "text",
                "observed": "3 code points",
                "remedy": "Look at the page.",
            }
        ],
        "article": None,
        "recipe_hash": hash_bytes(recipe),
    }
    return row | columns


def evidence(text: str, quote: str, rule: str = "sample") -> Row:
    """Evidence in the cleaned text, at the first place where the quote stands."""
    start = text.index(quote)
    place = {"start": start, "end": start + len(quote), "raw_start": None, "raw_end": None}
    return {"layer": "text", "quote": quote, "rule": rule, **place}


def intake(captures: Iterable[Capture], recipe: bytes = RECIPE, cause: Cause = "capture") -> Intake:
    """What a run hands to the commit."""
    snapshots: dict[str, Snapshot] = {}
    accepted, rejected = [], []
    for capture in captures:
        snapshot = capture.snapshot
        snapshots[snapshot.snapshot_id] = snapshot
        if capture.rejected:
            rejected.append(rejection(snapshot, None, recipe))
            continue
        for part, text in enumerate(capture.texts):
            if text is None:
                rejected.append(rejection(snapshot, part, recipe))
            else:
                accepted.append(article(snapshot, part, text, **capture.columns))
    table = pa.Table.from_pylist(accepted, schema=uncommitted(schemas()["articles"]))
    return Intake.of(cause, hash_bytes(recipe), snapshots.values(), table, rejected, schemas())


def publish(root: Path, captures: Iterable[Capture], recipe: bytes = RECIPE, cause: Cause = "capture") -> Published | None:
    """Commit captures as one version."""
    hashes = {name: contract.hash for name, contract in contracts().items()}
    texts = {contract_path(contract.hash): contract.canonical for contract in contracts().values()}
    return commit(root, intake(captures, recipe, cause), schemas(), hashes, {**texts, recipe_path(hash_bytes(recipe)): recipe})


def verified(root: Path, version: str | None = None) -> Verification:
    """What `verify` says of a dataset."""
    return verify(root, schemas(), version)


@dataclass(frozen=True)
class MemoryState(State):
    """A dataset's state that was never written: for properties that need many of them."""

    built: tuple[Built, ...] = ()

    def manifest(self) -> Manifest | None:
        """The logical part of the newest version."""
        return self.built[-1].manifest if self.built else None

    def table(self, name: str, schema: pa.Schema, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of a table, in commit order."""
        rows = pa.concat_tables([schema.empty_table(), *(each.additions[name].whole() for each in self.built)])
        return rows if columns is None else rows.select(columns)


EMPTY = MemoryState(Path("nowhere"), -1, ())


def grow(state: MemoryState, captures: Iterable[Capture], recipe: bytes = RECIPE, cause: Cause = "capture") -> MemoryState:
    """The state with one more version, as `publish` makes it; the same state where there is nothing new."""
    given = intake(captures, recipe, cause)
    ledger = load_ledger(state, schemas(), given.recipe)
    if cause == "capture":
        keys = given.snapshots.keys.to_pylist()
        known = {s["snapshot_id"] for s in keys if ledger.knows(s["snapshot_id"], s["source"], s["uri"], s["captured_at"])}
        given = given.without(known)
    built = build(state, ledger, given, schemas(), {})
    return state if built is None else after(state, built)


def after(state: MemoryState, built: Built) -> MemoryState:
    """The state that a built version makes."""
    manifest = built.manifest
    physical = Physical(manifest.version, manifest.sequence, (), None, built.frontiers, built.set_state, None, {}, "")
    entry = Entry(manifest.sequence - 1, manifest.sequence, manifest.version, manifest.parent, physical.digest)
    return MemoryState(state.root, entry.delta_version, (*state.commits, (entry, physical)), (*state.built, built))


def history(*versions: Sequence[Capture]) -> MemoryState:
    """The state after some versions under one recipe."""
    return functools.reduce(grow, versions, EMPTY)
