"""Derived columns: what rules compare a row with. Declared, with their meaning, in `schemas/articles.odcs.yaml`.

Rows are mappings as Arrow's `to_pylist` gives them; all functions are pure and look at one article only, never at the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, Protocol

from provenance.forms import normal_form
from provenance.identity.hashes import hash_bytes
from provenance.identity.records import content_hash, record_hash
from provenance.validate.units import known_unit

Row = Mapping[str, Any]

#: How far the clocks of a publisher and of a crawler may be apart.
CLOCKS = timedelta(hours=1)
#: How far a day, or an instant whose zone is not printed, may be off.
ZONES = timedelta(days=1)


class OutletView(Protocol):
    """What rules ask of an outlet."""

    @property
    def domains(self) -> Collection[str]:
        """Host names without `www.`."""


class RegistryView(Protocol):
    """What rules ask of the registry."""

    def outlet(self, outlet_id: str) -> OutletView:
        """The outlet of an id. Raises KeyError for an unknown one."""


def article_columns(row: Row, registry: RegistryView) -> dict[str, Any]:
    """Derived columns of the view `articles`."""
    comparable = row["published_at"] is not None and row["modified_at"] is not None
    published = _start(row, "published", by_instant=comparable)
    modified = _start(row, "modified", by_instant=comparable)
    return {
        "text_length": len(row["text"]),
        "abnormal_at": _abnormal_at(row["text"]),
        "published_start": _start(row, "published", by_instant=True),
        "modified_start": _start(row, "modified", by_instant=True),
        "published_comparable": published,
        "modified_day_later": _later(modified, ZONES),
        "modified_within_day": _within_day(modified, published),
        "published_limit": _limit(row, "published"),
        "modified_limit": _limit(row, "modified"),
        "unknown_outlet_id": _unknown(row["outlet_id"], registry),
        "unknown_host_id": _unknown(row["host_id"], registry),
        "foreign_domain": _foreign_domain(row, registry),
        "text_hash_recomputed": hash_bytes(row["text"].encode("utf-8")),
        "content_hash_recomputed": content_hash(row),
        "record_hash_recomputed": record_hash(row),
    }


def _abnormal_at(text: str) -> int | None:
    normal = normal_form(text)
    if normal == text:
        return None
    differing = (offset for offset, (before, after) in enumerate(zip(text, normal, strict=False)) if before != after)
    return next(differing, min(len(text), len(normal)))


def _start(row: Row, event: str, *, by_instant: bool) -> datetime | None:
    if by_instant and row[f"{event}_at"] is not None:
        instant: datetime = row[f"{event}_at"]
        return instant
    day = row[f"{event}_date"]
    return None if day is None else datetime.combine(day, time.min, UTC)


def _limit(row: Row, event: str) -> datetime | None:
    printed = row[f"{event}_at"] is not None and row[f"{event}_timezone_basis"] == "explicit"
    return _later(row["captured_at"], CLOCKS if printed else ZONES)


def _later(instant: datetime | None, by: timedelta) -> datetime | None:
    return None if instant is None else min(instant, datetime.max.replace(tzinfo=UTC) - by) + by


def _within_day(modified: datetime | None, published: datetime | None) -> datetime | None:
    later = _later(modified, ZONES)
    return modified if later is not None and published is not None and later >= published else None


def _domains(outlet_id: str, registry: RegistryView) -> Collection[str] | None:
    try:
        return registry.outlet(outlet_id).domains
    except KeyError:
        return None


def _unknown(outlet_id: str | None, registry: RegistryView) -> str | None:
    return outlet_id if outlet_id is not None and _domains(outlet_id, registry) is None else None


def _foreign_domain(row: Row, registry: RegistryView) -> str | None:
    ids = [row[column] for column in ("outlet_id", "host_id") if row[column] is not None]
    expected = [domain for each in ids for domain in _domains(each, registry) or ()]
    domain: str | None = row["domain"]
    if domain is None or not expected or any(_within(domain, each) or _within(each, domain) for each in expected):
        return None
    return domain


def _within(domain: str, other: str) -> bool:
    return domain == other or domain.endswith("." + other)


def _date_columns(date: Row, _article: Row, _source: str | None) -> dict[str, Any]:
    return {"candidate_count": len(date["candidates"])}


def _figure_columns(figure: Row, _article: Row, _source: str | None) -> dict[str, Any]:
    unit = figure["unit"]
    values = [figure[name] for name in ("value", "value_low", "value_high") if figure[name] is not None]
    percents = values if unit == "percent" else []
    return {
        "unknown_unit": unit if unit is not None and not known_unit(unit) else None,
        "percent_low": min(percents, default=None),
        "percent_high": max(percents, default=None),
        "candidates_without_raw": ", ".join(figure["unit_candidates"]) or None if figure["unit_raw"] is None else None,
    }


def _evidence_columns(evidence: Row, article: Row, source: str | None) -> dict[str, Any]:
    start, end, layer = evidence["start"], evidence["end"], evidence["layer"]
    at_text = None
    if layer == "text":
        at_text = _between(article["text"], start, end)
    elif (start, end) != (None, None):
        at_text = ""
    return {"text_at_evidence": at_text, "source_at_evidence": _source_at(evidence, layer == "source", source)}


def _source_at(evidence: Row, required: bool, source: str | None) -> str | None:
    start, end = evidence["raw_start"], evidence["raw_end"]
    if (start, end) == (None, None):
        return "" if required else None
    if source is None:
        return None
    return normal_form(_between(source, start, end))


def _between(string: str, start: int | None, end: int | None) -> str:
    """`string[start:end]`, but empty for offsets that are missing or out of bounds; no evidence is empty."""
    if start is None or end is None or not 0 <= start < end <= len(string):
        return ""
    return string[start:end]


def _removed_columns(removed: Row, _article: Row, source: str | None) -> dict[str, Any]:
    return {"source_at_removed": _source_at(removed, True, source)}


#: View of a list: derived columns of one of its elements, from the element, its article and the decoded source.
ELEMENT_COLUMNS: Mapping[str, Callable[[Row, Row, str | None], dict[str, Any]]] = MappingProxyType(
    {
        "dates": _date_columns,
        "figures": _figure_columns,
        "evidence": _evidence_columns,
        "removed": _removed_columns,
    }
)
