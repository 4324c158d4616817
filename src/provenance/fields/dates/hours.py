"""Ranges of hours: two clock times that are one (`from 8 a.m. to 5 p.m.`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from provenance.fields.dates.atoms import Atom
from provenance.fields.dates.grammar import Grammar


def join_hours(atoms: Iterable[Atom], tags: str, rules: Grammar) -> list[Atom]:
    """Joins `from 8 to 20 hours` into one clock; without an opening word both are sure (`8am-5pm`) or stand behind a day."""
    joined: list[Atom] = []
    for atom in atoms:
        opening = _hours_open(joined, atom, tags, rules)
        if opening is not None:
            joined[-1] = replace(joined[-1], start=opening, end=atom.end, until=atom, weak=False)
        else:
            joined.append(atom)
    return [atom for atom in joined if atom.until is not None or "range" not in atom.values]


def _hours_open(earlier: Sequence[Atom], atom: Atom, tags: str, rules: Grammar) -> int | None:
    """The token that the range of the last of the earlier atoms and this one begins at; None where they are no range."""
    before = earlier[-1] if earlier else None
    if before is None or before.form != "clock" or atom.form != "clock" or before.until is not None or "zone" in before.values:
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
        sure = "sure" in before.values and "sure" in atom.values
        if opening is rules.hours[0][0] and (sure or _is_dated(earlier, tags, rules)):
            return before.start
    return None


def _is_dated(atoms: Sequence[Atom], tags: str, rules: Grammar) -> bool:
    """Whether the last atom, a clock, stands behind a day (`Saturday 10-18`)."""
    if len(atoms) < 2 or atoms[-2].form in ("clock", "part"):
        return False
    return rules.day_clock.fullmatch(tags, atoms[-2].end, atoms[-1].start) is not None
