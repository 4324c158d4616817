"""Where lines stand in the page: in the frame that holds most of the article, or outside of it.

Articles stand in one element, or in several of one class. What trafilatura takes from other elements below the last line of that
frame is about the author, the offer, the newsletter or the next article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex
from lxml.etree import _Element

from provenance.forms import match_form

# What stands inside of a frame and is none: lines, lists, tables, quotations.
_INNER = frozenset(
    {
        "p", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "figure", "figcaption", "table", "thead", "tbody", "tr", "td",
        "th", "h1", "h2", "h3", "h4", "h5", "h6", "a", "span", "b", "strong", "em", "i",
    }
)  # fmt: skip
_WORD = regex.compile(r"\w+")
# More than half of the text makes the frame the article's; a frame with a fifth of it is no appendix.
_MAIN = 0.5
_LARGE = 0.2
# Linked data that holds this much of the text states all of the body.
_NEARLY_ALL = 0.8

Signature = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the body, whether it is a heading, and the element of the page that it begins, where that is known."""

    string: str
    is_head: bool
    element: _Element | None


def frame(element: _Element) -> Signature:
    """Tag and class of the nearest two elements that frame lines."""
    around = [each for each in (element, *element.iterancestors()) if each.tag not in _INNER][:2]
    return tuple((str(each.tag), each.get("class") or "") for each in around)


def text_end(lines: Sequence[Line]) -> int:
    """The number of lines up to the last one that stands in the article's frame, or in another large one; all where none does."""
    frames: list[Signature] = []
    for line in lines:
        frames.append(frame(line.element) if line.element is not None else frames[-1] if frames else ())
    sizes = _sizes(lines, frames)
    if max(sizes.values(), default=0) <= _MAIN * sizes.total():
        return len(lines)
    large = {place for place, count in sizes.items() if count > _LARGE * sizes.total()}
    return max(number for number, place in enumerate(frames, 1) if place in large)


def unstated(lines: Sequence[Line], stated: str) -> frozenset[int]:
    """The lines below the first that stand neither in a large frame nor in the article's body as linked data states it.

    Only where that body holds nearly all other text: many pages state but its beginning, or other words. Headings are often
    left out of it.
    """
    whole = match_form(stated)
    frames = [frame(line.element) if line.element is not None else () for line in lines]
    known = [match_form(line.string) in whole for line in lines]
    sizes = _sizes(lines, frames)
    held = sum(len(line.string) for line, is_known in zip(lines, known, strict=True) if is_known)
    if not lines or held < _NEARLY_ALL * sizes.total():
        return frozenset()
    first = known.index(True)
    return frozenset(
        number
        for number, (line, place, is_known) in enumerate(zip(lines, frames, known, strict=True))
        if number > first and not is_known and not line.is_head and sizes[place] <= _LARGE * sizes.total()
    )


def _sizes(lines: Sequence[Line], frames: Sequence[Signature]) -> Counter[Signature]:
    """The characters in each frame."""
    counted: Counter[Signature] = Counter()
    for line, place in zip(lines, frames, strict=True):
        counted[place] += len(line.string)
    return counted


def is_all_link(element: _Element) -> bool:
    """Whether all words of an element lead to other pages; a link to a place in the same page is none of them."""
    if any(_leads_away(each) for each in element.iterancestors("a")):
        return True
    words = len(_WORD.findall("".join(map(str, element.itertext()))))
    linked = sum(len(_WORD.findall("".join(map(str, each.itertext())))) for each in element.iter("a") if _leads_away(each))
    return 0 < words <= linked


def _leads_away(link: _Element) -> bool:
    return bool(link.get("href")) and not (link.get("href") or "").startswith("#")


def is_caption(element: _Element) -> bool:
    """Whether an element is a caption of HTML (section 4.4.13) or of schema.org, or inside of one."""
    return any(
        each.tag == "figcaption" or (each.get("itemprop") or "").lower() in ("caption", "copyrightholder", "credittext")
        for each in (element, *element.iterancestors())
    )
