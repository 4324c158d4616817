"""Layouts: which columns of a table of documents tell what, by configuration or as published datasets name them.

| dataset | address | document | capture time |
|---|---|---|---|
| ours | `uri` or `url` | `payload`, `html` or `text` | `captured_at` |
| FineWeb and its kin (`dump` beside `date`) | `url` | `text` | `date`, of the crawl |
| the same as datatrove writes JSON Lines | `metadata.url` | `text` | `metadata.date` |
| C4, mC4 (no other columns) | `url` | `text` | `timestamp`, of the crawl |
| OSCAR 22.01, 23.01 | `warc_headers.warc-target-uri` | `content` | `warc_headers.warc-date` |
| OSCAR on the Hugging Face hub | `meta.warc_headers.…` | `text` | `meta.warc_headers.warc-date` |
| CC-News on the hub | `url` | `title`, `text` | none: its `date` is that of publication |
| CC-News, multilingual (`plain_text`) | `requested_url` | `title`, `plain_text` | none |
| news-please | `url` | `title`, `maintext` | none: its `date_download` tells no zone |
| Media Cloud | `url` | `title`, `text` | none: `publish_date` and `indexed_date` are other days |

Where there is no address, an `id` stands for it. A column called `date` or `timestamp` anywhere else is no capture time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from provenance.errors import SourceError
from provenance.model.columns import Columns

_URIS = ("uri", "url", "requested_url", "warc_headers.warc-target-uri", "meta.warc_headers.warc-target-uri", "metadata.url", "id")
_DOCUMENTS = {"payload": ("payload",), "html": ("html",), "text": ("text", "plain_text", "maintext", "content")}
_TIMES = ("captured_at", "warc_headers.warc-date", "meta.warc_headers.warc-date")
_C4 = frozenset({"text", "timestamp", "url"})


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of a table, and the `names` of all that there are.

    `utc` says that a capture time without offset is in UTC, as the dataset's publisher has it.
    """

    columns: Columns
    names: frozenset[str]
    utc: bool = False

    @property
    def documents(self) -> tuple[tuple[str, str], ...]:
        """What may hold the document, `payload`, `html` or `text`, and in which column. Raises SourceError where nothing does."""
        named = self.columns.named
        found = tuple((kind, named[kind]) for kind in _DOCUMENTS if kind in named)
        if not found:
            there = ", ".join(sorted(self.names)[:20]) or "none"
            raise SourceError(f"no column for the document among {there}; name it as text, html or payload in [sources.columns]")
        missing = next((name for _, name in found if name not in self.names), None)
        if missing:
            raise SourceError(f"no column {missing}, which [sources.columns] names; mend the name or the file")
        return found


@lru_cache(maxsize=256)
def layout_of(names: frozenset[str], given: Columns) -> Layout:
    """The layout of a table with these columns, nested ones as `outer.inner`; what is configured comes first."""
    named = given.named
    known = _first(names, {"uri": _URIS, "captured_at": _TIMES})
    known |= {name: name for name in ("title", "media_type", "charset") if name in names}
    if not named.keys() & _DOCUMENTS.keys():
        known |= _first(names, _DOCUMENTS)
    crawled = None if "captured_at" in known | named else _crawled(names)
    if crawled:
        known["captured_at"] = crawled
    return Layout(Columns(**(known | named)), names, utc=crawled is not None)


def _first(names: frozenset[str], choices: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each of the choices, the first name that is there."""
    found = {what: next((name for name in those if name in names), None) for what, those in choices.items()}
    return {what: name for what, name in found.items() if name}


def _crawled(names: frozenset[str]) -> str | None:
    """The time of the crawl in layouts that call it by a name which elsewhere means something else."""
    if {"url", "dump", "date"} <= names:
        return "date"
    if {"metadata.url", "metadata.dump", "metadata.date"} <= names:
        return "metadata.date"
    return "timestamp" if names == _C4 else None


def names_of(row: Mapping[str, Any]) -> frozenset[str]:
    """The columns of a row, with those nested in the four that layouts look into."""
    names = set(row)
    for outer in ("warc_headers", "meta", "metadata"):
        if isinstance(inner := row.get(outer), Mapping):
            names |= {f"{outer}.{name}" for name in inner}
    headers = inner.get("warc_headers") if isinstance(inner := row.get("meta"), Mapping) else None
    if isinstance(headers, Mapping):
        names |= {f"meta.warc_headers.{name}" for name in headers}
    return frozenset(names)


def value_of(row: Mapping[str, Any], name: str | None) -> Any:
    """The value of a column; null where there is none. A column whose own name has a dot comes first."""
    if name is None or name in row:
        return None if name is None else row[name]
    value: Any = row
    for part in name.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value
