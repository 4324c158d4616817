"""Two texts word by word: what stayed, what was removed, what was added.

Words are those of UAX #29, section 4, so that a text without spaces is compared by its smallest meaningful pieces and no
character is cut from what combines with it. Paragraphs are aligned first, sentences inside those that differ, words inside these.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import regex

Kind = Literal["same", "removed", "added"]

_WORD = regex.compile(r"(?w).+?\b", regex.DOTALL)
_CHARACTER = regex.compile(r"\X")
# White space stands for itself, so that a sentence is the same one whatever follows it.
_SENTENCE = regex.compile(
    r"\s+|[^\p{Sentence_Break=ATerm}\p{Sentence_Break=STerm}]*+.\p{Sentence_Break=Close}*+|.+", regex.DOTALL
)
_PARAGRAPH = regex.compile(r"\n+|[^\n]+")
# Coarse to fine.
_GRAINS = (_PARAGRAPH, _SENTENCE, _WORD)
# difflib takes as many steps at worst; two stretches without a common sentence that are longer replace each other as a whole.
_MOST = 4_000_000


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text: `same` in both, `removed` from the first, `added` by the second."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> tuple[Segment, ...]:
    """The segments in reading order, removed before added.

    Without the added ones they make up `before`, without the removed ones `after`; no two neighbours are of one kind, none is
    empty.
    """
    return tuple(_segments(_readable(_joined(_pieces(before, after, _GRAINS)))))


def _pieces(before: str, after: str, grains: Sequence[regex.Pattern[str]]) -> Iterator[tuple[str, str, str]]:
    """Stretches that both hold, and between them what only the one and only the other holds."""
    if not (grains and before and after):
        yield "", before, after
        return
    grain, *finer = grains
    for same, old, new in _aligned(_tokens(grain, before), _tokens(grain, after)):
        if same:
            yield same, "", ""
        else:
            yield from _pieces(old, new, finer)


def _tokens(grain: regex.Pattern[str], text: str) -> list[str]:
    """The text in tokens, of which none begins inside an extended grapheme cluster (UAX #29, section 3)."""
    tokens: list[str] = []
    at = 0
    starts = None if text.isascii() and "\r" not in text else {match.start() for match in _CHARACTER.finditer(text)}
    for token in grain.findall(text):
        if starts is None or at in starts:
            tokens.append(token)
        else:
            tokens[-1] += token
        at += len(token)
    return tokens


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    # What both begin and end with needs no search.
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    yield "".join(old[:head]), "", ""
    first, second = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(first) * len(second) > _MOST:
        yield "", "".join(first), "".join(second)
    else:
        matcher = difflib.SequenceMatcher(str.isspace, first, second)
        for kind, i, j, k, m in matcher.get_opcodes():
            if kind == "equal":
                yield "".join(first[i:j]), "", ""
            else:
                yield "", "".join(first[i:j]), "".join(second[k:m])
    yield "".join(old[len(old) - tail :]), "", ""


def _joined(pieces: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The pieces, neighbours of one kind made one."""
    joined: list[tuple[str, str, str]] = []
    for same, old, new in pieces:
        if not (same or old or new):
            continue
        if joined and bool(joined[-1][0]) == bool(same):
            before = joined.pop()
            joined.append((before[0] + same, before[1] + old, before[2] + new))
        else:
            joined.append((same, old, new))
    return joined


def _readable(pieces: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The pieces, where an agreement that is shorter than what changed on both of its sides is no agreement.

    Two sentences of which one replaced the other share a few words by chance; to show those in between reads badly.
    """
    done: list[tuple[str, str, str]] = []
    for piece in pieces:
        done.append(piece)
        while len(done) >= 3 and done[-1][0] == "" and len(done[-2][0]) <= min(_weight(done[-1]), _weight(done[-3])):
            (_, old, new), (same, _, _), (_, later_old, later_new) = done[-3:]
            done[-3:] = [("", old + same + later_old, new + same + later_new)]
    return done


def _weight(piece: tuple[str, str, str]) -> int:
    return max(len(piece[1]), len(piece[2]))


def _segments(pieces: Sequence[tuple[str, str, str]]) -> Iterator[Segment]:
    kinds: tuple[Kind, ...] = ("same", "removed", "added")
    for piece in pieces:
        for kind, text in zip(kinds, piece, strict=True):
            if text:
                yield Segment(kind, text)
