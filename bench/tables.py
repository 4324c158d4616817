"""Datasets of synthetic rows, made without extraction: what the benches of commit and audit measure on.

usage: tables.py DATASET ROWS [--commits N] [--noise BYTES | --small]

Each row is one snapshot of one article: about 2.5 kB of text with 24 pieces of evidence, true under both laws. `--noise` adds
that many bytes to each payload which no compression makes small; `--small` rows have 20 words and one piece of evidence. The
same arguments give the same version id.
"""

from __future__ import annotations

import argparse
import base64
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from provenance.contracts.odcs import load_contracts
from provenance.dataset.layout import contract_path, recipe_path
from provenance.dataset.spool import Rows
from provenance.identity.canonical import canonical_bytes
from provenance.identity.hashes import hash_bytes
from provenance.model.snapshot import Snapshot, article_id
from provenance.pipeline.rows import hashed, uncommitted
from provenance.publish.commit import Published, commit
from provenance.publish.intake import Intake

Row = dict[str, Any]

CONTRACTS = load_contracts()
SCHEMAS = {name: contract.schema for name, contract in CONTRACTS.items()}
RECIPE = canonical_bytes({"steps": {"bench": 1}})
WORDS = ("harbour", "council", "ferry", "storm", "bridge", "tonnes", "ministry", "report", "river", "strike", "budget", "mayor")
CHUNK = 2_000


@dataclass(frozen=True)
class Shape:
    """What a row is like: words of its text, pieces of evidence, bytes of its payload that no compression makes small."""

    words: int = 340
    pieces: int = 24
    noise: int = 0


#: Rows for benches of what does not depend on their size; a million of them take minutes to make.
SMALL = Shape(words=20, pieces=1)


def publish(root: Path, first: int, count: int, shape: Shape = Shape()) -> Published | None:
    """Publish the rows `first` to `first + count` as one version."""
    return put(root, intake(range(first, first + count), shape))


def intake(numbers: range, shape: Shape, edit: int = 0) -> Intake:
    """One accepted article for each number, as its `edit`-th edit left it."""
    schema = uncommitted(CONTRACTS["articles"].schema)
    snapshots: dict[str, Snapshot] = {}
    tables = [pa.table([[]] * len(schema), schema=schema)]
    for start in range(0, len(numbers), CHUNK):
        rows = []
        for snapshot, row in synthetic(numbers[start : start + CHUNK], schema, shape, edit):
            snapshots[snapshot.snapshot_id] = snapshot
            rows.append(row)
        tables.append(pa.Table.from_pylist(rows, schema=schema))
    return Intake.of("capture", hash_bytes(RECIPE), snapshots.values(), pa.concat_tables(tables), [], SCHEMAS)


def joined(one: Intake, other: Intake) -> Intake:
    """Two intakes as one."""
    return replace(one, snapshots=_both(one.snapshots, other.snapshots), articles=_both(one.articles, other.articles))


def _both(one: Rows, other: Rows) -> Rows:
    return Rows(pa.concat_tables([one.keys, other.keys]), (one.whole(), other.whole()))


def put(root: Path, given: Intake) -> Published | None:
    """Commit an intake."""
    texts = {contract_path(contract.hash): contract.canonical for contract in CONTRACTS.values()}
    return commit(
        root,
        given,
        SCHEMAS,
        {name: contract.hash for name, contract in CONTRACTS.items()},
        {**texts, recipe_path(given.recipe): RECIPE},
    )


def synthetic(numbers: range, schema: pa.Schema, shape: Shape, edit: int = 0) -> Iterator[tuple[Snapshot, Row]]:
    """Snapshots with their accepted rows, which are a function of their numbers."""
    empty: Row = {field.name: [] if pa.types.is_list(field.type) else None for field in schema}
    del empty["content_hash"], empty["record_hash"]
    for number in numbers:
        chance = random.Random(number)
        words = [
            chance.choice(WORDS) + (f" {chance.randrange(10_000)}" if place % 10 == 0 else "") for place in range(shape.words)
        ]
        text = " ".join(words) + (f" Edit {edit}." if edit else "")
        tail = "\n" + base64.b64encode(chance.randbytes(shape.noise * 3 // 4)).decode() if shape.noise else ""
        snapshot = Snapshot("bench", f"{number:07}.txt", "text/plain", (text + tail).encode())
        yield snapshot, hashed({**empty, **_article(snapshot, text, chance, shape.pieces)})


def _article(snapshot: Snapshot, text: str, chance: random.Random, pieces: int) -> Row:
    return {
        "article_id": article_id(snapshot.source, snapshot.uri, 0),
        "snapshot_id": snapshot.snapshot_id,
        "payload_hash": snapshot.payload_hash,
        "source": snapshot.source,
        "uri": snapshot.uri,
        "part": 0,
        "title": text[:40],
        "text": text,
        "text_hash": hash_bytes(text.encode()),
        "figures": [_figure(text, chance) for _ in range(pieces - 1)],
        "evidence": [{"field": "title", "evidence": _evidence(text, 0, 40)}],
    }


def _figure(text: str, chance: random.Random) -> Row:
    start = chance.randrange(len(text) - 20)
    return {
        "value": Decimal(chance.randrange(10_000)),
        "value_low": None,
        "value_high": None,
        "qualifier": "exact",
        "unit": "tonne",
        "unit_raw": "tonnes",
        "unit_candidates": [],
        "counted": None,
        "zone": "body",
        "evidence": _evidence(text, start, start + chance.randrange(4, 20)),
    }


def _evidence(text: str, start: int, end: int) -> Row:
    place = {"start": start, "end": end, "raw_start": start, "raw_end": end}
    return {"layer": "text", "quote": text[start:end], "rule": "bench", **place}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("rows", type=int)
    parser.add_argument("--commits", type=int, default=1)
    parser.add_argument("--noise", type=int, default=0)
    parser.add_argument("--small", action="store_true")
    given = parser.parse_args()
    bounds = [given.rows * number // given.commits for number in range(given.commits + 1)]
    for first, after in itertools.pairwise(bounds):
        published = publish(given.dataset, first, after - first, SMALL if given.small else Shape(noise=given.noise))
        print(published.version if published else "nothing new")


if __name__ == "__main__":
    main()
