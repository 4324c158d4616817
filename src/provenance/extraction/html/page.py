"""One HTML page, parsed once, with its metadata read into values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import regex
from lxml.etree import ElementDefaultClassLookup, _Element
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.utils import repair_faulty_html

from provenance.extraction.html.jsonld import JsonLd
from provenance.forms import single_spaced

# No parsed text holds a NUL.
_JOINT = "\x00"
_TIGHT_JOINT = regex.compile(r"\x00+(?=[,.;:!?…)\]»”’])|(?<=[(\[«“„‘¿¡])\x00+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def squeeze(string: str) -> str:
    """One line: runs of white space as single spaces, none at the ends, as a browser shows it (CSS Text, section 4.1)."""
    return single_spaced(string).strip()


def text_of(element: _Element) -> str:
    """The text inside an element as one line; inner elements stand apart by a space, but not from punctuation."""
    pieces = _JOINT.join(str(piece) for piece in element.itertext())
    return squeeze(_TIGHT_JOINT.sub("", pieces).replace(_JOINT, " "))


def _encodable(source: str) -> str:
    try:
        source.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", source)
    return source


@dataclass(frozen=True)
class Page:
    """A parsed page. The tree is read, never changed."""

    tree: HtmlElement

    @classmethod
    def parse(cls, source: str) -> Page:
        """Parse decoded HTML; lxml's `ParserError` where nothing is in it.

        The parser gets UTF-8, so that neither a wrong declaration in the page nor Python's inner form of the string matters. It
        is a new one each time: parsers keep what they met. `huge_tree` lifts the depth at which libxml2 drops what is
        inside from 256 to 2048 elements.
        """
        repaired = repair_faulty_html(_encodable(source), source[:50].lower())
        parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
        # One class for all elements, found without a call back into Python for each; lxml has others for forms only.
        parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
        return cls(document_fromstring(repaired.encode("utf-8"), parser=parser))

    @cached_property
    def json_ld(self) -> JsonLd:
        """The linked data of all `application/ld+json` scripts."""
        scripts = (each for each in self.tree.iter("script") if "ld+json" in (each.get("type") or "").lower())
        return JsonLd.parse(each.text or "" for each in scripts)

    @cached_property
    def metas(self) -> dict[str, tuple[str, ...]]:
        """The contents of meta elements by their lower-case `property`, `name` or `itemprop`, in page order."""
        found: dict[str, list[str]] = {}
        for element in self.tree.iter("meta"):
            content = (element.get("content") or "").strip()
            names = {(element.get(key) or "").strip().lower() for key in ("property", "name", "itemprop")} - {""}
            for name in names if content else ():
                found.setdefault(name, []).append(content)
        return {name: tuple(contents) for name, contents in found.items()}

    def meta(self, name: str) -> str | None:
        """The first content of a meta element with that name."""
        return next(iter(self.metas.get(name, ())), None)
