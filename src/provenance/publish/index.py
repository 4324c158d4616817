"""The index: the ledger of the newest version in an SQLite file, so that a commit costs what it changes and not what is there.

A cache under `_cache/` outside all ids (docs/decisions/0007-index.md): it may be deleted at any time, stands for one version by
the bytes of that version's log entry, and is thrown away where it does not fit the dataset.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import orjson
import pyarrow as pa

from provenance.dataset.log import Entry
from provenance.dataset.manifest import Manifest, Physical
from provenance.errors import UnsoundIndexError
from provenance.publish.ledger import Keys, Ledger
from provenance.publish.revisions import Last
from provenance.publish.shards import NONE, SCHEMA, Row, Shards, Table, checksum
from provenance.publish.tally import address, tallies, to_bytes, to_digest

#: Number of the index's own form; a file with another one is made anew.
FORM = 2
#: How long a writer waits for another one's update, which takes milliseconds.
WAIT_SECONDS = 20.0
#: Pages that a connection may keep, so that an update of some hundred shards writes each once.
CACHE_KB = 65_536
#: Bytes of a page: the checksums of all shards, 384 kB, are written at every update, and take few calls so.
PAGE = 16_384


@dataclass(frozen=True)
class Head:
    """The version that an index stands for.

    `delta_version` is the newest log entry that was read and `digest` SHA-256 of its bytes, `entry` the newest of ours,
    `recipe` the version's recipe and `since` the first version in a row under it. `revisions` and `snapshots` are how many
    there are, `sums` the checksums of all shards.
    """

    delta_version: int
    digest: str
    entry: Entry
    recipe: str
    since: int
    revisions: int
    snapshots: int
    sums: bytes = field(repr=False)


class Index:
    """An open index. Raises UnsoundIndexError where it is not what was written, sqlite3.Error where it cannot be used now."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self, write: bool = False) -> None:
        """Begin a transaction: nobody else's update is seen from here on, and with `write` none is made."""
        self._connection.execute("begin immediate" if write else "begin")

    def commit(self) -> None:
        """End the transaction."""
        self._connection.execute("commit")

    def rollback(self) -> None:
        """End the transaction as if it had not been; where there is none, do nothing."""
        self._connection.rollback()

    def head(self) -> Head:
        """The version that the index stands for."""
        if self._connection.execute("pragma user_version").fetchone() != (FORM,):
            raise UnsoundIndexError("it is empty, or another release made it")
        found = self._connection.execute("select checksum, value, sums from head").fetchone()
        if found is None or not all(isinstance(each, bytes) for each in found) or _sealed(*found[1:]) != found:
            raise UnsoundIndexError("its head is not what was written")
        fields = orjson.loads(found[1])
        return Head(**{**fields, "entry": Entry(**fields["entry"]), "sums": found[2]})

    def read(self, head: Head, keys: Keys, recipe: str) -> Ledger:
        """The ledger as far as it is asked for, without `records`."""
        shards = Shards(self._connection, head.sums)
        snapshots = [(to_digest(row.key), row) for row in shards.lookup(Table.SNAPSHOTS, map(to_bytes, keys.snapshots))]
        places = {address(source, uri): (source, uri) for source, uri in keys.addresses}
        same = recipe == head.recipe
        return Ledger(
            last={
                to_digest(row.key): Last(row.number, to_digest(row.digest))
                for row in shards.lookup(Table.ARTICLES, map(to_bytes, keys.articles))
            },
            records={},
            arrivals={id_: row.number for id_, row in snapshots if row.number},
            bare={places[row.key]: to_digest(row.digest) for row in shards.lookup(Table.ADDRESSES, places)},
            observed=frozenset(id_ for id_, row in snapshots if same and row.seen >= head.since),
        )

    def create(self) -> None:
        """Make the tables of a new file."""
        self._connection.execute(SCHEMA)
        self._connection.execute("create table head (id integer primary key, checksum blob, value blob, sums blob)")
        self._connection.execute(f"pragma user_version = {FORM}")

    def advance(
        self,
        root: Path,
        head: Head | None,
        commits: Iterable[tuple[Entry, Physical]],
        upto: tuple[int, str],
        schemas: Mapping[str, pa.Schema],
    ) -> Head:
        """Add the commits that come after the head, all of them where that is None, and give the new head.

        `upto` are the number and digest of the newest log entry. Raises DatasetError where a file of the commits cannot be read.
        """
        shards = Shards(self._connection, head.sums if head else None)
        entry, recipe, since = (head.entry, head.recipe, head.since) if head else (None, None, 1)
        revisions, snapshots = (head.revisions, head.snapshots) if head else (0, 0)
        for entry, physical in commits:  # noqa: B007 - the last one is the new head's
            for tally in tallies(root, physical, schemas):
                revisions += _add_articles(shards, tally.articles)
                snapshots += _add_snapshots(shards, tally.snapshots)
                if tally.recipe not in (None, recipe):
                    recipe, since = tally.recipe, physical.sequence
        if entry is None or recipe is None:
            raise UnsoundIndexError("there is no commit to index")
        shards.flush()
        new = Head(*upto, entry, recipe, since, revisions, snapshots, shards.sums)
        value = orjson.dumps({name: value for name, value in vars(new).items() if name != "sums"})
        self._connection.execute("insert or replace into head values (1, ?, ?, ?)", _sealed(value, new.sums))
        return new


def check_counts(head: Head, manifest: Manifest) -> None:
    """Hold the index to the version: revisions and snapshots are as many as the manifest counts. Raises UnsoundIndexError."""
    has = {"articles": head.revisions, "snapshots": head.snapshots}
    counted = {name: manifest.counts[name] for name in has}
    if has != counted:
        raise UnsoundIndexError(f"its tables add up to {has}, version {manifest.sequence} has {counted}")


def _add_articles(shards: Shards, rows: Iterable[Row]) -> int:
    """Put revisions in the place of older ones; the number of revisions that this adds, if they are numbered without a gap."""
    added = 0
    for row in rows:
        old = shards.get(Table.ARTICLES, row.key)
        if old is None or old.number <= row.number:
            shards.put(Table.ARTICLES, row)
            added += row.number - (old.number if old else 0)
    return added


def _add_snapshots(shards: Shards, rows: Iterable[Row]) -> int:
    """Put in what a commit stored and observed; the number of snapshots that were not there before."""
    added, bare = 0, []
    for row in rows:
        old = shards.get(Table.SNAPSHOTS, row.key)
        added += old is None
        old = old or row
        new = Row(row.key, max(old.number, row.number), max(old.seen, row.seen), max(old.digest, row.digest))
        shards.put(Table.SNAPSHOTS, new)
        if row.number and new.digest != NONE:
            bare.append(Row(new.digest, new.number, 0, row.key))
    for row in sorted(bare):  # shard by shard
        shards.put(Table.ADDRESSES, max(shards.get(Table.ADDRESSES, row.key) or row, row))
    return added


def _sealed(value: bytes, sums: bytes) -> tuple[bytes, bytes, bytes]:
    return checksum(value + sums, 32), value, sums


@contextmanager
def open_index(path: Path) -> Iterator[Index]:
    """An index that is there. Raises sqlite3.Error.

    An update is undone by the next one who opens the file where its process was killed; after a power cut pages may be old or
    torn, which the checksums find. So nothing waits for the disk.
    """
    uri = f"{path.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=WAIT_SECONDS)) as connection:
        connection.execute("pragma synchronous = off")
        connection.execute(f"pragma cache_size = -{CACHE_KB}")
        yield Index(connection)


@contextmanager
def new_index(path: Path) -> Iterator[Index]:
    """An empty index in a new file, which nobody else may open before it is whole: nothing of it is durable, or undone."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"pragma page_size = {PAGE}")
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        index = Index(connection)
        index.begin(write=True)
        index.create()
        yield index
        index.commit()
