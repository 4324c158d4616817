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

_SPACE = regex.compile(r"\s+")
_SPACES = regex.compile(r" {2,}")
_LINE_EDGE = regex.compile(r" ?\n ?")
_CELL_EDGE = regex.compile(r" ?\t ?")
_PARAGRAPH_EDGE = regex.compile(r"\n{2,}")


def body(tree: HtmlElement, url: str | None, title: str | None) -> tuple[Block, ...]:
    """Paragraphs, subheads and embedded posts in the order of the page; none where trafilatura finds no article.

    The headline is left out where it comes again before the text. Cells of a table row are parted by tabs.
    """
    document = bare_extraction(
        tree,
        url=url,
        fast=True,  # on annotated pages a little better than the full cascade, in two thirds of its time
        include_comments=False,
        include_tables=True,
        deduplicate=False,  # it would depend on the pages before
        with_metadata=False,
    )
    if not isinstance(document, Document):
        return ()
    embedded = {match_form(string) for each in tree.iter("blockquote") if _is_post(each) for string, _ in _stretches(each)}
    # trafilatura's last resort is all text in one paragraph, a line for each text node: we keep to the elements instead.
    root = basic_cleaning(copy(tree)).find("body") if _is_dump(document.body) else document.body
    found = list(_stretches(root)) if root is not None else []
    headline = match_form(title or "")
    while found and match_form(found[0][0]) == headline:
        del found[0]
    return tuple(_block(string, is_head, match_form(string) in embedded) for string, is_head in found)


def _is_dump(found: _Element) -> bool:
    return len(found) == 1 and len(found[0]) == 0 and "\n" in (found[0].text or "").strip()


def _is_post(quotation: _Element) -> bool:
    return not _EMBED_CLASSES.isdisjoint((quotation.get("class") or "").split())


def _block(string: str, is_head: bool, is_embed: bool) -> Block:
    if is_embed:
        return Block("embed", "embed", string)
    return Block("subhead" if is_head else "paragraph", "body", string)


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
