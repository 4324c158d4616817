"""One document, without any dataset: for notebooks, tests and other engines."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from provenance.fields.registry import Registry, load_registry
from provenance.model.article import Article
from provenance.model.snapshot import Snapshot
from provenance.pipeline.profile import Stopwatch
from provenance.pipeline.reading import read_articles
from provenance.pipeline.settings import Settings


@cache
def _registry() -> Registry:
    return load_registry()


def extract(
    data: bytes | str,
    *,
    media_type: str = "text/plain",
    uri: str = "document",
    source: str = "inbox",
    charset: str | None = None,
    captured_at: datetime | None = None,
) -> tuple[Article, ...]:
    """The articles of one document, each with dates, outlets, figures, quotes and their evidence.

    `data` is the raw document; a string is taken as its UTF-8 bytes. `media_type` is `text/plain` or `text/html`, `captured_at`
    an aware instant. The contract's rules are not applied. Raises RejectedSnapshot where no article can be had of it, with the
    stage and the reason.
    """
    if isinstance(data, str):
        data, charset = data.encode(), "utf-8"
    snapshot = Snapshot(source, uri, media_type, data, charset, captured_at)
    articles, _ = read_articles(snapshot, _registry(), Settings(), Stopwatch())
    return articles
