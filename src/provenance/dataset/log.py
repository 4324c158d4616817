"""The Delta log: the commit point. A version exists if and only if its Delta commit exists.

Delta-rs writes the entry; it never calls fsync, and may raise although the entry is visible (FINDINGS of the design). So every
commit is synced here before it is acknowledged, and after any error the log is read again to see what is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import regex
from deltalake import CommitProperties, DeltaTable, PostCommitHookProperties, Schema
from deltalake.exceptions import DeltaError, TableNotFoundError
from deltalake.transaction import AddAction, RemoveAction, create_table_with_add_actions

from provenance.dataset.files import make_folder, sync_file, sync_folder
from provenance.dataset.layout import log_entry_path
from provenance.dataset.manifest import DataFile
from provenance.errors import DatasetError
from provenance.identity.hashes import bare, hash_bytes
from provenance.visible import visible

_KEYS = {"version": "provenance.version", "parent": "provenance.parent", "physical": "provenance.physical"}
_SEQUENCE = "provenance.sequence"

#: What the table is made with. Nothing may be removed from it, and no tool may clean its log up: the log is part of the proof.
CONFIGURATION = {
    "delta.appendOnly": "true",
    "delta.enableExpiredLogCleanup": "false",
    "delta.logRetentionDuration": "interval 5200 weeks",
}
NAME = "articles"


@dataclass(frozen=True, slots=True)
class Entry:
    """A commit as the Delta log tells it: the version that it published, that one's parent, and its physical part."""

    delta_version: int
    sequence: int
    version: str
    parent: str | None
    physical: str


def entries(root: Path) -> tuple[int, list[Entry]]:
    """The newest Delta version (-1 where there is no dataset yet) and the commits, newest first.

    Commits of other tools (a compaction, say) carry no version and are passed over; `verify` looks at those.
    """
    try:
        table = DeltaTable(root)
    except TableNotFoundError:
        return -1, []
    except (DeltaError, OSError) as error:
        raise DatasetError(f"{root / '_delta_log'}: {first_line(error)}; restore it from a copy of the dataset") from error
    history = table.history()
    try:
        found = [_entry(int(commit["version"]), commit) for commit in history]
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise DatasetError(
            f"{root / '_delta_log'}: an entry is not what we write: {error}; `provenance verify` names it"
        ) from error
    return int(history[0]["version"]), [entry for entry in found if entry is not None]


def first_line(error: Exception) -> str:
    """What an error of Delta's says, without its colours and backtrace."""
    return visible(_COLOUR.sub("", str(error).partition("\n")[0]))[:300]


_COLOUR = regex.compile(r"\x1b\[[0-9;]*m")


def entry_of(delta_version: int, actions: Iterable[Mapping[str, Any]]) -> Entry | None:
    """The entry that the actions of a log file hold; None where the commit is another tool's. Raises KeyError, ValueError."""
    infos = [action["commitInfo"] for action in actions if "commitInfo" in action]
    return _entry(delta_version, infos[0]) if infos else None


def _entry(delta_version: int, commit: Mapping[str, Any]) -> Entry | None:
    if _SEQUENCE not in commit:
        return None
    entry = Entry(
        delta_version=delta_version,
        sequence=int(commit[_SEQUENCE]),
        version=commit[_KEYS["version"]],
        parent=commit.get(_KEYS["parent"]),
        physical=commit[_KEYS["physical"]],
    )
    for digest in (entry.version, entry.physical, *([entry.parent] if entry.parent else ())):
        bare(digest)
    return entry


def head(root: Path) -> int:
    """The newest Delta version, -1 where there is no table yet."""
    try:
        return DeltaTable(root).version()
    except TableNotFoundError:
        return -1


def entry_digest(root: Path, delta_version: int) -> str | None:
    """SHA-256 of the bytes of a log entry; None before the first. Raises DatasetError where the entry is lost."""
    if delta_version < 0:
        return None
    path = log_entry_path(delta_version)
    try:
        return hash_bytes((root / path).read_bytes())
    except OSError as error:
        raise DatasetError(f"{root / path}: {error.strerror}; restore it from a copy of the dataset") from error


def append(root: Path, entry: Entry, files: Sequence[DataFile], schema: pa.Schema, now_ms: int) -> bool:
    """Commit `entry` with the article files, durably; False where another writer took its place in the log.

    No rebase: the entry holds at `entry.delta_version` or not at all. Only `numRecords` is given as statistics; Delta's own
    would put the beginning of text columns into the log, and wrong ones would silently filter rows away.
    """
    actions: list[AddAction | RemoveAction] = [
        AddAction(file.path, file.size, {}, now_ms, True, orjson.dumps({"numRecords": file.rows}).decode()) for file in files
    ]
    metadata = {key: getattr(entry, name) for name, key in _KEYS.items() if getattr(entry, name) is not None}
    commit = CommitProperties(custom_metadata={**metadata, _SEQUENCE: str(entry.sequence)}, max_commit_retries=0)
    after = PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)
    failure: Exception | None = None
    try:
        if entry.delta_version == 0:
            make_folder(root / "_delta_log")
            create_table_with_add_actions(
                str(root),
                Schema.from_arrow(schema),
                [action for action in actions if isinstance(action, AddAction)],
                mode="error",
                name=NAME,
                configuration=CONFIGURATION,
                commit_properties=commit,
                post_commithook_properties=after,
            )
        else:
            table = DeltaTable(root, version=entry.delta_version - 1)
            table.create_write_transaction(
                actions,
                mode="append",
                schema=Schema.from_arrow(schema),
                commit_properties=commit,
                post_commithook_properties=after,
            )
    except (DeltaError, OSError) as error:
        failure = error
    if not _is_in_log(root, entry):
        if head(root) >= entry.delta_version:
            return False
        raise DatasetError(
            f"{root}: the commit did not reach the log: {first_line(failure) if failure else failure}; run again"
        ) from failure
    sync_file(root / log_entry_path(entry.delta_version))
    sync_folder(root / "_delta_log")
    return True


def _is_in_log(root: Path, entry: Entry) -> bool:
    try:
        lines = (root / log_entry_path(entry.delta_version)).read_bytes().splitlines()
    except FileNotFoundError:
        return False
    infos = [orjson.loads(line).get("commitInfo") or {} for line in lines]
    return any(info.get(_KEYS["physical"]) == entry.physical for info in infos)


def checkpoint(root: Path) -> None:
    """Write a Delta checkpoint, which shortens the log for readers. Its failure harms nothing and raises DeltaError."""
    DeltaTable(root).create_checkpoint()
