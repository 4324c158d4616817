"""Forms of what a page puts into a line: a phrase of the noise lexicons, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from provenance.extraction.plain.reader import Phrases, phrases_at, words_in
from provenance.extraction.plain.wires import compiled

#: From the end of a phrase in a string to the end of what stands behind it; None where that is something else.
Behind = Callable[[str, int], int | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a kind: the keys of its phrase, what stands behind that, and how the phrase must be written.

    One without keys has no phrase: what stands behind the place is all of it.
    """

    kind: str
    keys: frozenset[str]
    behind: Behind
    written: Callable[[str], bool] | None = None

    def ends(self, string: str, start: int, phrases: Phrases) -> Iterator[int]:
        """Where it may end if it begins at `start`, where these phrases do."""
        if not self.keys:
            phrases = [(start, frozenset())]
        for at, keys in phrases:
            if self.keys and self.keys.isdisjoint(keys):
                continue
            if self.written is not None and not self.written(string[start:at]):
                continue
            if (end := self.behind(string, at)) is not None:
                yield end


def form(kind: str, behind: Behind | str, *keys: str, written: Callable[[str], bool] | None = None) -> Form:
    """A form; what stands behind may be given as a pattern."""
    return Form(kind, frozenset(keys), then(behind) if isinstance(behind, str) else behind, written)


def then(pattern: str, first: str = "") -> Behind:
    """What stands behind a phrase, by a pattern; by one of the `first` characters, where only these may."""
    match = compiled(pattern).match

    def behind(string: str, at: int) -> int | None:
        found = match(string, at) if not first or string[at : at + 1] in first else None
        return found.end() if found else None

    return behind


def in_capitals(phrase: str) -> bool:
    """Whether a phrase is written in capitals, as labels are."""
    return phrase.isupper() and len(phrase) > 2 and phrase.replace(" ", "").isalpha()


def of_words(phrase: str) -> bool:
    """Whether a phrase has several words: such as prose seldom has."""
    return " " in phrase


def fitting(forms: Iterable[Form], string: str, at: int, phrases: Phrases | None = None) -> Iterator[tuple[Form, int]]:
    """The forms that a place of a string has, in their order, and where each ends, the longest of its phrases first."""
    phrases = phrases_at(string, at) if phrases is None else phrases
    for each in forms:
        if not each.keys or phrases:
            yield from ((each, end) for end in each.ends(string, at, phrases))


def advertising(string: str, start: int, stop: int) -> int | None:
    """Where a label of advertising in capitals begins, or in a script that has none."""
    labels = ((at, string[at:end]) for at, end in words_in(string, start, stop, "advertisement"))
    return next((at for at, label in labels if label == label.upper() and label.replace(" ", "").isalpha()), None)
