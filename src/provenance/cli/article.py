"""One article as plain text: its fields, the text, and every value with the characters that it was read from.

Nothing is aligned after document text, and it stands last on its line, so that right-to-left text moves nothing else. Every
line comes from `_wrap` or `shorten`, which write out control characters.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from provenance.cli.plain import scalar
from provenance.visible import one_line, shorten, visible

Row = Mapping[str, Any]

_LABEL = 11
_AROUND = 30
_QUOTE = 160


def article_lines(row: Row, revisions: int, width: int) -> Iterator[str]:
    """The lines of an article. `row` is one of `Version.articles`, `revisions` how many the article has, `width` in columns."""
    yield from _wrap(one_line(row["title"] or "(no title)"), width)
    yield ""
    for label, value in _head(row, revisions):
        yield from _wrap(value, width, label.ljust(_LABEL), " " * _LABEL)
    yield from _section(f"text ({len(row['text'])} characters)", _paragraphs(row["text"], width))
    text = row["text"]
    for name, describe in (("dates", _date), ("figures", _figure), ("quotes", _quote)):
        entries = ((describe(each), each["evidence"]) for each in row[name])
        yield from _section(f"{name} ({len(row[name])})", _entries(entries, text, width))
    fields = ((each["field"], each["evidence"]) for each in row["evidence"])
    credits = ((f"agency {_agency(each)}", each["evidence"]) for each in row["agencies"])
    yield from _section("evidence of the fields", _entries((*fields, *credits), text, width))
    removed = [f"{each['kind']}, source {each['raw_start']}-{each['raw_end']}: {each['quote']}" for each in row["removed"]]
    yield from _section(f"removed by cleaning ({len(removed)})", (f"  {shorten(each, width - 2)}" for each in removed))
    yield from _section("flags", (f"  {shorten(flag, width - 2)}" for flag in row["flags"]))


def _head(row: Row, revisions: int) -> Iterator[tuple[str, str]]:
    yield "outlet", _named(row["outlet_id"], row["outlet"])
    if row["host_id"]:
        yield "carried by", row["host_id"]
    yield "authors", "; ".join(map(one_line, row["authors"])) or "not given"
    yield "language", row["language"] or "not known"
    yield "published", _when(row, "published")
    yield "modified", _when(row, "modified")
    if row["agencies"]:
        yield "agencies", "; ".join(map(_agency, row["agencies"]))
    yield "address", row["canonical_url"] or "not given"
    yield "source", f"{row['source']}, part {row['part']} of {row['uri']}"
    yield "captured", scalar(row["captured_at"]) if row["captured_at"] else "not given"
    yield "status", row["status"]
    yield "revision", f"{row['revision']} of {revisions}, {row['change']}, published by version {row['sequence']}"
    for label in ("article", "snapshot"):
        yield label, row[f"{label}_id"]
    for label in ("content", "record", "recipe"):
        yield label, row[f"{label}_hash"]


def _named(id_: str | None, name: str | None) -> str:
    known = [id_] if id_ else []
    return ", ".join([*known, one_line(name)]) if name else ", ".join(known) or "not known"


def _agency(agency: Row) -> str:
    return f"{agency['role']}: {one_line(agency['name'])}"


def _when(row: Row, name: str) -> str:
    day, instant = row[f"{name}_date"], row[f"{name}_at"]
    if day is None and instant is None:
        return "not given"
    parts = [scalar(instant)] if instant else []
    if day is not None:
        parts.append(f"day {day.isoformat()}")
    if instant is None and (earliest := row.get(f"{name}_earliest")) and (latest := row.get(f"{name}_latest")):
        parts.append(f"between {scalar(earliest)} and {scalar(latest)}")
    if zone := row[f"{name}_timezone"]:
        parts.append(f"zone {zone} ({row[f'{name}_timezone_basis']})")
    return ", ".join(parts)


def _date(date: Row) -> str:
    value = date["edtf"] or (f"one of {', '.join(date['candidates'])}" if date["candidates"] else "unresolved")
    words = [value, date["kind"], f"of {date['role']}" if date["role"] else "", f"in {date['zone']}"]
    if date["timezone"]:
        words.append(f"zone {date['timezone']} ({date['timezone_basis']})")
    if date["anchor"]:
        words.append(f"counted from {date['anchor']}")
    return ", ".join(filter(None, words))


def _figure(figure: Row) -> str:
    value, low, high = figure["value"], figure["value_low"], figure["value_high"]
    bounds = " to ".join("?" if bound is None else scalar(bound) for bound in (low, high))
    number = scalar(value) if value is not None else "no number" if low is None and high is None else bounds
    unit = figure["unit"] or ("one of " + ", ".join(figure["unit_candidates"]) if figure["unit_candidates"] else "")
    words = [f"{number} {unit}".strip(), figure["qualifier"].replace("_", " "), f"in {figure['zone']}"]
    for name, label in (("unit_raw", "unit as printed"), ("counted", "counted")):
        if figure[name]:
            words.append(f"{label}: {one_line(figure[name])}")
    return ", ".join(words)


def _quote(quote: Row) -> str:
    speaker = f", by {one_line(quote['speaker'])}" if quote["speaker"] else ""
    return f"{quote['kind']}, in {quote['zone']}{speaker}"


#: What an entry of a list says, in words.
DESCRIBED: Mapping[str, Callable[[Row], str]] = {"dates": _date, "figures": _figure, "quotes": _quote, "agencies": _agency}


def _entries(entries: Iterable[tuple[str, Row]], text: str, width: int) -> Iterator[str]:
    for number, (value, evidence) in enumerate(entries, 1):
        lead = f"  {number}. "
        yield from _wrap(value, width, lead, " " * len(lead))
        yield from _wrap(_place(evidence, text), width, " " * len(lead), " " * len(lead))


def _place(evidence: Row, text: str) -> str:
    """Where the value was read and what stands there; in the cleaned text between what stands around it."""
    layer, rule, quote = evidence["layer"], evidence["rule"], f"[{shorten(evidence['quote'], _QUOTE)}]"
    raw = "" if evidence["raw_start"] is None else f"source {evidence['raw_start']}-{evidence['raw_end']}"
    if layer != "text":
        return f"{raw or layer}, {rule}: {quote}"
    start, end = evidence["start"], evidence["end"]
    left = ("…" if start > _AROUND else "") + _inside(text[max(0, start - _AROUND) : start])
    right = _inside(text[end : end + _AROUND]) + ("…" if end + _AROUND < len(text) else "")
    return f"text {start}-{end}{', ' if raw else ''}{raw}, {rule}: {left}{quote}{right}"


def _inside(string: str) -> str:
    """One line, where a space at either end still counts."""
    return one_line(f"|{string}|")[1:-1]


def _paragraphs(text: str, width: int) -> Iterator[str]:
    for line in text.split("\n"):
        yield from _wrap(line, width, "  ", "  ")


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    content = list(lines)
    if content:
        yield from ("", title, *content)


def _wrap(string: str, width: int, first: str = "", rest: str = "") -> Sequence[str]:
    wrapped = textwrap.wrap(
        visible(string), width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return wrapped or [""]
