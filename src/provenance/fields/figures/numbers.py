"""The numbers of a paragraph, before units and qualifiers: digits, words, digits with a magnitude, vague sizes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import regex

from provenance.fields.figures.exclusions import Spans, excluded, inside, merged
from provenance.fields.figures.found import divided, plus, times
from provenance.fields.figures.fractions import part, part_of_magnitude, spelled_part, whole_part
from provenance.fields.figures.language import FigureLanguage
from provenance.fields.figures.number import Number
from provenance.fields.figures.numerals import DIGIT, VULGAR, read_numeral
from provenance.fields.figures.words import Word, Words, split_words

_ONE, _HALF, _THOUSAND = Decimal(1), Decimal("0.5"), Decimal(1000)
_HOUR = Decimal(60)
_HOURS = regex.compile(r"(?<![\p{L}\p{N}.,:])([0-9]{1,2})\s?h\s?([0-5][0-9])(?![\p{L}\p{N}])")
_AFTER_DIGIT = regex.compile(rf"(?r)[{DIGIT}][ \u00a0\u202f-]?")
_DIGIT = regex.compile(f"[{DIGIT}{VULGAR}]")


def read_numbers(text: str, language: FigureLanguage) -> tuple[Number, ...]:
    """All numbers of a paragraph in the order of the text, not overlapping; those in excluded spans are left out."""
    words = language.words.split(split_words(text)) if language.words.small or language.vague else Words((), (), ())
    starts = [index for index, word in enumerate(words.folded) if word in language.beginnings]
    if language.words.glued:
        glued = [index for index, word in enumerate(words.folded) if any(thousand in word for thousand in language.words.glued)]
        starts = sorted({*starts, *glued})
    has_digits = _DIGIT.search(text) is not None
    if not has_digits and not starts:
        return ()
    masked = excluded(text, language.excluded)
    digits = tuple(_digits(text, words, language, masked)) if has_digits else ()
    taken = [(number.start, number.end) for number in digits]
    spelled = _words(text, words, starts, language, merged((*masked, *taken)))
    durations = _durations(text, language) if has_digits else ()
    return tuple(sorted((*digits, *spelled, *durations), key=lambda number: number.start))


def _durations(text: str, language: FigureLanguage) -> Iterator[Number]:
    """ "2h30" is a time of day, but behind words of duration ("dure", "pendant") two hours and a half."""
    for match in _HOURS.finditer(text):
        if language.duration_before.match(text, 0, match.start()):
            minutes = plus(times(Decimal(match[1]), _HOUR), Decimal(match[2]))
            yield replace(part(*match.span(), minutes, _HOUR), form="duration", unit="hour")


def _digits(text: str, words: Words, language: FigureLanguage, masked: Spans) -> Iterator[Number]:
    places = dict(zip(words.starts, range(len(words)), strict=True))
    for match in language.numeral.finditer(text):
        plain = match["plain"]
        if _is_no_fraction(match):
            continue
        if inside(match.start("plain") if plain else match.start(), masked):
            continue
        value, end, scale = read_numeral(match, language.separators), match.end(), _ONE
        sign = language.after_digits.match(text, end)
        if sign is not None and (sign[1] in language.scale_signs or _is_money(text, match.start(), sign.end(), language)):
            scale = language.scale_signs.get(sign[1]) or language.money_signs[sign[1]]
            end = sign.end()
        else:
            while (word := _next(text, words, places, end)) and (
                more := language.words.scales.get(word.folded) or _vague_scale(language, word.folded, scale)
            ):
                scale, end = times(scale, more), word.end
        yield Number(
            start=match.start(),
            end=end,
            form="digits" if scale == _ONE else "mixed",
            value=None if value is None else times(value, scale) if scale != _ONE else value,
            scale=scale,
            scaled=scale != _ONE,
            integer=scale == _ONE and plain is not None and plain.isdecimal() and not match["sign"],
        )


def _is_no_fraction(match: regex.Match[str]) -> bool:
    """Two numbers with a slash of which the first is not the smaller: a day of a month (26/11), the number of a law."""
    if match["plain"] or match["vulgar"] or not match["denominator"]:
        return False
    return int(match["numerator"]) >= int(match["denominator"])


def _is_money(text: str, start: int, end: int, language: FigureLanguage) -> bool:
    """Whether a currency stands before or behind: only then "5m" is five million."""
    unit = language.units.ahead(text, start, 0) or language.units.after(text, end)
    return unit is not None and any(each.startswith("currency:") for each in (unit.id or "", *unit.candidates))


def _next(text: str, words: Words, places: Mapping[int, int], end: int) -> Word | None:
    """The word that stands at `end`, or one space or hyphen on; `places` are the indexes of the words by their starts."""
    index = places.get(end)
    if index is None and text[end : end + 1] in (" ", "\u00a0", "\u202f", "-"):
        index = places.get(end + 1)
    return None if index is None else words[index]


def _vague_scale(language: FigureLanguage, word: str, scale: Decimal) -> Decimal | None:
    """ "3 dozens": a vague plural after a number is a multiplier, half of its lowest size (two of it)."""
    bounds = language.vague.get(word)
    return divided(bounds[0], Decimal(2)) if bounds is not None and scale == _ONE else None


def _words(text: str, words: Words, starts: Sequence[int], language: FigureLanguage, masked: Spans) -> Iterator[Number]:
    done = 0
    for index in starts:
        start = words[index].start
        if index < done or inside(start, masked) or _AFTER_DIGIT.match(text, 0, start):
            continue
        read = _vague(text, words, index, language) or _spelled(text, words, index, language)
        if read is not None:
            number, done = read
            yield number


def _spelled(text: str, words: Words, index: int, language: FigureLanguage) -> tuple[Number, int] | None:
    word = words[index]
    if (part_of := part_of_magnitude(text, words, index, language)) is not None:
        return part_of, index + 2
    if (whole := whole_part(text, words, index, language)) is not None:
        return whole, index + 1
    read = language.words.read(text, words, index)
    if read is None:
        if word.folded in language.units.duals:
            return Number(word.start, word.end, "dual", Decimal(2), unit=language.units.duals[word.folded]), index + 1
        return None
    scale = language.words.scales.get(words[read.stop - 1].folded, _ONE) if read.scaled else _ONE
    following = words[read.stop] if read.stop < len(words) else None
    if (
        following
        and not read.scaled
        and following.folded in language.vague
        and text[words[read.stop - 1].end : following.start] == " "
    ):
        # "deux douzaines", "trois centaines"
        scale = _vague_scale(language, following.folded, _ONE) or _ONE
        return (
            Number(word.start, following.end, "words", times(read.value, scale), scale=scale, scaled=True, approximate=True),
            read.stop + 1,
        )
    end, value, start = words[read.stop - 1].end, read.value, word.start
    if read.scaled and (half := language.half_before.match(text, 0, start)):
        # "half a million"
        return Number(half.start(1), end, "words", times(value, _HALF), scale=scale, scaled=True), read.stop
    if read.scaled and (half := language.half_behind.match(text, end)):
        # "three million and a half"
        value, end = plus(value, times(scale, _HALF)), half.end(1)
        stop = next((at for at in range(read.stop, len(words)) if words[at].start >= end), len(words))
        return Number(start, end, "words", value, scale=scale, scaled=True), stop
    if not read.scaled and following and following.folded in language.fractions:
        fraction = spelled_part(text, words, index, read.stop, read.value, language)
        if fraction is not None:
            return fraction, read.stop + 1
        if read.value == 1:
            # "a third man", "a quarter past"
            return None
    if not read.scaled and read.value >= _THOUSAND and (half := language.half_behind.match(text, end)):
        # a dual of a magnitude: "مليونان ونصف المليون"
        magnitude = Decimal(1000) ** ((read.value.adjusted()) // 3)
        stop = next((at for at in range(read.stop, len(words)) if words[at].start >= half.end(1)), len(words))
        value = plus(value, times(magnitude, _HALF))
        return Number(start, half.end(1), "words", value, scale=magnitude, scaled=True), stop
    if not read.scaled and (half := language.half_behind.match(text, end)):
        # "two and a half million"
        stop = next((at for at in range(read.stop, len(words)) if words[at].start >= half.end()), len(words))
        more = (
            language.words.scales.get(words[stop].folded) if stop < len(words) and _near(text, half.end(), words[stop]) else None
        )
        scale, end = more or _ONE, words[stop].end if more else half.end()
        return Number(start, end, "words", times(plus(value, _HALF), scale), scale=scale, scaled=more is not None), stop + (
            more is not None
        )
    return Number(start, end, "words", value, None, None, scale, read.scaled, read.approximate), read.stop


def _near(text: str, end: int, word: Word) -> bool:
    return text[end : word.start] in (" ", "-", "\u00a0", "\u202f")


def _vague(text: str, words: Words, index: int, language: FigureLanguage) -> tuple[Number, int] | None:
    """ "dizaines de milliers", "hundreds", "several hundred", "quelques milliers"."""
    word = words[index]
    few = language.few.match(text, 0, word.start)
    bounds = language.vague.get(word.folded)
    if bounds is None:
        scale = language.words.scales.get(word.folded)
        if few is None or scale is None:
            return None
        bounds = times(scale, Decimal(2)), plus(times(scale, Decimal(10)), Decimal(-1))
    low, high = bounds
    stop, end = index + 1, word.end
    while stop < len(words):
        of = language.of.match(text, end)
        gap = of.end() if of else end
        # the connective ("de", "of") is a word of its own
        at = stop + 1 if words[stop].start < gap else stop
        if at >= len(words) or text[gap : words[at].start].strip(" \u00a0\u202f"):
            break
        more = language.words.scales.get(words[at].folded)
        if more is None and (inner := language.vague.get(words[at].folded)):
            more = divided(inner[0], Decimal(2))
        if more is None:
            break
        low, high = times(low, more), plus(times(plus(high, _ONE), more), -_ONE)
        stop, end = at + 1, words[at].end
    start = few.start(1) if few else word.start
    return Number(start, end, "vague", None, low, high, scaled=True), stop
