"""Forgeries that hash anew what they alter, and leave manifests and the version id alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from provenance.dataset import layout, log, parquet
from provenance.dataset.manifest import DataFile
from provenance.dataset.state import load_state
from provenance.errors import DatasetError
from provenance.identity.hashes import hash_bytes
from provenance.identity.records import quarantine_hash
from tests.samples import Capture, publish, schemas, verified

Rows = list[dict[str, Any]]
Alter = Callable[[str, Rows], Rows]

_HEADERS = (("content-type", "text/html"), ("etag", "one"))

VERSIONS = (
    [Capture("a.html", ("The harbour is shut.",), headers=_HEADERS), Capture("b.html", rejected=True)],
    [Capture("a.html", ("The harbour is open.",)), Capture("b.html", ("Second.",))],
    [Capture("a.html", ("The harbour is shut.",)), Capture("b.html", rejected=True)],
)


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    root = tmp_path / "dataset"
    for captures in VERSIONS:
        publish(root, captures)
    return root


def forge(root: Path, alter: Alter, encode: Callable[[pa.Table], bytes] = parquet.encode) -> None:
    """Rewrite the rows of every commit, with its files, physical parts and log entries, each hash fitting the next."""
    state = load_state(root)
    previous: str | None = None
    for entry, physical in state.commits:
        files = []
        for file in physical.files:
            rows = parquet.read(root, [file.path], schemas()[file.table]).to_pylist()
            data = encode(pa.Table.from_pylist(alter(file.table, rows), schema=schemas()[file.table]))
            path = layout.data_path(file.table, hash_bytes(data))
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / file.path).unlink()
            (root / path).write_bytes(data)
            files.append(DataFile(file.table, path, hash_bytes(data), len(data), file.rows))
        forged = replace(physical, files=tuple(files), previous_entry=previous)
        (root / layout.physical_path(physical.digest)).unlink()
        (root / layout.physical_path(forged.digest)).write_bytes(forged.to_bytes())
        text = (root / layout.log_entry_path(entry.delta_version)).read_text()
        text = text.replace(physical.digest, forged.digest)
        for old, new in zip(physical.files, files, strict=True):
            text = text.replace(old.path, new.path).replace(f'"size":{old.size}', f'"size":{new.size}')
        (root / layout.log_entry_path(entry.delta_version)).write_text(text)
        previous = log.entry_digest(root, entry.delta_version)


def column(table: str, name: str, value: object, when: Callable[[Mapping[str, Any]], bool] = lambda row: True) -> Alter:
    def alter(of: str, rows: Rows) -> Rows:
        return [{**row, name: value} if of == table and when(row) else row for row in rows]

    return alter


def test_a_forgery_that_alters_nothing_holds(dataset: Path) -> None:
    forge(dataset, lambda table, rows: rows)
    assert verified(dataset).findings == ()


@pytest.mark.parametrize(
    "alter",
    [
        column("observations", "cause", "technical_upgrade", lambda row: row["outcome"] == "quarantined"),
        column("observations", "sequence", 0, lambda row: row["outcome"] == "quarantined"),
        column("quarantine", "sequence", 77),
        column("quarantine", "stage", "contract", lambda row: row["sequence"] == 3),
        column("articles", "change", "technical_upgrade", lambda row: row["revision"] == 2),
        column("articles", "title", "Another title"),
        column("articles", "revision", 3, lambda row: row["revision"] == 2),
        lambda table, rows: rows[::-1],
        column("snapshots", "sequence", 2, lambda row: row["sequence"] == 1),
        column("snapshots", "headers", [{"name": "etag", "value": "other"}], lambda row: row["headers"] is not None),
        column("snapshots", "headers", None),
        column("snapshots", "headers", [], lambda row: row["headers"] is None),
    ],
)
def test_altered_rows_are_found(dataset: Path, alter: Alter) -> None:
    id_ = verified(dataset).version
    forge(dataset, alter)
    result = verified(dataset)
    assert result.version == id_
    assert result.findings


def test_a_repeated_observation_cannot_be_altered(dataset: Path) -> None:
    """The third version saw again what the first had seen, so the set holds its observations once."""

    def alter(table: str, rows: Rows) -> Rows:
        if table == "quarantine":
            return [{**row, "stage": "extract"} if row["sequence"] == 3 else row for row in rows]
        if table == "observations":
            return [
                {**row, "record_hash": forged} if (row["sequence"], row["outcome"]) == (3, "quarantined") else row for row in rows
            ]
        return rows

    state = load_state(dataset)
    (last,) = [row for row in state.table("quarantine", schemas()["quarantine"]).to_pylist() if row["sequence"] == 3]
    forged = quarantine_hash({**last, "stage": "extract"})
    forge(dataset, alter)
    assert {finding.rule for finding in verified(dataset).findings} >= {"observation", "logs"}


def entry(root: Path, number: int) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in (root / layout.log_entry_path(number)).read_bytes().splitlines()]


def write(root: Path, number: int, actions: list[dict[str, Any]]) -> None:
    (root / layout.log_entry_path(number)).write_bytes(b"\n".join(map(orjson.dumps, actions)))


def metadata(root: Path) -> dict[str, Any]:
    return next(action for action in entry(root, 0) if "metaData" in action)


def hide_a_column(root: Path) -> None:
    action = metadata(root)
    schema = orjson.loads(action["metaData"]["schemaString"])
    schema["fields"] = [field for field in schema["fields"] if field["name"] != "title"]
    action["metaData"]["schemaString"] = orjson.dumps(schema).decode()
    write(root, 3, [action])


def partition_by_title(root: Path) -> None:
    actions = entry(root, 2)
    for action in actions:
        if "add" in action:
            action["add"]["partitionValues"] = {"title": "FORGED"}
    action = metadata(root)
    action["metaData"]["partitionColumns"] = ["title"]
    write(root, 2, [*actions, action])


def hide_a_row(root: Path) -> None:
    actions = entry(root, 2)
    for action in actions:
        if "add" in action:
            action["add"]["deletionVector"] = {"storageType": "i", "pathOrInlineDv": "x", "sizeInBytes": 1, "cardinality": 1}
    write(root, 2, actions)


def forge_a_checkpoint(root: Path) -> None:
    DeltaTable(root).create_checkpoint()
    path = next((root / "_delta_log").glob("*.checkpoint.parquet"))
    table = pq.read_table(path)
    rows = table.to_pylist()
    for row in rows:
        if row["add"]:
            row["add"]["partitionValues"] = [("title", "FORGED")]
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)


def compact_the_log(root: Path) -> None:
    name = f"{0:020d}.{1:020d}.compacted.json"
    (root / "_delta_log" / name).write_bytes((root / layout.log_entry_path(0)).read_bytes())


@pytest.mark.parametrize("alter", [hide_a_column, partition_by_title, hide_a_row, forge_a_checkpoint, compact_the_log])
def test_what_delta_readers_obey_is_held_against_what_we_write(dataset: Path, alter: Callable[[Path], None]) -> None:
    alter(dataset)
    assert verified(dataset).findings


def test_a_true_checkpoint_holds(dataset: Path) -> None:
    DeltaTable(dataset, version=1).create_checkpoint()
    DeltaTable(dataset).create_checkpoint()
    assert verified(dataset).findings == ()


def with_statistics(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", store_schema=False)
    return bytes(sink.getvalue())


def with_a_column(table: pa.Table) -> bytes:
    return parquet.encode(table.append_column("verdict", pa.array(["guilty"] * table.num_rows)))


def uncompressed(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="none", store_schema=False, write_statistics=False)
    return bytes(sink.getvalue())


@pytest.mark.parametrize("encode", [with_statistics, with_a_column, uncompressed])
def test_other_bytes_for_the_same_rows_are_found(dataset: Path, encode: Callable[[pa.Table], bytes]) -> None:
    forge(dataset, lambda table, rows: rows, encode)
    assert {finding.rule for finding in verified(dataset).findings} >= {"file"}


@pytest.mark.parametrize(
    "line",
    [
        b"1",
        b"null",
        b'{"commitInfo":null}',
        b'{"add":null}',
        b'{"add":{"path":1,"stats":[]}}',
        b'{"commitInfo":{"provenance.sequence":"x"}}',
    ],
)
def test_nonsense_in_the_log_is_a_finding(dataset: Path, line: bytes) -> None:
    path = dataset / layout.log_entry_path(2)
    path.write_bytes(line)
    assert verified(dataset).findings


def test_a_stray_number_ends(dataset: Path) -> None:
    shutil.copyfile(dataset / layout.log_entry_path(2), dataset / "_delta_log" / "99999999999999999999.json")
    assert "log_gap" in {finding.rule for finding in verified(dataset).findings}


def test_nothing_is_published_on_what_a_log_clean_up_left(dataset: Path) -> None:
    DeltaTable(dataset).create_checkpoint()
    for number in (0, 1):
        (dataset / layout.log_entry_path(number)).unlink()
    with pytest.raises(DatasetError, match="restore"):
        publish(dataset, [Capture("c.html")])
    assert "log_gap" in {finding.rule for finding in verified(dataset).findings}
