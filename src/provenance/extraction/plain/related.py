"""Pointers to other articles: `Read also: …` on a line of its own, and lists of headlines below such a label."""

from __future__ import annotations

import regex

from provenance.extraction.draft import TEXT_KINDS
from provenance.extraction.plain.phrases import WORD_END, any_of
from provenance.extraction.plain.pieces import Piece, with_kind
from provenance.extraction.plain.sentences import ends_statement, is_headline, is_prose, words

_BULLET = r"[»>›→▶►•*·+\s-]*"
_RELATED = regex.compile(
    rf"{_BULLET}{any_of('related')}(?:{WORD_END}|(?=\p{{Lu}}[\p{{Ll}}'’\s]))\s?(?P<colon>[:>→|])?(?P<rest>.*)"
)
_RELATED_COLON = regex.compile(rf"{_BULLET}{any_of('related_colon')}\s?[:>→]")
# In capitals the label needs no colon, where what it announces has no full stop.
_RELATED_LABEL = regex.compile(rf"(?=\p{{Lu}}{{4}}){any_of('related_colon')}{WORD_END}\s")
_RELATED_CAPITALS = regex.compile(any_of("related") + WORD_END)

# Subheads of an article are shorter, headlines of others longer.
_HEADLINE_WORDS = 6


def is_related(line: str) -> bool:
    """A line that points to other articles. Without a colon it must not end as a statement, or it is prose."""
    if len(line) > 250:
        return False
    found = _RELATED.fullmatch(line)
    if found and (found["colon"] or not ends_statement(line)):
        return True
    return bool(_RELATED_COLON.match(line) or _RELATED_LABEL.match(line)) and not ends_statement(line)


def is_related_label(line: str) -> bool:
    """The label alone; what it announces follows on the next lines."""
    found = _RELATED.fullmatch(line)
    return found is not None and not found["rest"].strip(" :")


def is_related_phrase(string: str) -> bool:
    """The label's words and nothing else, within a line."""
    return bool(_RELATED_CAPITALS.fullmatch(string))


def related_lists(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The headlines below the label `Read also`: in its paragraph, or if there are none in those that follow it.

    Where the article goes on below a list of paragraphs, the last one may be its subhead; a single one is, unless it is as long
    as headlines are.
    """
    found: list[int] = []
    items: list[int] = []
    label: Piece | None = None
    for at, piece in enumerate(pieces):
        if piece.kind == "related" and is_related_label(piece.line):
            found += items
            label, items = piece, []
        elif label is not None and _is_item(piece) and not _left(pieces, items, piece, label):
            items += [at] if piece.kind is None else []
        elif label is not None:
            found += _of_list(pieces, items, label)
            label, items = None, []
    return with_kind(pieces, [*found, *items], "related")


def _is_item(piece: Piece) -> bool:
    """A headline, or what is no text in any case: dates, names of sections."""
    if piece.kind is not None:
        return piece.kind not in TEXT_KINDS
    return not piece.flows and not is_prose(piece.line) and is_headline(piece.line)


def _left(pieces: tuple[Piece, ...], items: list[int], piece: Piece, label: Piece) -> bool:
    """Whether the label's own paragraph has its items, and this line stands below it."""
    return piece.paragraph != label.paragraph and bool(items) and pieces[items[0]].paragraph == label.paragraph


def _of_list(pieces: tuple[Piece, ...], items: list[int], label: Piece) -> list[int]:
    """The items without the one that may head the text which follows the list."""
    if not items or pieces[items[-1]].paragraph == label.paragraph:
        return items
    single = len(items) == 1 and words(pieces[items[0]].line) >= _HEADLINE_WORDS
    return items if single else items[:-1]
