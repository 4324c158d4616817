"""Atoms: the stretches of tags that mean a day, a clock time or a part of the day, and how they join into mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from provenance.fields.dates.grammar import BRANCHES, Grammar
from provenance.fields.dates.lexer import Tagged
from provenance.fields.dates.numbers import Senses


@dataclass(frozen=True, slots=True)
class Atom:
    """Tokens `start` to `end` (exclusive). `form` is a branch of the grammar for days, else `clock` or `part`.

    `values` are the senses of its tokens by group name. A `weak` atom means nothing unless it joins another.
    """

    start: int
    end: int
    form: str
    values: Senses
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """What is read as one expression: at most one day, part and clock; `alternative` is the same instant in another zone.

    `until` is the day that a range ends on; an `eve` is the night that ends on its day (`Nacht zum Samstag`).
    """

    start: int
    end: int
    day: Atom | None = None
    part: Atom | None = None
    clock: Atom | None = None
    alternative: Atom | None = None
    until: Atom | None = None
    eve: bool = False


_SENSES = {
    "month": ("month", "month_unsure", "month_abbr"),
    "weekday": ("weekday", "weekday_abbr"),
    "first": ("day",), "n1": ("number",), "n2": ("number",), "year": ("year", "year2"), "year0": ("year",),
    "shift": ("number",), "second": ("minute",), "sep": (), "last": (), "next": (), "this": (), "at": (), "part_in": (),
    "ahead": (), "east": (), "west": (),
}  # fmt: skip


def mentions(text: Tagged, rules: Grammar) -> list[Mention]:
    """The mentions of one tagged text, in its order, none overlapping another."""
    found: list[Mention] = []
    atoms = list(_atoms(text, rules))
    place = 0
    while place < len(atoms):
        mention, place = _joined(atoms, place, text.tags, rules)
        if _stands(mention):
            found.append(mention)
    return _ranges(found, text.tags, rules)


def _atoms(text: Tagged, rules: Grammar) -> Iterator[Atom]:
    tags = text.tags
    for run in rules.run.finditer(tags):
        if rules.core.search(tags, run.start(), run.end()) is None:
            continue
        # One tag more, so that the grammar sees what follows its last one.
        for match in rules.atom.finditer(tags, run.start(), run.end() + 1):
            yield _atom(match, text)


def _atom(match: regex.Match[str], text: Tagged) -> Atom:
    groups = match.groupdict()
    if groups["is_day"] is not None:
        form = next(name for name in BRANCHES if groups.get(f"is_{name}") is not None)
    else:
        form = "clock" if groups["is_clock"] is not None else "part"
    values: Senses = {}
    for name, tag in groups.items():
        if tag is None or name.startswith("is_"):
            continue
        senses = text.senses(match.start(name))
        for role in _SENSES.get(name, (name,)):
            if role in senses:
                values[name] = senses[role]
                break
        else:
            values[name] = None
    weak = "sure" not in values if form == "clock" else form == "part" and "part_in" not in values
    if form == "clock" and ("zone" in values or ("at" in values and "joint" not in values)):
        weak = False
    return Atom(match.start(), match.end(), form, values, weak)


def _joined(atoms: list[Atom], place: int, tags: str, rules: Grammar) -> tuple[Mention, int]:
    """The mention that begins at an atom, and the place behind its last atom."""
    mention = _with(Mention(atoms[place].start, atoms[place].end), atoms[place])
    place += 1
    while place < len(atoms):
        following = _absorb(mention, atoms[place], tags, rules)
        if following is None:
            break
        mention = following
        place += 1
    return mention, place


def _slot(atom: Atom) -> str:
    return atom.form if atom.form in ("clock", "part") else "day"


def _with(mention: Mention, atom: Atom) -> Mention:
    """The mention with the atom in its slot, reaching to its end."""
    if atom.form == "clock":
        return replace(mention, end=atom.end, clock=atom)
    if atom.form == "part":
        return replace(mention, end=atom.end, part=atom)
    return replace(mention, end=atom.end, day=atom)


def _absorb(mention: Mention, atom: Atom, tags: str, rules: Grammar) -> Mention | None:
    slot = _slot(atom)
    gap = (mention.end, atom.start)
    if slot == "clock" and "zone" in atom.values and mention.alternative is None and rules.opening.fullmatch(tags, *gap):
        closing = rules.closing.match(tags, atom.end)
        if closing is None:
            return None
        if mention.clock is None:
            return replace(mention, clock=atom, end=closing.end())
        return replace(mention, alternative=atom, end=closing.end())
    if getattr(mention, slot) is not None or (mention.alternative is not None and slot != "day"):
        return None
    if slot == "day" and not _may_have_time(atom):
        return None
    if mention.day is not None and not _may_have_time(mention.day):
        return None
    pattern = rules.day_clock if slot == "clock" else rules.clock_day if slot == "day" and mention.clock else rules.part_day
    eve = slot == "day" and mention.part is not None and rules.eve.fullmatch(tags, *gap) is not None
    if not eve and pattern.fullmatch(tags, *gap) is None:
        return None
    return replace(_with(mention, atom), eve=eve or mention.eve)


_DAY_FORMS = frozenset({"calendar", "iso", "numeric", "weekday", "weekday_part", "relday", "relday_part"})


def _may_have_time(day: Atom) -> bool:
    return day.form in _DAY_FORMS


def names_day(mention: Mention) -> bool:
    """Whether a mention says which day, and not only a month, a year or a time."""
    return mention.day is not None and _may_have_time(mention.day)


def _stands(mention: Mention) -> bool:
    return mention.day is not None or any(a is not None and not a.weak for a in (mention.clock, mention.part))


def _ranges(found: list[Mention], tags: str, rules: Grammar) -> list[Mention]:
    """Joins `from DAY to DAY` and `night of DAY to DAY`; two days that only stand side by side stay two."""
    joined: list[Mention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.day is not None
            and before.clock is None
            and before.until is None
            and mention.day is not None
            and mention.clock is None
            and mention.part is None
            and _is_range(before, mention, tags, rules)
        ):
            joined[-1] = replace(before, end=mention.end, until=mention.day)
        else:
            joined.append(mention)
    return joined


def _is_range(before: Mention, mention: Mention, tags: str, rules: Grammar) -> bool:
    """A part of the day stands for the opening word (`night of Friday to Saturday`)."""
    for opening, link in rules.ranges:
        if link.fullmatch(tags, before.end, mention.start):
            start = before.start
            opened = any(opening.fullmatch(tags, start - width, start) for width in (1, 2) if width <= start)
            # Its own first word may be the opening one (`vom Freitag bis ...`).
            return opened or before.part is not None or opening.match(tags, start, before.end) is not None
    return False
