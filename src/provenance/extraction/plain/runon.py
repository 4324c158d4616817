"""Pages that lost their line ends: headline, byline, stamp, buttons and body on one line of several kilobytes.

Only what is certain by its form is cut out. Where a subhead in mixed case ends inside running text cannot be told without its
markup: such words stay in the body.
"""

from __future__ import annotations

import regex

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain.appeals import teaser
from provenance.extraction.plain.credits import byline_with_city, is_byline_of_people, outlet_with_agencies
from provenance.extraction.plain.ends import headline_end
from provenance.extraction.plain.noise import share_run
from provenance.extraction.plain.pieces import Piece, carve
from provenance.extraction.plain.related import is_related_phrase
from provenance.extraction.plain.seams import HEADER, RUN_ON
from provenance.extraction.plain.sentences import is_headline
from provenance.extraction.plain.stamps import has_label, stamps_in
from provenance.extraction.plain.wires import leading_agency

Span = tuple[int, int, BlockKind | None]

_GAP = regex.compile(r"\s")
# How far the words of a request to subscribe may reach.
_TEASER_LENGTH = 120
# Two words or more in capitals after a sentence, followed by a new one; long enough that `NATO USA` is none.
_SHORTEST_CAPITALS = 12
_CAPITALS = regex.compile(r"(?<=[.!?…][\"”»’]?\s)\p{Lu}{2,}[\p{Lu}'’-]*(?:\s[\p{Lu}\d'’-]{2,}){1,7}(?=\s\S)")
# Behind the name of a photographer: `JANE ROE / THE GAZETTE`.
_OF_AGENCY = regex.compile(r"\s?/\s?\p{Lu}{2,}(?:\s\p{Lu}{2,})*(?=\s)")
_CLOSE_BUTTON = regex.compile(r"\s[Xx×✕]$")


def run_on(piece: Piece, previous: Piece | None) -> tuple[Piece, ...] | None:
    """Cut up a line that holds a whole page; None for an ordinary line."""
    if len(piece.string) < RUN_ON:
        return None
    head = _header(piece.string, previous)
    body = head[-1][1] if head else 0
    spans = (*head, *_capitals(piece.string, body))
    return carve(piece, spans) if spans else None


def _header(string: str, previous: Piece | None) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = 0
    if previous is not None and previous.kind is None and _repeats(string, previous.string):
        at = len(previous.string)
        spans.append((0, at, "duplicate"))
    wire = outlet_with_agencies(string[:HEADER])
    signed = byline_with_city(string[:HEADER])
    if wire and wire.start("credit") >= at:
        spans += _standfirst(string, at, wire.start("credit"))
        kind: BlockKind = "byline" if is_byline_of_people(wire["credit"]) else "credit"
        spans += [(*wire.span("credit"), kind), (*wire.span("bar"), "boilerplate")]
        at = wire.end("bar")
    elif signed and (agency := leading_agency(string[at:])):
        spans.append((at, at + agency[1], "credit"))
        at += agency[1]
    stamp = next((span for span in stamps_in(string[:HEADER]) if _belongs(string, at, span)), None)
    if stamp:
        spans.append((*stamp, "publication"))
        at = stamp[1]
    if signed and signed.start() >= at:
        spans += _headline(string, at, signed.start()) if stamp else ()
        spans += [(*signed.span("byline"), "byline"), (*signed.span("bar"), "boilerplate"), (*signed.span("city"), "dateline")]
        at = signed.end()
    if stamp or wire or signed:
        spans += _buttons(string, at)
    return tuple(spans)


def _repeats(string: str, title: str) -> bool:
    return is_headline(title) and string.startswith(title) and bool(_GAP.match(string, len(title)))


def _standfirst(string: str, start: int, end: int) -> tuple[Span, ...]:
    """Between the repeated title and the credit stands nothing but the standfirst."""
    return ((start, end, "standfirst"),) if start and string[start:end].strip() else ()


def _headline(string: str, start: int, end: int) -> tuple[Span, ...]:
    """Between stamp and byline stands nothing but the page's own headline, perhaps with the cross of a close button."""
    between = string[start:end].rstrip()
    button = _CLOSE_BUTTON.search(between)
    title = between[: button.start()] if button else between
    if not is_headline(title.strip()):
        return ()
    spans: tuple[Span, ...] = ((start, start + len(title), "title"),)
    return (*spans, (start + len(title), end, "navigation")) if button else spans


def _belongs(string: str, at: int, span: tuple[int, int]) -> bool:
    """A stamp belongs to the header where nothing stands before it, or where it has a label: else it is a date of the text."""
    return span[0] >= at and (not string[at : span[0]].strip(" |•·,–—-") or has_label(string[slice(*span)]))


def _buttons(string: str, start: int) -> tuple[Span, ...]:
    """Buttons after the header, and a request to subscribe before them: its end is where the buttons begin."""
    at = start + len(string[start:]) - len(string[start:].lstrip())
    run = share_run(string, at)
    if run:
        return ((*run, "share"),)
    if teaser(string, at) is None:
        return ()
    for end in range(at, min(at + _TEASER_LENGTH, len(string))):
        run = share_run(string, end) if _GAP.match(string, end - 1) else None
        if run:
            return (at, end, "advertisement"), (*run, "share")
    return ()


def _capitals(string: str, start: int) -> tuple[Span, ...]:
    """Subheads in capitals inside the body, credits of pictures, and labels such as `RELATED COVERAGE` with their headlines."""
    found: list[Span] = []
    for each in _CAPITALS.finditer(string, start):
        if is_related_phrase(each.group()):
            found.append((each.start(), headline_end(string, each.end()) or each.end(), "related"))
        elif (agency := _OF_AGENCY.match(string, each.end())) is not None:
            found.append((each.start(), agency.end(), "caption"))
        elif len(each.group()) >= _SHORTEST_CAPITALS:
            found.append((*each.span(), "subhead"))
    return tuple(found)
