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

#: What is said about versions and is part of none: names, and signatures.
TAGS = "_tags"
SIGNATURES = "_signatures"

#: What an upgrade has read and not committed yet; part of no version.
STAGING = "_staging"

#: The folders whose files are named by their hashes, and which hold nothing that no version refers to but left-overs.
ADDRESSED = frozenset({"_manifests", "_physical", "_recipes", "_contracts", "_validations", *TABLES.values()})

#: What can be made again from the rest at any time; never evidence, so never verified, and no orphan.
CACHE = "_cache"

#: Every other folder of a dataset.
FOLDERS = frozenset({"_delta_log", TAGS, SIGNATURES, STAGING, *ADDRESSED})


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
