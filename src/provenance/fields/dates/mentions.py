"""Mentions: how days, parts of the day and clock times join into one expression, and two days into a range."""

from __future__ import annotations

from dataclasses import dataclass, replace

from provenance.fields.dates.atoms import Atom, find_atoms
from provenance.fields.dates.grammar import Grammar
from provenance.fields.dates.hours import join_hours
from provenance.fields.dates.lexer import Tagged


@dataclass(frozen=True, slots=True)
class Mention:
    """What is read as one expression: at most one day, part and clock; `alternative` is the same instant in another zone.

    `until` is the day that a range ends on, `until_clock` the time on it, or on the day itself; an `eve` is the night that ends
    on its day (`Nacht zum Samstag`).
    """

    start: int
    end: int
    day: Atom | None = None
    part: Atom | None = None
    clock: Atom | None = None
    alternative: Atom | None = None
    until: Atom | None = None
    until_clock: Atom | None = None
    eve: bool = False


def mentions(text: Tagged, rules: Grammar) -> list[Mention]:
    """The mentions of one tagged text, in its order, none overlapping another."""
    found: list[Mention] = []
    atoms = join_hours(find_atoms(text, rules), text.tags, rules)
    place = 0
    while place < len(atoms):
        mention, place = _joined(atoms, place, text.tags, rules)
        if _stands(mention):
            found.append(mention)
    return _ranges(found, text.tags, rules)


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
    if (
        slot == "clock"
        and ("zone" in (atom.until or atom).values or (mention.clock is None and mention.day is not None))
        and mention.alternative is None
        and rules.opening.fullmatch(tags, *gap)
    ):
        closing = rules.closing.match(tags, atom.end)
        if closing is None:
            return None
        if mention.clock is None:
            return replace(mention, clock=atom, end=closing.end())
        return replace(mention, alternative=atom, end=closing.end())
    if getattr(mention, slot) is not None or (mention.alternative is not None and slot != "day"):
        return None
    if slot == "day" and not (_may_have_time(atom) or (mention.clock is None and _may_have_part(atom))):
        return None
    if mention.day is not None and not (_may_have_time(mention.day) or (slot == "part" and _may_have_part(mention.day))):
        return None
    pattern = rules.day_clock if slot == "clock" else rules.clock_day if slot == "day" and mention.clock else rules.part_day
    eve = slot == "day" and mention.part is not None and rules.eve.fullmatch(tags, *gap) is not None
    if not eve and pattern.fullmatch(tags, *gap) is None:
        return None
    return replace(_with(mention, atom), eve=eve or mention.eve)


_DAY_FORMS = frozenset(
    {"day_of_week", "calendar", "iso", "numeric", "weekday", "weekday_day", "weekday_part", "relday", "relday_part"}
)
# They say which day, but a time of day does not stand beside them.
_OTHER_DAYS = frozenset({"event", "that_day"})


def _may_have_time(day: Atom) -> bool:
    return (day.form in _DAY_FORMS or day.form in ("this_month", "day_number")) and "first" not in day.values


def _may_have_part(day: Atom) -> bool:
    """`The night of 2-3 November` is one, though no time of day is of both days."""
    return day.form in _DAY_FORMS


def names_day(mention: Mention) -> bool:
    """Whether a mention says which day, and not only a month, a year or a time."""
    return mention.day is not None and (_may_have_time(mention.day) or mention.day.form in _OTHER_DAYS)


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
            and mention.part is None
            and (mention.clock is None or (before.part is not None and mention.day.end <= mention.clock.start))
            and _is_range(before, mention, tags, rules)
        ):
            joined[-1] = replace(before, end=mention.day.end, until=mention.day)
            if mention.clock is not None:
                # `in the night of Friday to Saturday, between 1 and 3 o'clock`
                joined.append(replace(mention, start=mention.clock.start, day=None))
        elif before is not None and _are_moments(before, mention) and _is_range(before, mention, tags, rules):
            joined[-1] = replace(before, end=mention.end, until=mention.day, until_clock=mention.clock)
        else:
            joined.append(mention)
    return joined


def _are_moments(before: Mention, mention: Mention) -> bool:
    """`from 3 p.m. on Sunday` and `9 a.m. on Monday`, or `9 p.m.` alone: two times of day, the first with its day."""
    plain = before.part is mention.part is before.until is before.alternative is mention.alternative is None
    clocks = (before.clock, mention.clock)
    return plain and before.day is not None and all(clock is not None and clock.until is None for clock in clocks)


def _is_range(before: Mention, mention: Mention, tags: str, rules: Grammar) -> bool:
    """A part of the day stands for the opening word (`night of Friday to Saturday`); `5 May through 7 June` needs none."""
    days = (before.day, mention.day)
    if all(day is not None and day.form == "calendar" and "first" not in day.values for day in days):
        between = rules.through.match(tags, before.end)
        if between is not None and between.end() == mention.start:
            return True
    if before.part is not None and _next_weekday(*days) and rules.beside.fullmatch(tags, before.end, mention.start):
        return True
    plain = before.part is mention.part is None and not any(day and day.values.keys() & {"last", "next"} for day in days)
    pair = rules.pair.match(tags, before.end) if plain and _next_weekday(*days) else None
    if pair is not None and pair.end() == mention.start:
        return True
    for opening, link in rules.ranges:
        between = link.match(tags, before.end)
        # The word between may be read as the preposition of the second day (`van woensdag` `op donderdag`).
        if between is not None and mention.start <= between.end() < mention.end:
            start = before.start
            opened = any(opening.fullmatch(tags, start - width, start) for width in (1, 2) if width <= start)
            # Its own first word may be the opening one (`vom Freitag bis ...`).
            return opened or before.part is not None or opening.match(tags, start, before.end) is not None
    return False


def _next_weekday(day: Atom | None, after: Atom | None) -> bool:
    """Whether the second is the weekday that follows the first (`Friday night Saturday`)."""
    if day is None or after is None or day.form != "weekday" or after.form != "weekday":
        return False
    first, last = day.values["weekday"], after.values["weekday"]
    return isinstance(first, int) and isinstance(last, int) and (first + 1) % 7 == last
