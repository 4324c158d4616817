"""The second law of evidence: what articles quote stands in the decoded source, at the place that they give.

Articles are ordered by their ids and snapshots by theirs, so an article's snapshot may be in any file. What articles cite is
therefore collected by snapshot file first, as places and one hash for each article; then each file is read once, and each
payload decoded once. Where a hash differs, the article is read again to say which piece it is.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from provenance.audit.facts import TO_THE_END, key, place
from provenance.audit.finding import Finding
from provenance.audit.pool import Workers
from provenance.audit.rows import cited, name_of, quoted
from provenance.dataset import parquet
from provenance.errors import DatasetError, RejectedSnapshot
from provenance.extraction.decode import decode
from provenance.extraction.limits import DecodeLimits
from provenance.model.snapshot import coding_of

_SOURCE = ("payload", "media_type", "charset", "headers")
#: Citations of one task of a worker.
_TASK = 2_500
_UNREADABLE = (DatasetError, OSError, MemoryError, pa.ArrowException, ArithmeticError, LookupError, TypeError, ValueError)


class Place(NamedTuple):
    """Where a row of articles stands: the commit, the number of the file in it, the path, the row."""

    commit: int
    number: int
    path: str
    row: int


class Citation(NamedTuple):
    """What one article cites of one snapshot: row of the snapshot in its file, places (pairs of int32), hash of the quotes."""

    snapshot: int
    article: Place
    spans: bytes
    seal: bytes


@dataclass(frozen=True, slots=True)
class _Task:
    path: str
    limits: DecodeLimits
    citations: Sequence[Citation]


class _Unfit(NamedTuple):
    """An article whose quotes are not all in its source: the keys of what stands at the places, or why there is no source."""

    article: Place
    seen: tuple[bytes, ...]
    why: str | None


def check_citations(
    root: Path, schemas: Mapping[str, pa.Schema], cited_of: Mapping[tuple[str, DecodeLimits], list[Citation]], workers: Workers
) -> Iterator[tuple[Place, Finding] | int]:
    """Findings with the article's place, and now and then the number of articles that were held against their sources.

    `cited_of` gives the citations by snapshot file, and by the bounds of the recipe under which it was decoded.
    """
    unfit: list[_Unfit] = []
    decoding = partial(_decode, root, schemas["snapshots"])
    for task, answer in workers.run(decoding, _tasks(cited_of), _died):
        unfit += answer
        yield len(task.citations)
    unfit.sort()
    by_file = [list(group) for _, group in groupby(unfit, key=lambda each: each.article[:3])]
    for _, found in workers.run(partial(_name, root, schemas["articles"]), by_file, _unnamed):
        yield from found


def _tasks(cited_of: Mapping[tuple[str, DecodeLimits], list[Citation]]) -> Iterator[_Task]:
    for (path, limits), citations in cited_of.items():
        ordered = sorted(citations)
        for first in range(0, len(ordered), _TASK):
            yield _Task(path, limits, ordered[first : first + _TASK])


def _decode(root: Path, schema: pa.Schema, task: _Task) -> list[_Unfit]:
    by_row = {row: list(group) for row, group in groupby(task.citations, key=lambda each: each.snapshot)}
    try:
        file = parquet.open_file(root / task.path, schema)
        columns = pa.schema([schema.field(name) for name in _SOURCE])
        first, after = min(by_row), max(by_row) + 1
        return [
            answer
            for start, rows in parquet.row_batches(file, columns, first, after - first, after - first)
            for row in range(start, start + rows.num_rows)
            if row in by_row
            for answer in _hold(rows.slice(row - start, 1), task.limits, by_row[row])
        ]
    except _UNREADABLE as error:
        return _all(task, f"its snapshot cannot be read: {error}")


def _hold(snapshot: pa.Table, limits: DecodeLimits, citations: Iterable[Citation]) -> Iterator[_Unfit]:
    (row,) = snapshot.to_pylist()
    try:
        source = decode(row["payload"], row["media_type"], row["charset"], limits, coding_of(row["headers"])).string
    except RejectedSnapshot as rejected:
        yield from (_Unfit(each.article, (), f"its snapshot cannot be decoded: {rejected}") for each in citations)
        return
    for each in citations:
        spans = array("i", each.spans)
        ends = (None if end == TO_THE_END else end for end in spans[1::2])
        seen = tuple(key(quoted(source, start, end)) for start, end in zip(spans[::2], ends, strict=True))
        if sha256(b"".join(seen)).digest() != each.seal:
            yield _Unfit(each.article, seen, None)


def _died(task: _Task) -> list[_Unfit]:
    return _all(task, f"the process that decoded its snapshot in {task.path} died, out of memory perhaps")


def _all(task: _Task, why: str) -> list[_Unfit]:
    return [_Unfit(each.article, (), why) for each in task.citations]


def _name(root: Path, schema: pa.Schema, unfit: Sequence[_Unfit]) -> list[tuple[Place, Finding]]:
    """The findings of the unfit articles of one file, which is read again for them."""
    by_row = {each.article.row: each for each in unfit}
    path = unfit[0].article.path
    found = []
    for start, rows in parquet.row_batches(parquet.open_file(root / path, schema), schema, 0, max(by_row) + 1, 250):
        for number in range(start, start + rows.num_rows):
            if number in by_row:
                (row,) = rows.slice(number - start, 1).to_pylist()
                each, where = by_row[number], place(path, number, name_of("articles", row))
                found += [(each.article, finding) for finding in _findings(each, where, row)]
    return found


def _findings(unfit: _Unfit, where: str, row: Mapping[str, object]) -> Iterator[Finding]:
    if unfit.why is not None:
        yield Finding("decode", where, unfit.why)
        return
    for piece, seen in zip(cited(row), unfit.seen, strict=True):
        if key(piece.quote) != seen:
            end = "" if piece.end is None else piece.end
            yield Finding("evidence_in_source", f"{where} {piece.name}", f"source[{piece.start}:{end}] is not {piece.quote!r}")


def _unnamed(unfit: Sequence[_Unfit]) -> list[tuple[Place, Finding]]:
    why = "it does not quote its source, and the process that read it again died"
    return [
        (each.article, Finding("evidence_in_source", place(each.article.path, each.article.row, "article"), why))
        for each in unfit
    ]
