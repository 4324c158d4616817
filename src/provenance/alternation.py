"""A pattern for any of many phrases, as a tree: what a text is compared with once is what the phrases have in common.

`regex` tries the branches of `read also|read more|reading` one after the other; of `read(?: (?:also|more)|ing)` only those that
the text has come to. Of several phrases that a text begins with both find the same one: the first of them in the order given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True)
class Unit:
    """A step of a phrase: its pattern, and the characters that it can begin with (case folded, a space for white space).

    `first` is None where that may be any.
    """

    pattern: str
    first: frozenset[str] | None

    def meets(self, other: Unit) -> bool:
        """Whether a text may begin with both."""
        return self.first is None or other.first is None or not self.first.isdisjoint(other.first)


def letter(character: str) -> Unit:
    """The step of a character that stands for itself, in either case where the pattern ignores it."""
    return Unit(regex.escape(character), frozenset((" " if character.isspace() else character.casefold(),)))


def spelled(phrase: str) -> tuple[Unit, ...]:
    """The steps of a phrase of which every character stands for itself."""
    return tuple(map(letter, phrase))


def alternation(phrases: Iterable[Sequence[Unit]]) -> str:
    """A pattern for any of the phrases, for matching forwards: the first in order wins. Of none, one that never matches.

    A phrase joins an earlier one that begins as it does, but never past one that a text might begin with as well.
    """
    groups: list[tuple[Unit | None, list[Sequence[Unit]]]] = []
    for phrase in phrases:
        head, rest = (phrase[0], phrase[1:]) if phrase else (None, phrase)
        place = _place(groups, head)
        if place is None:
            groups.append((head, [rest]))
        else:
            groups[place][1].append(rest)
    branches = ["" if head is None else head.pattern + alternation(rests) for head, rests in groups]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches) or '(?!)'})"


def _place(groups: Sequence[tuple[Unit | None, object]], head: Unit | None) -> int | None:
    """The last group with this head, if none behind it can begin a text that the head begins too."""
    for place in reversed(range(len(groups))):
        known = groups[place][0]
        if known == head:
            return place
        if known is None or head is None or known.meets(head):
            return None
    return None
