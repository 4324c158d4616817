"""JSON Lines: a document a line, plain, or packed as gzip or Zstandard. Empty lines are nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import orjson

from provenance.errors import SourceError
from provenance.model.columns import Columns
from provenance.sources.documents.layout import layout_of, names_of
from provenance.sources.documents.lines import bounded_lines
from provenance.sources.documents.row import snapshot_of
from provenance.sources.documents.unpack import unpacked
from provenance.sources.found import Captured, PassedOver, Pending

Found = Captured | Pending | PassedOver

_BOM = b"\xef\xbb\xbf"


def read_jsonl(stream: BinaryIO, name: str, source: str, max_bytes: int, columns: Columns) -> Iterator[Found]:
    """The snapshots of a JSON Lines file, one at a time, in the order of its lines; how it is packed, its first bytes tell.

    `stream` must be seekable; `name` is for messages. A line above `max_bytes`, or one that is no document, comes as Pending with
    its number and reason. Of gzip data that is corrupt no line is taken, since its check sum does not tell which are altered; of
    data that is cut off, all whole lines are.
    """
    packed = unpacked(stream)
    number = empty = 0
    while not packed.ended:
        for line in bounded_lines(packed.read, max_bytes):
            if packed.fault:
                break  # the piece of a line that stands before the fault
            number += 1
            found = _found(line, number, name, source, max_bytes, columns)
            if isinstance(found, str):
                empty += 1
            elif found:
                yield found
        if packed.fault:
            yield Pending(f"{name}: after line {number}", packed.fault)
    if empty:
        yield PassedOver(name, "rows without a document", empty)


def _found(line: bytes | int, number: int, name: str, source: str, max_bytes: int, columns: Columns) -> Found | str | None:
    """What a line is: a snapshot, pending, empty (as a string), or nothing."""
    where = f"{name}: line {number}"
    if isinstance(line, int):
        return Pending(where, f"{line:,} bytes, over max_snapshot_bytes = {max_bytes:,}; raise it, or take the line out")
    if number == 1:
        line = line.removeprefix(_BOM)
    if not line.strip():
        return None
    try:
        row = _object(line)
        snapshot = snapshot_of(row, layout_of(names_of(row), columns), source)
    except SourceError as error:
        return Pending(where, str(error))
    return Captured(snapshot, f"{where} <{snapshot.uri}>", in_bulk=True) if snapshot else "empty"


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise SourceError(f"not JSON: {error}; mend the line") from error
    if not isinstance(value, dict):
        raise SourceError("JSON, and no object; write a document as an object on a line of its own")
    return value
