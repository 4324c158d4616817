"""Two numbers that make a range: "entre 5 et 7 %", "10-15 km", "from 3 to 5 million"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import regex

from provenance.fields.figures.found import divided, plus, times
from provenance.fields.figures.language import FigureLanguage
from provenance.fields.figures.number import Number
from provenance.fields.figures.words import fold

_THOUSAND = Decimal(1000)
_ATTACHED = regex.compile(r"[-‑‐–—/:]")
_DASH = regex.compile(r"[-‑‐–—]| – ")


def join_range(text: str, first: Number, second: Number, language: FigureLanguage, floor: int) -> tuple[Number, bool] | None:
    """The range that two neighbouring numbers make, and whether it needs a unit or a counted thing behind it to be one.

    A magnitude behind the second counts for the first where that is the smaller number ("3 to 5 million"). A unit may stand
    behind both ("between 5 % and 7 %"), a currency before both ("$3-$5").
    """
    if first.value is None or second.value is None or first.unit or second.unit:
        return None
    unit = language.units.after(text, first.end)
    second_sign = language.units.ahead(text, second.start, first.end)
    first_sign = language.units.ahead(text, first.start, floor)
    if first_sign and second_sign and first_sign.id != second_sign.id:
        return None
    end = second_sign.start if second_sign else second.start
    for start in (first.end, unit.end if unit else first.end):
        between = text[start:end]
        dash = _DASH.fullmatch(between) is not None
        joiner = fold(between.strip(" \u00a0\u202f"))
        word, _, article = joiner.partition(" ")
        joiner = word if article in language.range_articles else joiner
        # "fell 3 % to 5 %" and "rose $1 to $5" are changes: only "between … and" and a dash join numbers with units of their own
        bare = start == first.end and second_sign is None
        if dash or (between != joiner and joiner in language.joiners and (bare or language.joiners[joiner])):
            break
    else:
        return None
    low = first.value
    if first.scale == 1 and second.scale != 1 and first.value < divided(second.value, second.scale):
        low = times(first.value, second.scale)
    if language.short_ranges and first.scale == second.scale == 1 and _is_shortened(first, second):
        low = times(first.value, _THOUSAND)  # "40 à 45 000 euros"
    if low >= second.value:
        return None
    begin, opened = first.start, False
    if not dash:
        opener = language.openers.get(joiner)
        at = first_sign.start if first_sign else first.start
        if (article_before := language.article_before.match(text, floor, at)) is not None:
            at = article_before.start(1)
        found = opener.match(text, floor, at) if opener is not None else None
        if found is None and language.joiners[joiner]:
            return None
        begin, opened = (found.start(1), True) if found else (begin, False)
    joined = replace(
        second,
        start=begin,
        form="range",
        value=None,
        low=low,
        high=second.value,
        integer=_years(low, second.value),
        sign_at=first.start if opened else None,
    )
    return joined, not opened


def join_magnitudes(text: str, first: Number, second: Number, language: FigureLanguage) -> Number | None:
    """ "1 mld 690 mln", "9 ملايين و400 ألف": one number in two magnitudes, the smaller one behind the greater."""
    if first.value is None or second.value is None or first.part or second.part or not 1 < second.scale < first.scale:
        return None
    between = fold(text[first.end : second.start].strip(" \u00a0\u202f"))
    if second.value >= first.scale or between not in ("", *language.words.conjunctions):
        return None
    return replace(first, end=second.end, value=plus(first.value, second.value), form="mixed")


def attached(text: str, first: Number, second: Number) -> bool:
    """Whether two numbers are written as one sign without being a range: a score, a share of votes, a model number."""
    return _ATTACHED.fullmatch(text, first.end, second.start) is not None


def _is_shortened(first: Number, second: Number) -> bool:
    """Whether the thousands are told with the second number only: both would be of one order then."""
    if first.value is None or second.value is None or not (first.integer and 1 <= first.value < _THOUSAND):
        return False
    thousands = second.value / _THOUSAND
    return second.value % _THOUSAND == 0 and first.value < thousands <= 10 * first.value


def _years(low: Decimal, high: Decimal) -> bool:
    return low >= 1800 and high <= 2100
