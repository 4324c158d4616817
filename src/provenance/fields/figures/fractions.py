"""Parts of a whole: "two thirds of members", "la moitié des élèves", "one in five children".

A part is a number of its own without a unit: a fifth is 0.2. One that does not end in the published nine digits has no value, but
the two nearest decimals as its bounds. What it is a part of is what is counted.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from provenance.fields.figures.found import FRACTION_DIGITS, divided, publishable, times
from provenance.fields.figures.language import FigureLanguage
from provenance.fields.figures.number import Number
from provenance.fields.figures.words import Words, fold

_LAST_PLACE = Decimal(1).scaleb(-FRACTION_DIGITS)
_FEW = Decimal(10)
_ROUND = frozenset(map(Decimal, (10, 100, 1000)))


def part(start: int, end: int, numerator: Decimal, denominator: Decimal, counted: str | None = None) -> Number:
    """The number that a part of a whole is; `counted` where the noun stands inside it ("un Français sur quatre")."""
    value: Decimal | None = divided(numerator, denominator)
    low = high = None
    if value is not None and publishable(value) is None:
        low, high = (value.quantize(_LAST_PLACE, rounding) for rounding in (ROUND_FLOOR, ROUND_CEILING))
        value = None
    return Number(start, end, "words", value, low, high, scaled=True, part=True, counted=counted)


def spelled_part(text: str, words: Words, index: int, stop: int, value: Decimal, language: FigureLanguage) -> Number | None:
    """The part that the number word before `stop` and the word at `stop` make: "three quarters", "a fifth of"."""
    if stop >= len(words):
        return None
    parts = language.fractions.get(words[stop].folded)
    start, end = words[index].start, words[stop].end
    if parts is None or value >= parts or text[words[stop - 1].end : words[stop].start] not in (" ", "-", "\u00a0", "\u202f"):
        return None
    if (scale := _magnitude_behind(text, end, words, stop, language)) is not None:
        # "un cuarto de millón", "three quarters of a million"
        return Number(start, scale[1], "words", divided(times(scale[0], value), Decimal(parts)), scale=scale[0], scaled=True)
    if value == 1 and not _is_of_something(text, words, stop, start, language):
        return None
    return part(start, end, value, Decimal(parts))


def _magnitude_behind(text: str, end: int, words: Words, stop: int, language: FigureLanguage) -> tuple[Decimal, int] | None:
    """The magnitude that a part is one of, and its end: behind "of", "of a", "de"."""
    of = language.of.match(text, end) or language.of_whole.match(text, end)
    if of is None:
        return None
    for word in (words[at] for at in range(stop + 1, min(stop + 4, len(words)))):
        scale = language.words.scales.get(word.folded)
        if scale is not None and word.folded not in language.words.approximate:
            gap = fold(text[of.end() : word.start].strip())
            return (scale, word.end) if gap in ("", *language.articles) else None
    return None


def whole_part(text: str, words: Words, index: int, language: FigureLanguage) -> Number | None:
    """A part that one word says ("half", "moitié") beside what it is a part of or a qualifier; or half a unit."""
    ratio = language.wholes.get(words[index].folded)
    if ratio is None:
        return None
    word, (numerator, denominator) = words[index], ratio
    if (half := language.half_of_unit.match(text, word.start)) and language.units.after(text, half.end()):
        return part(word.start, half.end(), numerator, denominator)
    article = language.whole_article.match(text, 0, word.start)
    start = article.start(1) if article else word.start
    if not _is_of_something(text, words, index, start, language):
        return None
    return part(start, word.end, numerator, denominator)


def part_of_magnitude(text: str, words: Words, index: int, language: FigureLanguage) -> Number | None:
    """Half of a magnitude, with its article: "eine halbe Million", "medio millón"."""
    ratio = language.wholes.get(words[index].folded)
    if ratio is None or index + 1 == len(words):
        return None
    word, following = words[index], words[index + 1]
    scale = language.words.scales.get(following.folded)
    if scale is None or text[word.end : following.start] not in (" ", "-", "\u00a0", "\u202f"):
        return None
    value = divided(times(scale, ratio[0]), ratio[1])
    article = language.whole_article.match(text, 0, word.start)
    return Number(article.start(1) if article else word.start, following.end, "words", value, scale=scale, scaled=True)


def _is_of_something(text: str, words: Words, last: int, start: int, language: FigureLanguage) -> bool:
    if language.of_whole.match(text, words[last].end):
        return True
    if not (language.qualifier_before.match(text, 0, start) or language.part_before.match(text, 0, start)):
        return False
    if last + 1 == len(words):
        return True
    # "about half a million", "almost a third time"
    following = words[last + 1]
    number = following.folded in language.words.starts or following.folded in language.words.aliases
    return not number and (following.folded in language.function_words or text[words[last].end : following.start].strip() != "")


def join_share(text: str, first: Number, second: Number, language: FigureLanguage) -> Number | None:
    """ "One in five", "9 out of 10", "un Français sur quatre": a number of things among so many."""
    if first.value is None or second.value is None or first.scaled or second.scaled or not 0 < first.value < second.value:
        return None
    between = language.share.fullmatch(text, first.end, second.start)
    if between is None:
        return None
    # "Un equipo de 24" is a team, "uno de cada 24" a share; and "einer aus 24" is, but "5 aus 24" are some.
    strict = fold(between[2]) in language.share_strict
    if strict and (between[1] is not None or (first.value != 1 and second.value not in _ROUND)):
        return None
    if first.value != 1 and second.value not in _ROUND and second.value > _FEW:
        return None  # "29 sièges sur 75", "31 von 56" are so many, "3 personnes sur 10" a share
    if second.value > 1000 or language.units.after(text, second.end):
        return None
    return part(first.start, second.end, first.value, second.value, between[1])
