"""The chain of commits: Delta log entries, physical parts, manifests. Every byte of them is covered by a later hash or the id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa

from provenance.audit.actions import check_actions
from provenance.audit.finding import Finding
from provenance.dataset import layout, log
from provenance.dataset.manifest import Manifest, Physical
from provenance.dataset.state import read_manifest, read_physical
from provenance.errors import DatasetError

# What reading something that we did not write may raise.
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True)
class Link:
    """One commit of ours: what the log says of it, and its two parts; a part that is lost or altered is None."""

    entry: log.Entry
    physical: Physical | None
    manifest: Manifest | None
    findings: tuple[Finding, ...] = field(default=())


def links(root: Path, schema: pa.Schema) -> Iterator[Link | Finding]:
    """The commits of a dataset, oldest first; entries that are lost, altered beyond reading, or of other tools are findings.

    The log is read as files, since Delta's own reader gives up on a log with a gap. `schema` is that of `articles`.
    """
    previous: log.Entry | None = None
    for expected, delta_version in enumerate(log.numbers(root)):
        path = layout.log_entry_path(delta_version)
        if delta_version != expected:
            yield Finding("log_gap", path, f"it is the entry number {expected} that is there: one or more are lost")
        try:
            actions = [_object(line) for line in (root / path).read_bytes().splitlines()]
            entry = log.entry_of(delta_version, actions)
            if entry is None:
                yield from _foreign(path, actions)
                continue
            link = _link(root, path, entry, actions, previous, schema)
        except _UNREADABLE as error:
            yield Finding("log_entry_readable", path, f"it is not what we write: {error}")
            continue
        yield link
        previous = link.entry


def _object(line: bytes) -> dict[str, Any]:
    action = orjson.loads(line)
    if not isinstance(action, dict) or len(action) != 1 or not all(isinstance(value, dict) for value in action.values()):
        raise ValueError("a line holds no action")
    return action


def _foreign(path: str, actions: list[dict[str, Any]]) -> Iterator[Finding]:
    kinds = sorted({kind for action in actions for kind in action} - {"commitInfo"})
    if kinds:
        yield Finding("log_entry_ours", path, f"a commit of another tool changes what readers see: {', '.join(kinds)}")


def _link(
    root: Path, path: str, entry: log.Entry, actions: list[dict[str, Any]], previous: log.Entry | None, schema: pa.Schema
) -> Link:
    findings: list[Finding] = []
    physical = manifest = None
    if entry.parent != (previous.version if previous else None):
        before = previous.version if previous else "no version"
        findings.append(Finding("parent_chain", path, f"parent {entry.parent}, the version before is {before}"))
    if entry.sequence != (previous.sequence + 1 if previous else 1):
        findings.append(
            Finding("sequence_chain", path, f"sequence {entry.sequence} after {previous.sequence if previous else 0}")
        )
    try:
        physical = read_physical(root, entry.physical)
        findings += _physical(root, path, entry, physical)
        files = [file for file in physical.files if file.table == "articles"]
        findings += check_actions(path, actions, files, schema, first=previous is None)
    except DatasetError as error:
        findings.append(Finding("physical_part", layout.physical_path(entry.physical), str(error)))
    try:
        manifest = read_manifest(root, entry.version)
        if (manifest.sequence, manifest.parent) != (entry.sequence, entry.parent):
            findings.append(Finding("manifest_entry", path, "the log entry and the manifest tell another sequence or parent"))
    except DatasetError as error:
        findings.append(Finding("manifest", layout.manifest_path(entry.version), str(error)))
    return Link(entry, physical, manifest, tuple(findings))


def _physical(root: Path, path: str, entry: log.Entry, physical: Physical) -> Iterator[Finding]:
    if (physical.version, physical.sequence) != (entry.version, entry.sequence):
        yield Finding("physical_entry", path, f"the physical part is one of version {physical.version}")
    before = entry.delta_version - 1
    if physical.previous_entry != log.entry_digest(root, before):
        yield Finding("previous_entry", layout.log_entry_path(before), "its bytes are not those of the commit's time")
