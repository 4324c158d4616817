"""The phrases of the noise lexicons in a line, found all at once.

A line is searched once for every phrase of every key in every language (A. V. Aho and M. J. Corasick, "Efficient string
matching", CACM 18:6, 1975), in time that depends on its length alone; rules then ask what stands at a place, or where phrases of
a key stand. A phrase is matched as `phrases.any_of` matches it: in any case, apostrophes, hyphens and spaces as they come, `{n}`
being a number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

import regex
from ahocorasick import Automaton

from provenance.extraction.plain.phrases import GLUED, HYPHENS, WORD_END, bare, entries, keys, locales
from provenance.extraction.plain.stamps import stamp_words
from provenance.lexicons import agency_names

#: Where phrases end that begin at one place, the longest first, and the keys of each.
Phrases = Sequence[tuple[int, frozenset[str]]]

_GLUED_END, _WORD_END = regex.compile(GLUED), regex.compile(WORD_END)
_WORD_START = regex.compile(r"(?<![\p{L}\p{M}\p{N}])[\p{L}\p{N}¿¡]")
#: Keys beside those of the lexicons: the names of languages in themselves, calls to subscribe that are as short as buttons
#: are, whatever agencies are called, months and weekdays.
LANGUAGES, CALLS, AGENCY_NAMES, DATE_WORDS = "language names", "calls", "agency names", "date words"
_SPACES_OF_CALL = 1
# Keys of small words, which stand everywhere: patterns ask for them at single places.
_SMALL = frozenset({"and", "articles", "byline_end", "one", "openers", "stamp"})
# Lines of which the phrases are remembered: rules go over the lines of a document several times.
_LINES = 256


# White space is one space, and a number one digit, however long.
_SPACE, _DIGIT = " ", "0"
_RUNS = regex.compile(r"\s{2,}|[^\S ]|\d+")
_VARIANTS = {"’": "'", **dict.fromkeys(HYPHENS, "-")}


@dataclass(frozen=True, slots=True)
class _Found:
    """The phrases of a line: by the place where they begin, and by key as (start, end)."""

    places: Mapping[int, Phrases]
    keys: Mapping[str, Sequence[tuple[int, int]]]


def _phrases() -> Iterator[tuple[str, str]]:
    """Every phrase as it is written in the lexicons, and a key of it."""
    yield from ((phrase, key) for key in keys() if key not in _SMALL for phrase in entries(key))
    yield from ((locale.languages[locale.language], LANGUAGES) for locale in locales())
    yield from ((name, DATE_WORDS) for name in stamp_words())
    yield from ((name, AGENCY_NAMES) for name in agency_names())
    yield from ((phrase, CALLS) for phrase in entries("advertisement") if phrase.count(" ") <= _SPACES_OF_CALL)


@cache
def _automaton() -> Automaton:
    """Finds all phrases; the value of each is its length and its keys."""
    found: dict[str, set[str]] = {}
    for phrase, key in _phrases():
        for form in _forms(phrase):
            found.setdefault(form, set()).add(key)
    automaton = Automaton()
    for form, known in found.items():
        automaton.add_word(form, (len(form), frozenset(known)))
    automaton.make_automaton()
    return automaton


def _forms(phrase: str) -> Iterator[str]:
    """How a phrase is written, folded.

    Also without the accent of its first letter, as capitals are often printed, with numbers as words, and apart where it has a
    hyphen.
    """
    for number in (_DIGIT, *entries("one")) if "{n}" in phrase else ("",):
        spelled = phrase.replace("{n}", number)
        for form in {spelled, bare(spelled)}:
            yield from map("".join, product(*("- " if each == "-" else each for each in _folded(form))))


def _folded(string: str) -> str:
    """A string of the same length in small letters, with one form of apostrophes and hyphens."""
    small = string.lower()
    if len(small) != len(string):
        small = "".join(each if len(each.lower()) > 1 else each.lower() for each in string)
    for variant, form in _VARIANTS.items():
        small = small.replace(variant, form)
    return small


@lru_cache(_LINES)
def _found(string: str) -> _Found:
    shortened, at = _shortened(_folded(string))
    places: dict[int, list[tuple[int, frozenset[str]]]] = {}
    by_key: dict[str, list[tuple[int, int]]] = {}
    for last, (length, known) in _automaton().iter(shortened):
        start = at[last + 1 - length]
        if start and string[start].islower() and string[start - 1].isalpha():
            continue  # within a word, and nothing is written together there
        end = at[last + 1]
        places.setdefault(start, []).append((end, known))
        for key in known:
            by_key.setdefault(key, []).append((start, end))
    for phrases in places.values():
        phrases.reverse()
    for spans in by_key.values():
        spans.sort()
    return _Found(places, by_key)


def _shortened(folded: str) -> tuple[str, Sequence[int]]:
    """A folded string with one character for each run, and where each character of it stands, and ends, in the whole one."""
    pieces: list[str] = []
    places: list[int] = []
    start = 0
    for run in _RUNS.finditer(folded):
        pieces += folded[start : run.start()], _SPACE if run.group()[0].isspace() else _DIGIT
        places += range(start, run.start() + 1)
        start = run.end()
    rest = range(start, len(folded) + 1)
    return ("".join((*pieces, folded[start:])), [*places, *rest]) if pieces else (folded, rest)


def phrases_at(string: str, start: int) -> Phrases:
    """The phrases that begin at a place."""
    return _found(string).places.get(start, ())


def ends(string: str, start: int, *wanted: str) -> Iterator[int]:
    """Where the phrases of the keys that begin at a place end, the longest first."""
    return (end for end, known in phrases_at(string, start) if not known.isdisjoint(wanted))


def ends_glued(string: str, end: int) -> bool:
    """Whether a phrase may end there as buttons do, perhaps written together with the next word."""
    return _GLUED_END.match(string, end) is not None


def glued(string: str, start: int, *wanted: str) -> int | None:
    """The end of the longest phrase of the keys at a place that ends as buttons do."""
    return next((end for end in ends(string, start, *wanted) if ends_glued(string, end)), None)


def word(string: str, start: int, *wanted: str) -> int | None:
    """The end of the longest phrase of the keys at a place, behind which a word ends."""
    return next((end for end in ends(string, start, *wanted) if _WORD_END.match(string, end)), None)


def words_in(string: str, start: int, stop: int, *wanted: str) -> Iterator[tuple[int, int]]:
    """The phrases of the keys that begin in a stretch of a line and stand there as words, as (start, end); none overlap."""
    known = _found(string).keys
    # A line may be long and asked often: only what stands in the stretch is looked at.
    lists = [spans[bisect_left(spans, (start,)) : bisect_left(spans, (stop,))] for key in wanted if (spans := known.get(key))]
    at = start
    for begin, end in sorted({each for spans in lists for each in spans}, key=_longest_first):
        if at <= begin and _WORD_START.match(string, begin) and _WORD_END.match(string, end):
            yield begin, end
            at = end


def _longest_first(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


def phrases_in(string: str, *wanted: str) -> Iterator[tuple[int, int]]:
    """The same for a whole line."""
    return words_in(string, 0, len(string), *wanted)


def holds(string: str, *wanted: str) -> bool:
    """Whether any phrase of the keys stands in a line."""
    return not _found(string).keys.keys().isdisjoint(wanted)


def past(pattern: regex.Pattern[str], string: str, at: int) -> int:
    """The end of what a pattern finds at a place; the place itself where it finds nothing."""
    found = pattern.match(string, at)
    return found.end() if found else at
