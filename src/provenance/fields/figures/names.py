"""Numbers that name or date something instead of counting it: "APT 28", "Boeing 737", "article 49.3", "n° 5", "in 2016"."""

from __future__ import annotations

import regex

from provenance.fields.figures.language import FigureLanguage
from provenance.fields.figures.number import Number
from provenance.fields.figures.words import fold

_WORD_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{N}])([\p{L}\p{N}][\p{L}\p{M}\p{N}.-]*|[§#№]|[nN][°º])[ \u00a0\u202f]?")
_SENTENCE_START = regex.compile(r"(?r)(?:^|[.!?…:;\n«»“”\"]\s*)")
_CAPITAL = regex.compile(r"\p{Ll}*\p{Lu}")
_ONE_CAPITAL = regex.compile(r"\p{Lu}[\p{Ll}\p{M}]*")
_CAPITAL_NEXT = regex.compile(r"[ \u00a0\u202f]\p{Lu}")
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_GROUPED = 1000


def word_before(text: str, start: int) -> regex.Match[str] | None:
    """The word or sign that stands directly before a number, as group 1."""
    return _WORD_BEFORE.match(text, 0, start)


def is_year(text: str, number: Number, counted: str | None, qualified: bool, language: FigureLanguage) -> bool:
    """Whether four bare digits or a range of them are a year.

    A qualifier and a noun make them a count. Without a qualifier they are one where a noun follows that could not follow a
    year: in languages in which the year stands behind its noun ("2000 gendarmes"), and elsewhere before a plural for a
    round number only ("2000 families", but "2016 elections"); and never behind a word that leads to a year ("in 2000").
    """
    four = number.end - number.start == 4 and number.value is not None and _FIRST_YEAR <= number.value <= _LAST_YEAR
    if number.form != "range" and not four:
        return False
    if counted is None:
        return True
    if qualified:
        return False
    before = word_before(text, number.start)
    if number.form == "range" or (before is not None and fold(before[1]) in language.year_before):
        return True
    last = regex.split("[ \u00a0\u202f]", counted)[-1]
    if not language.counted_head.fullmatch(last) or number.value is None:
        return True
    return number.value % 100 != 0 and (not language.years_behind or last[:1].isupper())


def is_identified(text: str, number: Number, counted: str | None, language: FigureLanguage) -> bool:
    """Whether the word before says that the number is a name."""
    before = word_before(text, number.start)
    if before is None:
        return False
    word = before[1]
    folded = fold(word.rstrip("."))
    if is_label(folded, language) or word in ("§", "#", "№") or folded in ("n°", "nº"):
        return True
    if not _CAPITAL.match(word) or folded in language.function_words or word.endswith("."):
        return False
    # A name carries no grouped number; and "In Lisbon 300 people", "on Monday 20 people" say where and when.
    if not number.integer and number.value is not None and number.value >= _GROUPED:
        return False
    if counted is not None and (language.weekday.fullmatch(word) or language.place_before.match(text, 0, before.end(1))):
        return False
    if language.nouns_capitalised and _CAPITAL_NEXT.match(text, number.end):
        return False
    # A capital at the beginning of a sentence says nothing about names: there the word behind the number decides.
    if _SENTENCE_START.match(text, 0, before.start(1)) and _ONE_CAPITAL.fullmatch(word):
        return counted is None and bool(language.function_words)
    return True


def is_label(folded: str, language: FigureLanguage) -> bool:
    """Whether a folded word numbers things ("page"), in Arabic also behind "and"."""
    return folded in language.labels or (folded[:1] == "و" and folded[1:] in language.labels)
