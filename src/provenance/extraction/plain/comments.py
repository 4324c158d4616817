"""The comments of readers: how a section of them begins and what stands in it."""

from __future__ import annotations

from itertools import pairwise

import regex

from provenance.extraction.plain.credits import is_short_name
from provenance.extraction.plain.noise import counts_comments
from provenance.extraction.plain.phrases import WORD_END, ages, alternatives, any_of, entries
from provenance.extraction.plain.pieces import Piece, with_kind
from provenance.extraction.plain.sentences import ends_statement, is_prose
from provenance.extraction.plain.stamps import dated_from, has_date, is_stamp

# With the number as a word the title must follow in quotes: `Ein Kommentar zu …` is a headline.
_HEADING = any_of("comments_heading")
_COMMENTS_HEADING = regex.compile(rf"(?=\d){_HEADING}{WORD_END}|{_HEADING}\s?[\"“”„«»‹›'‘’]")
# Also behind their number: `0 comments - Log in to comment`.
_COMMENTS_FORM = regex.compile(rf"(?:{any_of('comments_count')}\s?[·•|–—-]?\s?)?{any_of('comments_form')}{WORD_END}")
# Beside counters: `18 likes · Reply`.
_COMMENTS_SIGN = regex.compile(
    rf"{alternatives([each for each in entries('comments_sign') if ' ' in each])}.*"
    rf"|(?:.{{0,40}}[·•|]\s?)?{any_of('comments_sign')}(?:\s?[·•|].{{0,40}})?"
)
# A name and how long ago: `jane_r · 3 hours ago`.
_AGED = regex.compile(rf"[~@]?[\p{{L}}\p{{N}}][^!?:;\n]{{0,40}}?(?:\s?[·•|,–—-]\s?|\s){ages()}\.?")
# Several in a row, with counters: `Reply  Report  +41`.
_COMMENTS_SIGNS = regex.compile(rf"(?>{any_of('comments_sign')}{WORD_END}|[+-]?\d[\d.,]*+|[\s|•·()+-])++(?<=\p{{L}}.*\P{{L}}.*)")
_COMMENTER = regex.compile(r"\d{1,4}\.\s\p{L}[\p{L}\p{M}\p{N}\s.'’_-]{1,40}")

_ACCOUNT = regex.compile(r"[~@]?[\p{L}\p{N}][\p{L}\p{M}\p{N}.'’_-]*(?:\s[\p{L}\p{N}.'’_-]+){0,3}")

_MUCH_LESS = 4
# Code points of prose above comments that have no heading.
_LEAST_PROSE = 200


def opens_comments(line: str) -> bool:
    """The heading or form with which the comments of readers begin."""
    return heads_comments(line) or (len(line) <= 100 and bool(_COMMENTS_FORM.match(line)) and not ends_statement(line))


def heads_comments(line: str) -> bool:
    """`3 thoughts on “…”`; a form, as against it, is linked to from other places of the page."""
    return len(line) <= 300 and bool(_COMMENTS_HEADING.match(line)) and not ends_statement(line)


def is_of_comments(line: str) -> bool:
    """What stands beside comments only: `Reply`, numbered names, the small print of the form."""
    patterns = (_COMMENTS_SIGN, _COMMENTS_SIGNS, _COMMENTER, _AGED)
    return len(line) <= 200 and any(pattern.fullmatch(line) for pattern in patterns)


def comment_section(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Everything after the opening of a comments section.

    Pages also link to their comments from above the text or from its middle. So a heading opens the section if prose stands
    before it; a form, if besides there are signs of comments after it, or less prose than before; a number of comments, if
    a form or signs follow, and hardly any prose.
    """
    pieces = _unheaded(pieces)
    prose = [len(piece.line) if piece.kind is None and is_prose(piece.line) else 0 for piece in pieces]
    last_sign = max((at for at in range(len(pieces)) if _is_sign(pieces, at)), default=-1)
    last_form = max((at for at, piece in enumerate(pieces) if piece.kind == "comment" and opens_comments(piece.line)), default=-1)
    before, total = 0, sum(prose)
    for at, piece in enumerate(pieces):
        if before and piece.kind == "comment":
            after = total - before
            if not (opens_comments(piece.line) or counts_comments(piece.line)):
                opens = False
            elif opens_comments(piece.line):
                opens = heads_comments(piece.line) or last_sign > at or after < before
            else:
                opens = max(last_sign, last_form) > at and _MUCH_LESS * after < before
            if opens:
                return with_kind(pieces, range(at, len(pieces)), "comment", replacing=True)
            if not after and counts_comments(piece.line):
                return with_kind(pieces, range(at, len(pieces)), "comment")
        before += prose[at]
    return pieces


def _is_sign(pieces: tuple[Piece, ...], at: int) -> bool:
    """What stands beside comments only; directly below their number also somebody's name with a date."""
    if is_of_comments(pieces[at].line):
        return True
    below_count = at > 0 and counts_comments(pieces[at - 1].line)
    dated = dated_from(pieces[at].line) if below_count else None
    return dated is not None and bool(_ACCOUNT.fullmatch(pieces[at].line[:dated].rstrip(" ,·|–—-")))


def _unheaded(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Comments without a heading: from the first name with a date to the last `Reply`, if there are two such signs or more."""
    signs = [at for at, piece in enumerate(pieces) if is_of_comments(piece.line) or opens_comments(piece.line)]
    if len(signs) < 2:
        return pieces
    prose = 0
    for at, (piece, below) in enumerate(pairwise(pieces[: signs[0] + 1])):
        if prose >= _LEAST_PROSE and _commenter(piece.line, below.line):
            return with_kind(pieces, range(at, signs[-1] + 1), "comment", replacing=True)
        prose += len(piece.line) if piece.kind is None and (piece.flows or is_prose(piece.line)) else 0
    return pieces


def _commenter(line: str, below: str) -> bool:
    """A name with a date behind it or below."""
    at = dated_from(line)
    name = line if at is None else line[:at].rstrip(" ,·|–—-")
    return is_short_name(name) and (at is not None or (is_stamp(below) and has_date(below)))
