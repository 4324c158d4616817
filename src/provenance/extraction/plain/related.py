"""Pointers to other articles: `Read also: …` on a line of its own, and lists of headlines below such a label."""

from __future__ import annotations

import regex

from provenance.extraction.draft import TEXT_KINDS
from provenance.extraction.plain.phrases import WORD_END
from provenance.extraction.plain.pieces import Piece, with_kind
from provenance.extraction.plain.reader import ends, past
from provenance.extraction.plain.sentences import ends_statement, is_headline, is_prose, words

_BULLET = regex.compile(r"[»>›→▶►•*·+\s-]*")
# Behind the label: perhaps written together with the headline, or with its sign.
_BEHIND = regex.compile(rf"(?:{WORD_END}|(?=\p{{Lu}}[\p{{Ll}}'’\s]))\s?(?P<colon>[:>→|])?(?P<rest>.*)")
_SIGN = regex.compile(r"\s?[:>→]")
# In capitals the label needs no colon, where what it announces has no full stop.
_CAPITALS, _SPACE = regex.compile(r"\p{Lu}{4}"), regex.compile(r"\s")

# Subheads of an article are shorter, headlines of others longer.
_HEADLINE_WORDS = 6


def _label(line: str) -> regex.Match[str] | None:
    """What stands behind the label that a line begins with."""
    return next((found for end in ends(line, past(_BULLET, line, 0), "related") if (found := _BEHIND.fullmatch(line, end))), None)


def is_related(line: str) -> bool:
    """A line that points to other articles. Without a colon it must not end as a statement, or it is prose."""
    if len(line) > 250:
        return False
    found = _label(line)
    if found is not None and (found["colon"] or not ends_statement(line)):
        return True
    capitals = _CAPITALS.match(line) is not None
    labels = ends(line, past(_BULLET, line, 0), "related_colon")
    return any(_SIGN.match(line, end) or (capitals and _SPACE.match(line, end)) for end in labels) and not ends_statement(line)


def is_related_label(line: str) -> bool:
    """The label alone; what it announces follows on the next lines."""
    found = _label(line)
    return found is not None and not found["rest"].strip(" :")


def is_related_phrase(string: str) -> bool:
    """The label's words and nothing else, within a line."""
    return len(string) in ends(string, 0, "related")


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
