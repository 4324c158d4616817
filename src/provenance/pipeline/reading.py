"""Reading: one snapshot through decode, extract, normalize and fields. A pure function of bytes, context and recipe."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.errors import RejectedSnapshot
from provenance.extraction.decode import decode
from provenance.extraction.draft import Draft
from provenance.extraction.html import extract_html
from provenance.extraction.length import check_drafts, check_length
from provenance.extraction.plain import extract_plain
from provenance.fields.assemble import assemble
from provenance.fields.registry import Registry
from provenance.model.article import Article
from provenance.model.quarantine import Reason
from provenance.model.snapshot import Snapshot
from provenance.pipeline.profile import Stopwatch
from provenance.pipeline.rows import Row, as_row, hashed
from provenance.pipeline.settings import Settings

_HTML = {"text/html", "application/xhtml+xml"}


@dataclass(frozen=True)
class Reading:
    """What one snapshot came to, before the contract: rows of articles, with hashes, or the stage and reason of its rejection.

    `decoded` is the decoded source, against which evidence is checked; null where the snapshot was rejected.
    """

    snapshot: Snapshot
    rows: tuple[Row, ...] = ()
    decoded: str | None = None
    stage: str | None = None
    reason: Reason | None = None


def read_snapshot(snapshot: Snapshot, registry: Registry, settings: Settings, watch: Stopwatch | None = None) -> Reading:
    """Read one snapshot. A snapshot that cannot be used is a reading with a reason, never an exception."""
    watch = watch or Stopwatch()
    try:
        articles, decoded = read_articles(snapshot, registry, settings, watch)
    except RejectedSnapshot as rejected:
        return Reading(snapshot, stage=rejected.stage, reason=rejected.reason)
    with watch("hash"):
        return Reading(snapshot, tuple(hashed(as_row(article)) for article in articles), decoded)


def read_articles(
    snapshot: Snapshot, registry: Registry, settings: Settings, watch: Stopwatch
) -> tuple[tuple[Article, ...], str]:
    """The articles of one snapshot, and its decoded source. Raises RejectedSnapshot where none can be had of it."""
    with watch("decode"):
        source = decode(snapshot.payload, snapshot.media_type, snapshot.charset, settings.decode, snapshot.content_coding)
    with watch("html" if snapshot.media_type in _HTML else "text"):
        drafts = _drafts(source.string, snapshot, settings)
    with watch("fields"):
        return tuple(assemble(snapshot, part, draft, registry) for part, draft in enumerate(drafts)), source.string


def _drafts(decoded: str, snapshot: Snapshot, settings: Settings) -> tuple[Draft, ...]:
    if snapshot.media_type in _HTML:
        pages = extract_html(decoded, settings.html, url=snapshot.uri if "://" in snapshot.uri else None)
        check_drafts(pages, settings.text)
        return pages
    if not snapshot.media_type.startswith("text/"):
        observed = f"media type {snapshot.media_type}"
        raise RejectedSnapshot("extract", Reason("media_type_unknown", observed, "give text/plain or text/html", "media_type"))
    check_length(len(decoded), settings.text)
    drafts = extract_plain(decoded)
    if not drafts:
        raise RejectedSnapshot("extract", Reason("no_article", "no article in the text", "check the file at its source", "text"))
    return drafts
