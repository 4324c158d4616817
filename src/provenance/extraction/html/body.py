"""The body of the article: trafilatura's, as blocks in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

import regex
from lxml.etree import _Element, iterwalk
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.baseline import basic_cleaning
from trafilatura.settings import Document

from provenance.extraction.draft import Block
from provenance.extraction.html.frames import Line, is_all_link, is_caption, text_end, unstated
from provenance.extraction.html.head import MAX_SIGNATURE, around, signature_kind
from provenance.extraction.html.labels import Labelled, labelled
from provenance.forms import match_form

_HEADS = frozenset({"head", "h1", "h2", "h3", "h4", "h5", "h6"})
# Elements that stand on lines of their own: trafilatura's (named after TEI) and those of HTML, which its rescues leave.
_LINES = _HEADS | {
    "body", "p", "quote", "list", "item", "table", "row", "code", "div", "section", "article", "main", "blockquote", "pre",
    "ul", "ol", "li", "dl", "dt", "dd", "tr", "details", "summary",
}  # fmt: skip
_CELLS = frozenset({"cell", "td", "th"})
_BREAKS = frozenset({"lb", "br"})

# Posts of other sites are embedded as quotations that their script replaces; these are the classes their makers prescribe.
_EMBED_CLASSES = frozenset(
    {
        "twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed",
        "reddit-embed-bq",
    }
)  # fmt: skip

# A paragraph or a heading that is nothing but links points to other articles; the items of a list may be sources or teams.
_LINKED = frozenset({"p", "h2", "h3", "h4", "h5", "h6"})

# White space that HTML collapses; no-break and other wide spaces are characters of the author.
_SPACE = regex.compile(r"[\t\n\f\r\v ]+")
_SPACES = regex.compile(r" {2,}")
_LINE_EDGE = regex.compile(r" ?\n ?")
_CELL_EDGE = regex.compile(r" ?\t ?")
_PARAGRAPH_EDGE = regex.compile(r"\n{2,}")


def body(tree: HtmlElement, url: str | None, title: str | None, stated: str | None = None) -> tuple[Block, ...]:
    """Paragraphs, subheads, captions and embedded posts in the order of the page; none where trafilatura finds no article.

    The headline is left out. What stands below the article is boilerplate. Cells of a table row are parted by tabs. `stated` is
    the body as linked data states it.
    """
    page = labelled(tree)
    document = bare_extraction(
        page.tree,
        url=url,
        fast=True,  # on annotated pages a little better than the full cascade, in two thirds of its time
        include_comments=False,
        include_tables=True,
        deduplicate=False,  # it would depend on the pages before
        with_metadata=False,
    )
    if not isinstance(document, Document):
        return ()
    # trafilatura's last resort is all text in one paragraph, a line for each text node: we keep to the elements instead.
    root = basic_cleaning(copy(page.tree)).find("body") if _is_dump(document.body) else document.body
    found = [
        Line(line, is_head, element)
        for string, is_head in (_stretches(root) if root is not None else ())
        for line, element in page.lines(string)
    ]
    lines = _without_headline(found, page, match_form(title or ""))
    end = text_end(lines)
    if not lines:
        return ()
    blocks = tuple(_blocks(lines, end, stated))
    if not any(block.zone == "body" for block in blocks):
        # A story told in captions or links: what an extractor takes for the article is better than nothing.
        blocks = tuple(Block("paragraph", "body", line.string) for line in lines)
    return (*around(page, lines[:end]), *blocks)


def _without_headline(lines: list[Line], page: Labelled, title: str) -> list[Line]:
    """The lines but those of the one h1, of which several would be subheads, and the title where it comes before the text."""
    headings = [each for each in page.elements if each.tag == "h1"]
    kept = [line for line in lines if len(headings) > 1 or line.element not in headings]
    while kept and match_form(kept[0].string) == title:
        del kept[0]
    return kept


def _blocks(lines: list[Line], end: int, stated: str | None) -> Iterator[Block]:
    outside = unstated(lines, stated) if stated else frozenset()
    for number, line in enumerate(lines):
        element = line.element
        if element is not None and any(_is_post(each) for each in (element, *element.iterancestors("blockquote"))):
            yield Block("embed", "embed", line.string)
        elif element is not None and is_caption(element):
            yield Block("caption", "caption", line.string)
        elif element is not None and len(line.string) <= MAX_SIGNATURE and (kind := signature_kind(element)) is not None:
            yield Block(kind, "boilerplate", line.string)
        elif element is not None and element.tag in _LINKED and is_all_link(element):
            yield Block("related", "boilerplate", line.string)
        elif number >= end or number in outside:
            yield Block("boilerplate", "boilerplate", line.string)
        else:
            yield Block("subhead" if line.is_head else "paragraph", "body", line.string)


def _is_dump(found: _Element) -> bool:
    return len(found) == 1 and len(found[0]) == 0 and "\n" in (found[0].text or "").strip()


def _is_post(quotation: _Element) -> bool:
    return not _EMBED_CLASSES.isdisjoint((quotation.get("class") or "").split())


def _stretches(root: _Element) -> Iterator[tuple[str, bool]]:
    """The stretches of text between line elements, and whether each one is a heading."""
    pieces: list[str] = []
    heads = 0
    for event, element in iterwalk(root, events=("start", "end")):
        starts = event == "start"
        if element.tag in _LINES:
            yield from ((string, heads > 0) for string in _paragraphs(pieces))
            pieces.clear()
        if element.tag in _HEADS:
            heads += 1 if starts else -1
        elif element.tag in _CELLS and not starts:
            pieces.append("\t")
        elif element.tag in _BREAKS and starts:
            pieces.append("\n")
        text = element.text if starts else None if element is root else element.tail
        pieces.append(_SPACE.sub(" ", text or ""))
    yield from ((string, False) for string in _paragraphs(pieces))


def _paragraphs(pieces: list[str]) -> Iterator[str]:
    """Split at empty lines; what is white space only is left out."""
    joined = _CELL_EDGE.sub("\t", _LINE_EDGE.sub("\n", _SPACES.sub(" ", "".join(pieces))))
    return (part for each in _PARAGRAPH_EDGE.split(joined) if (part := each.strip()))
