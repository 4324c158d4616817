"""Where a dataset stands: its newest version, and what it knows of some keys.

Asked of the index, which is brought up to the newest commit first. An index that does not fit the dataset is made anew; where
there can be none (a read-only folder, a full disk, a file system without locks), the tables are read, whole.
"""

from __future__ import annotations

import logging
import secrets
import sqlite3
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from provenance.dataset import log
from provenance.dataset.layout import CACHE
from provenance.dataset.state import State, Tip, check_chain, load_state, read_physical
from provenance.errors import DatasetError, UnsoundIndexError
from provenance.publish.index import Head, Index, check_counts, new_index, open_index
from provenance.publish.ledger import Keys, Ledger, load_ledger

logger = logging.getLogger(__name__)

# A file that a stopped run left half made; one that is being made is written to all the time.
_LEFT_OVER_SECONDS = 3600
# What SQLite says of the place, not of the file: the same file may serve the next run.
_PLACE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}


@dataclass(frozen=True)
class Standing:
    """The newest version of a dataset and the ledger of that version, as far as it was asked for."""

    tip: Tip
    ledger: Ledger


class Books:
    """What a dataset knows, under a recipe; asked as often as one likes, and true of the moment each time."""

    def __init__(self, root: Path, schemas: Mapping[str, pa.Schema], recipe: str) -> None:
        self._root = root
        self._schemas = schemas
        self._recipe = recipe
        self._tables: tuple[State, Ledger] | None = None

    def at(self, keys: Keys) -> Standing:
        """Where the dataset stands, and what it knows of the keys. Raises DatasetError where commits are lost or altered."""
        if not log.numbers(self._root):
            return self._from_tables()
        try:
            for path in _indexes(self._root):
                try:
                    return self._from_index(path, keys)
                except (UnsoundIndexError, sqlite3.DatabaseError) as error:
                    if path.exists() and getattr(error, "sqlite_errorcode", 0) & 0xFF in _PLACE:
                        raise
                    logger.info("%s does not fit the dataset (%s): it is made anew", path, error)
                    _remove(path)
            return self._from_new_index(keys)
        except (sqlite3.Error, OSError) as error:
            logger.warning("%s cannot be used (%s); the tables are read instead", self._root / CACHE, error)
            return self._from_tables()

    def _from_index(self, path: Path, keys: Keys) -> Standing:
        with open_index(path) as index:
            try:
                index.begin()
                head = index.head()
                if self._is_behind(head):
                    index.rollback()
                    index.begin(write=True)
                    head = self._caught_up(index)
                standing = self._read(index, head, keys)
                index.commit()
            finally:
                index.rollback()
        return standing

    def _is_behind(self, head: Head) -> bool:
        """Whether the log has entries after the head. Raises UnsoundIndexError where it has not even the head's own."""
        newest = _newest(self._root)
        if head.delta_version > newest or log.entry_digest(self._root, head.delta_version) != head.digest:
            raise UnsoundIndexError(f"it stands for a version {head.entry.sequence} that is not in the log")
        return head.delta_version < newest

    def _caught_up(self, index: Index) -> Head:
        head = index.head()
        if not self._is_behind(head):  # another writer was faster
            return head
        newest = _newest(self._root)
        found = (log.read_entry(self._root, number) for number in range(head.delta_version + 1, newest + 1))
        entries = [entry for entry in found if entry is not None]
        check_chain(self._root, entries, head.entry)
        commits = ((entry, read_physical(self._root, entry.physical)) for entry in entries)
        return index.advance(self._root, head, commits, self._upto(newest), self._schemas)

    def _from_new_index(self, keys: Keys) -> Standing:
        state = load_state(self._root)
        if state.last is None:
            return self._from_tables()
        folder = self._root / CACHE
        folder.mkdir(exist_ok=True)
        _clear_left_overs(folder)
        name = f"ledger-{secrets.token_hex(4)}.sqlite"
        temporary = folder / f".{name}.tmp"
        try:
            with new_index(temporary) as index:
                head = index.advance(self._root, None, state.commits, self._upto(state.delta_version), self._schemas)
                try:
                    standing = self._read(index, head, keys)
                except UnsoundIndexError as error:
                    raise DatasetError(f"{self._root}: {error}; files were altered, `provenance verify` names them") from error
            temporary.replace(folder / name)
        except BaseException:
            _remove(temporary)
            raise
        return standing

    def _upto(self, delta_version: int) -> tuple[int, str]:
        return delta_version, log.entry_digest(self._root, delta_version) or ""

    def _read(self, index: Index, head: Head, keys: Keys) -> Standing:
        tip = Tip(self._root, head.delta_version, head.entry, read_physical(self._root, head.entry.physical))
        manifest = tip.manifest()
        if manifest is not None:
            check_counts(head, manifest)
        return Standing(tip, index.read(head, keys, self._recipe))

    def _from_tables(self) -> Standing:
        state = load_state(self._root)
        if self._tables is None or self._tables[0].delta_version != state.delta_version:
            self._tables = (state, load_ledger(state, self._schemas, self._recipe))
        return Standing(state.tip, self._tables[1])


def _newest(root: Path) -> int:
    """The newest entry of the log. Raises DatasetError where one is gone, although nothing of it may be needed here."""
    numbers = log.numbers(root)
    if numbers != list(range(len(numbers))):
        raise DatasetError(
            f"{root / '_delta_log'}: entries are gone, perhaps cleaned up by another tool; restore the folder from a copy of the "
            "dataset"
        )
    return len(numbers) - 1


def _indexes(root: Path) -> list[Path]:
    """The index, the first by name where several were made at once: the others are removed, and whoever has one open keeps it."""
    found = sorted((root / CACHE).glob("ledger-*.sqlite"))
    for other in found[1:]:
        _remove(other)
    return found[:1]


def _clear_left_overs(folder: Path) -> None:
    for path in folder.glob(".ledger-*.tmp"):
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > _LEFT_OVER_SECONDS:
                _remove(path)


def _remove(path: Path) -> None:
    for each in (path, path.with_name(path.name + "-journal")):
        with suppress(OSError):
            each.unlink(missing_ok=True)
