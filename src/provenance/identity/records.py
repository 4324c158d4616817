"""Hashes of rows: what the publisher says, the whole record, the log's leaves and the set's elements.

Rows are mappings from column names to Python values, as Arrow's `to_pylist` gives them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provenance.identity.canonical import canonical_bytes
from provenance.identity.hashes import hash_value

Row = Mapping[str, Any]

#: Columns of `articles` that a commit sets; they are not under `record_hash`, nor is that hash itself.
SET_AT_COMMIT = frozenset({"revision", "sequence", "change", "recipe_hash"})
#: Columns of `quarantine` that a commit sets.
QUARANTINE_SET_AT_COMMIT = frozenset({"sequence"})
#: Columns of an observation that depend on history; the set digest must not.
OBSERVATION_SET_AT_COMMIT = frozenset({"revision", "sequence", "cause"})


def content_hash(row: Row) -> str:
    """SHA-256 of what the publisher says, and of nothing that capture, place or evidence adds."""
    return hash_value(
        {
            "title": row["title"],
            "authors": row["authors"],
            "language": row["language"],
            "outlet": row["outlet"],
            "agencies": [{"id": agency["id"], "role": agency["role"]} for agency in row["agencies"]],
            "published": _printed(row, "published"),
            "modified": _printed(row, "modified"),
            "text": row["text"],
        }
    )


def _printed(row: Row, field: str) -> list[str]:
    return [entry["evidence"]["quote"] for entry in row["evidence"] if entry["field"] == field]


def record_hash(row: Row) -> str:
    """SHA-256 of a whole row of `articles` but the columns set at commit."""
    return hash_value({k: v for k, v in row.items() if k not in SET_AT_COMMIT and k != "record_hash"})


def quarantine_hash(row: Row) -> str:
    """SHA-256 of a row of `quarantine` but the columns set at commit; the `record_hash` of its observation."""
    return hash_value({k: v for k, v in row.items() if k not in QUARANTINE_SET_AT_COMMIT})


def log_leaf(row: Row) -> bytes:
    """The leaf of an accepted revision: canonical form of {article_id, revision, record_hash}."""
    return canonical_bytes({k: row[k] for k in ("article_id", "revision", "record_hash")})


def observation_leaf(row: Row) -> bytes:
    """The leaf of an observation in its log: canonical form of the whole row, with what depends on history."""
    return canonical_bytes(row)


def set_element(observation: Row) -> bytes:
    """The element of an observation: canonical form of the row but the columns that depend on history."""
    return canonical_bytes({k: v for k, v in observation.items() if k not in OBSERVATION_SET_AT_COMMIT})
