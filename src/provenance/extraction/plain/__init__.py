"""Plain text: from the characters of a page saved as text to drafts of articles.

    pieces     lines and paragraphs          seams, marks    where a page has lost its line ends, and what stands there
    rules      what a line is by itself      inline, runon   lines that hold more than one thing
    roles      what it is in its article     articles        where the next article begins
    titles     which line is the headline    asides, ends    what stands between two sentences of a line, and where it ends
    windows    what stands above the page in the title of its window
    related, comments, embeds, appeals, noise, menus, captions, credits, wires, stamps      the forms of each kind of line
    reader, forms, phrases, sentences      phrases of the lexicons, forms that begin with them, and what a line looks like

The law: every character of the source but white space between blocks is in exactly one block of exactly one draft, and a
block is exactly the stretch of the source that begins at its `raw_start`.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.errors import PipelineError
from provenance.extraction.draft import Block, Draft, zone_of
from provenance.extraction.plain.articles import articles
from provenance.extraction.plain.inline import parted
from provenance.extraction.plain.pieces import Piece, pieces
from provenance.extraction.plain.roles import cast
from provenance.extraction.plain.rules import judged


def extract_plain(string: str) -> tuple[Draft, ...]:
    """The articles of a plain-text source, blocks in its order; none where it holds nothing but white space.

    A pure function of the string and the noise lexicons. The language is not asked for: the lexicons of all languages count.
    """
    found = judged(parted(pieces(string)))
    return tuple(Draft(blocks=tuple(_blocks(string, cast(article)))) for article in articles(found))


def _blocks(source: str, article: tuple[Piece, ...]) -> Iterator[Block]:
    """Lines of one paragraph and kind are one block."""
    at = 0
    while at < len(article):
        first = last = article[at]
        while at + 1 < len(article) and (article[at + 1].paragraph, article[at + 1].kind) == (first.paragraph, first.kind):
            at += 1
            last = article[at]
        at += 1
        if first.kind is None:
            raise PipelineError(f"no role for the line at {first.start} of a plain-text source: roles.STEPS must end with body")
        yield Block(first.kind, zone_of(first.kind), source[first.start : last.end], first.start)
