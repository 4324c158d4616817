"""Numbers in words: num2words turned round.

num2words spells every number below a thousand once a language; magnitudes and the forms that it does not give (cases, genders,
spellings) stand in the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

import regex
from num2words import CONVERTER_CLASSES, num2words

from provenance.fields.figures.found import plus, times

_WORD = regex.compile(r"(\p{L}[\p{L}\p{M}]*)")
_ARABIC_MARKS = regex.compile(r"[\u064b-\u0652\u0670\u0640]")
_ALEFS = str.maketrans("أإآٱ", "اااا")
_AND_PREFIX = "و"
_THOUSAND = Decimal(1000)


class Word(NamedTuple):
    """A word of the paragraph: its place and its folded form."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a paragraph: their folded forms and places. Few are part of a number, so a `Word` is made when asked for."""

    folded: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        return len(self.folded)

    def __iter__(self) -> Iterator[Word]:
        return map(Word, self.starts, self.ends, self.folded)

    def __getitem__(self, index: int) -> Word:
        return Word(self.starts[index], self.ends[index], self.folded[index])


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words: the index after its last word, and what it comes to.

    `scaled` says that it ends in a magnitude or collective ("million", "douzaine"), after which French says "de".
    """

    stop: int
    value: Decimal
    scaled: bool = False
    approximate: bool = False


@lru_cache(maxsize=2**16)
def fold(word: str) -> str:
    """Case folded; Arabic without vowel signs and with one alef."""
    folded = word.casefold()
    return folded if folded.isascii() else _ARABIC_MARKS.sub("", folded).translate(_ALEFS)


def split_words(text: str) -> Words:
    """The words of a text, Arabic "and" as a word of its own where it is written onto a number word by `NumberWords.split`."""
    parts = _WORD.split(text)  # gaps and words in turn, a gap first and last
    bounds = list(accumulate(map(len, parts[:-1])))
    return Words(list(map(fold, parts[1::2])), bounds[::2], bounds[1::2])


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language, compiled.

    `small` maps phrases (tuples of folded words) to numbers, `starts` their first words to the longest length, `scales` single
    words to multipliers, `approximate` those among them that round ("dizaine"); `bare` scales need no number before them.
    """

    small: Mapping[tuple[str, ...], Decimal]
    starts: Mapping[str, int]
    scales: Mapping[str, Decimal]
    approximate: frozenset[str]
    bare: frozenset[str]
    aliases: Mapping[str, str]
    conjunctions: frozenset[str]
    glued: tuple[str, ...]

    def split(self, words: Words) -> Words:
        """The words with Arabic "and" cut off from number words."""
        if _AND_PREFIX not in self.conjunctions:
            return words
        found: list[Word] = []
        for word in words:
            rest = word.folded[1:]
            if word.folded.startswith(_AND_PREFIX) and word.folded not in self.starts and self._is_number_word(rest):
                found += [Word(word.start, word.start + 1, _AND_PREFIX), Word(word.start + 1, word.end, rest)]
            else:
                found.append(word)
        return Words([each.folded for each in found], [each.start for each in found], [each.end for each in found])

    def _is_number_word(self, folded: str) -> bool:
        folded = self.aliases.get(folded, folded)
        return folded in self.starts or folded in self.scales

    def read(self, text: str, words: Words, index: int) -> Spelled | None:
        """The number that begins with the word at `index`, if one does."""
        total, ceiling, stop = Decimal(0), None, index
        scaled = approximate = False
        while stop < len(words):
            at = stop
            if at > index and not _adjoin(text, words[at - 1], words[at]):
                break
            if at > index and words[at].folded in self.conjunctions:
                at += 1
                if at >= len(words) or not _adjoin(text, words[at - 1], words[at]):
                    break
            joined = at > stop
            part = self._small(text, words, at)
            after, value = part if part is not None else (at, Decimal(1))
            scale = self._scale(text, words, after, at)
            if part is None and (scale is None or (at > index and joined) or words[after].folded not in self.bare):
                break
            limit = scale if scale is not None else value
            if ceiling is not None and (limit >= ceiling or times(value, scale or Decimal(1)) >= ceiling):
                break
            # "one thousand and two", but not "two million and three hundred"
            if joined and _AND_PREFIX not in self.conjunctions and (scale is not None or value >= 1000):
                break
            total = plus(total, times(value, scale) if scale is not None else value)
            stop = after + (scale is not None)
            scaled = scale is not None
            if scale is None:
                break
            approximate = words[after].folded in self.approximate
            ceiling = scale
            while stop < len(words) and (more := self._scale(text, words, stop, stop - 1)) is not None:
                total, ceiling, stop = times(total, more), times(ceiling, more), stop + 1
        return Spelled(stop, total, scaled, approximate) if stop > index else None

    def _scale(self, text: str, words: Words, index: int, first: int) -> Decimal | None:
        if index >= len(words) or (index > first and not _adjoin(text, words[index - 1], words[index])):
            return None
        return self.scales.get(words[index].folded)

    def _small(self, text: str, words: Words, index: int) -> tuple[int, Decimal] | None:
        first = self.aliases.get(words[index].folded, words[index].folded)
        longest = self.starts.get(first, 0)
        phrase: list[str] = []
        best: tuple[int, Decimal] | None = None
        for at in range(index, min(index + longest, len(words))):
            if at > index and not _adjoin(text, words[at - 1], words[at]):
                break
            phrase.append(self.aliases.get(words[at].folded, words[at].folded))
            if (value := self.small.get(tuple(phrase))) is not None:
                best = at + 1, value
        return best if best is not None else self._glued(index, first)

    def _glued(self, index: int, word: str) -> tuple[int, Decimal] | None:
        """German, Dutch and Italian write thousands as one word: "dreihundertvierzigtausend"."""
        for thousand in self.glued:
            left, found, right = word.partition(thousand)
            if not found:
                continue
            high = Decimal(1) if not left else self.small.get((self.aliases.get(left, left),))
            low = Decimal(0) if not right else self.small.get((right.removeprefix("und"),))
            if high is not None and low is not None:
                return index + 1, plus(times(high, _THOUSAND), low)
        return None


def _adjoin(text: str, left: Word, right: Word) -> bool:
    return text[left.end : right.start] in ("", " ", "-", "\u00a0", "\u202f", "‑", "‐")


def number_words(language: str, entries: Mapping[str, Any]) -> NumberWords:
    """Compile a language (`fr`) from num2words and the lexicon's tables `words`, `magnitudes` and `collective`."""
    given = entries.get("words", {})
    aliases = {fold(form): fold(word) for form, word in given.get("aliases", {}).items()}
    optional = {fold(word) for word in given.get("optional", ())}
    prefix = given.get("optional_prefix", "")
    small: dict[tuple[str, ...], Decimal] = {}
    for number in range(1000) if language in CONVERTER_CLASSES else ():
        spelled = tuple(aliases.get(word, word) for word in split_words(num2words(number, lang=language)).folded)
        small.setdefault(spelled, Decimal(number))
        if number > 99:
            small.setdefault(tuple(word for word in spelled if word not in optional), Decimal(number))
            if prefix and spelled[0].startswith(prefix):
                small.setdefault((spelled[0].removeprefix(prefix), *spelled[1:]), Decimal(number))
    for phrase, number in given.get("extra", {}).items():
        small[tuple(aliases.get(word, word) for word in split_words(phrase).folded)] = Decimal(str(number))
    starts: dict[str, int] = {}
    for phrase in small:
        starts[phrase[0]] = max(starts.get(phrase[0], 0), len(phrase))
    rounding = {fold(word): Decimal(value) for word, value in entries.get("collective_approximate", {}).items()}
    exact = {fold(word): Decimal(value) for word, value in entries.get("collective", {}).items()}
    powers = {fold(word): Decimal(10**power) for word, power in entries.get("magnitudes", {}).items()}
    return NumberWords(
        small=small,
        starts=starts,
        scales=rounding | exact | powers,
        approximate=frozenset(rounding),
        bare=frozenset(map(fold, given.get("bare_magnitudes", ()))),
        aliases=aliases,
        conjunctions=frozenset(map(fold, given.get("conjunctions", ()))),
        glued=tuple(given.get("glued_thousand", ())),
    )
