"""The parts that the lines of one article play: title, standfirst, subheads, comments.

Each step takes the article's pieces and returns them, some of those without a kind now with one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby, islice, pairwise, takewhile

import regex

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain.comments import comment_section
from provenance.extraction.plain.credits import are_names, is_byline
from provenance.extraction.plain.embeds import embedded_posts
from provenance.extraction.plain.noise import is_furniture
from provenance.extraction.plain.pieces import Piece, with_kind
from provenance.extraction.plain.related import related_lists
from provenance.extraction.plain.sentences import MASTHEAD, SUBHEAD, is_headline, is_masthead, is_name_of_site, is_prose, words
from provenance.extraction.plain.stamps import is_clock
from provenance.forms import match_form

Pieces = tuple[Piece, ...]
Step = Callable[[Pieces], Pieces]

_TITLE_BREAKS = "|–—-•·:"
_TRAIL_SIGNS = ">›»/"
# Between the name of a site and a headline in the title of a browser window.
_BAR = regex.compile(r"\s\|\s")
_STANDFIRST = 500
# How many lines may stand between the title of the browser window and the headline.
_HEADER_LINES = 8
_OF_HEADERS: tuple[BlockKind, ...] = ("publication", "caption", "share", "credit", "navigation", "boilerplate")


def caption_titles(pieces: Pieces) -> Pieces:
    """The title of a video, printed once more above its caption line."""
    found = [
        at
        for at, (piece, below) in enumerate(pairwise(pieces))
        if piece.kind is None and below.kind == "caption" and match_form(below.line).startswith(match_form(piece.line))
    ]
    return with_kind(pieces, found, "duplicate")


def title(pieces: Pieces) -> Pieces:
    """The first line that is not noise, if it could be a headline; single words and mastheads before it are navigation.

    Where the page's own header has given a title already, the line above is the heading of the site that carries it.
    """
    given = next((at for at, piece in enumerate(pieces) if piece.kind == "title"), None)
    if given is not None:
        unknown = (at for at in range(given) if pieces[at].kind is None)
        above = list(takewhile(lambda at: is_headline(pieces[at].line), unknown))
        return with_kind(pieces, above, "boilerplate")
    candidates = list(_candidates(pieces))
    navigation = _header_of_page(pieces)
    headed = _above_header(pieces)
    if headed:
        navigation += [at for at in range(headed[0]) if pieces[at].kind is None and at not in navigation]
        candidates = [found for found in candidates if found[0] >= headed[0]]
    doubled: list[int] = []
    at = next((n for n, found in enumerate(candidates) if not set(found) <= set(navigation)), len(candidates))
    lines = _headline(pieces, candidates[at]) if at < len(candidates) else []
    while lines:
        place = _further_down(pieces, candidates, at)
        below = _headline(pieces, candidates[place]) if place < len(candidates) else []
        signed = below and any(piece.kind in ("byline", "credit") for piece in pieces[lines[-1] : below[0]])
        between = [number for found in candidates[at + 1 : place] for number in found]
        if below and not signed and is_masthead(pieces[lines[0]].line, pieces[below[0]].line):
            navigation += lines
        elif below and _extends(pieces[lines[0]], pieces[below[0]]):
            doubled += lines
        elif below and not signed and _BAR.search(pieces[lines[0]].line) and words(pieces[below[0]].line) > MASTHEAD:
            navigation += lines
        else:
            break
        navigation += between
        at, lines = place, below
    pieces = with_kind(with_kind(pieces, lines, "title"), navigation, "navigation")
    return with_kind(pieces, doubled, "duplicate")


def _further_down(pieces: Pieces, candidates: list[list[int]], at: int) -> int:
    """The candidate that the one at `at` is compared with: the one that it says with the name of the site, else the next one."""
    first = pieces[candidates[at][0]]
    for place in range(at + 1, min(at + 1 + _HEADER_LINES, len(candidates))):
        line = pieces[candidates[place][0]]
        if line.flows or is_prose(line.line):
            break
        if _extends(first, line):
            return place
    return at + 1


def _header_of_page(pieces: Pieces) -> list[int]:
    """Lines of few words above a headline: the name of the publication, sections, controls that no lexicon knows.

    They are taken together, since what stands below the first of them may be another one: each must be a masthead to the first
    line that is no masthead itself. Names of authors end the search, for what stands above those is the headline.
    """
    above: list[int] = []
    for at, piece in enumerate(pieces):
        if piece.kind in ("byline", "credit") or piece.flows:
            return []
        if piece.kind is not None:
            continue
        if not is_headline(piece.line):
            return []
        if words(piece.line) > MASTHEAD:
            return above if all(is_masthead(pieces[n].line, piece.line) for n in above) else []
        above.append(at)
    return []


def _above_header(pieces: Pieces) -> list[int]:
    """The headline and what stands between it and the byline or publication line, where what the page begins with is none.

    Above the header the lines of more than a few words are looked at, without those that have words of a menu in them. Where the
    first line of the page may be a headline itself nothing is found: what stands below it may be its standfirst.
    """
    header = next((at for at, piece in enumerate(pieces) if piece.kind in ("byline", "publication")), 0)
    unknown = [at for at in range(header) if pieces[at].kind is None]
    if not unknown or any(pieces[at].flows or is_prose(pieces[at].line) for at in unknown[1:]):
        return []
    first = pieces[unknown[0]].line
    if _is_title(pieces[unknown[0]]) or not (
        _BAR.search(first) or is_furniture(first) or is_name_of_site(first) or not is_headline(first)
    ):
        return []
    lines = [at for at in unknown if _is_title(pieces[at])]
    return lines if lines and all(_is_title(pieces[at]) for at in unknown if at > lines[0]) else []


def _is_title(piece: Piece) -> bool:
    return is_headline(piece.line) and words(piece.line) > MASTHEAD and not is_furniture(piece.string)


def _candidates(pieces: Pieces) -> Iterator[list[int]]:
    """Lines of no kind: each on its own, but for wrapped lines of a paragraph, which belong together."""
    runs = groupby(range(len(pieces)), key=lambda at: (pieces[at].kind, pieces[at].paragraph, pieces[at].flows))
    for (kind, _, flows), lines in runs:
        if kind is None:
            yield from [list(lines)] if flows else ([at] for at in lines)


def _headline(pieces: Pieces, lines: list[int]) -> list[int]:
    """The lines, if together they could be a headline and are not the beginning of a paragraph.

    Below a headline the text may follow without a blank line; a line nearly as long as the next is one of a paragraph.
    """
    whole = " ".join(pieces[at].line for at in lines)
    if not lines or not is_headline(whole):
        return []
    last = pieces[lines[-1]]
    below = pieces[lines[-1] + 1] if lines[-1] + 1 < len(pieces) else None
    runs_on = below is not None and below.paragraph == last.paragraph and (below.flows or is_prose(below.line))
    return [] if runs_on and below is not None and len(whole) > 0.7 * len(below.line) else lines


def _extends(piece: Piece, below: Piece) -> bool:
    """Whether a line is the one below with the name of the site behind it or before it, or with the trail that leads to it."""
    long, short = match_form(piece.line), match_form(below.line)
    if long.startswith(short):
        rest = long.removeprefix(short).strip()
        return bool(rest) and rest[0] in _TITLE_BREAKS
    rest = long.removesuffix(short).rstrip()
    return long.endswith(short) and bool(rest) and rest[-1] in _TITLE_BREAKS + _TRAIL_SIGNS


def duplicates(pieces: Pieces) -> Pieces:
    """Lines that say the title once more."""
    titles = {match_form(piece.line) for piece in pieces if piece.kind == "title"}
    # Normalising makes one code point of at most four.
    longest = 4 * max(map(len, titles), default=0)
    found = [
        at
        for at, piece in enumerate(pieces)
        if piece.kind is None and not piece.flows and len(piece.line) <= longest and match_form(piece.line) in titles
    ]
    return with_kind(pieces, found, "duplicate")


def standfirst(pieces: Pieces) -> Pieces:
    """A paragraph between the title and the byline or publication line, and that byline if it is not known yet.

    Between the title and the standfirst there may be a publication line, buttons and a picture; then a byline must follow.
    """
    title = max((n for n, piece in enumerate(pieces) if piece.kind in ("title", "duplicate")), default=None)
    if title is None:
        return pieces
    at = next((n for n in range(title + 1, len(pieces)) if pieces[n].kind not in _OF_HEADERS), len(pieces))
    if at == len(pieces) or pieces[at].kind is not None:
        return pieces
    lines = list(takewhile(lambda n: pieces[n].paragraph == pieces[at].paragraph, range(at, len(pieces))))
    after = lines[-1] + 1
    fits = sum(len(pieces[n].line) for n in lines) <= _STANDFIRST and all(pieces[n].kind is None for n in lines)
    signed = after < len(pieces) and pieces[after].kind is None and is_byline(pieces[after].line)
    headed = after < len(pieces) and (
        signed or pieces[after].kind in ("byline", "credit") or (at == title + 1 and pieces[after].kind == "publication")
    )
    if not (fits and headed and any(piece.kind is None and is_prose(piece.line) for piece in pieces[after + 1 :])):
        return pieces
    pieces = with_kind(pieces, [after] if signed else [], "byline")
    return with_kind(pieces, lines, "standfirst")


def unlabelled_byline(pieces: Pieces) -> Pieces:
    """Names beside the publication line, above the text or below its first paragraph, which then is the standfirst."""
    prose = (at for at, piece in enumerate(pieces) if piece.kind is None and (piece.flows or is_prose(piece.line)))
    paragraphs = (at for _, (at, *_) in groupby(prose, key=lambda at: pieces[at].paragraph))
    head = range(next(islice(paragraphs, 1, None), len(pieces)))
    found = [
        at
        for at in head
        if are_names(pieces[at].line) and any(pieces[n].kind == "publication" for n in (at - 1, at + 1) if 0 <= n < len(pieces))
    ]
    return with_kind(pieces, found, "byline")


def subheads(pieces: Pieces) -> Pieces:
    """Short lines on their own that do not end as a statement, with text of the article after them."""
    found = []
    lines_of = Counter(piece.paragraph for piece in pieces)
    after: Piece | None = None
    for at in reversed(range(len(pieces))):
        piece = pieces[at]
        alone = lines_of[piece.paragraph] == 1 and is_headline(piece.line, SUBHEAD)
        if piece.kind is None and (alone or is_clock(piece.line)):
            goes_on = after is not None and (after.kind == "embed" or is_prose(after.line) or after.flows)
            found += [at] if goes_on else []
        after = piece if piece.kind in (None, "embed") else after
    return with_kind(pieces, found, "subhead")


def body(pieces: Pieces) -> Pieces:
    """Whatever no rule has claimed is text."""
    return with_kind(pieces, range(len(pieces)), "paragraph")


STEPS: tuple[Step, ...] = (
    comment_section, embedded_posts, related_lists, caption_titles,
    title, duplicates, unlabelled_byline, standfirst, subheads, body,
)  # fmt: skip


def cast(pieces: Pieces) -> Pieces:
    """All steps in order; afterwards every piece has a kind."""
    for step in STEPS:
        pieces = step(pieces)
    return pieces
