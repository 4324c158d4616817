"""Checks and their sums. A check is one question with a right or a wrong answer; a measure is the share of right ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar


@dataclass(frozen=True, slots=True)
class Check:
    """One question: the measure it counts for, the language, whether the answer was right, and what was asked."""

    measure: str
    language: str
    right: bool
    what: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Right answers among all; the share is null where nothing was asked."""

    right: int
    of: int

    @property
    def share(self) -> float | None:
        """Right answers per question, 0 to 1."""
        return self.right / self.of if self.of else None


def total(checks: Iterable[Check], measure: str, language: str | None = None) -> Sum:
    """The sum of one measure, in one language or in all."""
    chosen = [each for each in checks if each.measure == measure and language in (None, each.language)]
    return Sum(sum(each.right for each in chosen), len(chosen))


def measures(checks: Iterable[Check]) -> tuple[str, ...]:
    """The names of the measures, in the order of their first check."""
    return tuple(dict.fromkeys(each.measure for each in checks))


Truth = TypeVar("Truth")
Found = TypeVar("Found")
_Value = TypeVar("_Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Placed(Generic[_Value]):
    """A value that was found, and its place: code points, end exclusive."""

    start: int
    end: int
    value: _Value


@dataclass(frozen=True, slots=True)
class Pairing(Generic[Truth, Found]):
    """Hits, each truth with what was found there; truths without any; findings without a truth."""

    hits: tuple[tuple[Truth, Found], ...]
    missed: tuple[Truth, ...]
    extra: tuple[Placed[Found], ...]


def pair(
    text: str, truths: Sequence[Truth], span: Callable[[Truth], str], found: Sequence[Placed[Found]]
) -> Pairing[Truth, Found]:
    """Pair truths with findings, one to one: each truth, in order, with the free finding that overlaps it most.

    A truth stands wherever its span occurs in `text`, so a span that occurs twice is found at either place.
    """
    free = list(found)
    hits: list[tuple[Truth, Found]] = []
    missed: list[Truth] = []
    for truth in truths:
        places = [(at, at + len(span(truth))) for at in _occurrences(text, span(truth))]
        best = max(free, key=lambda each: _overlap(places, each), default=None)
        if best is None or _overlap(places, best) == 0:
            missed.append(truth)
            continue
        hits.append((truth, best.value))
        free.remove(best)
    return Pairing(tuple(hits), tuple(missed), tuple(free))


# A truth says where something stands, not with which spaces: cleaning of HTML may leave plain ones. One for one, so places stay.
_SPACES = {ord(space): " " for space in "\u00a0\u2007\u2009\u202f\n"}


def _occurrences(text: str, span: str) -> list[int]:
    text, span = text.translate(_SPACES), span.translate(_SPACES)
    return [at for at in range(len(text) - len(span) + 1) if text.startswith(span, at)]


def _overlap(places: Iterable[tuple[int, int]], found: Placed[Found]) -> int:
    return max((max(0, min(end, found.end) - max(start, found.start)) for start, end in places), default=0)
