"""The headline: JSON-LD, else the visible h1, else Open Graph, else what trafilatura makes of the page."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from lxml.etree import _Element
from trafilatura.metadata import extract_title

from provenance.extraction.draft import Stated
from provenance.extraction.html.page import Page, squeeze, text_of
from provenance.forms import match_form

# What sites put between the headline and their own name.
_LAST_PART = regex.compile(r"(?P<headline>.*\S)\s+[-–—|·•]\s+(?P<name>[^|·•]{1,80})")

# The name of the section behind a headline; in match form, where dashes are hyphens.
_SECTION = regex.compile(r"\s+[-|·•]\s+\S[^|·•]{0,40}")
# A shorter heading may be the name of the section.
_MIN_HEADLINE = 15
# A longer one is no headline, and the search for the site's name takes time with the square of its length.
_MAX_HEADLINE = 2_000
# The line above a headline, as templates call it.
_KICKERS = frozenset(
    {"kicker", "overline", "topline", "roofline", "eyebrow", "pretitle", "dachzeile", "spitzmarke", "antetitulo", "surtitre"}
)
_CLASS_WORD = regex.compile(r"[a-z]+")


def title(page: Page, site_name: str | None) -> Stated | None:
    """The headline as one line, without the name of the site at its end; None where the page has none."""
    for printed, rule in _candidates(page):
        if line := _without(site_name, squeeze(printed)):
            return Stated(line, rule)
    return None


def _candidates(page: Page) -> Iterator[tuple[str, str]]:
    heading = _heading(page)
    if found := page.json_ld.first("headline"):
        shown = text_of(heading) if heading is not None else ""
        yield (shown, "html:h1") if _is_shown_as(squeeze(found.value), shown) else (found.value, found.rule)
    if heading is not None:
        yield _without_kicker(heading), "html:h1"
    if stated := page.meta("og:title"):
        yield stated, "meta:og:title"
    if guessed := extract_title(page.tree):
        yield guessed, "trafilatura:title"


def _heading(page: Page) -> _Element | None:
    """The one h1; of several that differ none tells which is the article's."""
    headings = {text: each for each in page.tree.iter("h1") if (text := text_of(each))}
    return next(iter(headings.values())) if len(headings) == 1 else None


def _is_shown_as(stated: str, shown: str) -> bool:
    """Whether the page shows the stated headline without the name of the section behind it."""
    whole, part = match_form(stated), match_form(shown)
    return len(part) >= _MIN_HEADLINE and whole.startswith(part) and _SECTION.fullmatch(whole, len(part)) is not None


def _without_kicker(heading: _Element) -> str:
    """The text of a heading without the line above it, where the markup tells the two apart."""
    whole, parts = text_of(heading), [each for each in heading if text_of(each)]
    loose = "".join((heading.text or "", *(each.tail or "" for each in heading))).strip()
    if loose or len(parts) < 2 or _KICKERS.isdisjoint(_CLASS_WORD.findall((parts[0].get("class") or "").lower())):
        return whole
    return " ".join(text_of(each) for each in parts[1:] if each.get("aria-hidden") != "true") or whole


def _without(site_name: str | None, line: str) -> str:
    if site_name is None or len(line) > _MAX_HEADLINE:
        return line
    match = _LAST_PART.fullmatch(line)
    if match is None or match_form(match["name"]) != match_form(site_name):
        return line
    return match["headline"]
