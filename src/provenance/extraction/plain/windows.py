"""The title of a browser window above a page: `Dam gives way | The Gazette`, the name of the site behind a headline."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from provenance.extraction.draft import TEXT_KINDS
from provenance.extraction.plain.pieces import Piece, carve
from provenance.extraction.plain.sentences import MASTHEAD, TITLE, words
from provenance.forms import match_form

# An angle mark may also close what one before it opens.
_SITE = regex.compile(r"\s+(?:[|–—›·-]|::|»(?<!«.*))\s+(?P<site>[^|»›]{2,60})$")
_SIGN = regex.compile(r"\s[|–—-]\s")
# Words of the name of a site, at most.
_LONGEST_NAME = 6


def site_behind(line: str) -> str | None:
    """The name of a site that a line may have behind its headline, in match form."""
    found = _SITE.search(line)
    if found is None or words(line[: found.start()]) < TITLE or not 0 < words(found["site"]) <= _LONGEST_NAME:
        return None
    return match_form(found["site"])


def headlines(line: str) -> Iterator[str]:
    """What a line says as a headline: all of it, and what stands before its first sign, or before the name of a site."""
    yield line
    yield _SIGN.split(line, maxsplit=1)[0]
    if site := _SITE.search(line):
        yield line[: site.start()]


def heads_page(line: str, below: str) -> bool:
    """Whether a line is the title of a window above a page that begins with the name of its site."""
    site = site_behind(line)
    return site is not None and match_form(below[: 4 * len(site)]).startswith(site)


def window_title(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The headline without the name of the site, which stands somewhere else in the page too, and in none of its text."""
    found: list[Piece] = []
    for piece in pieces:
        site = site_behind(piece.line) if piece.kind == "title" else None
        sign = _SITE.search(piece.string) if site and _is_named(pieces, site) else None
        found += carve(piece, [(0, sign.start(), "title")], "boilerplate") if sign else (piece,)
    return tuple(found)


def is_window(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a line is the title of a window whose page shows its headline behind a menu: the next line begins with both."""
    site = site_behind(pieces[at].line)
    if site is None or at + 2 >= len(pieces):
        return False
    menu, headline = pieces[at + 1 : at + 3]
    together = menu.kind == "navigation" and headline.paragraph == menu.paragraph
    return together and headline.kind is None and words(headline.line) > MASTHEAD and _is_named(pieces, site)


def _is_named(pieces: tuple[Piece, ...], site: str) -> bool:
    """Whether a line of the page around the text begins with the name of the site, or is a notice that has it.

    A dateline or a stamp may begin with a place, which a headline may have behind a dash too.
    """
    around = ((piece.kind, match_form(piece.line)) for piece in pieces if piece.kind not in (*TEXT_KINDS, None))
    return any(
        (kind in ("navigation", "boilerplate") and line.startswith(site)) or ("©" in line and site in line)
        for kind, line in around
    )
