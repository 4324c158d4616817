"""An article and the lists that hang on it. Field names are the published column names, so they are a public interface.

Types, descriptions and rules of the columns are declared in `schemas/articles.odcs.yaml`; a test holds both against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from provenance.model.evidence import Evidence, FieldEvidence, Zone


@dataclass(frozen=True, slots=True)
class Agency:
    """A wire agency that the article names; `role` is `credit`, `byline` or `mention`."""

    id: str
    name: str
    role: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DateMention:
    """A dated mention.

    `kind` is `absolute`, `yearless`, `weekday`, `relative`, `time`, `range` or `vague`; `role` says what the date is of.
    `edtf` (EDTF, ISO 8601-2) is null where the mention cannot be resolved; `candidates` are the EDTF values that the text
    leaves open. `earliest` and `latest` bound the instant, UTC. `anchor` is the EDTF date that it was resolved against.
    """

    kind: str
    role: str
    zone: Zone
    evidence: Evidence
    edtf: str | None = None
    earliest: datetime | None = None
    latest: datetime | None = None
    precision: str | None = None
    timezone: str | None = None
    timezone_basis: str | None = None
    anchor: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity. `unit` is a CLDR unit id, `percent`, `currency:XXX` (ISO 4217) or null; `unit_raw` is always verbatim."""

    qualifier: str
    zone: Zone
    evidence: Evidence
    value: Decimal | None = None
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    unit_raw: str | None = None
    unit_candidates: tuple[str, ...] = ()
    counted: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted matter. `kind` is `direct`, `fragment`, `name` or `embed`; `match_text` is the match form, for comparing only."""

    kind: str
    text: str
    match_text: str
    zone: Zone
    evidence: Evidence
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """What cleaning took out of a plain-text source; offsets are code points in the decoded source."""

    kind: str
    quote: str
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A cleaned record, before hashes and the columns that a commit sets."""

    article_id: str
    snapshot_id: str
    payload_hash: str
    source: str
    uri: str
    part: int
    captured_at: datetime | None
    text: str
    text_hash: str
    canonical_url: str | None = None
    domain: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    outlet_id: str | None = None
    outlet: str | None = None
    host_id: str | None = None
    agencies: tuple[Agency, ...] = ()
    published_date: date | None = None
    published_at: datetime | None = None
    published_earliest: datetime | None = None
    published_latest: datetime | None = None
    published_timezone: str | None = None
    published_timezone_basis: str | None = None
    modified_date: date | None = None
    modified_at: datetime | None = None
    modified_timezone: str | None = None
    modified_timezone_basis: str | None = None
    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    evidence: tuple[FieldEvidence, ...] = ()
    removed: tuple[Removed, ...] = ()
    flags: tuple[str, ...] = ()
