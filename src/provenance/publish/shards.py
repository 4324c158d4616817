"""The tables of the index in SQLite: rows of one length in shards, every shard a blob with a checksum.

Rows are cut into shards by the first bits of their keys. A shard is read, checked and written as a whole, which is one hash and
one page or two whatever the table's size, so a row that is lost is noticed like one that is altered. The checksums of all shards
stand in the head, so a shard that is gone, or older than the head, is noticed too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from enum import IntEnum
from hashlib import blake2b
from itertools import groupby
from struct import Struct
from typing import NamedTuple

from provenance.errors import UnsoundIndexError

#: Shards of a table, as a power of two: a million rows are 31 a shard, 2 kB. Their checksums are 128 kB a table.
BITS = 15
_SUM = 4
# Shards that are changed in memory before they are written.
_HELD = 4096
#: The table of SQLite that holds them.
SCHEMA = "create table shards (shard integer primary key, data blob not null)"
_LAYOUT = Struct("<32sII32s")
#: In the place of a digest that a row does not have.
NONE = bytes(32)


class Table(IntEnum):
    """The tables, each with what its rows say of their keys."""

    #: The last revision of every article (`number`) and its content hash (`digest`).
    ARTICLES = 0
    #: Of every snapshot the version in which it was last found at its source (`number`), 0 for none, and last observed at all
    #: (`seen`); the address of those without a capture time (`digest`).
    SNAPSHOTS = 1
    #: The latest snapshot without a capture time of every address (`digest`), and when it was last found there (`number`).
    ADDRESSES = 2


class Row(NamedTuple):
    """A row of any table: its key, two numbers, and a digest. Keys and digests are 32 bytes, numbers below 2^32."""

    key: bytes
    number: int
    seen: int
    digest: bytes


class Shards:
    """The tables in a transaction. `flush` must follow the last change, and `sums` be kept by whoever opens them again."""

    def __init__(self, connection: sqlite3.Connection, sums: bytes | None = None) -> None:
        self._connection = connection
        self._sums = bytearray(sums or bytes(_SUM * (len(Table) << BITS)))
        self._held: dict[int, bytearray] = {}

    @property
    def sums(self) -> bytes:
        """The checksums of all shards."""
        return bytes(self._sums)

    def lookup(self, table: Table, keys: Iterable[bytes]) -> Iterator[Row]:
        """The rows of those keys that are there. Raises UnsoundIndexError where a shard is not what was written."""
        for shard, wanted in groupby(sorted(keys), lambda key: _shard(table, key)):
            data = self._load(shard)
            yield from (row for key in wanted if (row := _row(data, key)))

    def get(self, table: Table, key: bytes) -> Row | None:
        """The row of a key. Raises UnsoundIndexError like `lookup`."""
        return _row(self._hold(table, key), key)

    def put(self, table: Table, row: Row) -> None:
        """Write a row in the place of the one with its key. Raises UnsoundIndexError like `lookup`."""
        data = self._hold(table, row.key)
        place = _place(data, row.key)
        data[place : place + _LAYOUT.size] = _LAYOUT.pack(*row)

    def flush(self) -> None:
        """Carry the changes into the file."""
        for shard, data in self._held.items():
            if (found := checksum(data, _SUM)) != self._sum(shard):
                self._connection.execute("insert or replace into shards values (?, ?)", (shard, data))
                self._sums[shard * _SUM : (shard + 1) * _SUM] = found
        self._held.clear()

    def _hold(self, table: Table, key: bytes) -> bytearray:
        shard = _shard(table, key)
        if shard not in self._held:
            if len(self._held) == _HELD:
                self.flush()
            self._held[shard] = bytearray(self._load(shard))
        return self._held[shard]

    def _load(self, shard: int) -> bytes:
        found = self._connection.execute("select data from shards where shard = ?", (shard,)).fetchone()
        data = found[0] if found else b""
        if not isinstance(data, bytes) or checksum(data, _SUM) != self._sum(shard):
            raise UnsoundIndexError(f"shard {shard} does not hold the rows that were written")
        return data

    def _sum(self, shard: int) -> bytes:
        return bytes(self._sums[shard * _SUM : (shard + 1) * _SUM])


def _row(data: bytes | bytearray, key: bytes) -> Row | None:
    place = _place(data, key)
    return Row._make(_LAYOUT.unpack_from(data, place)) if place < len(data) else None


def _place(data: bytes | bytearray, key: bytes) -> int:
    """Where the row of a key begins, the end where there is none."""
    place = data.find(key)
    while place % _LAYOUT.size and place >= 0:  # the same bytes, but across rows or in a digest
        place = data.find(key, place + 1)
    return len(data) if place < 0 else place


def _shard(table: Table, key: bytes) -> int:
    return table << BITS | int.from_bytes(key[:2], "big") >> (16 - BITS)


def checksum(data: bytes | bytearray, size: int) -> bytes:
    """BLAKE2b of so many bytes, zeros for nothing: a guard against damage, not against forgery."""
    return blake2b(data, digest_size=size).digest() if data else bytes(size)
