"""What an entry of the Delta log may say, action by action (Delta protocol, Actions).

Readers obey every action: other metadata hides or renames columns, partition values replace them, deletion vectors hide rows.
So an entry of ours is held against exactly what we write, and anything more is a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson
import pyarrow as pa
from deltalake import Schema

from provenance.audit.finding import Finding
from provenance.dataset.log import CONFIGURATION, NAME
from provenance.dataset.manifest import DataFile

Action = Mapping[str, Any]

PROTOCOL = {"minReaderVersion": 1, "minWriterVersion": 2}
_ADD = {"path", "size", "partitionValues", "modificationTime", "dataChange", "stats"}


def check_actions(
    where: str, actions: Sequence[Action], files: Iterable[DataFile], schema: pa.Schema, first: bool
) -> Iterator[Finding]:
    """Findings of an entry that published `files` of articles; `first` says that it made the table."""
    kinds = sorted(kind for action in actions for kind in action)
    expected = ["commitInfo", *(["metaData", "protocol"] if first else [])]
    if kinds != sorted([*expected, *("add" for _ in files)]):
        yield Finding("log_actions", where, f"the actions are {', '.join(kinds)}")
    published = {file.path: file for file in files}
    for action in actions:
        if "protocol" in action and not _same(action["protocol"], PROTOCOL):
            yield Finding("log_protocol", where, f"readers are asked for {_short(action['protocol'])}")
        if "metaData" in action:
            yield from check_metadata(where, action["metaData"], schema)
        if "add" in action:
            yield from check_add(where, action["add"], published.pop(action["add"]["path"], None))
    for path in published:
        yield Finding("log_files", where, f"{path} was published and is not in the log")


def check_metadata(where: str, metadata: Action, schema: pa.Schema) -> Iterator[Finding]:
    """Findings of a table's metadata: its columns are the contract's, and nothing maps, partitions or cleans them up."""
    ours = {field["name"]: field for field in orjson.loads(Schema.from_arrow(schema).to_json())["fields"]}
    theirs = {field["name"]: field for field in orjson.loads(metadata["schemaString"])["fields"]}
    later = [name for name in ours if name not in theirs and not ours[name]["nullable"]]
    if later or any(ours.get(name) != field for name, field in theirs.items()):
        yield Finding("log_schema", where, "the columns that readers see are not those of the contract")
    rest = {
        "name": (metadata.get("name"), NAME),
        "partitionColumns": (metadata.get("partitionColumns"), []),
        "configuration": (dict(metadata.get("configuration") or ()), CONFIGURATION),
        "format": ((metadata.get("format") or {}).get("provider"), "parquet"),
    }
    for name, (seen, meant) in rest.items():
        if seen != meant:
            yield Finding("log_metadata", where, f"{name} is {_short(seen)}, not {_short(meant)}")


def check_add(where: str, add: Action, file: DataFile | None) -> Iterator[Finding]:
    """Findings of an added file: path, size and number of rows as published, and nothing that changes what is read of it."""
    if file is None:
        yield Finding("log_files", where, f"{add['path']} is in the log and was not published by this commit")
        return
    told = (add["size"], orjson.loads(add["stats"]), dict(add["partitionValues"] or ()))
    if told != (file.size, {"numRecords": file.rows}, {}) or add["dataChange"] is not True:
        yield Finding("log_files", where, f"{file.path} is told as {_short(told)}")
    more = sorted(name for name, value in add.items() if name not in _ADD and value is not None)
    if more:
        yield Finding("log_files", where, f"{file.path} carries {', '.join(more)}")


def _same(seen: Action, meant: Action) -> bool:
    return {name: value for name, value in seen.items() if value is not None} == meant


def _short(value: object) -> str:
    return repr(value)[:200]
