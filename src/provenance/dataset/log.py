"""The Delta log: the commit point. A version exists if and only if its Delta commit exists.

Delta-rs writes the entry; it never calls fsync, and may raise although the entry is visible (FINDINGS of the design). So every
commit is synced here before it is acknowledged, and after any error the log is read again to see what is true.
"""

from __future__ import annotations

import os
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
from provenance.dataset.origin import Origin
from provenance.errors import DatasetError
from provenance.identity.hashes import bare, hash_bytes
from provenance.visible import visible

_KEYS = {"version": "provenance.version", "parent": "provenance.parent", "physical": "provenance.physical"}
_SEQUENCE = "provenance.sequence"
_NUMBER = regex.compile(r"([0-9]{20})\.json")

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
        history = DeltaTable(root).history()
    except TableNotFoundError:
        return -1, []
    except (DeltaError, OSError) as error:
        present = numbers(root)
        lost = sorted(set(range(max(present, default=-1) + 1)) - set(present))
        why = f"entry {lost[0]} is lost" if lost else first_line(error)
        raise DatasetError(f"{root / '_delta_log'}: {why}; restore it from a copy of the dataset") from error
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


def numbers(root: Path) -> list[int]:
    """The Delta versions that the log's folder holds an entry of, in order; none where there is no such folder.

    Raises DatasetError where it cannot be read.
    """
    try:
        with os.scandir(root / "_delta_log") as files:
            found = [_NUMBER.fullmatch(file.name) for file in files]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise DatasetError(f"{root / '_delta_log'}: cannot be read: {error.strerror}; run again") from error
    return sorted(int(match[1]) for match in found if match)


def read_entry(root: Path, delta_version: int) -> Entry | None:
    """The entry at a place of the log, read as a file; None where the commit is another tool's.

    Raises DatasetError where it is lost, or not what we write.
    """
    path = root / log_entry_path(delta_version)
    try:
        return entry_of(delta_version, map(orjson.loads, path.read_bytes().splitlines()))
    except OSError as error:
        raise DatasetError(f"{path}: {error.strerror}; restore it from a copy of the dataset") from error
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise DatasetError(f"{path}: it is not what we write: {error}; `provenance verify` names it") from error


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


def append(
    root: Path, entry: Entry, files: Sequence[DataFile], schema: pa.Schema, now_ms: int, origin: Origin | None = None
) -> bool:
    """Commit `entry` with the article files, durably; False where another writer took its place in the log.

    Where the folder is the working copy of an `origin`, the entry is put there, and the copy made what the store holds then.

    No rebase: the entry holds at `entry.delta_version` or not at all. Only `numRecords` is given as statistics; Delta's own
    would put the beginning of text columns into the log, and wrong ones would silently filter rows away. Raises DatasetError
    where it is not in the log, or cannot be flushed or looked for: it may be there then, and the next run sees whether it is.
    """
    actions: list[AddAction | RemoveAction] = [
        AddAction(file.path, file.size, {}, now_ms, True, orjson.dumps({"numRecords": file.rows}).decode()) for file in files
    ]
    metadata = {key: getattr(entry, name) for name, key in _KEYS.items() if getattr(entry, name) is not None}
    commit = CommitProperties(custom_metadata={**metadata, _SEQUENCE: str(entry.sequence)}, max_commit_retries=0)
    after = PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)
    where, options = (str(root), None) if origin is None else (origin.url, origin.options)
    failure: Exception | None = None
    try:
        if origin is not None:
            origin.require_conditions()
        if entry.delta_version == 0:
            make_folder(root / "_delta_log")
            create_table_with_add_actions(
                where,
                Schema.from_arrow(schema),
                [action for action in actions if isinstance(action, AddAction)],
                mode="error",
                name=NAME,
                configuration=CONFIGURATION,
                storage_options=options,
                commit_properties=commit,
                post_commithook_properties=after,
            )
        else:
            table = DeltaTable(where, version=entry.delta_version - 1, storage_options=options)
            table.create_write_transaction(
                actions,
                mode="append",
                schema=Schema.from_arrow(schema),
                commit_properties=commit,
                post_commithook_properties=after,
            )
    except (DeltaError, OSError) as error:
        failure = error
    if origin is not None:
        origin.pull()
    try:
        if _is_in_log(root, entry):
            settle(root, entry.delta_version)
            return True
        if head(root) >= entry.delta_version:
            return False
    except (DeltaError, OSError) as error:
        raise DatasetError(f"{root / '_delta_log'}: cannot be read: {first_line(error)}; run again") from error
    raise DatasetError(
        f"{root}: the commit did not reach the log: {first_line(failure) if failure else failure}; run again"
    ) from failure


def settle(root: Path, delta_version: int) -> None:
    """Flush an entry of the log, whoever wrote it: one that was linked and not yet flushed would be lost in a power cut.

    A writer that died may have left one, and another may be about to flush it; nothing may be built on it or said of it before.
    Raises DatasetError where it cannot be flushed.
    """
    if delta_version < 0:
        return
    path = root / log_entry_path(delta_version)
    try:
        sync_file(path)
        sync_folder(path.parent)
    except OSError as error:
        raise DatasetError(f"{path}: cannot be flushed to disk: {error.strerror}; run again before you rely on it") from error


def _is_in_log(root: Path, entry: Entry) -> bool:
    try:
        lines = (root / log_entry_path(entry.delta_version)).read_bytes().splitlines()
    except FileNotFoundError:
        return False
    infos = [orjson.loads(line).get("commitInfo") or {} for line in lines]
    return any(info.get(_KEYS["physical"]) == entry.physical for info in infos)


def checkpoint(root: Path, origin: Origin | None = None) -> None:
    """Write a Delta checkpoint, which shortens the log for readers, and flush it; or into the origin of a working copy.

    Its failure harms nothing and raises DeltaError or OSError.
    """
    if origin is not None:
        DeltaTable(origin.url, storage_options=origin.options).create_checkpoint()
        return
    table = DeltaTable(root)
    table.create_checkpoint()
    for path in (root / "_delta_log" / f"{table.version():020d}.checkpoint.parquet", root / "_delta_log" / "_last_checkpoint"):
        sync_file(path)
    sync_folder(root / "_delta_log")
