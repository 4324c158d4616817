"""An article from a draft: its scalar columns and its mentions, each with evidence.

Which fields are read from which kinds of passages is decided here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from provenance.extraction.draft import TEXT_KINDS, BlockKind, Draft, Stated
from provenance.fields.agencies import find_agencies
from provenance.fields.authors import find_authors
from provenance.fields.dates import FoundDate, find_dates
from provenance.fields.figures import find_figures
from provenance.fields.language import detect_language
from provenance.fields.outlets import FoundOutlet, identify_outlet
from provenance.fields.quotes import find_quotes
from provenance.fields.registry import Registry
from provenance.fields.times import PRINTED_ON, Times, read_times
from provenance.forms import match_form, normal_form
from provenance.identity.hashes import hash_bytes
from provenance.model.article import Agency, Article, DateMention, Figure, Quote, Removed
from provenance.model.evidence import Evidence, FieldEvidence, Zone
from provenance.model.snapshot import Snapshot, article_id
from provenance.normalize.passage import Passage, place

# What somebody wrote as a sentence. Counters and menus only look as if they stated figures.
_PROSE: frozenset[BlockKind] = TEXT_KINDS | {"title", "caption", "comment"}
_QUOTED: frozenset[BlockKind] = _PROSE | {"related"}
# Captions and comments have days of their own; a "Friday" in one of them says nothing of the next paragraph.
_APART: frozenset[BlockKind] = frozenset({"caption", "comment"})


def assemble(snapshot: Snapshot, part: int, draft: Draft, registry: Registry) -> Article:
    """The article of a draft, without hashes and the columns that a commit sets."""
    text, placed = place(draft.blocks)
    title, passages = _title(draft, placed)
    language = detect_language(text, draft.language.value if draft.language else None)
    outlet = _outlet(draft, snapshot, passages, registry)
    timezone = registry.outlet(outlet.outlet_id).timezone if outlet.outlet_id else None
    printed = _dates(passages, PRINTED_ON, language, None, timezone)
    times = read_times(draft, passages, printed, timezone)
    authors = _authors(draft, passages, registry)
    quotes = list(_quotes(passages, language))
    quoted = _Spans([(passage, start, end) for passage, start, end, _ in quotes])
    return Article(
        article_id=article_id(snapshot.source, snapshot.uri, part),
        snapshot_id=snapshot.snapshot_id,
        payload_hash=snapshot.payload_hash,
        source=snapshot.source,
        uri=snapshot.uri,
        part=part,
        captured_at=snapshot.captured_at,
        text=text,
        text_hash=hash_bytes(text.encode()),
        canonical_url=draft.canonical_url,
        domain=outlet.domain,
        title=title.quote if title else None,
        authors=tuple(evidence.quote for evidence in authors),
        language=language,
        outlet_id=outlet.outlet_id,
        outlet=outlet.outlet,
        host_id=outlet.host_id,
        agencies=tuple(
            Agency(each.id, each.name, each.role, passages[each.passage].evidence(each.start, each.end, each.rule))
            for each in find_agencies(passages, registry)
        ),
        published_date=times.published.day,
        published_at=times.published.at,
        published_earliest=times.published.earliest,
        published_latest=times.published.latest,
        published_timezone=times.published.timezone,
        published_timezone_basis=times.published.timezone_basis,
        modified_date=times.modified.day,
        modified_at=times.modified.at,
        modified_timezone=times.modified.timezone,
        modified_timezone_basis=times.modified.timezone_basis,
        dates=_in_order(_mentions(passages, printed, times, quoted, language, timezone)),
        figures=_in_order(_figures(passages, quoted, language)),
        quotes=_in_order(quote for _, _, _, quote in quotes),
        evidence=tuple(_evidence(draft, title, authors, outlet, times, passages)),
        removed=tuple(_removed(passages)),
        flags=("published_label_without_value",) if times.without_value else (),
    )


def _title(draft: Draft, placed: Sequence[Passage]) -> tuple[Evidence | None, tuple[Passage, ...]]:
    """Evidence of the title, and the passages with a title that markup states among them."""
    if draft.title is not None:
        stated = Passage("title", "title", normal_form(draft.title.value))
        return stated.evidence(0, len(stated.string), draft.title.rule), (stated, *placed)
    for passage in placed:
        if passage.kind == "title":
            return passage.evidence(0, len(passage.string), "plain:title"), tuple(placed)
    return None, tuple(placed)


def _authors(draft: Draft, passages: Sequence[Passage], registry: Registry) -> list[Evidence]:
    """Evidence of the authors: those that markup states, else those of the bylines."""
    if draft.authors:
        return [_markup(author) for author in draft.authors]
    found = find_authors(passages, registry)
    return [passages[each.passage].evidence(each.start, each.end, "plain:byline") for each in found]


def _outlet(draft: Draft, snapshot: Snapshot, passages: Sequence[Passage], registry: Registry) -> FoundOutlet:
    return identify_outlet(
        registry,
        site_name=draft.site_name.value if draft.site_name else None,
        canonical_url=draft.canonical_url,
        uri=snapshot.uri,
        passages=passages,
    )


def _dates(
    passages: Sequence[Passage], kinds: frozenset[BlockKind], language: str | None, anchor: date | None, timezone: str | None
) -> list[FoundDate]:
    """Dates of the passages of some kinds, read in their order, by index into `passages`."""
    chosen = [index for index, passage in enumerate(passages) if passage.kind in kinds]
    found = find_dates([passages[index].string for index in chosen], language, anchor=anchor, timezone=timezone)
    return [replace(each, paragraph=chosen[each.paragraph]) for each in found]


def _mentions(
    passages: Sequence[Passage],
    printed: Sequence[FoundDate],
    times: Times,
    quoted: _Spans,
    language: str | None,
    timezone: str | None,
) -> Iterator[DateMention]:
    anchor = times.published.day
    roles = dict(times.mentions)
    for each in printed:
        yield _mention(passages[each.paragraph], each, roles.get(each, "header"), quoted)
    for each in _dates(passages, TEXT_KINDS | {"title"}, language, anchor, timezone):
        passage = passages[each.paragraph]
        yield _mention(passage, each, "embed" if passage.kind == "embed" else "event", quoted)
    for index, passage in enumerate(passages):
        if passage.kind in _APART:
            for each in find_dates([passage.string], language, anchor=anchor, timezone=timezone):
                yield _mention(passages[index], each, passage.kind, quoted)


def _mention(passage: Passage, found: FoundDate, role: str, quoted: _Spans) -> DateMention:
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


def _figures(passages: Sequence[Passage], quoted: _Spans, language: str | None) -> Iterator[Figure]:
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


def _quotes(passages: Sequence[Passage], language: str | None) -> Iterator[tuple[Passage, int, int, Quote]]:
    for passage in passages:
        if passage.kind not in _QUOTED:
            continue
        for each in find_quotes(passage.string, language):
            evidence = passage.evidence(each.start, each.end, each.rule)
            quote = Quote(each.kind, each.text, match_form(each.text), passage.zone, evidence, each.speaker)
            yield passage, each.start, each.end, quote


@dataclass(frozen=True)
class _Spans:
    """Quoted stretches; what stands inside one in the body is in the zone `quote`."""

    spans: Sequence[tuple[Passage, int, int]]

    def zone(self, passage: Passage, start: int, end: int) -> Zone:
        if passage.zone != "body":
            return passage.zone
        inside = any(each is passage and first <= start and end <= last for each, first, last in self.spans)
        return "quote" if inside else "body"


def _evidence(
    draft: Draft,
    title: Evidence | None,
    authors: Sequence[Evidence],
    outlet: FoundOutlet,
    times: Times,
    passages: Sequence[Passage],
) -> Iterator[FieldEvidence]:
    """Evidence of the scalar columns. A language that was detected has the whole text for evidence, and none here."""
    if title is not None:
        yield FieldEvidence("title", title)
    for author in authors:
        yield FieldEvidence("authors", author)
    if outlet.rule is not None:
        if outlet.passage is not None and outlet.start is not None and outlet.end is not None:
            yield FieldEvidence("outlet", passages[outlet.passage].evidence(outlet.start, outlet.end, outlet.rule))
        elif outlet.value is not None:
            yield FieldEvidence("outlet", Evidence("markup", normal_form(outlet.value), outlet.rule))
    if times.published_evidence is not None:
        yield FieldEvidence("published", times.published_evidence)
    if times.modified_evidence is not None:
        yield FieldEvidence("modified", times.modified_evidence)
    if draft.language is not None:
        yield FieldEvidence("language", _markup(draft.language))


def _markup(stated: Stated) -> Evidence:
    return Evidence("markup", normal_form(stated.value), stated.rule)


def _removed(passages: Iterable[Passage]) -> Iterator[Removed]:
    for passage in passages:
        if passage.kind in TEXT_KINDS or passage.kind == "title" or passage.raw_start is None:
            continue
        evidence = passage.evidence(0, len(passage.string), "removed")
        if evidence.raw_start is not None and evidence.raw_end is not None:
            yield Removed(passage.kind, evidence.quote, evidence.raw_start, evidence.raw_end)


_T = TypeVar("_T", DateMention, Figure, Quote)


def _in_order(mentions: Iterable[_T]) -> tuple[_T, ...]:
    """In the order of the source; those of markup, which have no place there, before those of the text."""
    return tuple(sorted(mentions, key=lambda each: (each.evidence.raw_start or 0, each.evidence.start or 0)))
