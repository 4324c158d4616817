"""The headline: JSON-LD, else the visible h1, else Open Graph, else what trafilatura makes of the page."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from trafilatura.metadata import extract_title

from provenance.extraction.draft import Stated
from provenance.extraction.html.page import Page, squeeze, text_of
from provenance.forms import match_form

# What sites put between the headline and their own name.
_LAST_PART = regex.compile(r"(?P<headline>.*\S)\s+[-–—|·•]\s+(?P<name>[^|·•]{1,80})")


def title(page: Page, site_name: str | None) -> Stated | None:
    """The headline as one line, without the name of the site at its end; None where the page has none."""
    for printed, rule in _candidates(page):
        if line := _without(site_name, squeeze(printed)):
            return Stated(line, rule)
    return None


def _candidates(page: Page) -> Iterator[tuple[str, str]]:
    if found := page.json_ld.first("headline"):
        yield found[0], f"json-ld:{found[1]}"
    headings = {text for each in page.tree.iter("h1") if (text := text_of(each))}
    # Several h1 elements do not tell which one is the article's.
    if len(headings) == 1:
        yield headings.pop(), "html:h1"
    if stated := page.meta("og:title"):
        yield stated, "meta:og:title"
    if guessed := extract_title(page.tree):
        yield guessed, "trafilatura:title"


def _without(site_name: str | None, line: str) -> str:
    match = _LAST_PART.fullmatch(line)
    if match is None or site_name is None or match_form(match["name"]) != match_form(site_name):
        return line
    return match["headline"]
