"""A source in an object store."""

from __future__ import annotations

import json
from pathlib import Path

import obstore
from obstore.store import S3Store

from tests.command import provenance
from tests.flows.command import ARTICLE


def test_a_table_of_documents_is_read_from_a_bucket(bucket: str, tmp_path: Path) -> None:
    line = json.dumps({"url": "https://paper.example/ferry", "text": ARTICLE}) + "\n"
    obstore.put(S3Store.from_url(bucket, client_options={"allow_http": True}), "day/pages.jsonl", line.encode())
    given = ("run", f"{bucket}/day/pages.jsonl", "--direct", "--dataset", tmp_path / "dataset")
    outcome = provenance(*given)
    assert "snapshots  1 found = 1 read + 0 skipped + 0 pending" in outcome.out.splitlines()
    assert provenance(*given).out.startswith("Nothing new")
    lost = provenance("run", f"{bucket}/day/gone.jsonl", "--direct", "--dataset", tmp_path / "dataset")
    assert lost.code == 1
    assert f"{bucket}/day/gone.jsonl" in lost.out
