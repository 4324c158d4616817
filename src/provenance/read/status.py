"""How a dataset stands: counts of its newest version, and whether the next run would read everything anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from provenance.read.dataset import Version
from provenance.read.recipes import Difference, differences, read_recipe
from provenance.read.rows import count

_SOURCES = """
    select source, count(*), count(distinct uri), max(captured_at) from snapshots group by source order by source
"""


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """One source: its snapshots, the addresses that they are of, and its latest capture time (null where it gives none)."""

    source: str
    snapshots: int
    addresses: int
    latest_capture: datetime | None


@dataclass(frozen=True, slots=True)
class Status:
    """The newest version of a dataset.

    `articles` counts by status (current, stale, withdrawn); `open_snapshots` are those that have `open_entries` in the
    quarantine, of `entries` ever made. `recipe` is the dataset's, `installed` what the next run would use, `changes` what
    differs between the two. `size` is that of all files of the dataset, bytes.
    """

    version: str
    sequence: int
    published: str
    articles: dict[str, int]
    revisions: int
    snapshots: int
    sources: Sequence[SourceStatus]
    open_snapshots: int
    open_entries: int
    entries: int
    recipe: str
    installed: str
    changes: Sequence[Difference]
    size: int

    @property
    def is_installed(self) -> bool:
        """Whether the next run reads with the same recipe; otherwise it makes a technical upgrade first."""
        return self.recipe == self.installed


def dataset_status(version: Version, installed: str, text: bytes) -> Status:
    """The status at a version; `installed` is the hash of the recipe of this installation, `text` its text.

    Raises DatasetError where the text of the dataset's own recipe is lost.
    """
    manifest = version.manifest
    statuses = count(version.articles(["article_id"]), "status")
    rejected = version.quarantine().select(["snapshot_id", "open"]).to_pylist()
    still = [entry["snapshot_id"] for entry in rejected if entry["open"]]
    same = manifest.recipe == installed
    return Status(
        version=version.id,
        sequence=version.sequence,
        published=version.published,
        articles={name: statuses.get(name, 0) for name in ("current", "stale", "withdrawn")},
        revisions=manifest.counts["articles"],
        snapshots=manifest.counts["snapshots"],
        sources=_sources(version),
        open_snapshots=len(set(still)),
        open_entries=len(still),
        entries=len(rejected),
        recipe=manifest.recipe,
        installed=installed,
        changes=() if same else differences(read_recipe(version.root, manifest.recipe), text),
        size=_size(version.root),
    )


def _sources(version: Version) -> list[SourceStatus]:
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.register("snapshots", version.snapshots(payload=False))
        rows = connection.sql(_SOURCES).to_arrow_table().to_pylist()
    return [SourceStatus(*row.values()) for row in rows]


def _size(root: Path) -> int:
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())
