"""Verify: recompute everything that a version claims, from its first commit on.

Covered are the chain of log entries, physical parts and manifests; every file's hash; every row's hashes, ids and revision;
both laws of evidence; the log root and the set digest; and what Delta's own readers see. What no file can prove about itself,
a rollback to an older version or a wholesale rewrite, is only found against a version id kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from provenance.audit.chain import Link, links, log_numbers
from provenance.audit.checkpoints import check_checkpoints
from provenance.audit.finding import Finding
from provenance.audit.replay import Replay, replay
from provenance.dataset import layout
from provenance.dataset.log import first_line
from provenance.dataset.manifest import DataFile
from provenance.errors import DatasetError

#: Told after every commit: commits done, commits in all.
OnProgress = Callable[[int, int], None]


@dataclass(frozen=True)
class Verification:
    """What was checked, what is wrong with it, and which files no version refers to (harmless left-overs of stopped runs)."""

    version: str | None
    versions: int
    files: int
    rows: int
    findings: tuple[Finding, ...]
    orphans: tuple[str, ...]


def verify(
    root: Path, schemas: Mapping[str, pa.Schema], version: str | None = None, on_progress: OnProgress | None = None
) -> Verification:
    """Verify a dataset up to a version, the newest by default. Raises DatasetError where the log does not hold that version."""
    length = len(log_numbers(root))
    show = on_progress or _silent
    show(0, length)
    walk = Replay(root, schemas)
    last: Link | None = None
    added: dict[int, list[DataFile]] = {}
    for done, link in enumerate(links(root, schemas["articles"]), start=1):
        if isinstance(link, Finding):
            walk.findings.append(link)
            continue
        walk.findings += link.findings
        if link.physical is not None:
            replay(walk, link.physical, link.manifest)
            added[link.entry.delta_version] = [file for file in link.physical.files if file.table == "articles"]
        last = link
        show(done, length)
        if link.entry.version == version:
            break
    else:
        if version is not None:
            raise DatasetError(f"{root}: no version {version} in the log")
        walk.findings += check_checkpoints(root, added, schemas["articles"])
        _delta_view(walk)
    orphans = tuple(_orphans(root, walk.referenced)) if version is None else ()
    return Verification(
        version=last.entry.version if last else None,
        versions=last.entry.sequence if last else 0,
        files=walk.files,
        rows=sum(walk.counts.values()),
        findings=tuple(walk.findings),
        orphans=orphans,
    )


def _silent(done: int, total: int) -> None:
    del done, total


def _delta_view(walk: Replay) -> None:
    """What readers of the Delta table see is what our commits added, no more and no less."""
    root = walk.root.resolve()
    try:
        seen = {Path(uri).relative_to(root).as_posix() for uri in DeltaTable(root).file_uris()}
    except (DeltaError, ValueError) as error:
        walk.found("delta_view", "_delta_log", f"Delta readers cannot open it: {first_line(error)}")
        return
    ours = {path for path in walk.referenced if path.startswith(layout.TABLES["articles"] + "/")}
    for path in sorted(seen ^ ours):
        walk.found(
            "delta_view", path, "Delta readers see it and no version published it" if path in seen else "Delta readers miss it"
        )


def _orphans(root: Path, referenced: set[str]) -> Iterator[str]:
    for folder in sorted(layout.FOLDERS - {"_delta_log"}):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_file() and name not in referenced:
                yield name
