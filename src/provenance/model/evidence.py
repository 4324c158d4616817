"""Evidence: the characters that a value was read from, and where they stand.

Two laws hold for every piece and are checked before a version is published and by `verify`:

* layer `text`: `text[start:end] == quote`
* wherever `raw_start` is given: `normalize(decoded[raw_start:raw_end]) == quote`, where normalize is NFC with LF line ends

All offsets count Unicode code points; ends are exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Layer = Literal["text", "source", "markup"]
Zone = Literal["title", "body", "quote", "caption", "comment", "embed", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value was read.

    `layer` is `text` (the cleaned text), `source` (the decoded source, for what cleaning took out) or `markup` (a meta
    tag, JSON-LD path or element, named by `rule`). `start` and `end` count in the cleaned text and are null in the other
    layers; `raw_start` and `raw_end` count in the decoded source and are always given for plain-text sources.
    """

    layer: Layer
    quote: str
    rule: str
    start: int | None = None
    end: int | None = None
    raw_start: int | None = None
    raw_end: int | None = None


@dataclass(frozen=True, slots=True)
class FieldEvidence:
    """Evidence of a scalar column of an article."""

    field: str
    evidence: Evidence
