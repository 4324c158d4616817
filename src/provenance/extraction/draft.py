"""What extraction hands on: the parts of one article, still in the characters of the decoded source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from provenance.model.evidence import Zone

BlockKind = Literal[
    # kept in the text
    "standfirst", "paragraph", "subhead", "embed",
    # read for fields, not part of the text
    "title", "byline", "dateline", "credit", "publication",
    # noise
    "navigation", "share", "related", "comment", "caption", "duplicate", "advertisement", "boilerplate",
]  # fmt: skip

#: Kinds whose blocks make up the text; every other kind is recorded in `removed`.
TEXT_KINDS: frozenset[BlockKind] = frozenset({"standfirst", "paragraph", "subhead", "embed"})


_ZONES: dict[BlockKind, Zone] = {
    "title": "title",
    "standfirst": "body",
    "paragraph": "body",
    "subhead": "body",
    "embed": "embed",
    "caption": "caption",
    "comment": "comment",
}


def zone_of(kind: BlockKind) -> Zone:
    """The zone that a kind of block is in; noise and what stands around the text is boilerplate."""
    return _ZONES.get(kind, "boilerplate")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the source, its kind and its zone.

    `string` holds the decoded characters as they stand; `raw_start` is the code point offset of the first one in the decoded
    source, or None where the extractor does not tell (markup). With `raw_start`, `string` is exactly
    `decoded[raw_start:raw_start + len(string)]`.
    """

    kind: BlockKind
    zone: Zone
    string: str
    raw_start: int | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that markup states: the string as printed there, and the rule that names the place (`json-ld:headline`)."""

    value: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One article of a snapshot, in the order of the source.

    Plain text gives blocks only: title, byline, credits and publication lines are blocks of those kinds. Markup also states
    values, which are given as they are printed there.
    """

    blocks: tuple[Block, ...]
    title: Stated | None = None
    authors: tuple[Stated, ...] = ()
    published: Stated | None = None
    modified: Stated | None = None
    language: Stated | None = None
    site_name: Stated | None = None
    canonical_url: str | None = None
