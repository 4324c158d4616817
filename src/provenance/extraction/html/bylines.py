"""Authors: from JSON-LD, else from meta elements, else from the visible byline.

A page may be signed by its newsroom or an agency. People go first: what a page calls an organisation, and its own name, count
only where no place names anyone else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape

import regex
from trafilatura.metadata import extract_author

from provenance.extraction.draft import Block, BlockKind, Stated
from provenance.extraction.html.jsonld import JsonLd, Located, string
from provenance.extraction.html.page import Page, squeeze
from provenance.forms import match_form

#: Meta elements that name authors, the more exact ones first (Open Graph, Dublin Core, Parse.ly, Sailthru, Google Scholar).
AUTHOR_METAS = (
    "author", "article:author", "article:author:name", "og:article:author", "parsely-author", "sailthru.author", "byl",
    "dc.creator", "dcterms.creator", "dc:creator", "citation_author", "authors",
)  # fmt: skip

# The word for "by" at the head of a byline: with a colon, or before a full name, since "Von" and "Av" are names as well.
_BY = regex.compile(
    r"^(?:(?:written|reported|words|story|text|texto|texte|testo|tekst|foto)\s+)?"
    r"(?:(?:(?i:by|von|par|por|door|af|av|przez|oleh|autora?|autorin|author|auteure?|autore))\s+(?=\p{Lu}\S*\s+\S)"
    r"|(?i:by|von|par|por|di|de|door|av|af|text|texto|texte|testo|tekst|autora?|auteure?|autore|autorin|author|автор)\s*:\s*)"
)
_PART = regex.compile(r"\s*[;,|、，•·\n]\s*|\s+(?:[/&+]|(?i:and|und|et|og|och|en|oraz|ve|dan))\s+")
# "y", "e" and "i" also stand inside of surnames: they part two authors only where each side is a full name.
_PART_FULL = regex.compile(r"(?<=\S\s+\S+)\s+[yei]\s+(?=\S+\s+\S)")
_NOT_NAME = regex.compile(r"<[^<>]*>|https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\S)@\w+|\([^()]*\)|\[[^\[\]]*\]")
_TWO_LETTERS = regex.compile(r"\p{L}.*\p{L}", regex.DOTALL)
# What content management systems fill in where no one is named.
_ACCOUNTS = frozenset(
    {"admin", "administrator", "webmaster", "editor", "unknown", "anonymous", "n/a", "null", "none", "undefined"}
)
# Longer than any name, a sentence about the author; longer than any byline, something else.
_MAX_NAME = 80
_MAX_BYLINE = 1_000


def names(printed: str) -> tuple[str, ...]:
    """The names in a printed byline, in order, each once: without the word for "by", addresses, markup and brackets."""
    if len(printed) > _MAX_BYLINE:
        return ()
    plain = squeeze(_NOT_NAME.sub(" ", unescape(printed)))
    parts = (name for part in _PART.split(_BY.sub("", plain)) for name in _PART_FULL.split(part))
    return tuple(dict.fromkeys(name for part in parts if _is_name(name := _BY.sub("", part.strip(" -–—.|")))))


def _is_name(string: str) -> bool:
    return (
        len(string) <= _MAX_NAME
        and ":" not in string
        and _TWO_LETTERS.search(string) is not None
        and string.casefold() not in _ACCOUNTS
    )


def authors(page: Page, site_name: str | None) -> tuple[Stated, ...]:
    """The authors as the page states them, in its order; `site_name` is the page's name for itself."""
    organizations: tuple[Stated, ...] = ()
    for printed in _places(page):
        people, others = _told_apart(printed, site_name)
        if not organizations and people:
            return people
        # Behind an organisation only a meta element that names people and nobody else says who wrote it.
        if people and not others and people[0].rule.startswith("meta:"):
            return people
        organizations = organizations or others
    return organizations


def stated_credits(page: Page, authors: Iterable[Stated], blocks: Iterable[Block]) -> tuple[Block, ...]:
    """What markup credits and `blocks` do not show: an author may be an agency, and schema.org knows where copy comes from."""
    shown = {match_form(block.string) for block in blocks if block.kind in ("byline", "credit")}
    sources: Iterable[tuple[BlockKind, str]] = (
        ("credit", stated.value)
        for node in page.json_ld.articles
        for key in ("creditText", "sourceOrganization")
        for stated, _ in stated_names(page.json_ld.values(node, key))
    )
    bylines: Iterable[tuple[BlockKind, str]] = (("byline", author.value) for author in authors)
    found = dict.fromkeys((*bylines, *sources))
    return tuple(Block(kind, "boilerplate", value) for kind, value in found if match_form(value) not in shown)


def _places(page: Page) -> Iterator[Iterable[tuple[Stated, bool]]]:
    """The places that may name authors: the names as printed, each with whether it is called an organisation."""
    for node in page.json_ld.articles:
        for key in ("author", "creator"):
            yield stated_names(page.json_ld.values(node, key))
    for meta in AUTHOR_METAS:
        yield ((Stated(content, f"meta:{meta}"), False) for content in page.metas.get(meta, ()))
    yield ((Stated(visible, "trafilatura:author"), False) for visible in (extract_author(page.tree),) if visible)


def stated_names(values: Iterable[Located]) -> Iterator[tuple[Stated, bool]]:
    """The names of JSON-LD values, a string or a node, and whether each is that of an organisation."""
    for located in values:
        is_node = isinstance(located.value, dict)
        stated, path = (located.value.get("name"), f"{located.path}.name") if is_node else (located.value, located.path)
        for each in stated if isinstance(stated, list) else [stated]:
            if text := string(each):
                yield Stated(text, f"json-ld:{path}"), JsonLd.is_organization(located.value)


def _is_site(name: str, site: str) -> bool:
    """Whether a name is that of the site, which may have its legal form or its domain behind it."""
    return bool(name) and (name == site or site.startswith((f"{name} ", f"{name}.")))


def _told_apart(found: Iterable[tuple[Stated, bool]], site_name: str | None) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
    site = match_form(site_name or "")
    people: dict[str, Stated] = {}
    others: dict[str, Stated] = {}
    for printed, is_organization in found:
        for name in names(printed.value):
            group = others if is_organization or _is_site(match_form(name), site) else people
            group.setdefault(name, Stated(name, printed.rule))
    return tuple(people.values()), tuple(others.values())
