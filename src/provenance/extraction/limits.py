"""Bounds on one document. They are deterministic and part of the recipe: what is above one is quarantined on every machine.

They stand apart from what they bound, which takes seconds to import.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DecodeLimits:
    """Bounds of decoding: `max_bytes` of the inflated payload, `max_ratio` of its size to that of the gzip data."""

    max_bytes: int = 32 * 2**20
    max_ratio: int = 250


@dataclass(frozen=True, slots=True)
class HtmlLimits:
    """What is read of one page; part of the recipe's settings, under `extract`.

    A page over `max_characters`, `max_elements`, `max_links`, `max_attributes` (of one element; the parser's time grows with
    their square) or `max_depth` (elements inside each other) is rejected. Over
    `max_date_candidates` the day is only searched for where pages usually state it. `latest_day` (ISO 8601) is the last day
    that a publication date may have: a constant, so that no result depends on today.
    """

    max_characters: int = 10_000_000
    max_elements: int = 50_000
    max_links: int = 20_000
    max_attributes: int = 2_000
    max_depth: int = 500
    max_date_candidates: int = 500
    latest_day: str = "2099-12-31"


@dataclass(frozen=True, slots=True)
class TextLimits:
    """`max_text` is the greatest number of characters (code points) in the articles of one document together.

    Part of the recipe's settings, under `extract`. The built-in bound is that of a long novel.
    """

    max_text: int = 1_000_000
