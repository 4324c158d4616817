"""Passages: normalised stretches of an article that know the way back to the decoded source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import regex

from provenance.extraction.draft import TEXT_KINDS, Block, BlockKind
from provenance.forms import normal_form
from provenance.model.evidence import Evidence, Zone

#: Paragraphs of a text stand apart by an empty line, as in the plain text of the source.
PARAGRAPH_BREAK = "\n\n"

# The shortest stretches that normalise on their own: a line end, or a character with what combines with it
# (extended grapheme clusters, UAX #29, are closed under NFC).
_CLUSTER = regex.compile(r"\r\n|\X")


@dataclass(frozen=True, slots=True)
class Passage:
    """One block in normal form.

    `start` is its offset in the article's text, None where the block is not part of the text. `raw_start` is its offset in
    the decoded source, None for markup. `offsets` maps each code point boundary of `string` to one of the block
    (length `len(string) + 1`); None means that normalisation changed nothing, so that offsets are equal.
    """

    kind: BlockKind
    zone: Zone
    string: str
    start: int | None = None
    raw_start: int | None = None
    offsets: tuple[int, ...] | None = None

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """Evidence for `string[start:end]`, widened to whole characters where a boundary would cut a combined one."""
        if not 0 <= start < end <= len(self.string):
            raise ValueError(f"no such stretch: [{start}:{end}] of {len(self.string)} code points")
        if self.offsets is not None:
            while start > 0 and self.offsets[start] == self.offsets[start - 1]:
                start -= 1
            while end < len(self.string) and self.offsets[end] == self.offsets[end - 1]:
                end += 1
        in_text = self.start is not None
        return Evidence(
            layer="text" if in_text else "source" if self.raw_start is not None else "markup",
            quote=self.string[start:end],
            rule=rule,
            start=self.start + start if self.start is not None else None,
            end=self.start + end if self.start is not None else None,
            raw_start=self._raw(start),
            raw_end=self._raw(end),
        )

    def _raw(self, offset: int) -> int | None:
        if self.raw_start is None:
            return None
        return self.raw_start + (offset if self.offsets is None else self.offsets[offset])


def passage(block: Block) -> Passage:
    """A block in normal form, not placed in a text yet."""
    string = normal_form(block.string)
    offsets = None if string == block.string else _offsets(block.string)
    return Passage(block.kind, block.zone, string, None, block.raw_start, offsets)


def _offsets(decoded: str) -> tuple[int, ...]:
    """For each code point boundary of the normal form the boundary in `decoded`; those inside a cluster point to its start."""
    offsets: list[int] = []
    for cluster in _CLUSTER.finditer(decoded):
        offsets.extend([cluster.start()] * len(normal_form(cluster.group())))
    return (*offsets, len(decoded))


def place(blocks: Iterable[Block]) -> tuple[str, tuple[Passage, ...]]:
    """The text that the kept blocks make up, and all blocks as passages, the kept ones placed in it."""
    parts: list[str] = []
    passages: list[Passage] = []
    length = 0
    for each in map(passage, blocks):
        if each.kind in TEXT_KINDS:
            length += len(PARAGRAPH_BREAK) if parts else 0
            passages.append(replace(each, start=length))
            parts.append(each.string)
            length += len(each.string)
        else:
            passages.append(each)
    return PARAGRAPH_BREAK.join(parts), tuple(passages)
