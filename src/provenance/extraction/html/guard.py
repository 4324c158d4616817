"""Bounds on what is extracted: deterministic, so that a slow machine reads the same pages as a fast one.

Size and counts are taken from the source string before anything is parsed; the depth from the parsed tree, whose parser stops at
a depth of 2048 by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

import regex
from lxml.etree import _Element

from provenance.errors import RejectedSnapshot
from provenance.model.quarantine import Reason

#: libxml2 drops what stands deeper, whatever the options (`xmlParserMaxDepth` with `XML_PARSE_HUGE`).
PARSER_DEPTH = 2048

# Start tags (HTML, section 13.1.2.1), counted in scripts and comments as well: an upper bound that needs no parser.
_START_TAG = regex.compile(r"<[a-z]", regex.IGNORECASE)
_LINK = regex.compile(r"<a\s", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HtmlLimits:
    """What is read of one page; part of the recipe's settings, under `extract`.

    A page over `max_characters`, `max_elements`, `max_links` or `max_depth` (elements inside each other) is rejected. Over
    `max_date_candidates` the day is only searched for where pages usually state it. `latest_day` (ISO 8601) is the last day
    that a publication date may have: a constant, so that no result depends on today.
    """

    max_characters: int = 20_000_000
    max_elements: int = 250_000
    max_links: int = 100_000
    max_depth: int = 500
    max_date_candidates: int = 500
    latest_day: str = "2099-12-31"


def reject(rule: str, observed: str, remedy: str) -> NoReturn:
    """Raise `RejectedSnapshot` for the stage `extract`."""
    raise RejectedSnapshot("extract", Reason(f"extract.{rule}", observed, remedy))


def check_source(source: str, limits: HtmlLimits) -> None:
    """Raise `RejectedSnapshot` where the source is no markup or too large to be parsed."""
    _check("max_characters", "characters", len(source), limits.max_characters)
    elements = _count(_START_TAG, source)
    if elements == 0:
        reject("no_markup", "no HTML element in the source", "declare the media type text/plain if it is plain text")
    _check("max_elements", "elements", elements, limits.max_elements)
    _check("max_links", "links", _count(_LINK, source), limits.max_links)


def check_tree(tree: _Element, limits: HtmlLimits) -> None:
    """Raise `RejectedSnapshot` where elements stand too deep inside each other."""
    if (found := depth(tree)) >= PARSER_DEPTH:
        observed = f"{PARSER_DEPTH:,} or more elements inside each other"
        reject("max_depth", observed, "no setting helps, the parser drops what stands deeper: capture the page anew, or its text")
    _check("max_depth", "elements inside each other", found, limits.max_depth)


def depth(tree: _Element) -> int:
    """The greatest number of elements that stand inside each other, the root counted."""
    deepest = 0
    level = [tree]
    while level:
        deepest += 1
        level = [child for element in level for child in element]
    return deepest


def _count(pattern: regex.Pattern[str], source: str) -> int:
    return sum(1 for _ in pattern.finditer(source))


def _check(setting: str, counted: str, found: int, limit: int) -> None:
    if found > limit:
        reject(
            setting,
            f"{found:,} {counted}, more than {limit:,}",
            f"raise extract.{setting} above {found:,} if this really is an article, and expect it to take long",
        )
