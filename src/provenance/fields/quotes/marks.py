"""Quotation marks in pairs.

Which mark closes which follows the Unicode Standard, section 6.2 ("Quotation Marks", "Language-Dependent Semantics of Quotation
Marks"); whether a mark opens or closes follows what stands beside it. A mark that could be an apostrophe is one, unless
it opens after a space and its partner closes before one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import regex

_MARK = regex.compile(r"``|,,(?=[\p{Lu}\p{N}])|''|[\"“”„‟«»‹›‘’‚'「」『』＂]")
# What may stand before an opening mark.
_BEFORE_OPENING = regex.compile(r"[\s(\[{<—–/\-«“„‘‚‹「『\"'»:;,.…!?]")
_WORD_CHARACTER = regex.compile(r"[\p{L}\p{M}\p{N}]")
_CLOSING_SINGLE = {sign: regex.compile(rf"(?<=[^\s({sign}]){sign}(?![\p{{L}}\p{{M}}\p{{N}}])") for sign in "'’"}
_SINGLES = (("'", "'"), ("‘", "’"))

# What English leaves out at the beginning of a word or a year.
_ELISION = regex.compile(r"(?i:\d0s|\d\d(?!\d)|n['’]|(?:em|tis|twas|til|cause|cos|bout)(?!\p{L}))")

_CLOSES = {
    "«": "»", "»": "«", "‹": "›", "›": "‹", "“": "”", "‟": "”", "„": "“”‟", "”": "”", "‘": "’", "‚": "‘’", '"': '"', "＂": "＂",
    "'": "'", "「": "」", "『": "』", "``": "''", ",,": "''“”\"",
}  # fmt: skip
# Careless pairs, taken where the right partner does not follow any more.
_CLOSES_ALSO = {"“": '"', "„": '"', '"': "”"}
_STYLES = {
    "«": "guillemets", "»": "guillemets", "‹": "guillemets", "›": "guillemets", "“": "curly", "‟": "curly", "”": "curly",
    "„": "low", "‚": "single", "‘": "single", "'": "single", '"': "straight", "＂": "straight", "``": "straight", ",,": "low",
    "「": "corner", "『": "corner",
}  # fmt: skip
# No writer nests deeper; a bound keeps stray marks by the thousand from being compared with one another.
_DEEPEST = 8
_ALWAYS_OPEN = frozenset({"«", "„", "‹", "‚", "「", "『", "``", ",,"})
_SAME_OR_TURNED = frozenset({"»", "›", "”"})
_ONLY_IN_PAIRS = frozenset({"‘", "‚", "'", "‹", "›", "»", "”", "``", ",,"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A pair of marks: `start` and `end` enclose them, `inner_start` and `inner_end` do not."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    style: str
    closed: bool


@dataclass(frozen=True, slots=True)
class _Open:
    mark: str
    start: int
    end: int


def pair_marks(text: str) -> tuple[Marked, ...]:
    """The pairs of a paragraph by their starts, outer before inner. A closing mark without an opening one makes no pair."""
    found: list[Marked] = []
    stack: list[_Open] = []
    singles = {
        closes: max((match.start() for match in _CLOSING_SINGLE[closes].finditer(text)), default=-1)
        for opens, closes in _SINGLES
        if opens in text
    }
    for match in _MARK.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        partner = _partner(text, stack, mark, start, end)
        if partner is not None:
            opened = stack[partner]
            del stack[partner:]
            found.append(Marked(opened.start, end, opened.end, start, _STYLES[opened.mark], True))
        elif _opens(text, mark, start, end, singles):
            if len(stack) == _DEEPEST:
                del stack[0]
            stack.append(_Open(mark, start, end))
    outermost = next((opened for opened in stack if opened.mark not in _ONLY_IN_PAIRS), None)
    # Where a quote of the same style begins later, the stray mark does not say how far its own went.
    if outermost is not None and not any(
        marked.start > outermost.start and marked.style == _STYLES[outermost.mark] for marked in found
    ):
        end = len(text.rstrip())
        found = [each for each in found if each.end <= end]
        found.append(Marked(outermost.start, end, outermost.end, end, _STYLES[outermost.mark], False))
    return tuple(sorted(found, key=lambda marked: (marked.start, -marked.end)))


def _partner(text: str, stack: list[_Open], mark: str, start: int, end: int) -> int | None:
    """The index of the open mark that this one closes, if it can close here."""
    spaced_before = start == 0 or text[start - 1].isspace()
    word_after = end < len(text) and _WORD_CHARACTER.match(text, end) is not None
    for index in range(len(stack) - 1, -1, -1):
        opener = stack[index].mark
        if mark in _CLOSES[opener]:
            if (
                mark in "\"'＂”"
                and spaced_before
                and end < len(text)
                and not text[end].isspace()
                and not _is_closing_punctuation(text[end])
            ):
                continue
            if mark in "'’" and (spaced_before or word_after or _is_possessive(text, mark, start, end)):
                continue
            if mark in "«‹‘" and spaced_before:
                continue
            return index
        careless = _CLOSES_ALSO.get(opener) == mark and not spaced_before and not word_after
        if careless and not any(text.find(sign, end) >= 0 for sign in _CLOSES[opener]):
            return index
    return None


def _opens(text: str, mark: str, start: int, end: int, singles: Mapping[str, int]) -> bool:
    if end >= len(text) or mark not in _CLOSES:
        return False
    if mark in _ALWAYS_OPEN:
        return True
    if text[end].isspace() or (start > 0 and not _BEFORE_OPENING.match(text, start - 1)):
        return False
    if mark in _SAME_OR_TURNED:
        return _WORD_CHARACTER.match(text, end) is not None and text.find(_CLOSES[mark], end) >= 0
    if mark in "'‘" and _ELISION.match(text, end):
        return False
    if mark == "'":
        return _WORD_CHARACTER.match(text, end) is not None and singles["'"] > end + 1
    if mark == "‘":
        return singles["’"] >= end
    return not _is_closing_punctuation(text[end])


def _is_closing_punctuation(character: str) -> bool:
    return character in ".,;:!?…)]}»”"


def _is_possessive(text: str, mark: str, start: int, end: int) -> bool:
    """The boys’ toys: after an s, before a word, and a better closing mark follows before the next opening one."""
    if text[start - 1 : start] not in ("s", "S") or not regex.match(r"\s\p{Ll}", text, pos=end):
        return False
    later = _CLOSING_SINGLE[mark].search(text, end)
    return later is not None and ("‘" not in text[end : later.start()] if mark == "’" else True)
