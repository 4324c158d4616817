"""What stands around the text of an article and belongs to it: the standfirst above it, and who signed it.

Extractors that look for the densest text leave both out. They are looked for in the element that holds headline and text, outside
of what belongs to something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Literal

import regex
from lxml.etree import _Element

from provenance.extraction.draft import Block
from provenance.extraction.html.frames import Line, is_all_link, is_caption
from provenance.extraction.html.labels import Labelled
from provenance.forms import match_form

# Elements that hold something else than the article that they stand in.
_ELSE = frozenset(
    {
        "aside",
        "nav",
        "footer",
        "form",
        "figure",
        "blockquote",
        "article",
        "button",
        "dialog",
        "script",
        "style",
        "noscript",
        "template",
    }
)
_WORDS_OF_CLASS = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})")
# Words in class names by which templates name these places, in the languages of their makers.
_LEAD = frozenset(
    {
        "standfirst", "lead", "lede", "dek", "deck", "subtitle", "subheadline", "subheading", "intro", "excerpt", "abstract",
        "chapo", "chapeau", "entradilla", "bajada", "copete", "sommario", "sottotitolo", "occhiello", "vorspann", "teaser",
        "ingress", "manchet", "underrubrik", "ingres", "spot", "summary", "lid",
    }
)  # fmt: skip
_BYLINE = frozenset(
    {
        "byline",
        "author",
        "authors",
        "autor",
        "autores",
        "auteur",
        "auteurs",
        "autore",
        "autori",
        "firma",
        "signature",
        "verfasser",
    }
)
_CREDIT = frozenset(
    {
        "credit", "credits", "source", "sources", "agency", "agencies", "agence", "agencia", "agencias", "agenzia", "agentur",
        "fuente", "quelle", "fonte", "bron", "kilde",
    }
)  # fmt: skip
# Of a photograph, of a reader, of the author as a person.
_OTHER = frozenset(
    {
        "image", "img", "photo", "foto", "picture", "media", "video", "caption", "bio", "biography", "avatar", "about", "comment",
        "comments", "related", "card", "newsletter", "share", "social", "follow", "promo", "paywall", "cookie", "hidden",
    }
)  # fmt: skip
_AUTHOR = frozenset({"author", "creator"})
_SENTENCE_END = regex.compile(r"[.!?…。؟।]\p{P}*+$")
_MIN_STANDFIRST, _MAX_STANDFIRST = 40, 600
#: Longer ones are sentences about the author.
MAX_SIGNATURE = 160
# How many elements are looked at: enough for any head of an article, and few enough for a page made of them.
_MAX_CANDIDATES = 200


def around(page: Labelled, lines: Sequence[Line]) -> tuple[Block, ...]:
    """The standfirst and the bylines and credits that stand outside of the lines; none where no h1 tells where to look."""
    headings = [element for element in page.elements if element.tag == "h1"]
    placed = [line.element for line in lines if line.element is not None]
    if len(headings) != 1 or not placed:
        return ()
    whole = _common(headings[0], placed[0])
    known = match_form("\n".join(line.string for line in lines))
    numbers = {element: number for number, element in enumerate(page.elements)}
    between = page.elements[numbers[headings[0]] + 1 : numbers[placed[0]]]
    standfirst = next(_standfirsts(page, between, whole, known), None)
    return ((standfirst,) if standfirst else ()) + tuple(_signatures(page, whole, placed[-1], known))


def _common(one: _Element, other: _Element) -> _Element:
    """The nearest element that holds both."""
    around_one = {one, *one.iterancestors()}
    return next(each for each in (other, *other.iterancestors()) if each in around_one)


def _standfirsts(page: Labelled, between: Sequence[_Element], whole: _Element, known: str) -> Iterator[Block]:
    for element in between[:_MAX_CANDIDATES]:
        string = page.text_of(element)
        if not _MIN_STANDFIRST <= len(string) <= _MAX_STANDFIRST or match_form(string) in known:
            continue
        words = _words_of(element.get("class") or "")
        named = not words.isdisjoint(_LEAD)
        written = element.tag == "p" and _SENTENCE_END.search(string) is not None
        if (named or written) and words.isdisjoint(_OTHER | _BYLINE | _CREDIT) and _belongs(element, whole):
            yield Block("standfirst", "body", string)


def _signatures(page: Labelled, whole: _Element, last: _Element, known: str) -> Iterator[Block]:
    seen: list[str] = []
    for element, kind in islice(_called_so(whole, last), _MAX_CANDIDATES):
        if not _belongs(element, whole) or (kind == "credit" and is_all_link(element)):
            continue
        string = page.text_of(element)
        form = match_form(string)
        # The element around names the same people, and what else it says of them.
        if 0 < len(string) <= MAX_SIGNATURE and not any(form in each for each in (known, *seen)):
            seen.append(form)
            yield Block(kind, "boilerplate", string)


def _called_so(whole: _Element, last: _Element) -> Iterator[tuple[_Element, Literal["byline", "credit"]]]:
    """What the markup calls a byline or a credit; bylines below the text are those of other articles."""
    below = False
    for element in whole.iter("*"):
        below = below or element is last
        kind = signature_kind(element)
        if kind == "credit" or (kind == "byline" and not below):
            yield element, kind


def signature_kind(element: _Element) -> Literal["byline", "credit"] | None:
    """Whether the markup calls an element a byline (HTML link type `author`, schema.org) or a credit."""
    words = _words_of(element.get("class") or "")
    if not words.isdisjoint(_OTHER):
        return None
    if not words.isdisjoint(_BYLINE) or not _AUTHOR.isdisjoint(
        ((element.get("itemprop") or "").lower(), (element.get("rel") or "").lower())
    ):
        return "byline"
    return None if words.isdisjoint(_CREDIT) else "credit"


@lru_cache(maxsize=2**12)
def _words_of(classes: str) -> frozenset[str]:
    """The words that class names are made of; a page has few classes and many elements."""
    return frozenset(word.lower() for word in _WORDS_OF_CLASS.findall(classes))


def _belongs(element: _Element, whole: _Element) -> bool:
    """Whether an element is one of the article itself."""
    for each in (element, *element.iterancestors()):
        if each is whole:
            break
        if each.tag in _ELSE:
            return False
    return not is_caption(element)
