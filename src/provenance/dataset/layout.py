"""Where things lie in a dataset folder. Paths are relative to it, POSIX.

Only `articles/` is in the Delta table; folders that begin with `_` are left alone by Delta's own tools.
"""

from __future__ import annotations

from provenance.identity.hashes import bare

#: Table name to folder.
TABLES = {
    "articles": "articles",
    "snapshots": "_snapshots",
    "observations": "_observations",
    "quarantine": "_quarantine",
}

#: Every folder of a dataset.
FOLDERS = frozenset({"_delta_log", "_manifests", "_physical", "_recipes", "_contracts", "_validations", *TABLES.values()})


def data_path(table: str, digest: str) -> str:
    """`articles/<aa>/<sha256>.parquet`: content-addressed, spread over 256 folders."""
    name = bare(digest)
    return f"{TABLES[table]}/{name[:2]}/{name}.parquet"


def manifest_path(version: str) -> str:
    """The logical part of a version: exactly the bytes whose hash is its id."""
    return f"_manifests/{bare(version)}.json"


def physical_path(digest: str) -> str:
    """The files of one commit."""
    return f"_physical/{bare(digest)}.json"


def recipe_path(digest: str) -> str:
    """The text behind a recipe hash."""
    return f"_recipes/{bare(digest)}.json"


def contract_path(digest: str) -> str:
    """The text behind a contract hash."""
    return f"_contracts/{bare(digest)}.json"


def validation_path(digest: str) -> str:
    """The result of the validation of one commit."""
    return f"_validations/{bare(digest)}.json"


def log_entry_path(delta_version: int) -> str:
    """An entry of the Delta log (Delta protocol, Delta Log Entries)."""
    return f"_delta_log/{delta_version:020d}.json"
