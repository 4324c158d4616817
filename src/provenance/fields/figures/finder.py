"""From the numbers of a paragraph to its figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from provenance.fields.figures.found import FoundFigure, plus, publishable
from provenance.fields.figures.fractions import join_share
from provenance.fields.figures.language import FigureLanguage, figure_language
from provenance.fields.figures.names import is_identified, is_label, is_year, word_before
from provenance.fields.figures.nouns import counted_noun
from provenance.fields.figures.number import Number
from provenance.fields.figures.numbers import read_numbers
from provenance.fields.figures.ranges import attached, join_magnitudes, join_range
from provenance.fields.figures.shared import settle_currencies, share_forward
from provenance.fields.figures.units import Unit
from provenance.fields.figures.words import fold

# What is said to be "minus" so much in words.
_SIGNED = frozenset({"celsius", "fahrenheit", "degree", "kelvin", "percent", "percentage-point"})
_LETTER = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}_]")


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a number: units, the counted thing, the end of all that, and the qualifiers."""

    start: int
    end: int
    unit: Unit | None
    counted: str | None
    qualifier: str | None
    negative: bool = False


def find_figures(paragraph: str, language: str | None) -> tuple[FoundFigure, ...]:
    """The figures of a paragraph in normal form, in the order of the text, not overlapping.

    `language` is a BCP 47 tag. Without one, or for a language without a lexicon, digits are read as far as they allow one
    reading only. Dates, bare years, clock times, ordinals, identifiers, scores, phone numbers and addresses are no figures.
    """
    data = figure_language(language)
    numbers = list(read_numbers(paragraph, data))
    found: list[FoundFigure] = []
    floor = index = 0
    while index < len(numbers):
        number = numbers[index]
        if number.start < floor:
            index += 1
            continue
        if index + 1 < len(numbers):
            second = numbers[index + 1]
            if (share := join_share(paragraph, number, second, data)) is not None:
                figure = _figure(paragraph, share, data, floor)
                if figure is not None:
                    found.append(figure)
                    floor, index = figure.end, index + 2
                    continue
            if (sum_ := join_magnitudes(paragraph, number, second, data)) is not None:
                numbers[index : index + 2] = [sum_]
                continue
            joined = join_range(paragraph, number, second, data, floor)
            figure = _figure(paragraph, joined[0], data, floor, joined[1]) if joined is not None else None
            if figure is not None:
                found.append(figure)
                floor, index = figure.end, index + 2
                continue
            if attached(paragraph, number, second):
                floor, index = second.end, index + 2
                continue
        figure = _figure(paragraph, number, data, floor)
        if figure is not None:
            found.append(figure)
            floor = figure.end
        index += 1
    return tuple(share_forward(paragraph, settle_currencies(paragraph, found), data))


def _figure(text: str, number: Number, language: FigureLanguage, floor: int, needs_thing: bool = False) -> FoundFigure | None:
    around = _context(text, number, language, floor)
    if not _is_quantity(text, number, around, language) or (needs_thing and not _settles_range(around, language)):
        return None
    unit = around.unit
    value = number.value
    if unit is not None and unit.id is not None and unit.start == number.end and counted_noun(text, unit.end, language):
        if text[unit.start : unit.end] in language.money_signs:
            # "5m records": metres or millions
            unit, value = Unit(unit.start, unit.end, None, (unit.id,)), None
    elif value is not None and (unit is not None or around.counted) and number.scale == 1 and not number.part:
        value, around = _with_part_behind(text, value, around, language)
    if around.negative and value is not None and value > 0:
        value = value.copy_negate()
    qualifier = around.qualifier or ("approximately" if number.approximate else "exact")
    return FoundFigure(
        start=around.start,
        end=around.end,
        rule=f"figures:{number.form}",
        qualifier="vague" if number.form == "vague" else qualifier,
        value=publishable(value),
        value_low=publishable(number.low),
        value_high=publishable(number.high),
        unit=unit.id if unit else None,
        unit_raw=text[unit.start : unit.end] if unit else None,
        unit_candidates=unit.candidates if unit else (),
        counted=around.counted,
    )


def _with_part_behind(text: str, value: Decimal, around: _Context, language: FigureLanguage) -> tuple[Decimal, _Context]:
    """ "Deux ans et demi", "deux heures et quart": the half or quarter of the unit that stands behind it."""
    for more, pattern in ((Decimal("0.5"), language.half_behind), (Decimal("0.25"), language.quarter_behind)):
        if (found := pattern.match(text, around.end)) is not None:
            return plus(value, more), replace(around, end=found.end(1))
    return value, around


def _context(text: str, number: Number, language: FigureLanguage, floor: int) -> _Context:
    start, end = number.start, number.end
    unit, counted = None, None
    if number.unit is not None:
        unit = Unit(start, end, number.unit)
    else:
        of = (language.of_whole if number.part else language.of).match(text, end) if number.scaled else None
        at = of.end() if of else end
        unit = language.units.ahead(text, number.sign_at or start, floor) or language.units.after(text, at)
        if number.counted is not None:
            counted, unit = number.counted, None
        elif unit is None and (noun := counted_noun(text, at, language, number.part)):
            counted, end = noun
        elif unit is not None:
            start, end = min(start, unit.start), max(end, unit.end)
    before = language.qualifier_before.match(text, floor, start)
    negative = False
    # "moins 4 degrés", but "au moins 4 degrés"
    if before is None and unit is not None and unit.id in _SIGNED and (minus := language.minus.match(text, floor, start)):
        negative, start = True, minus.start(1)
        before = language.qualifier_before.match(text, floor, start)
    if before is None and not negative and (article := language.article_before.match(text, floor, start)) is not None:
        before = language.qualifier_before.match(text, floor, article.start(1))  # "quasi il 40 %"
    qualifier = None
    if before:
        qualifier, start = language.qualifiers_before[fold(before[1])], before.start(1)
    elif after := language.qualifier_after.match(text, end):
        qualifier, end = language.qualifiers_after[fold(after[1])], after.end(1)
    if not negative and unit is not None and unit.id in _SIGNED and (below := language.minus_behind.match(text, end)):
        negative, end = True, below.end(1)  # "4 grados bajo cero"
    return _Context(start, end, unit, counted, qualifier, negative)


def _settles_range(around: _Context, language: FigureLanguage) -> bool:
    """Whether what follows says that "5-7" is a range of something, and not a score."""
    return around.unit is not None or (around.counted is not None and fold(around.counted) not in language.results)


def _is_quantity(text: str, number: Number, around: _Context, language: FigureLanguage) -> bool:
    if number.form in ("vague", "dual", "duration"):
        return True
    if around.unit is None and not number.scaled and _LETTER.match(text, number.end):
        return False
    if number.form == "words":
        return _words_are_quantity(text, number, around, language)
    if around.unit is not None or number.scaled:
        return True
    if number.integer and is_year(text, number, around.counted, around.qualifier is not None, language):
        return False
    return around.qualifier is not None or not is_identified(text, number, around.counted, language)


def _words_are_quantity(text: str, number: Number, around: _Context, language: FigureLanguage) -> bool:
    # "un", "one", "ein" alone are articles or pronouns
    # but "une heure et demie"
    more = around.unit is not None and (number.value == 0 or language.half_behind.match(text, around.end) is not None)
    if not number.scaled and number.value in (0, 1) and not more:
        return False
    if number.part:
        return True
    before = word_before(text, number.start)
    word = fold(before[1].rstrip(".")) if before else ""
    if is_label(word, language):
        return False
    return around.unit is not None or around.counted is not None or around.qualifier is not None or word not in language.definite
