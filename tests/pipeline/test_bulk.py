"""From a WARC file to a published dataset and back: coded pages keep their bytes, and their evidence holds."""

from __future__ import annotations

import gzip
from pathlib import Path

import orjson
import pyarrow as pa
import pytest

from provenance.dataset import parquet
from provenance.dataset.snapshots import stored_snapshots
from provenance.dataset.state import load_state
from provenance.pipeline import batches, judge
from provenance.proof.article import check_article_proof, check_payload, prove_article
from provenance.read.dataset import open_dataset
from tests.samples import verified
from tests.sources.warcs import HTML, http, packed, record

from .conftest import Run

PAGE = (
    "<!doctype html><title>Bridge shut</title><article><h1>Bridge shut</h1><p>The bridge at Arlen is shut until Monday "
    "14 March 2031, the council said. “We shall see 300 lorries turned away,” said Ada Moreno of the port.</p>"
    "<p>Drivers are asked to take the ferry, which sails every 20 minutes between seven and midnight.</p></article>"
).encode()


CODED = {"gzip": gzip.compress(PAGE, mtime=0), "br": pa.compress(PAGE, "brotli", asbytes=True), "exi": b"\x24"}


def test_coded_pages_are_published_with_their_bytes_headers_and_evidence(publish: Run, dataset: Path, tmp_path: Path) -> None:
    records = [
        record(f"https://paper.example/{coding}", http(bytes(body), (*HTML, f"Content-Encoding: {coding}")))
        for coding, body in CODED.items()
    ]
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "crawl.warc.gz").write_bytes(packed([*records, record("https://paper.example/gone", http(b"", status=404))]))
    report = publish(inbox)
    assert (report.read, report.accepted, report.quarantined) == (3, 2, 1)
    assert sum(report.passed_over.values()) == 1
    assert verified(dataset).findings == ()
    stored = stored_snapshots(load_state(dataset), open_dataset(dataset).latest().snapshots().schema)
    assert {each.uri.rpartition("/")[2]: each.payload for each in stored} == CODED

    version = open_dataset(dataset).latest()
    rows = version.revisions().to_pylist()
    assert [row["title"] for row in rows] == ["Bridge shut", "Bridge shut"]
    (refused,) = version.quarantine().to_pylist()
    assert (refused["uri"], refused["reasons"][0]["rule"]) == ("https://paper.example/exi", "coding-unknown")

    row = next(row for row in rows if row["uri"].endswith("/br"))
    shown = check_article_proof(prove_article(open_dataset(dataset), version, row["article_id"], 1), [version.id])
    assert shown.snapshot["headers"][-1] == {"name": "content-encoding", "value": "br"}
    assert check_payload(shown, CODED["br"]) >= 0


def test_a_file_without_capture_times_may_hold_an_address_once(publish: Run, dataset: Path, tmp_path: Path) -> None:
    line = orjson.dumps({"url": "https://paper.example/a", "text": "The bridge at Arlen is shut until 14 March 2031, they say."})
    (tmp_path / "a.jsonl").write_bytes(line + b"\n" + line.replace(b"shut", b"open") + b"\n")
    report = publish(tmp_path / "a.jsonl")
    assert report.read == 1
    [pending] = report.pending
    assert "line 2" in pending.where
    assert "line 1" in pending.why


def test_batches_and_workers_do_not_show(publish: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [record(f"https://paper.example/{n}", http(PAGE.replace(b"300", str(300 + n).encode()), HTML)) for n in range(9)]
    (tmp_path / "a.warc").write_bytes(b"".join(pages))
    one = publish(tmp_path / "a.warc", dataset=tmp_path / "one")
    monkeypatch.setattr(batches, "MOST_SNAPSHOTS", 2)
    monkeypatch.setattr(judge, "_AT_ONCE", 1)
    monkeypatch.setattr(parquet, "ROWS_PER_FILE", 2)
    many = publish(tmp_path / "a.warc", dataset=tmp_path / "many")
    assert (one.version, one.rows) == (many.version, 9)
    assert verified(tmp_path / "many").findings == ()
