"""Files of many snapshots, from paths and URLs."""

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from provenance.model.columns import Columns
from provenance.sources.bulk import Found, is_bulk, read_bulk
from provenance.sources.found import Captured, Pending
from tests.sources.warcs import packed, pages


def look(place: Path | str) -> list[Found]:
    return list(read_bulk(place, "crawl", 100_000))


def put(url: str, data: bytes) -> None:
    with fsspec.open(url, "wb") as file:
        file.write(data)


@pytest.mark.parametrize(
    "name",
    [
        *("a.warc", "A.WARC.GZ", "a.jsonl", "a.ndjson.gz", "a.jsonl.zst", "a.parquet"),
        *("s3://b/a.warc.gz", "https://a.example/a.warc.gz?key=x.html", "memory://a.jsonl", "simplecache::s3://b/a.parquet"),
    ],
)
def test_bulk_files_are_known_by_their_names(name: str) -> None:
    assert is_bulk(name)


@pytest.mark.parametrize("name", ["a.html", "a.txt.gz", "warc", "https://a.example/page?a.warc"])
def test_other_files_are_not(name: str) -> None:
    assert not is_bulk(name)


def test_a_path_and_a_url_give_the_same_snapshots(tmp_path: Path) -> None:
    data = packed(pages(3))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    put("memory://bulk/a.warc.gz", data)
    by_path, by_url, by_file = look(path), look("memory://bulk/a.warc.gz"), look(path.as_uri())
    assert len(by_path) == 3
    for other in (by_url, by_file):
        assert [each.snapshot for each in other if isinstance(each, Captured)] == [
            each.snapshot for each in by_path if isinstance(each, Captured)
        ]
    assert isinstance(by_url[0], Captured)
    assert by_url[0].where.startswith("memory://bulk/a.warc.gz: record 1 at byte 0")


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.ndjson.zst", "a.parquet"])
def test_tables_of_documents(name: str) -> None:
    rows = [{"link": "https://paper.example/a", "text": "The bridge is shut."}]
    data = (json.dumps(rows[0]) + "\n").encode()
    if name.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(rows), sink := io.BytesIO())
        data = sink.getvalue()
    data = (
        gzip.compress(data)
        if name.endswith(".gz")
        else pa.compress(data, "zstd", asbytes=True)
        if name.endswith(".zst")
        else data
    )
    put(f"memory://bulk/{name}", data)
    (found,) = read_bulk(f"memory://bulk/{name}", "table", 100_000, Columns(uri="link"))
    assert isinstance(found, Captured)
    assert found.snapshot.uri == "https://paper.example/a"


@pytest.mark.parametrize(
    "place",
    [Path("/nowhere/a.warc"), "memory://bulk/nowhere.warc", "invented://a/b.warc", "file:///nowhere/a.warc"],
)
def test_what_cannot_be_opened_is_one_pending(place: Path | str) -> None:
    (found,) = look(place)
    assert isinstance(found, Pending)
    assert found.where == str(place)
    assert not found.why.startswith(str(place))


def test_messages_keep_the_secrets_of_an_address() -> None:
    (found,) = look("invented://user:secret@host/a.warc?signature=secret")
    assert isinstance(found, Pending)
    assert found.where == "invented://host/a.warc"
    assert "secret" not in found.why


def test_a_file_that_fails_while_it_is_read_keeps_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("memory://bulk/fails.warc", b"".join(pages(400)))
    kind = type(fsspec.open("memory://bulk/fails.warc").open())
    read = kind.read

    def failing(self: io.BytesIO, size: int = -1) -> bytes:
        if self.tell() > 70_000:
            raise KeyError("gone")
        data: bytes = read(self, size)
        return data

    monkeypatch.setattr(kind, "read", failing)
    *captured, last = look("memory://bulk/fails.warc")
    assert isinstance(last, Pending)
    assert "cannot be read further" in last.why
    assert "gone" in last.why
    assert captured


def test_a_server_that_reads_only_forwards_is_copied_first(monkeypatch: pytest.MonkeyPatch) -> None:
    put("memory://bulk/forwards.warc.gz", packed(pages(3)))
    kind = type(fsspec.open("memory://bulk/forwards.warc.gz").open())
    monkeypatch.setattr(kind, "seekable", lambda self: False)
    assert len(look("memory://bulk/forwards.warc.gz")) == 3


def test_readers_are_imported_only_when_they_are_needed() -> None:
    code = (
        "import sys, provenance.sources.bulk; print([n for n in ('fsspec', 'fastwarc', 'pyarrow.parquet') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
