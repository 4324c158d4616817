"""From the numbers of a paragraph to its figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from provenance.fields.figures.found import FoundFigure, plus, publishable
from provenance.fields.figures.language import FigureLanguage, figure_language
from provenance.fields.figures.numbers import Number, read_numbers
from provenance.fields.figures.ranges import attached, join_range
from provenance.fields.figures.units import Unit
from provenance.fields.figures.words import fold

_COUNTED = regex.compile(r"[ \u00a0\u202f]?(?<=[ \u00a0\u202f'’\p{Nd}])(\p{L}[\p{L}\p{M}]*(?:[-’'‑]\p{L}[\p{L}\p{M}]*)*)")
_HYPHENATED = regex.compile(r"[-‑](\p{L}[\p{L}\p{M}]*)")
_LETTER = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}_]")
_WORD_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{N}])([\p{L}\p{N}][\p{L}\p{M}\p{N}.-]*|[§#№]|[nN][°º])[ \u00a0\u202f]?")
_SENTENCE_START = regex.compile(r"(?r)(?:^|[.!?…:;\n«»“”\"]\s*)")
_CAPITAL = regex.compile(r"\p{Ll}*\p{Lu}")
_ONE_CAPITAL = regex.compile(r"\p{Lu}[\p{Ll}\p{M}]*")
_CAPITAL_NEXT = regex.compile(r"[ \u00a0\u202f]\p{Lu}")
_FIRST_YEAR, _LAST_YEAR = 1800, 2100


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a number: units, the counted thing, the end of all that, and the qualifiers."""

    start: int
    end: int
    unit: Unit | None
    counted: str | None
    qualifier: str | None


def find_figures(paragraph: str, language: str | None) -> tuple[FoundFigure, ...]:
    """The figures of a paragraph in normal form, in the order of the text, not overlapping.

    `language` is a BCP 47 tag. Without one, or for a language without a lexicon, digits are read as far as they allow one
    reading only. Dates, bare years, clock times, ordinals, identifiers, scores, phone numbers and addresses are no figures.
    """
    data = figure_language(language)
    numbers = read_numbers(paragraph, data)
    found: list[FoundFigure] = []
    floor = index = 0
    while index < len(numbers):
        number = numbers[index]
        if number.start < floor:
            index += 1
            continue
        if index + 1 < len(numbers):
            second = numbers[index + 1]
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
    return tuple(found)


def _figure(text: str, number: Number, language: FigureLanguage, floor: int, needs_thing: bool = False) -> FoundFigure | None:
    around = _context(text, number, language, floor)
    if not _is_quantity(text, number, around, language) or (needs_thing and not _settles_range(around, language)):
        return None
    unit = around.unit
    value = number.value
    if unit is not None and unit.id is not None and unit.start == number.end and _noun(text, unit.end, language):
        if text[unit.start : unit.end] in language.money_signs:
            # "5m records": metres or millions
            unit, value = Unit(unit.start, unit.end, None, (unit.id,)), None
    elif value is not None and unit is not None and number.scale == 1 and (half := language.half_behind.match(text, around.end)):
        # "deux ans et demi"
        value, around = plus(value, Decimal("0.5")), replace(around, end=half.end(1))
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


def _context(text: str, number: Number, language: FigureLanguage, floor: int) -> _Context:
    start, end = number.start, number.end
    unit, counted = None, None
    if number.unit is not None:
        unit = Unit(start, end, number.unit)
    else:
        of = language.of.match(text, end) if number.scaled else None
        at = of.end() if of else end
        unit = language.units.ahead(text, start, floor) or language.units.after(text, at)
        if unit is None and (noun := _noun(text, at, language)):
            counted, end = noun
        elif unit is not None:
            start, end = min(start, unit.start), max(end, unit.end)
    qualifier = None
    if before := language.qualifier_before.match(text, floor, start):
        qualifier, start = language.qualifiers_before[fold(before[1])], before.start(1)
    elif after := language.qualifier_after.match(text, end):
        qualifier, end = language.qualifiers_after[fold(after[1])], after.end(1)
    return _Context(start, end, unit, counted, qualifier)


def _noun(text: str, end: int, language: FigureLanguage) -> tuple[str, int] | None:
    """The word behind a number, unless it is a function word or a number; no guess is made at adjectives."""
    match = _HYPHENATED.match(text, end) or _COUNTED.match(text, end)
    if match is None or not language.function_words:
        return None
    whole, first = fold(match[1]), fold(regex.split("[-’']", match[1], maxsplit=1)[0])
    if {whole, first} & language.function_words or first in language.words.starts or first in language.words.scales:
        return None
    return match[1], match.end(1)


def _settles_range(around: _Context, language: FigureLanguage) -> bool:
    """Whether what follows says that "5-7" is a range of something, and not a score."""
    return around.unit is not None or (around.counted is not None and fold(around.counted) not in language.results)


def _is_quantity(text: str, number: Number, around: _Context, language: FigureLanguage) -> bool:
    if number.form in ("vague", "dual"):
        return True
    if around.unit is None and not number.scaled and _LETTER.match(text, number.end):
        return False
    if number.form == "words":
        return _words_are_quantity(text, number, around, language)
    if around.unit is not None or number.scaled:
        return True
    if number.integer and _is_year(number) and not (around.qualifier and around.counted):
        return False
    return around.qualifier is not None or not _is_identified(text, number, around.counted, language)


def _words_are_quantity(text: str, number: Number, around: _Context, language: FigureLanguage) -> bool:
    # "un", "one", "ein" alone are articles or pronouns
    if not number.scaled and number.value is not None and number.value < 2 and not (number.value == 0 and around.unit):
        return False
    before = _WORD_BEFORE.match(text, 0, number.start)
    word = fold(before[1].rstrip(".")) if before else ""
    if word in language.labels:
        return False
    return around.unit is not None or around.counted is not None or around.qualifier is not None or word not in language.definite


def _is_year(number: Number) -> bool:
    if number.form == "range":
        return True
    return number.end - number.start == 4 and number.value is not None and _FIRST_YEAR <= number.value <= _LAST_YEAR


def _is_identified(text: str, number: Number, counted: str | None, language: FigureLanguage) -> bool:
    """Whether the word before says that the number is a name: "APT 28", "Boeing 737", "article 49.3", "n° 5"."""
    before = _WORD_BEFORE.match(text, 0, number.start)
    if before is None:
        return False
    word = before[1]
    folded = fold(word.rstrip("."))
    if folded in language.labels or word in ("§", "#", "№") or folded in ("n°", "nº"):
        return True
    if not _CAPITAL.match(word) or folded in language.function_words or word.endswith("."):
        return False
    if language.nouns_capitalised and _CAPITAL_NEXT.match(text, number.end):
        return False
    # A capital at the beginning of a sentence says nothing about names: there the word behind the number decides.
    if _SENTENCE_START.match(text, 0, before.start(1)) and _ONE_CAPITAL.fullmatch(word):
        return counted is None and bool(language.function_words)
    return True
