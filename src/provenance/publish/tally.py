"""What one commit adds to the index: rows of its three tables, from the files of the commit. Keys and hashes are 32 bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from provenance.dataset import parquet
from provenance.dataset.manifest import Physical
from provenance.identity.hashes import PREFIX, bare, hash_value
from provenance.publish.shards import NONE, Row

_SNAPSHOTS = ["snapshot_id", "source", "uri", "captured_at"]
_OBSERVATIONS = ["snapshot_id", "recipe_hash", "article_id", "content_hash", "revision", "cause"]


@dataclass(frozen=True)
class Tally:
    """What a file of a commit adds: rows of `Table.ARTICLES` and of `Table.SNAPSHOTS`, the latter with what the file says.

    `recipe` is the one that observed, None where nothing was.
    """

    articles: tuple[Row, ...] = ()
    snapshots: tuple[Row, ...] = ()
    recipe: str | None = None


def tallies(root: Path, physical: Physical, schemas: Mapping[str, pa.Schema]) -> Iterator[Tally]:
    """What a commit adds, file by file, the stored snapshots first. Raises DatasetError naming a file that cannot be read."""
    for rows in _rows(root, physical, "snapshots", schemas, _SNAPSHOTS):
        yield Tally(snapshots=tuple(Row(to_bytes(each["snapshot_id"]), 0, 0, _bare_address(each)) for each in rows))
    for rows in _rows(root, physical, "observations", schemas, _OBSERVATIONS):
        accepted = (each for each in rows if each["revision"] is not None)
        yield Tally(
            articles=tuple(
                sorted(
                    Row(to_bytes(each["article_id"]), each["revision"], 0, to_bytes(each["content_hash"])) for each in accepted
                )
            ),
            snapshots=tuple(
                Row(
                    to_bytes(each["snapshot_id"]),
                    physical.sequence if each["cause"] == "capture" else 0,
                    physical.sequence,
                    NONE,
                )
                for each in rows
            ),
            recipe=rows[0]["recipe_hash"] if rows else None,
        )


def _bare_address(snapshot: Mapping[str, Any]) -> bytes:
    return NONE if snapshot["captured_at"] else address(snapshot["source"], snapshot["uri"])


def _rows(
    root: Path, physical: Physical, table: str, schemas: Mapping[str, pa.Schema], columns: list[str]
) -> Iterator[list[dict[str, Any]]]:
    for file in physical.files:
        if file.table == table:
            yield parquet.read(root, [file.path], schemas[table], columns).to_pylist()


def address(source: str, uri: str) -> bytes:
    """The key of an address: SHA-256 of the canonical [source, uri]."""
    return to_bytes(hash_value([source, uri]))


def to_bytes(digest: str) -> bytes:
    """The 32 bytes of a digest. Raises ValueError for anything else."""
    return bytes.fromhex(bare(digest))


def to_digest(key: bytes) -> str:
    """The digest of 32 bytes, `sha256:<hex>`."""
    return PREFIX + key.hex()
