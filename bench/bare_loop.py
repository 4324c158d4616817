"""A bare loop over a WARC: fastwarc, `trafilatura.bare_extraction(with_metadata=True)`, Parquet. What a run is compared with.

usage: bare_loop.py FILE.warc.gz OUT.parquet [--processes N]

With more than one process the pages are handed out in pieces of 20 by the one that reads the file and writes the table.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from fastwarc.warc import ArchiveIterator, WarcRecordType
from trafilatura import bare_extraction
from trafilatura.settings import Document

Page = tuple[str, bytes]
PIECE = 20


def pages(file: Path) -> Iterator[Page]:
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
            yield record.headers["WARC-Target-URI"], record.reader.read()


def read(piece: list[Page]) -> list[dict[str, Any]]:
    rows = []
    for uri, html in piece:
        found = bare_extraction(html, url=uri, with_metadata=True)
        if isinstance(found, Document):
            row = {"uri": uri, "title": found.title, "author": found.author, "date": found.date, "text": found.text}
            rows.append(row)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    left = pages(given.file)
    pieces = iter(lambda: list(islice(left, PIECE)), [])
    rows: list[dict[str, Any]] = []
    if given.processes == 1:
        for piece in pieces:
            rows += read(piece)
    else:
        with get_context("spawn").Pool(given.processes) as pool:
            for found in pool.imap(read, pieces):
                rows += found
    pq.write_table(pa.Table.from_pylist(rows), given.out, compression="zstd")
    print(len(rows))


if __name__ == "__main__":
    main()
