"""The pieces of evidence of one article, each in its context: in the published text, in the decoded source, in the bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from provenance.audit.finding import Finding
from provenance.audit.rows import check_evidence, evidence_of
from provenance.audit.tracing.offsets import byte_range
from provenance.extraction.decode import Source

Row = Mapping[str, Any]

#: Code points of context on either side.
AROUND = 40


@dataclass(frozen=True, slots=True)
class Context:
    """What stands at a place, with what stands before and after it."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True)
class Piece:
    """One piece of evidence.

    `field` is a scalar column, or an entry of a list (`figures[0]`, counted from 0), `value` what it says. `in_text` is null
    where the evidence is not of the text. `in_source` is what stands at the recorded place in the decoded source; where none was
    recorded, `verbatim` are the places that hold the same characters, and `in_source` is the place if there is but one.
    `bytes` is first byte and end of that in the inflated payload, null where the encoding does not tell.
    """

    field: str
    value: Any
    evidence: Row
    in_text: Context | None
    in_source: Context | None
    bytes: tuple[int, int] | None
    verbatim: tuple[int, ...]
    findings: tuple[Finding, ...]


def pieces(row: Row, source: Source | None) -> Iterator[Piece]:
    """Every piece of evidence of a row of `articles`, what cleaning removed last; `source` is null where it cannot be decoded."""
    for field, evidence in evidence_of(row):
        yield _piece(row, field, evidence, source)
    for number, removed in enumerate(row["removed"]):
        place = {"layer": "source", "start": None, "end": None, "rule": removed["kind"]}
        yield _piece(row, f"removed[{number}]", {**place, **{n: removed[n] for n in ("quote", "raw_start", "raw_end")}}, source)


def _piece(row: Row, field: str, evidence: Row, source: Source | None) -> Piece:
    string = source.string if source else ""
    place = (evidence["raw_start"], evidence["raw_end"]) if evidence["raw_start"] is not None else None
    verbatim = tuple(_places(string, evidence["quote"])) if place is None else ()
    if len(verbatim) == 1:
        place = (verbatim[0], verbatim[0] + len(evidence["quote"]))
    in_text = evidence["layer"] == "text"
    where = f"article {row['article_id']}"
    return Piece(
        field=field,
        value=_value(row, field),
        evidence=evidence,
        in_text=_context(row["text"], evidence["start"], evidence["end"]) if in_text else None,
        in_source=_context(string, *place) if source and place else None,
        bytes=byte_range(source, *place) if source and place else None,
        verbatim=verbatim,
        findings=tuple(check_evidence(where, field, evidence, row["text"], source.string if source else None)),
    )


def _value(row: Row, field: str) -> Any:
    name, _, number = field.partition("[")
    if number:
        entry = row[name][int(number.removesuffix("]"))]
        return {each: value for each, value in entry.items() if each != "evidence"}
    if field in row:
        return row[field]
    # What is printed of an event gives its day, and its instant where a time of day is stated.
    return row.get(f"{field}_at") or row.get(f"{field}_date")


def _context(string: str, start: int, end: int) -> Context:
    return Context(string[max(0, start - AROUND) : start], string[start:end], string[end : end + AROUND])


def _places(string: str, quote: str) -> Iterator[int]:
    at = string.find(quote)
    while quote and at >= 0:
        yield at
        at = string.find(quote, at + len(quote))
