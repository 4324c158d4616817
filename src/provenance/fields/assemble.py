"""An article from a draft: its scalar columns, with their evidence, and its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from provenance.extraction.draft import TEXT_KINDS, Draft, Stated
from provenance.fields.agencies import find_agencies
from provenance.fields.authors import find_authors
from provenance.fields.dated import read_passages
from provenance.fields.language import detect_language
from provenance.fields.mentions import inferred_anchor, read_dates, read_figures, read_quotes
from provenance.fields.outlets import FoundOutlet, identify_outlet
from provenance.fields.registry import Registry
from provenance.fields.times import PRINTED_ON, Times, read_times
from provenance.forms import normal_form
from provenance.identity.hashes import hash_bytes
from provenance.model.article import Agency, Article, Removed
from provenance.model.evidence import Evidence, FieldEvidence
from provenance.model.snapshot import Snapshot, article_id
from provenance.normalize.passage import Passage, place


def assemble(snapshot: Snapshot, part: int, draft: Draft, registry: Registry) -> Article:
    """The article of a draft, without hashes and the columns that a commit sets."""
    text, placed = place(draft.blocks)
    title, passages = _title(draft, placed)
    language = detect_language(text, draft.language.value if draft.language else None)
    outlet = _outlet(draft, snapshot, passages, registry)
    timezone = registry.outlet(outlet.outlet_id).timezone if outlet.outlet_id else None
    dated = read_passages(passages, language, timezone)
    printed = dated.on(PRINTED_ON, None)
    times = read_times(draft, passages, printed, timezone)
    inferred = inferred_anchor(dated, times)
    authors = _authors(draft, passages, registry, language)
    quoted = read_quotes(passages, language)
    dates = read_dates(dated, printed, times, quoted, times.published.day or inferred)
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
        dates=dates,
        figures=read_figures(passages, quoted, dates, language),
        quotes=quoted.quotes,
        evidence=tuple(_evidence(draft, title, authors, outlet, times, passages)),
        removed=tuple(_removed(passages)),
        flags=tuple(_flags(times, inferred)),
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


def _authors(draft: Draft, passages: Sequence[Passage], registry: Registry, language: str | None) -> list[Evidence]:
    """Evidence of the authors: those that markup states, else those of the bylines."""
    if draft.authors:
        return [_markup(author) for author in draft.authors]
    found = find_authors(passages, registry, language)
    return [passages[each.passage].evidence(each.start, each.end, "plain:byline") for each in found]


def _outlet(draft: Draft, snapshot: Snapshot, passages: Sequence[Passage], registry: Registry) -> FoundOutlet:
    return identify_outlet(
        registry,
        site_name=draft.site_name.value if draft.site_name else None,
        canonical_url=draft.canonical_url,
        uri=snapshot.uri,
        passages=passages,
    )


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


def _flags(times: Times, inferred: date | None) -> Iterator[str]:
    if inferred is not None:
        yield "anchor_inferred"
    if times.without_value:
        yield "published_label_without_value"


def _markup(stated: Stated) -> Evidence:
    return Evidence("markup", normal_form(stated.value), stated.rule)


def _removed(passages: Iterable[Passage]) -> Iterator[Removed]:
    for passage in passages:
        if passage.kind in TEXT_KINDS or passage.kind == "title" or passage.raw_start is None:
            continue
        evidence = passage.evidence(0, len(passage.string), "removed")
        if evidence.raw_start is not None and evidence.raw_end is not None:
            yield Removed(passage.kind, evidence.quote, evidence.raw_start, evidence.raw_end)
