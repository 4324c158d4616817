"""Sections "Manifest", "Physical part" and "Files" of docs/format.md: from `_delta_log` to rows, from the page alone."""

from __future__ import annotations

import functools
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from tests.format.agree import agree, need
from tests.format.canonical import Row, canonical, sha256

SCHEMAS = Path(__file__).parents[2] / "schemas"
TABLES = ("articles", "snapshots", "observations", "quarantine")
_LOGICAL = {"contracts", "counts", "format", "logs", "parent", "recipe", "sequence", "set_digest"}
_ADD = {"path", "size", "partitionValues", "modificationTime", "dataChange", "stats"}
_PRIMITIVE = {
    "string": pa.string(),
    "large_string": pa.string(),  # one type in Parquet
    "large_binary": pa.binary(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "date32": pa.date32(),
    "timestamp[us, tz=UTC]": pa.timestamp("us", "UTC"),
    "decimal128(38, 9)": pa.decimal128(38, 9),
}


@dataclass(frozen=True)
class Version:
    """One version as it stands in the files: its logical and physical part, and the rows of its commit by table."""

    id: str
    manifest: dict[str, Any]
    physical: dict[str, Any]
    rows: dict[str, list[Row]]


def versions(root: Path) -> list[Version]:
    """All versions, oldest first; Disagreement where log, parts or files are not what the page says."""
    entries = sorted(each.name for each in (root / "_delta_log").glob("*.json"))
    agree("entries of the log", entries, [f"{number:020d}.json" for number in range(len(entries))])
    read: list[Version] = []
    before: bytes | None = None
    for name in entries:
        content = (root / "_delta_log" / name).read_bytes()
        actions = [json.loads(line) for line in content.splitlines()]
        if any("provenance.version" in action.get("commitInfo", {}) for action in actions):
            read.append(_version(root, actions, before, read[-1] if read else None))
        else:
            need(f"{name} of another tool changes the table", all(list(action) == ["commitInfo"] for action in actions))
        before = content
    return read


def _version(root: Path, actions: list[dict[str, Any]], before: bytes | None, parent: Version | None) -> Version:
    kinds = sorted(kind for action in actions for kind in action if kind != "add")
    agree("actions of an entry", kinds, ["commitInfo"] if parent else ["commitInfo", "metaData", "protocol"])
    if not parent:
        _check_table(actions)
    (info,) = (action["commitInfo"] for action in actions if "commitInfo" in action)

    stored = _addressed(root, "_physical", info["provenance.physical"])
    physical = json.loads(stored)
    agree("bytes of the physical part", stored, canonical(physical))
    agree("physical.version", physical["version"], info["provenance.version"])
    agree("physical.previous_entry", physical.get("previous_entry"), None if before is None else sha256(before))
    need("committed_at is an instant", physical["committed_at"].endswith("Z"))
    need("writer", all(isinstance(each, str) for each in physical["writer"].values()))
    if "validation" in physical:
        _addressed(root, "_validations", physical["validation"])

    manifest = _manifest(root, info["provenance.version"], parent)
    agree("physical.sequence", physical["sequence"], manifest["sequence"])
    agree("commitInfo.sequence", info["provenance.sequence"], str(manifest["sequence"]))
    agree("commitInfo.parent", info.get("provenance.parent"), manifest.get("parent"))
    _check_added(actions, physical)
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    for file in physical["files"]:
        rows[file["table"]] += _file(root, file)
    return Version(info["provenance.version"], manifest, physical, rows)


def _check_table(actions: list[dict[str, Any]]) -> None:
    given = {kind: action[kind] for action in actions for kind in action}
    protocol, metadata = given["protocol"], given["metaData"]
    agree("protocol", (protocol["minReaderVersion"], protocol["minWriterVersion"]), (1, 2))
    stated = (metadata["name"], metadata["format"]["provider"], metadata["partitionColumns"])
    agree("the Delta table", stated, ("articles", "parquet", []))
    configuration = {
        "delta.appendOnly": "true",
        "delta.enableExpiredLogCleanup": "false",
        "delta.logRetentionDuration": "interval 5200 weeks",
    }
    agree("configuration", metadata["configuration"], configuration)
    agree("columns of the Delta table", [f["name"] for f in json.loads(metadata["schemaString"])["fields"]], columns("articles"))


def _check_added(actions: list[dict[str, Any]], physical: dict[str, Any]) -> None:
    added = [action["add"] for action in actions if "add" in action]
    stated = [(each["path"], each["size"], json.loads(each["stats"])) for each in added]
    files = [file for file in physical["files"] if file["table"] == "articles"]
    agree("added files", stated, [(file["path"], file["size"], {"numRecords": file["rows"]}) for file in files])
    need("no partition, only new data", all(each["partitionValues"] == {} and each["dataChange"] is True for each in added))
    more = {name for each in added for name, value in each.items() if value is not None} - _ADD
    agree("further members of added files", more, set())


def _manifest(root: Path, version: str, parent: Version | None) -> dict[str, Any]:
    stored = _addressed(root, "_manifests", version)
    manifest: dict[str, Any] = json.loads(stored)
    agree("bytes of the manifest", stored, canonical(manifest))
    agree("members of the manifest", set(manifest), _LOGICAL if parent else _LOGICAL - {"parent"})
    agree("format", manifest["format"], "provenance/1")
    agree("parent", manifest.get("parent"), parent.id if parent else None)
    agree("sequence", manifest["sequence"], parent.manifest["sequence"] + 1 if parent else 1)
    _addressed(root, "_recipes", manifest["recipe"])
    agree("contracts of the manifest", set(manifest["contracts"]), set(TABLES))
    for digest in manifest["contracts"].values():
        contract = _addressed(root, "_contracts", digest)
        agree("bytes of a contract", contract, canonical(json.loads(contract)))
    return manifest


def _addressed(root: Path, folder: str, digest: str) -> bytes:
    path = root / folder / f"{digest.removeprefix('sha256:')}.json"
    need(f"{path.name} is missing from {folder}", path.exists())
    content = path.read_bytes()
    agree(f"bytes of {folder}/{path.name}", digest, sha256(content))
    return content


def _file(root: Path, file: dict[str, Any]) -> list[Row]:
    table, digest = file["table"], file["digest"].removeprefix("sha256:")
    folder = table if table == "articles" else f"_{table}"
    agree("path of a file", file["path"], f"{folder}/{digest[:2]}/{digest}.parquet")
    content = (root / file["path"]).read_bytes()
    agree(f"bytes of {file['path']}", (file["digest"], file["size"]), (sha256(content), len(content)))
    parquet = pq.ParquetFile(io.BytesIO(content))
    agree(f"rows of {file['path']}", file["rows"], parquet.metadata.num_rows)
    agree(f"Arrow schema or metadata in {file['path']}", parquet.metadata.metadata, None)
    written = parquet.schema_arrow.names
    later = [each["name"] for each in contract(table) if each["name"] not in written]
    need(
        "only a nullable column may be younger than a file", not any(c["required"] for c in contract(table) if c["name"] in later)
    )
    schema = pa.schema([_field(each) for each in contract(table) if each["name"] in written])
    agree(f"columns of {file['path']}", parquet.schema_arrow, schema)
    groups = [parquet.metadata.row_group(at) for at in range(parquet.metadata.num_row_groups)]
    need("sizes of a file", file["rows"] <= 50_000 and all(group.num_rows <= 10_000 for group in groups))
    need("no statistics", not any(g.column(at).is_stats_set for g in groups for at in range(g.num_columns)))
    return [dict.fromkeys(later) | row for row in parquet.read().to_pylist()]


@functools.cache
def contract(table: str) -> list[dict[str, Any]]:
    """Columns of a table by its ODCS contract."""
    properties: list[dict[str, Any]] = yaml.safe_load((SCHEMAS / f"{table}.odcs.yaml").read_bytes())["schema"][0]["properties"]
    return properties


def columns(table: str) -> list[str]:
    """Names of the columns of a table."""
    return [each["name"] for each in contract(table)]


def contract_hash(table: str) -> str:
    """Hash of the contract that stands in schemas/."""
    return sha256(canonical(yaml.safe_load((SCHEMAS / f"{table}.odcs.yaml").read_bytes())))


def _field(each: dict[str, Any]) -> pa.Field:
    return pa.field(each["name"], _type(each), nullable=not each["required"])


def _type(each: dict[str, Any]) -> pa.DataType:
    match each["physicalType"]:
        case "list":
            return pa.list_(pa.field("element", _type(each["items"]), nullable=not each["items"]["required"]))
        case "struct":
            return pa.struct([_field(inner) for inner in each["properties"]])
        case name:
            return _PRIMITIVE[name]
