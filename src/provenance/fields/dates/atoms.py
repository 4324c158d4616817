"""Atoms: the stretches of tags that mean a day, a clock time or a part of the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from provenance.fields.dates.day_forms import BRANCHES
from provenance.fields.dates.grammar import Grammar
from provenance.fields.dates.lexer import Tagged
from provenance.fields.dates.numbers import Senses
from provenance.fields.dates.tense import tense
from provenance.fields.dates.vocabulary import OTHER


@dataclass(frozen=True, slots=True)
class Atom:
    """Tokens `start` to `end` (exclusive). `form` is a branch of the grammar for days, else `clock` or `part`.

    `values` are the senses of its tokens by group name. A `weak` atom means nothing unless it joins another.
    `until` is the clock that a range of hours ends with.
    """

    start: int
    end: int
    form: str
    values: Senses
    weak: bool = False
    until: Atom | None = None


#: Days that may be before or after the anchor, which the verb beside them tells.
_TENSED = frozenset({"weekday", "weekday_part", "weekend", "month", "day_number", "season"})

_SENSES = {
    "month": ("month", "month_unsure", "month_abbr"),
    "weekday": ("weekday", "weekday_abbr"),
    "first": ("day",), "n1": ("number",), "n2": ("number",), "year": ("year", "year2"), "year0": ("year",),
    "season": ("season", "season_in"), "nth": ("roman", "day"), "nth0": ("roman", "day"), "pair": (),
    "tens": ("decade_whole", "decade_name", "year2"),
    "unit": ("unit", "span_unit", "unit_phase"), "hour": ("hour", "count", "hour_name"),
    "minutes": ("minutes_before", "minutes_after"),
    "shift": ("number",), "second": ("minute",), "sep": (), "last": (), "next": (), "this": (), "at": (), "part_in": (),
    "local": (), "ahead": (), "east": (), "west": (),
}  # fmt: skip


def find_atoms(text: Tagged, rules: Grammar) -> Iterator[Atom]:
    """The atoms of one tagged text, in its order, none overlapping another."""
    tags, end = text.tags, 0
    # A run of words that matter holds atoms only around a core.
    while (core := rules.core.search(tags, end)) is not None:
        start, end = tags.rfind(OTHER, 0, core.start()) + 1, tags.find(OTHER, core.end())
        end = end if end >= 0 else len(tags)
        # One tag more, so that the grammar sees what follows its last one.
        for match in rules.atom.finditer(tags, start, end + 1):
            atom = _atom(match, text, rules)
            if atom is not None:
                yield atom


def _atom(match: regex.Match[str], text: Tagged, rules: Grammar) -> Atom | None:
    groups = [name for name, tag in zip(rules.groups, match.groups(), strict=True) if tag is not None]
    if "is_day" in groups:
        form = next(name for name in BRANCHES if f"is_{name}" in groups)
    else:
        form = "clock" if "is_clock" in groups else "part"
    values: Senses = {}
    for name in groups:
        if name.startswith("is_"):
            continue
        senses = text.senses(match.start(name))
        for role in _SENSES.get(name, (name,)):
            if role in senses:
                values[name] = senses[role]
                break
        else:
            values[name] = None
    weak = "sure" not in values if form == "clock" else form == "part" and "part_in" not in values
    if form == "event":
        return _event(match, values, text, rules)
    if "at" in values and any(tag in text.vocabulary.classes["after"] for tag in text.tags[match.start("at") : match.end("at")]):
        values["after"] = None
    start = match.start()
    if "pair" in values and not _are_consecutive(values):
        values = {name: value for name, value in values.items() if name not in ("first", "pair")}
        start = match.start("day")
    if form in _TENSED:
        values["tense"] = tense(text, match.start(), match.end())
    if form == "clock" and _is_quarter(match, values):
        weak = False
    if form == "clock" and ("zone" in values or ("at" in values and "joint" not in values)):
        weak = False
    return Atom(start, match.end(), form, values, weak)


def _are_consecutive(values: Senses) -> bool:
    """Whether `14 and 15 November` are a stretch of days; of `14 and 21 November` the second one is a date by itself."""
    first, last = values["first"], values["day"]
    return isinstance(first, int) and isinstance(last, int) and last == first + 1


def _is_quarter(match: regex.Match[str], values: Senses) -> bool:
    """`Quarter past nine`, `halb neun`: only times of day. `Five to ten` may be a range, `deux heures et quart` a span."""
    minutes = values.get("minutes")
    return isinstance(minutes, int) and minutes % 15 == 0 and "hour" in values and match.start("minutes") < match.start("hour")


def _event(match: regex.Match[str], values: Senses, text: Tagged, rules: Grammar) -> Atom | None:
    """A day told by an event reaches to the name of the event; None where no event follows."""
    # `The night before` alone is a day that the text has told of.
    alone = text.tags[match.end() - 1] in text.vocabulary.classes["that_day"]
    happening = rules.happening.match(text.tags, match.end())
    if happening is None:
        return Atom(match.start(), match.end(), "that_day", values) if alone else None
    return Atom(match.start(), happening.end(), "event", values)
