"""The phrases of the noise lexicons at a place of a line, read from one tree of all of them.

A pattern of every phrase takes long to compile, and each use of a key compiles it again; the tree is built once. A phrase is
matched as `phrases.any_of` matches it: in any case, apostrophes, hyphens and spaces as they come, `{n}` being a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

import regex

from provenance.extraction.plain.phrases import GLUED, HYPHENS, WORD_END, bare, entries, keys, locales
from provenance.extraction.plain.stamps import stamp_words
from provenance.lexicons import agency_names

#: Where phrases end that begin at one place, the longest first, and the keys of each.
Phrases = list[tuple[int, set[str]]]


class Node:
    """A place in the tree: the keys of the phrases that end there, and the places that the next characters lead to."""

    __slots__ = ("keys", "next")

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.next: dict[str, Node] = {}


# What stands for a number: no character does.
_NUMBER = "{n}"
_DIGITS, _SPACES = regex.compile(r"\d+"), regex.compile(r"\s+")
# Code points that tell whether a phrase may begin, and of how many such beginnings that is remembered.
_PREFIX, _REMEMBERED = 4, 16384
_GLUED_END, _WORD_END = regex.compile(GLUED), regex.compile(WORD_END)
_WORD_START = regex.compile(r"(?<![\p{L}\p{M}\p{N}])[\p{L}\p{N}¿¡]")
#: Keys beside those of the lexicons: the names of languages in themselves, calls to subscribe that are as short as buttons
#: are, whatever agencies are called, months and weekdays.
LANGUAGES, CALLS, AGENCY_NAMES, DATE_WORDS = "language names", "calls", "agency names", "date words"
_SPACES_OF_CALL = 1


class _Folding(dict[str, str]):
    """Characters that are taken for the same as one of them."""

    def __missing__(self, character: str) -> str:
        return self.setdefault(character, character.lower())


_FOLDED = _Folding({"’": "'", **dict.fromkeys(HYPHENS, "-")})


@cache
def _tree() -> Node:
    tree = Node()
    for key in keys():
        for phrase in entries(key):
            _insert(tree, phrase, key)
    for locale in locales():
        _insert(tree, locale.languages[locale.language], LANGUAGES)
    for name in stamp_words():
        _insert(tree, name, DATE_WORDS)
    for name in agency_names():
        _insert(tree, name, AGENCY_NAMES)
    for phrase in entries("advertisement"):
        if phrase.count(" ") <= _SPACES_OF_CALL:
            _insert(tree, phrase, CALLS)
    return tree


def _insert(tree: Node, phrase: str, key: str) -> None:
    """Also without the accent of its first letter, as capitals are often printed, and with numbers as words."""
    spelled = {phrase.replace("{n}", number) for number in ("\0", *(entries("one") if "{n}" in phrase else ()))}
    for form in {form for each in spelled for form in (each, bare(each))}:
        node = tree
        for character in form:
            node = node.next.setdefault(_NUMBER if character == "\0" else _FOLDED[character], Node())
        node.keys.add(key)


def phrases_at(string: str, start: int) -> Phrases:
    """The phrases that begin at a place."""
    return _read(string, start) if _may_begin(string[start : start + _PREFIX]) else []


@lru_cache(_REMEMBERED)
def _may_begin(prefix: str) -> bool:
    """Whether a phrase begins with the prefix, or ends within it: with most words of a line none does."""
    return any(node.keys or at == len(prefix) for node, at in _walk(prefix, 0) if at)


def _read(string: str, start: int) -> Phrases:
    found = [(at, node.keys) for node, at in _walk(string, start) if node.keys]
    return sorted(found, key=lambda each: -each[0]) if len(found) > 1 else found


def _walk(string: str, start: int) -> Iterator[tuple[Node, int]]:
    """Every place of the tree that the string leads to from `start`, and how far it has been read there."""
    states = [(_tree(), start)]
    while states:
        node, at = states.pop()
        yield node, at
        character = string[at : at + 1]
        if not character:
            continue
        if " " in node.next and (space := _SPACES.match(string, at)) is not None:
            states.append((node.next[" "], space.end()))
        if _NUMBER in node.next and (number := _DIGITS.match(string, at)) is not None:
            states.append((node.next[_NUMBER], number.end()))
        if (following := node.next.get("-" if character.isspace() else _FOLDED[character])) is not None:
            states.append((following, at + 1))


def ends(string: str, start: int, *wanted: str) -> Iterator[int]:
    """Where the phrases of the keys that begin at a place end, the longest first."""
    for end, found in phrases_at(string, start):
        if not found.isdisjoint(wanted):
            yield end


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
    at = start
    for begin in _WORD_START.finditer(string, start, stop):
        if begin.start() >= at and (end := word(string, begin.start(), *wanted)) is not None:
            yield begin.start(), end
            at = end


def phrases_in(string: str, *wanted: str) -> Iterator[tuple[int, int]]:
    """The same for a whole line."""
    return words_in(string, 0, len(string), *wanted)


def past(pattern: regex.Pattern[str], string: str, at: int) -> int:
    """The end of what a pattern finds at a place; the place itself where it finds nothing."""
    found = pattern.match(string, at)
    return found.end() if found else at
