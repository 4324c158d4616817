"""Labels: characters that say, in what trafilatura returns, which element of the page a line comes from.

trafilatura returns elements of its own and collapses white space as Python's `str.split` does. So a copy of the page is written
for it with private characters of plane 16 (Unicode, section 23.5): one per element that holds a line, one for an empty line, and
one for each space that a browser would not collapse either. No tag is changed, but that a `time` inside of a sentence stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass

import regex
from lxml.etree import _Element
from lxml.html import HtmlElement

from provenance.extraction.html.page import squeeze, text_of

# White space of Unicode that HTML (section 12.1) does not collapse.
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_FIRST_SPACE, _BREAK, _FIRST, _LAST = 0x100000, "\U00100040", 0x100100, 0x10FFFD
_WRITE = {ord(space): _FIRST_SPACE + number for number, space in enumerate(_SPACES)}
_READ = {label: space for space, label in _WRITE.items()}
_SPACE = regex.compile(f"[{_SPACES}]")
_PRIVATE = regex.compile(r"[\U00100000-\U0010fffd]")
_LABELS = regex.compile(r"[\U00100100-\U0010fffd]+")

#: Elements that hold a line of text.
_HOLDERS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "dt", "dd", "blockquote", "div")
# They hold other lines as well, or only frame them.
_FRAMES = frozenset({"div", "blockquote"})


@dataclass(frozen=True)
class Labelled:
    """A copy of a page with labels in its text, and the elements of the copy by the number of their label."""

    tree: HtmlElement
    elements: tuple[_Element, ...]

    def lines(self, string: str) -> Iterator[tuple[str, _Element | None]]:
        """The paragraphs of a labelled string, without labels, each with the innermost element that it begins."""
        if not self.elements:
            yield string, None
            return
        for paragraph in string.split(_BREAK):
            start, element = 0, None
            for label in _LABELS.finditer(paragraph):
                if before := _plain(paragraph[start : label.start()]):
                    yield before, element
                start, element = label.end(), self._element(label.group()[0])
            if rest := _plain(paragraph[start:]):
                yield rest, element

    def text_of(self, element: _Element) -> str:
        """The text inside of an element of the copy as one line, without labels."""
        return squeeze(_LABELS.sub("", text_of(element)).replace(_BREAK, " ").translate(_READ))

    def _element(self, label: str) -> _Element | None:
        number = ord(label) - _FIRST
        return self.elements[number] if number < len(self.elements) else None


def _plain(string: str) -> str:
    return string.translate(_READ).strip()


def labelled(tree: HtmlElement) -> Labelled:
    """The labelled copy; without any label where the page has characters of plane 16 itself."""
    page = copy(tree)
    text = str(page.xpath("string()"))
    # In UTF-8 all characters of plane 16, and no others, begin with this byte.
    if b"\xf4" in text.encode() and _PRIVATE.search(text):
        return Labelled(page, ())
    for element in page.xpath("//time[normalize-space(..) != normalize-space(.)]"):
        element.tag = "span"
    _keep_spaces(page, [space for space in _SPACES if space in text])
    _keep_empty_lines(page)
    return Labelled(page, tuple(_label(page)))


def _keep_spaces(page: HtmlElement, spaces: Sequence[str]) -> None:
    if not spaces:
        return
    holds = " or ".join(f"contains(., '{space}')" for space in spaces)
    for node in page.xpath(f"//*[not(self::script or self::style)]/text()[{holds}]"):
        if node.strip():
            parent, kept = node.getparent(), _SPACE.sub(lambda found: chr(_WRITE[ord(found.group())]), node)
            if node.is_tail:
                parent.tail = kept
            else:
                parent.text = kept


def _keep_empty_lines(page: HtmlElement) -> None:
    """Two line breaks in a row part paragraphs, but trafilatura drops the second one."""
    for element in page.iter("br"):
        before = element.getprevious()
        if before is not None and before.tag == "br" and not (before.tail or "").strip() and (element.tail or "").strip():
            element.tail = _BREAK + (element.tail or "")


def _label(page: HtmlElement) -> Iterator[_Element]:
    for number, element in enumerate(_holders(page)):
        if _FIRST + number > _LAST:
            return
        _mark(element, chr(_FIRST + number))
        yield element


def _holders(page: HtmlElement) -> list[_Element]:
    """The elements that hold a line; found before any label is written, which would make an empty element look full."""
    return [
        element
        for element in page.iter(*_HOLDERS)
        if (element.text or "").strip() or (element.tag not in _FRAMES and any(text.strip() for text in element.itertext()))
    ]


def _mark(element: _Element, label: str) -> None:
    """Put the label before the first visible character, inside of whatever element has it."""
    for each in element.iter():
        if isinstance(each.tag, str) and (each.text or "").strip():
            each.text = label + (each.text or "")
            return
        if each is not element and (each.tail or "").strip():
            each.tail = label + (each.tail or "")
            return
