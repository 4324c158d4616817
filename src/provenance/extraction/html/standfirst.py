"""The standfirst: the summary that markup states of the article, where the page shows the very same words.

Bodies begin under the standfirst, so that extractors which look for the densest text leave it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import regex
from lxml.etree import _Element
from lxml.html import HtmlElement

from provenance.extraction.draft import Block
from provenance.extraction.html.frames import is_caption
from provenance.extraction.html.page import Page, text_of
from provenance.forms import match_form

_METAS = ("og:description", "description", "twitter:description")
_HIDDEN = frozenset({"script", "style", "title", "template", "noscript", "textarea", "option", "button"})
_WORD = regex.compile(r"\w")
# Shorter ones are names of sections and sites.
_MIN_CHARACTERS = 20
# How many elements that begin like the summary are looked at, and how far up: a link, its heading, its box.
_MAX_STARTS = 20
_MAX_PARENTS = 4


def standfirst(page: Page, title: str | None, blocks: Iterable[Block]) -> Block | None:
    """The standfirst as the page shows it, or None where it shows none that is not in `blocks` already."""
    known = match_form("\n".join((title or "", *(block.string for block in blocks))))
    for summary in _summaries(page):
        if len(summary) >= _MIN_CHARACTERS and summary not in known and (shown := _shown(page.tree, summary)):
            return Block("standfirst", "body", shown)
    return None


def _summaries(page: Page) -> Iterator[str]:
    """What markup states as the summary, in match form."""
    if found := page.json_ld.first("description"):
        yield match_form(found.value)
    for meta in _METAS:
        yield from (match_form(content) for content in page.metas.get(meta, ()))


def _shown(tree: HtmlElement, summary: str) -> str | None:
    """The text of the first element that shows exactly the summary."""
    for start in islice(_starts(tree, summary), _MAX_STARTS):
        element: _Element | None = start
        for _ in range(_MAX_PARENTS):
            text = text_of(element) if element is not None else ""
            if (form := match_form(text)) == summary:
                return text
            if element is None or not summary.startswith(form):
                break
            element = element.getparent()
    return None


def _starts(tree: HtmlElement, summary: str) -> Iterator[_Element]:
    """The elements whose own text is the beginning of the summary, in page order."""
    first = summary[0]
    for element in tree.iter("*"):
        text = (element.text or "").lstrip()
        # The first character tells nearly always, and costs little; quotation marks and dashes have several forms.
        if (
            text
            and (text[0].casefold().startswith(first) or _WORD.match(text) is None)
            and element.tag not in _HIDDEN
            and not is_caption(element)
            and (form := match_form(text))
            and summary.startswith(form)
        ):
            yield element
