"""Alterations that somebody made good: every file, physical part and log entry of a dataset is made anew around them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.format.canonical import canonical, sha256

Rows = list[dict[str, Any]]


def forge(root: Path, alter: Callable[[str, Rows], Rows], claim: Callable[[dict[str, Any]], None] | None = None) -> None:
    """Alter the rows of the newest commit's tables, or what its manifest claims, so that every hash of a file fits again."""
    entry = max((root / "_delta_log").glob("*.json"))
    actions = [json.loads(line) for line in entry.read_bytes().splitlines()]
    info = next(action["commitInfo"] for action in actions if "commitInfo" in action)
    physical = json.loads((root / _place("_physical", info["provenance.physical"])).read_bytes())
    physical["files"] = [_rewritten(root, file, alter) for file in physical["files"]]
    if claim:
        manifest = json.loads((root / _place("_manifests", physical["version"])).read_bytes())
        claim(manifest)
        physical["version"] = info["provenance.version"] = _stored(root, "_manifests", canonical(manifest))
    info["provenance.physical"] = _stored(root, "_physical", canonical(physical))
    adds = [action["add"] for action in actions if "add" in action]
    for add, file in zip(adds, (file for file in physical["files"] if file["table"] == "articles"), strict=True):
        add.update(path=file["path"], size=file["size"], stats=json.dumps({"numRecords": file["rows"]}))
    entry.write_text("".join(f"{json.dumps(action)}\n" for action in actions))


def _rewritten(root: Path, file: dict[str, Any], alter: Callable[[str, Rows], Rows]) -> dict[str, Any]:
    written = pq.read_table(io.BytesIO((root / file["path"]).read_bytes()))
    rows = alter(file["table"], written.to_pylist())
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, written.schema), sink, store_schema=False, write_statistics=False)
    digest = sha256(sink.getvalue())
    name = digest.removeprefix("sha256:")
    path = f"{file['path'].partition('/')[0]}/{name[:2]}/{name}.parquet"
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_bytes(sink.getvalue())
    return file | {"path": path, "digest": digest, "size": len(sink.getvalue()), "rows": len(rows)}


def _stored(root: Path, folder: str, content: bytes) -> str:
    digest = sha256(content)
    (root / _place(folder, digest)).write_bytes(content)
    return digest


def _place(folder: str, digest: str) -> str:
    return f"{folder}/{digest.removeprefix('sha256:')}.json"
