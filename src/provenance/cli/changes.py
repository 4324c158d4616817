"""What changed in an article, as lines: a scalar on one, an entry of a list on one of its own, before `-` and after `+`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from provenance.cli.article import DESCRIBED
from provenance.cli.plain import counted, scalar
from provenance.cli.words import inline, word_lines
from provenance.read.compare import Change, ListChange, ValueChange
from provenance.read.words import word_diff
from provenance.visible import one_line, shorten, visible

_LABEL = 16
_QUOTE = 160


def change_lines(changes: Sequence[Change], width: int, text: bool, colour: bool, indent: str = "    ") -> Iterator[str]:
    """The lines of some changes; `text` adds the words of the text that changed."""
    for change in changes:
        if isinstance(change, ListChange):
            yield from _list_lines(change, width, indent)
        elif change.field == "text":
            yield from _text_lines(change, width, text, colour, indent)
        else:
            yield f"{indent}{change.field.ljust(_LABEL)} {_value(change, colour)}"


def _value(change: ValueChange, colour: bool) -> str:
    before, after = change.before, change.after
    if change.field == "title" and before and after:
        return inline(word_diff(before, after), colour)
    return f"{_said(before)} -> {_said(after)}"


def _said(value: object) -> str:
    return "(none)" if value is None else visible(scalar(value))


def _text_lines(change: ValueChange, width: int, text: bool, colour: bool, indent: str) -> Iterator[str]:
    segments = word_diff(change.before, change.after)
    removed, added = (sum(len(each.text) for each in segments if each.kind == kind) for kind in ("removed", "added"))
    lengths = f"{len(change.before)} -> {len(change.after)} characters, {removed} removed, {added} added"
    yield f"{indent}{'text'.ljust(_LABEL)} {lengths}"
    if text:
        yield from word_lines(segments, width, colour, indent + "  ")


def _list_lines(change: ListChange, width: int, indent: str) -> Iterator[str]:
    if change.field == "removed":
        went, came = len(change.went) + len(change.changed), len(change.came) + len(change.changed)
        yield f"{indent}removed by cleaning: {counted(went, 'passage')} no longer, {counted(came, 'passage')} now"
        return
    yield f"{indent}{change.field}{', in another order' if change.reordered else ''}"
    for old, new in change.changed:
        yield from _entry("-", change.field, old, width, indent)
        yield from _entry("+", change.field, new, width, indent)
    for sign, entries in (("-", change.went), ("+", change.came)):
        for entry in entries:
            yield from _entry(sign, change.field, entry, width, indent)


def _entry(sign: str, field: str, entry: Any, width: int, indent: str) -> Iterator[str]:
    if isinstance(entry, Mapping):
        quote = entry.get("quote", entry.get("text"))
        said = DESCRIBED[field](entry) if field in DESCRIBED else one_line(str(dict(entry)))
        words = said if quote is None else f"{said}: [{shorten(quote, _QUOTE)}]"
    else:
        words = one_line(str(entry))
    yield from textwrap.wrap(
        visible(words),
        width,
        initial_indent=f"{indent}  {sign} ",
        subsequent_indent=f"{indent}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def change_json(changes: Sequence[Change], text: bool) -> list[dict[str, Any]]:
    """The changes as JSON has them; `text` adds the segments of the text."""
    return [_as_json(change, text) for change in changes]


def _as_json(change: Change, text: bool) -> dict[str, Any]:
    if isinstance(change, ListChange):
        pairs = [{"before": old, "after": new} for old, new in change.changed]
        return {**asdict(change), "changed": pairs}
    words = [asdict(each) for each in word_diff(change.before, change.after)] if text and change.field == "text" else None
    return asdict(change) | ({} if words is None else {"words": words})
