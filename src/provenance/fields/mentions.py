"""Mentions of an article: dates, figures and quotes of its passages, each with evidence, in the order of the source.

Which of them are read from which kinds of passages is decided here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from provenance.extraction.draft import TEXT_KINDS, BlockKind
from provenance.fields.anchor import SHOWN, TOLD, agrees, infer_anchor
from provenance.fields.dated import APART, DatedPassages
from provenance.fields.dates import FoundDate
from provenance.fields.figures import find_figures
from provenance.fields.quotes import find_quotes
from provenance.fields.times import Times
from provenance.forms import match_form
from provenance.model.article import DateMention, Figure, Quote
from provenance.model.evidence import Zone
from provenance.normalize.passage import Passage

# What somebody wrote as a sentence. Counters and menus only look as if they stated figures.
_PROSE: frozenset[BlockKind] = TEXT_KINDS | {"title", "caption", "comment"}
_QUOTED: frozenset[BlockKind] = _PROSE | {"related"}


def inferred_anchor(dated: DatedPassages, times: Times) -> date | None:
    """A day to resolve mentions against where the page gives no day of publication; None where nothing bears one out."""
    if times.published.day is not None:
        return None
    anchor = infer_anchor(dated.on(SHOWN, None), dated.on(TOLD, None), times.modified.day)
    return None if anchor is None or not agrees(anchor, dated.on(TOLD, anchor)) else anchor


@dataclass(frozen=True)
class Quoted:
    """The quotes of an article, and where they stand; what is inside one in the body is in the zone `quote`."""

    quotes: tuple[Quote, ...]
    spans: Sequence[tuple[Passage, int, int]]

    def zone(self, passage: Passage, start: int, end: int) -> Zone:
        """The zone of a stretch of a passage."""
        if passage.zone != "body":
            return passage.zone
        inside = any(each is passage and first <= start and end <= last for each, first, last in self.spans)
        return "quote" if inside else "body"


def read_quotes(passages: Sequence[Passage], language: str | None) -> Quoted:
    """The quotes of all passages that hold sentences, and of pointers to other articles."""
    quotes: list[Quote] = []
    spans: list[tuple[Passage, int, int]] = []
    for passage in passages:
        if passage.kind not in _QUOTED:
            continue
        for each in find_quotes(passage.string, language):
            evidence = passage.evidence(each.start, each.end, each.rule)
            quotes.append(Quote(each.kind, each.text, match_form(each.text), passage.zone, evidence, each.speaker))
            spans.append((passage, each.start, each.end))
    return Quoted(_in_order(quotes), spans)


def read_dates(
    dated: DatedPassages, printed: Sequence[FoundDate], times: Times, quoted: Quoted, anchor: date | None
) -> tuple[DateMention, ...]:
    """The dated mentions: those `printed` on publication lines, with the role that `times` gave them, and those of all sentences.

    Mentions are resolved against the `anchor`, the day of publication or an inferred one; captions and comments are read each for
    itself.
    """
    return _in_order(_roles(dated, printed, times, quoted, anchor))


def _roles(
    dated: DatedPassages, printed: Sequence[FoundDate], times: Times, quoted: Quoted, anchor: date | None
) -> Iterator[DateMention]:
    roles = dict(times.mentions)
    for each in printed:
        yield _mention(dated.passages[each.paragraph], each, roles.get(each, "header"), quoted)
    for each in dated.on(TEXT_KINDS | {"title"}, anchor):
        passage = dated.passages[each.paragraph]
        yield _mention(passage, each, "embed" if passage.kind == "embed" else "event", quoted)
    for each in dated.each_on(APART, anchor):
        passage = dated.passages[each.paragraph]
        yield _mention(passage, each, passage.kind, quoted)


def _mention(passage: Passage, found: FoundDate, role: str, quoted: Quoted) -> DateMention:
    return DateMention(
        kind=found.kind,
        role=role,
        zone=quoted.zone(passage, found.start, found.end),
        evidence=passage.evidence(found.start, found.end, found.rule),
        edtf=found.edtf,
        earliest=found.earliest,
        latest=found.latest,
        precision=found.precision,
        timezone=found.timezone,
        timezone_basis=found.timezone_basis,
        anchor=found.anchor,
        candidates=found.candidates,
    )


def read_figures(
    passages: Sequence[Passage], quoted: Quoted, dates: Sequence[DateMention], language: str | None
) -> tuple[Figure, ...]:
    """The figures of all passages that hold sentences; the numbers of a day or a time among the `dates` are none."""
    told = [each for each in dates if each.kind in _TOLD]
    return _in_order(each for each in _counted(passages, quoted, language) if not _is_of_date(each, told))


def _is_of_date(figure: Figure, dates: Iterable[DateMention]) -> bool:
    """Whether a number begins inside of a date (`13 bm.`), or inside of a time of day (`a quarter past ten`)."""
    start = figure.evidence.start
    if start is None:
        return False
    spans = ((each.evidence.start, each.evidence.end) for each in dates)
    return any(first is not None and end is not None and first <= start < end for first, end in spans)


def _counted(passages: Sequence[Passage], quoted: Quoted, language: str | None) -> Iterator[Figure]:
    for passage in passages:
        if passage.kind not in _PROSE:
            continue
        for each in find_figures(passage.string, language):
            yield Figure(
                qualifier=each.qualifier,
                zone=quoted.zone(passage, each.start, each.end),
                evidence=passage.evidence(each.start, each.end, each.rule),
                value=each.value,
                value_low=each.value_low,
                value_high=each.value_high,
                unit=each.unit,
                unit_raw=each.unit_raw,
                unit_candidates=each.unit_candidates,
                counted=each.counted,
            )


# Kinds of dates whose numbers are none that count; `three weeks ago` has one.
_TOLD = frozenset({"absolute", "yearless", "weekday", "time", "range"})

_T = TypeVar("_T", DateMention, Figure, Quote)


def _in_order(mentions: Iterable[_T]) -> tuple[_T, ...]:
    """In the order of the source; those of markup, which have no place there, before those of the text."""
    return tuple(sorted(mentions, key=lambda each: (each.evidence.raw_start or 0, each.evidence.start or 0)))
