"""Lines that an extractor left in the body of a page and that are none of its text.

They are told by the rules of plain text, which know a byline, a credit, a date line or a pointer to another article by its form,
and by the names of the authors that markup states.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from provenance.extraction.draft import Block, BlockKind, Stated, zone_of
from provenance.extraction.plain.pieces import Piece
from provenance.extraction.plain.rules import judged
from provenance.forms import match_form, normal_form

# Kinds that the markup tells.
_KNOWN: frozenset[BlockKind] = frozenset({"embed", "caption", "related", "byline", "credit", "standfirst"})
# Code points.
_LONGEST_NAME = 200


def told_apart(blocks: Sequence[Block], authors: Sequence[Stated]) -> tuple[Block, ...]:
    """The blocks, those that are none of the text with the kind that they are. Embedded posts stay as they are."""
    names = {match_form(author.value) for author in authors}
    pieces = judged(tuple(_piece(block, number, names) for number, block in enumerate(blocks)))
    return tuple(
        block if piece.kind in (None, "embed", block.kind) else replace(block, kind=piece.kind, zone=zone_of(piece.kind))
        for block, piece in zip(blocks, pieces, strict=True)
    )


def _piece(block: Block, number: int, names: set[str]) -> Piece:
    line = " ".join(normal_form(block.string).split())
    known: BlockKind | None = block.kind if block.kind in _KNOWN else "byline" if _is_one(line, names) else None
    return Piece(block.string, 0, line, number, flows="\n" in block.string, kind=known)


def _is_one(line: str, names: set[str]) -> bool:
    return len(line) <= _LONGEST_NAME and match_form(line) in names
