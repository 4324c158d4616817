"""A pattern for any of many phrases, as a tree: what a text is compared with once is what the phrases have in common.

`regex` tries the branches of `read also|read more|reading` one after the other; of `read(?: (?:also|more)|ing)` only those that
the text has come to. Of several phrases that a text begins with both find the same one: the first of them in the order given.

Where a pattern has several such trees side by side it goes down each of them, so that one with many branches is entered by a
look at the next character: `(?=[br])(?:by|read …)`. On stamps and labels that takes a third of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

# Branches that it pays to look at from outside.
_MANY = 4
_CLASSES = {" ": r"\s", "0": r"\d"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A step of a phrase: its pattern, and the characters that it can begin with, None where that may be any.

    They are given as they are and case folded, with a space for white space and 0 for digits.
    """

    pattern: str
    first: frozenset[str] | None

    def meets(self, other: Unit) -> bool:
        """Whether a text may begin with both."""
        return self.first is None or other.first is None or not self.first.isdisjoint(other.first)


_Group = tuple[Unit | None, list[Sequence[Unit]]]


def letter(character: str) -> Unit:
    """The step of a character that stands for itself, in either case where the pattern ignores it."""
    first = " " if character.isspace() else "0" if character.isdecimal() else character.casefold()
    return Unit(regex.escape(character), frozenset((character, first)))


def spelled(phrase: str) -> tuple[Unit, ...]:
    """The steps of a phrase of which every character stands for itself."""
    return tuple(map(letter, phrase))


def calling(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern that calls parts by name, `(?&name)`, with the definition of those that it calls: each stands in it once."""
    called = "".join(f"(?P<{name}>{part})" for name, part in parts.items() if f"(?&{name})" in pattern)
    return rf"(?(DEFINE){called})(?:{pattern})" if called else pattern


def alternation(phrases: Iterable[Sequence[Unit]]) -> str:
    """A pattern for any of the phrases, for matching forwards: the first in order wins. Of none, one that never matches."""
    groups = _groups(phrases)
    return _entrance([head for head, _ in groups]) + _branches(groups)


def _groups(phrases: Iterable[Sequence[Unit]]) -> list[_Group]:
    """The phrases by their first step. One joins others that begin so, but never past one that a text might begin with."""
    groups: list[_Group] = []
    for phrase in phrases:
        head, rest = (phrase[0], phrase[1:]) if phrase else (None, phrase)
        place = _place(groups, head)
        if place is None:
            groups.append((head, [rest]))
        else:
            groups[place][1].append(rest)
    return groups


def _branches(groups: Sequence[_Group]) -> str:
    branches = ["" if head is None else head.pattern + _branches(_groups(rests)) for head, rests in groups]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches) or '(?!)'})"


def _entrance(heads: Sequence[Unit | None]) -> str:
    """A look at what many branches can begin with, in either case; empty for few, and where that may be anything."""
    if len(heads) < _MANY:
        return ""
    first: set[str] = set()
    for head in heads:
        if head is None or head.first is None or any(len(character) > 1 for character in head.first):
            return ""
        first |= head.first
    cases = {case for character in first for case in (character, character.upper(), character.title()) if len(case) == 1}
    return f"(?=[{''.join(_CLASSES.get(case) or regex.escape(case) for case in sorted(cases))}])"


def _place(groups: Sequence[_Group], head: Unit | None) -> int | None:
    """The last group with this head, if none behind it can begin a text that the head begins too."""
    for place in reversed(range(len(groups))):
        known = groups[place][0]
        if known == head:
            return place
        if known is None or head is None or known.meets(head):
            return None
    return None
