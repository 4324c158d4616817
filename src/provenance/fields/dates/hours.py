"""Ranges of hours: two clock times that are one (`from 8 a.m. to 5 p.m.`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from provenance.fields.dates.atoms import Atom
from provenance.fields.dates.grammar import Grammar


def join_hours(atoms: Iterable[Atom], tags: str, rules: Grammar) -> list[Atom]:
    """Joins `from 8 to 20 hours` into one clock; without an opening word both are sure (`8am-5pm`) or stand behind a day."""
    joined: list[Atom] = []
    for atom in atoms:
        before = joined[-1] if joined else None
        dated = len(joined) > 1 and _is_of(joined[-2], joined[-1], tags, rules)
        opening = _hours_open(before, atom, tags, rules, dated) if before is not None else None
        if before is not None and opening is not None:
            joined[-1] = replace(before, start=opening, end=atom.end, until=atom, weak=False)
        else:
            joined.append(atom)
    return [atom for atom in joined if atom.until is not None or "range" not in atom.values]


def _is_of(day: Atom, clock: Atom, tags: str, rules: Grammar) -> bool:
    """Whether an atom is a day that the clock stands behind (`Saturday 10-18`)."""
    return day.form not in ("clock", "part") and rules.day_clock.fullmatch(tags, day.end, clock.start) is not None


def _hours_open(before: Atom, atom: Atom, tags: str, rules: Grammar, dated: bool) -> int | None:
    """The token that a range of two clocks begins at; None where they are no range. `dated` says that a day stands before."""
    if before.form != "clock" or atom.form != "clock" or before.until is not None or "zone" in before.values:
        return None
    for opening, link in rules.hours:
        between = link.match(tags, before.end)
        # The word between may be read as the preposition of the second clock (`8 heures` `à 20 heures`).
        if between is None or between.end() < atom.start or (between.end() > atom.start and "at" not in atom.values):
            continue
        # That preposition must be all that stands there.
        start = next(
            (
                before.start - w
                for w in (2, 3, 4)
                if w <= before.start and opening.fullmatch(tags, before.start - w, before.start)
            ),
            None,
        )
        if start is not None:
            return start
        if opening.match(tags, before.start, before.end):
            return before.start
        if opening is rules.hours[0][0] and (dated or ("sure" in before.values and "sure" in atom.values)):
            return before.start
    return None
