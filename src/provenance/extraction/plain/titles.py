"""The headline of an article among the lines above its text, and the lines that repeat it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, takewhile

import regex

from provenance.extraction.plain.menus import control_count, is_furniture
from provenance.extraction.plain.pieces import Piece, with_kind
from provenance.extraction.plain.sentences import (
    MASTHEAD,
    TITLE,
    ends_statement,
    is_headline,
    is_masthead,
    is_name_of_site,
    is_prose,
    with_site,
    words,
)
from provenance.extraction.plain.windows import is_window
from provenance.forms import match_form

Pieces = tuple[Piece, ...]

# Between the name of a site and a headline in the title of a browser window.
_BAR = regex.compile(r"\s\|\s")
# Words that a headline shares with its text at least, and their share of its longer words; letters of a stem; code points of
# text that are looked at; words of a name.
_SHARED, _SHARE, _STEM, _TOLD, _NAME = 2, 0.3, 5, 2000, 6
# So many controls and menu words make a bar of a line, whatever else it says.
_CONTROLS = 3
_LONGER = re.compile(r"[^\W\d_]{4,}")
_ARABIC_ARTICLE = re.compile("و?(?:ال|بال|لل)")
_SENTENCE = regex.compile(r"[,;:?!\"“„«»]|(?<![\p{L}'’-])\p{Ll}\p{L}{5,}|\d")
# How many lines may stand between the title of the browser window and the headline.
_HEADER_LINES = 8


def title(pieces: Pieces) -> Pieces:
    """The first line that is not noise, if it could be a headline; single words and mastheads before it are navigation.

    Where the page's own header has given a title already, the line above is the heading of the site that carries it.
    """
    given = next((at for at, piece in enumerate(pieces) if piece.kind == "title"), None)
    if given is None and (given := _said_again(pieces)) is not None:
        pieces = with_kind(pieces, [given], "title")
    if given is not None:
        unknown = (at for at in range(given) if pieces[at].kind is None)
        above = list(takewhile(lambda at: is_headline(pieces[at].line), unknown))
        return with_kind(pieces, above, "boilerplate")
    candidates = list(_candidates(pieces))
    navigation = _header_of_page(pieces)
    headed = _above_header(pieces)
    if headed:
        navigation += [at for at in range(headed[0]) if pieces[at].kind is None]
        candidates = [found for found in candidates if found[0] >= headed[0]]
    doubled: list[int] = []
    passed = frozenset(navigation)
    at = next((n for n, found in enumerate(candidates) if not passed.issuperset(found)), len(candidates))
    lines = _headline(pieces, candidates[at]) if at < len(candidates) else []
    while lines:
        place = _further_down(pieces, candidates, at)
        below = _headline(pieces, candidates[place]) if place < len(candidates) else []
        signed = below and any(piece.kind in ("byline", "credit") for piece in pieces[lines[-1] : below[0]])
        between = [number for found in candidates[at + 1 : place] for number in found]
        if below and not signed and is_masthead(pieces[lines[0]].line, pieces[below[0]].line):
            navigation += lines
        elif below and with_site(pieces[lines[0]].line, pieces[below[0]].line):
            doubled += lines
        elif below and (is_window(pieces, lines[0]) or (not signed and _has_bar(pieces[lines[0]], pieces[below[0]]))):
            navigation += lines
        else:
            break
        navigation += between
        at, lines = place, below
    told = _told_of(pieces, candidates, lines)
    if told:
        navigation += [number for found in candidates if found[0] < told[0] for number in found if number not in doubled]
        lines = told
    pieces = with_kind(with_kind(pieces, lines, "title"), navigation, "navigation")
    return with_kind(pieces, doubled, "duplicate")


def _has_bar(line: Piece, below: Piece) -> bool:
    """Whether a line is no headline for its bar, above one of more words than a name has."""
    return _BAR.search(line.line) is not None and words(below.line) > MASTHEAD


def _said_again(pieces: Pieces) -> int | None:
    """The line above the text that stands again below, or at the head of the line that holds the text."""
    last: int | None = None
    for at, piece in enumerate(pieces):
        if piece.kind not in (None, "duplicate"):
            continue
        if last is not None and match_form(piece.line) == match_form(pieces[last].line) and words(piece.line) >= TITLE:
            return last
        if piece.flows or is_prose(piece.line):
            break
        last = at
    return None


def _told_of(pieces: Pieces, candidates: list[list[int]], lines: list[int]) -> list[int]:
    """The headline whose words the text has, below what is the name of a site or a menu for its form and shares none with it."""
    text = next((at for at, piece in enumerate(pieces) if piece.kind is None and (piece.flows or is_prose(piece.line))), None)
    if text is None:
        return []
    told = _stems(" ".join(piece.line for piece in pieces[text:] if piece.kind is None)[:_TOLD])
    above = " ".join(pieces[at].line for at in lines)
    controls = control_count(above)
    shares = len(_stems(above) & told) >= _SHARED
    if lines and controls < _CONTROLS and (shares or not (controls or _is_name(above))):
        return []
    for found in candidates:
        whole = " ".join(pieces[at].line for at in found)
        own = _stems(whole) if (not lines or found[0] > lines[0]) and found[0] < text else frozenset()
        shared = len(own & told)
        if shared >= _SHARED and shared >= _SHARE * len(own) and words(whole) > MASTHEAD and not is_furniture(whole):
            return _headline(pieces, found)
    return []


def _stems(string: str) -> frozenset[str]:
    """The first letters of all longer words, as a text has them in other forms too."""
    words_of = (_ARABIC_ARTICLE.sub("", word, count=1) if word[0] > "\u0600" else word for word in _LONGER.findall(string))
    return frozenset(word[:_STEM].casefold() for word in words_of)


def _is_name(line: str) -> bool:
    """Few words with capitals, but for small ones, and no sign of a sentence: a publication, a section, a programme."""
    return words(line) <= _NAME and not _SENTENCE.search(line)


def _further_down(pieces: Pieces, candidates: list[list[int]], at: int) -> int:
    """The candidate that the one at `at` is compared with: the one that it says with the name of the site, else the next one."""
    first = pieces[candidates[at][0]]
    for place in range(at + 1, min(at + 1 + _HEADER_LINES, len(candidates))):
        line = pieces[candidates[place][0]]
        if line.flows or is_prose(line.line):
            break
        if with_site(first.line, line.line) or (_BAR.search(first.line) and _is_title(line)):
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
    if (
        _is_title(pieces[unknown[0]])
        or (is_prose(first) and ends_statement(first))
        or not (_BAR.search(first) or is_furniture(first) or is_name_of_site(first) or not is_headline(first))
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
