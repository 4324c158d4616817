"""Bounds on what is extracted: deterministic, so that a slow machine reads the same pages as a fast one.

Size and counts are taken from the source string before anything is parsed; the depth from the parsed tree, whose parser stops at
a depth of 2048 by itself.
"""

from __future__ import annotations

from functools import cache
from typing import NoReturn

import regex
from lxml.etree import XPath, _Element

from provenance.errors import RejectedSnapshot
from provenance.extraction.limits import HtmlLimits
from provenance.model.quarantine import Reason

#: libxml2 drops what stands deeper, whatever the options (`xmlParserMaxDepth` with `XML_PARSE_HUGE`).
PARSER_DEPTH = 2048
# Paths of more steps are left to Python; libxml2 refuses those of 5,000 (`XPATH_MAX_RECURSION_DEPTH`).
_MAX_STEPS = 1_000

# Start tags (HTML, section 13.1.2.1), counted in scripts and comments as well: an upper bound that needs no parser.
_START_TAG = regex.compile(r"<[a-z]", regex.IGNORECASE)
_LINK = regex.compile(r"<a\s", regex.IGNORECASE)
# Attributes with values are counted where a tag is long enough for many. A stretch of script may look like a tag, but has not
# thousands of them; values that hold `>` hide what follows from this count, and are left to the deadline.
_LONG_TAG = regex.compile(r"<[a-z][^>]{4000,}+", regex.IGNORECASE)
_LONG = 4000
_ATTRIBUTE = regex.compile(r"[\s/][^\s/=<>\"']++\s*+=")


def reject(rule: str, observed: str, remedy: str) -> NoReturn:
    """Raise `RejectedSnapshot` for the stage `extract`."""
    raise RejectedSnapshot("extract", Reason(f"extract.{rule}", observed, remedy))


def check_source(source: str, limits: HtmlLimits) -> None:
    """Raise `RejectedSnapshot` where the source is no markup or too large to be parsed."""
    _check("max_characters", "characters", len(source), limits.max_characters)
    if not _START_TAG.search(source):
        reject("no_markup", "no HTML element in the source", "declare the media type text/plain if it is plain text")
    # Most pages have not as many opening brackets as they may have elements or links.
    brackets = source.count("<")
    if brackets > limits.max_elements:
        _check("max_elements", "elements", _count(_START_TAG, source), limits.max_elements)
    if brackets > limits.max_links:
        _check("max_links", "links", _count(_LINK, source), limits.max_links)
    long = (each for each in source.split(">") if len(each) > _LONG)
    most = max((_count(_ATTRIBUTE, tag[0]) for each in long for tag in _LONG_TAG.finditer(each)), default=0)
    _check("max_attributes", "attributes of one element", most, limits.max_attributes)


def check_tree(tree: _Element, limits: HtmlLimits) -> None:
    """Raise `RejectedSnapshot` where elements stand too deep inside each other."""
    if not _is_deeper(limits.max_depth, tree):
        return
    if (found := depth(tree)) >= PARSER_DEPTH:
        observed = f"{PARSER_DEPTH:,} or more elements inside each other"
        reject("max_depth", observed, "no setting helps, the parser drops what stands deeper: capture the page anew, or its text")
    _check("max_depth", "elements inside each other", found, limits.max_depth)


def _is_deeper(limit: int, tree: _Element) -> bool:
    """Whether elements may stand deeper than that inside each other, which libxml2 tells without a Python object for each."""
    return limit >= _MAX_STEPS or bool(_path(limit + 1)(tree))


@cache
def _path(depth: int) -> XPath:
    return XPath(f"boolean({'/*' * depth})")


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
