"""The chain of commits: Delta log entries, physical parts, manifests. Every byte of them is covered by a later hash or the id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from provenance.audit.finding import Finding
from provenance.dataset import layout, log
from provenance.dataset.manifest import Manifest, Physical
from provenance.dataset.state import read_manifest, read_physical
from provenance.errors import DatasetError


@dataclass(frozen=True)
class Link:
    """One commit of ours: what the log says of it, and its two parts; a part that is lost or altered is None."""

    entry: log.Entry
    actions: tuple[dict[str, Any], ...]
    physical: Physical | None
    manifest: Manifest | None
    findings: tuple[Finding, ...]


def log_length(root: Path) -> int:
    """How many entries the Delta log must have, going by the number of its newest file."""
    return max((int(path.stem) + 1 for path in (root / "_delta_log").glob("*.json") if path.stem.isdigit()), default=0)


def links(root: Path) -> Iterator[Link | Finding]:
    """The commits of a dataset, oldest first; entries that are lost, altered beyond reading, or of other tools are findings.

    The log is read as files, since Delta's own reader gives up on a log with a gap.
    """
    previous: log.Entry | None = None
    for delta_version in range(log_length(root)):
        path = layout.log_entry_path(delta_version)
        try:
            actions = tuple(orjson.loads(line) for line in (root / path).read_bytes().splitlines())
            entry = log.entry_of(delta_version, actions)
        except (OSError, ValueError, KeyError) as error:
            yield Finding("log_entry_readable", path, str(error))
            continue
        if entry is None:
            yield from _foreign(path, actions)
            continue
        yield _link(root, path, entry, actions, previous)
        previous = entry


def _foreign(path: str, actions: tuple[dict[str, Any], ...]) -> Iterator[Finding]:
    touched = [action for action in actions if "add" in action or "remove" in action]
    if touched:
        yield Finding("log_entry_ours", path, f"a commit of another tool touches {len(touched)} files")


def _link(root: Path, path: str, entry: log.Entry, actions: tuple[dict[str, Any], ...], previous: log.Entry | None) -> Link:
    findings: list[Finding] = []
    physical = manifest = None
    if entry.parent != (previous.version if previous else None):
        findings.append(
            Finding("parent_chain", path, f"parent {entry.parent}, the version before is {previous and previous.version}")
        )
    if entry.sequence != (previous.sequence + 1 if previous else 1):
        findings.append(
            Finding("sequence_chain", path, f"sequence {entry.sequence} after {previous.sequence if previous else 0}")
        )
    try:
        physical = read_physical(root, entry.physical)
        findings += _physical(root, path, entry, physical, actions)
    except DatasetError as error:
        findings.append(Finding("physical_part", layout.physical_path(entry.physical), str(error)))
    try:
        manifest = read_manifest(root, entry.version)
        if (manifest.sequence, manifest.parent) != (entry.sequence, entry.parent):
            findings.append(Finding("manifest_entry", path, "the log entry and the manifest tell another sequence or parent"))
    except DatasetError as error:
        findings.append(Finding("manifest", layout.manifest_path(entry.version), str(error)))
    return Link(entry, actions, physical, manifest, tuple(findings))


def _physical(
    root: Path, path: str, entry: log.Entry, physical: Physical, actions: tuple[dict[str, Any], ...]
) -> Iterator[Finding]:
    if (physical.version, physical.sequence) != (entry.version, entry.sequence):
        yield Finding("physical_entry", path, f"the physical part is one of version {physical.version}")
    if physical.previous_entry != log.entry_digest(root, entry.delta_version - 1):
        yield Finding(
            "previous_entry", layout.log_entry_path(entry.delta_version - 1), "its bytes are not those of the commit's time"
        )
    added = {
        (action["add"]["path"], action["add"]["size"], orjson.loads(action["add"]["stats"])["numRecords"], _statistics(action))
        for action in actions
        if "add" in action
    }
    published = {(file.path, file.size, file.rows, 1) for file in physical.files if file.table == "articles"}
    for name, size, rows, _ in sorted(added ^ published):
        yield Finding("log_files", path, f"{name} ({size} bytes, {rows} rows): log and physical part do not agree on it")
    if any("remove" in action for action in actions):
        yield Finding("log_files", path, "a commit of ours never removes files")


def _statistics(action: dict[str, Any]) -> int:
    """How many statistics an added file claims; more than its number of rows could hide rows from readers."""
    return len(orjson.loads(action["add"]["stats"]))
