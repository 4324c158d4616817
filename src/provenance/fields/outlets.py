"""Outlets: who published an article, and which site carries it.

The publisher is read, in this order, from

1. a line that opens with a publication's name ("Le Monde.fr avec AFP | 6 mai 2017"),
2. the page's own address, then the address that it was captured from,
3. the name of the site as markup states it, or as a line of its own above the headline,
4. an agency's name that opens a dated page ("Reuters Fri May 5, 2017"): on a newspaper's page that line says where the copy
   comes from.

Addresses come before the site's name because newspapers of several countries share a name (El Mundo, The Guardian, Politico):
a known name at an address that the registry does not know is given as it stands, without an id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

import regex
from babel import Locale, localedata

from provenance.alternation import Unit, alternation, letter
from provenance.extraction.draft import TEXT_KINDS, BlockKind
from provenance.fields.domains import host_of, registered_domain
from provenance.fields.registry import Outlet, Registry
from provenance.fields.tags import primary
from provenance.forms import normal_form
from provenance.normalize.passage import Passage

# Blocks in which a publication names itself.
_LINES: frozenset[BlockKind] = frozenset({"publication", "credit", "byline", "dateline"})

_SPACE = Unit(r"\s+", frozenset(" "))
_TITLE_SEPARATOR = regex.compile(r"\s+[-–—|:·•]\s+|\s*[|·•]\s*|:\s+")


@dataclass(frozen=True, slots=True)
class FoundOutlet:
    """The publisher, and what it was read from.

    `outlet_id` is null for a name that the registry does not know, `outlet` too where the source does not tell. `host_id` is
    the known site that carries the article where that is another one. `domain` is the registered domain of the page's own
    address. Read from a passage: its index and a span of code points in its string. Read from markup or an address: `value`.
    """

    domain: str | None
    outlet_id: str | None = None
    outlet: str | None = None
    host_id: str | None = None
    rule: str | None = None
    passage: int | None = None
    start: int | None = None
    end: int | None = None
    value: str | None = None


def identify_outlet(
    registry: Registry, *, site_name: str | None, canonical_url: str | None, uri: str, passages: Sequence[Passage] = ()
) -> FoundOutlet:
    """Identify the publisher of an article and its host.

    `site_name` is the site's name as markup states it, `canonical_url` the page's own address, `uri` what the snapshot was
    captured from (a relative path tells nothing), `passages` all those of the article.
    """
    named = " ".join(normal_form(site_name).split()) if site_name else ""
    by_canonical, by_uri = _by_address(registry, canonical_url), _by_address(registry, uri)
    addressed = host_of(canonical_url or "") or host_of(uri)
    by_name = None if addressed else _by_site_name(registry, named)
    domain = registered_domain(canonical_url or "") or registered_domain(uri)
    masthead = _masthead(registry, passages)
    host = by_uri or by_canonical or by_name or (masthead[0] if masthead else None)
    if (opening := _named(registry, passages)) is not None:
        outlet, index, start, end = opening
        return FoundOutlet(domain, outlet.id, outlet.name, _other(host, outlet), "outlet:line", index, start, end)
    readings = ((by_canonical, canonical_url, "canonical-url"), (by_uri, uri, "uri"), (by_name, named, "site-name"))
    for found, value, rule in readings:
        if found is not None:
            return FoundOutlet(domain, found.id, found.name, _other(host, found), f"outlet:{rule}", value=value)
    if named:
        return FoundOutlet(domain, outlet=named, rule="outlet:site-name", value=named)
    if masthead is not None:
        outlet, index, start, end = masthead
        return FoundOutlet(domain, outlet.id, outlet.name, None, "outlet:masthead", index, start, end)
    if (opening := _dated_agency(registry, passages)) is not None:
        outlet, index, start, end = opening
        return FoundOutlet(domain, outlet.id, outlet.name, None, "outlet:agency-line", index, start, end)
    return FoundOutlet(domain)


def _other(host: Outlet | None, publisher: Outlet) -> str | None:
    return host.id if host is not None and host.id != publisher.id else None


def _by_address(registry: Registry, url: str | None) -> Outlet | None:
    host = host_of(url) if url else None
    return registry.outlet_by_domain(host) if host else None


def _by_site_name(registry: Registry, name: str) -> Outlet | None:
    """The whole name, or else its first or last part: "Harbour Gazette | News from the coast"."""
    parts = _TITLE_SEPARATOR.split(name)
    return next((found for each in (name, parts[0], parts[-1]) if (found := registry.outlet_by_name(each)) is not None), None)


def _opening(registry: Registry, passage: Passage) -> tuple[Outlet, int, int] | None:
    """The outlet whose name opens a line of the right kind, with the span of the name."""
    found = _names(registry).match(passage.string) if passage.kind in _LINES else None
    outlet = registry.outlet_by_name(found["name"]) if found else None
    return None if found is None or outlet is None else (outlet, *found.span("name"))


def _named(registry: Registry, passages: Sequence[Passage]) -> tuple[Outlet, int, int, int] | None:
    """The first publication line: the outlet, the index of the passage, the span of the name."""
    for index, passage in enumerate(passages):
        opening = _opening(registry, passage)
        if opening is None or registry.agency_by_name(opening[0].name) is not None:
            continue
        outlet, start, end = opening
        if _boundary(registry).match(passage.string, end) or _date(outlet.language).match(passage.string, end):
            return outlet, index, start, end
    return None


def _masthead(registry: Registry, passages: Sequence[Passage]) -> tuple[Outlet, int, int, int] | None:
    """The outlet whose name is a line of its own above the headline."""
    for index, passage in enumerate(passages):
        if passage.kind == "title" or passage.kind in TEXT_KINDS:
            return None
        line = passage.string.partition("\n")[0]
        outlet = registry.outlet_by_name(line) if passage.kind == "navigation" else None
        if outlet is not None:
            start = len(line) - len(line.lstrip())
            return outlet, index, start, len(line.rstrip())
    return None


def _dated_agency(registry: Registry, passages: Sequence[Passage]) -> tuple[Outlet, int, int, int] | None:
    """An agency that stands above the text, before a date: in its own line or in the publication line that follows."""
    header = takewhile(lambda pair: pair[1].kind not in TEXT_KINDS, enumerate(passages))
    for index, passage in header:
        opening = _opening(registry, passage)
        if opening is None:
            continue
        outlet, start, end = opening
        date = _date(outlet.language)
        alone = not passage.string[end:].strip()
        following = passages[index + 1] if alone and index + 1 < len(passages) else None
        if date.match(passage.string, end) or (following and following.kind == "publication" and date.match(following.string)):
            return outlet, index, start, end
    return None


@cache
def _names(registry: Registry) -> regex.Pattern[str]:
    names = alternatives(name for outlet in registry.outlets for name in (outlet.name, *outlet.aliases))
    return regex.compile(rf"\s*+(?P<name>{names})(?!\w)")


@cache
def _boundary(registry: Registry) -> regex.Pattern[str]:
    """What may follow a publication's name where it is not part of a sentence: an end, a separator, a source."""
    sources = (word for wording in registry.wordings for word in wording.sources)
    return regex.compile(rf"\s*+(?:\Z|[|·•,;:/(\[–—])|\s++-|\s++(?:{alternatives(sources)})(?!\w)", regex.IGNORECASE)


@cache
def _date(language: str) -> regex.Pattern[str]:
    """The beginning of a date: a digit, or a month or weekday of CLDR in a language or in English."""
    words: set[str] = set()
    for known in filter(localedata.exists, (primary(language), "en")):
        locale = Locale.parse(known)
        for calendar in (locale.months, locale.days):
            for context in calendar.values():
                words.update(word.rstrip(".") for width in ("wide", "abbreviated") for word in context[width].values())
    return regex.compile(rf"\s*+[|·•,:–—-]?\s*+(?:\d|(?:{alternatives(words)})(?!\w))", regex.IGNORECASE)


def alternatives(names: Iterable[str]) -> str:
    """A pattern of any of the names, the longest first; a space stands for any white space."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    spelled = ([_SPACE if each == " " else letter(each) for each in " ".join(name.split())] for name in ordered)
    return alternation(spelled)
