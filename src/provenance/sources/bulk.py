"""Sources of many snapshots in one file: WARC, JSON Lines and Parquet, from a path or a URL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from provenance.errors import SourceError
from provenance.model.columns import Columns
from provenance.model.place import Place, is_url
from provenance.sources.found import Found, Pending
from provenance.sources.remote import opened, shown

_KNOWN = Columns()

WARC = (".warc", ".warc.gz")
JSONL = tuple(name + packed for name in (".jsonl", ".ndjson") for packed in ("", ".gz", ".zst"))
PARQUET = (".parquet",)


def is_bulk(name: str) -> bool:
    """Whether a file of this name, or at this URL, is one of many snapshots."""
    return _name(name).endswith((*WARC, *JSONL, *PARQUET))


def read_bulk(place: Place, source: str, max_bytes: int, columns: Columns = _KNOWN) -> Iterator[Found]:
    """The snapshots of a file or URL, one at a time, in the order of the file; `columns` are those of a table of documents.

    A record above `max_bytes`, or one that is damaged, comes as Pending; so does the rest of a file that cannot be read further.
    What a format's rules pass over is told at the end, by kind.
    """
    name, where = _name(str(place)), shown(place)
    try:
        with opened(place) as stream:
            if name.endswith(WARC):
                from provenance.sources.warc.snapshots import read_warc  # fastwarc is needed only here

                yield from read_warc(stream, where, source, max_bytes)
            elif name.endswith(JSONL):
                from provenance.sources.documents.jsonl import read_jsonl

                yield from read_jsonl(stream, where, source, max_bytes, columns)
            elif name.endswith(PARQUET):
                from provenance.sources.documents.table import read_parquet  # pyarrow.parquet is needed only here

                yield from read_parquet(stream, where, source, max_bytes, columns)
            else:
                formats = ", ".join((*WARC, *JSONL, *PARQUET))
                raise SourceError(f"{where}: none of the formats {formats}; convert it, or name it as what it is")
    except SourceError as error:
        yield Pending(where, str(error).removeprefix(f"{where}: "))
    except OSError as error:
        yield Pending(where, f"it cannot be read further ({error.strerror or error}); make it readable and run again")


def _name(place: str) -> str:
    """The last part of a path, or of a URL without its query, in lower case."""
    return PurePosixPath(place.partition("?")[0] if is_url(place) else place).name.lower()
