"""Where a source lies: a path, or a URL."""

from __future__ import annotations

from pathlib import Path

import regex

Place = Path | str

_URL = regex.compile(r"[A-Za-z][A-Za-z0-9+.-]+://|[a-z][a-z0-9+-]+::")


def is_url(place: str) -> bool:
    """Whether a place is a URL such as `s3://bucket/crawl.warc.gz` (also chained, `simplecache::https://…`), and not a path."""
    return _URL.match(place) is not None


def place_of(text: str, folder: Path | None = None) -> Place:
    """The place that a text names; a relative path counts from `folder`, if one is given."""
    if is_url(text):
        return text
    return Path(text) if folder is None else folder / text


def absolute(place: Place) -> str:
    """The place, for another process with another working folder."""
    return place if isinstance(place, str) else str(place.absolute())
