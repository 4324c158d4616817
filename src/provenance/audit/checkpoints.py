"""Delta checkpoints: shortened logs that readers take in place of the entries, so each must say what those say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import regex

from provenance.audit.actions import PROTOCOL, check_add, check_metadata
from provenance.audit.finding import Finding
from provenance.dataset.manifest import DataFile

_ENTRY = regex.compile(r"[0-9]{20}\.json")
_CHECKPOINT = regex.compile(r"([0-9]{20})\.checkpoint\.parquet")
# Left by a writer that was stopped; no reader looks at them. Delta-rs writes an entry as `<entry>#1` and links that to its name.
_LEFT_OVER = regex.compile(r".*\.tmp|[0-9]{20}(\.checkpoint\.parquet|\.json)#[0-9]+|_last_checkpoint#[0-9]+")


def check_checkpoints(root: Path, files: Mapping[int, Sequence[DataFile]], schema: pa.Schema) -> Iterator[Finding]:
    """Findings of all checkpoints, and of anything else in the log's folder that a reader might obey.

    `files` are the articles' files that each Delta version added.
    """
    for path in sorted((root / "_delta_log").iterdir()):
        where = f"_delta_log/{path.name}"
        checkpoint = _CHECKPOINT.fullmatch(path.name)
        if checkpoint is None:
            known = _ENTRY.fullmatch(path.name) or path.name == "_last_checkpoint" or _LEFT_OVER.fullmatch(path.name)
            if not known:
                yield Finding("log_folder", where, "we never write such a file, and a reader might obey it")
            continue
        try:
            rows = pq.read_table(path, partitioning=None).to_pylist()
            until = int(checkpoint[1])
            yield from _check(where, rows, [file for at, added in files.items() if at <= until for file in added], schema)
        except (OSError, pa.ArrowException, ValueError, KeyError, TypeError, AttributeError) as error:
            yield Finding("checkpoint", where, f"it cannot be read: {error}")


def _check(where: str, rows: Sequence[Mapping[str, Any]], files: Sequence[DataFile], schema: pa.Schema) -> Iterator[Finding]:
    published = {file.path: file for file in files}
    actions = [(kind, value) for row in rows for kind, value in row.items() if value is not None]
    for kind, value in actions:
        if kind == "add":
            add = {name: member for name, member in value.items() if name not in ("stats_parsed", "partitionValues_parsed")}
            yield from check_add(where, add, published.pop(value["path"], None))
        elif kind == "metaData":
            yield from check_metadata(where, value, schema)
        elif kind == "protocol":
            told = {name: member for name, member in value.items() if member}
            if told != PROTOCOL:
                yield Finding("checkpoint", where, f"readers are asked for {told}")
        else:
            yield Finding("checkpoint", where, f"it holds an action {kind}")
    if published or [kind for kind, _ in actions if kind != "add"].count("metaData") != 1:
        yield Finding("checkpoint", where, f"{len(published)} published files are not in it, or its metadata are not one")
