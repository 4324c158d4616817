"""Pointers inside running text: `… said. Read also: Headline of another article The mayor went on …`.

Pages that lost their markup print such a pointer between two sentences, without a full stop. Where the end of its headline is
not certain (`headlines`) the pointer stays in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from provenance.extraction.plain.headlines import headline_end
from provenance.extraction.plain.phrases import WORD_END, alternatives, entries
from provenance.extraction.plain.pieces import Piece, carve

_LABELS = [phrase for phrase in entries("related") if " " in phrase]
_LABEL = regex.compile(rf"(?:^|(?<=[.!?…][\"”»’)]?\s))(?=\P{{Ll}})[»>+\s]*{alternatives(_LABELS)}{WORD_END}\s?[:>]\s")


def inner_pointers(piece: Piece, _: Piece | None) -> tuple[Piece, ...] | None:
    """Cut the pointers out of a line of running text."""
    if piece.flows or not (":" in piece.string or ">" in piece.string):
        return None
    spans = tuple(_pointers(piece.string))
    return carve(piece, [(*span, "related") for span in spans]) if spans else None


def _pointers(string: str) -> Iterator[tuple[int, int]]:
    at = 0
    while (label := _LABEL.search(string, at)) is not None:
        at = label.end()
        end = headline_end(string, at)
        if end is not None:
            yield label.start(), end
            at = end
