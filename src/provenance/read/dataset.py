"""Reading a dataset: versions, and a version's tables as Arrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from provenance.contracts.odcs import load_contracts
from provenance.dataset.manifest import Manifest
from provenance.dataset.state import State, load_state, read_manifest
from provenance.errors import UsageError
from provenance.read.current import current_revisions, open_rejections
from provenance.read.nested import unnest

_KEYS = ["article_id", "revision"]


@dataclass(frozen=True)
class Version:
    """One published state of a dataset."""

    root: Path
    id: str
    sequence: int
    parent: str | None
    published: str

    @cached_property
    def manifest(self) -> Manifest:
        """The logical part, whose bytes hash to the id."""
        return read_manifest(self.root, self.id)

    @cached_property
    def _state(self) -> State:
        return load_state(self.root, self.id)

    @cached_property
    def _schemas(self) -> dict[str, pa.Schema]:
        return {name: contract.schema for name, contract in load_contracts().items()}

    def revisions(self, columns: Sequence[str] | None = None) -> pa.Table:
        """Every accepted revision, in commit order: the columns of `schemas/articles.odcs.yaml`, or some of them."""
        return self._table("articles", columns)

    def articles(self, columns: Sequence[str] | None = None) -> pa.Table:
        """The current revision of every article, ordered by article id, and its `status`: current, stale or withdrawn.

        The columns are those of `revisions`, or some of them.
        """
        current = current_revisions(self._state, self._schemas)
        # Arrow joins no lists, so the join is one of keys and row numbers.
        keys = self.revisions(_KEYS)
        keys = keys.append_column("row", pa.array(range(keys.num_rows), pa.int64()))
        found = current.join(keys, _KEYS, join_type="inner").sort_by("article_id")
        return self.revisions(columns).take(found.column("row")).append_column("status", found.column("status"))

    def article_count(self) -> int:
        """How many articles the version has, whatever their status."""
        return pc.sum(pc.equal(self._table("articles", ["revision"]).column("revision"), 1)).as_py() or 0

    def figures(self) -> pa.Table:
        """The figures of the current articles, one a row, with `article_id`, `revision` and `position` in the article."""
        return unnest(self.articles(), "figures")

    def dates(self) -> pa.Table:
        """The dated mentions of the current articles, as `figures`."""
        return unnest(self.articles(), "dates")

    def quotes(self) -> pa.Table:
        """The quotes of the current articles, as `figures`."""
        return unnest(self.articles(), "quotes")

    def agencies(self) -> pa.Table:
        """The wire agencies that the current articles name, as `figures`."""
        return unnest(self.articles(), "agencies")

    def quarantine(self) -> pa.Table:
        """Everything that was ever rejected, in commit order, each with its reasons.

        `open` tells whether the entry still says what the newest capture of its address comes to.
        """
        entries = self._table("quarantine")
        still = open_rejections(self._state, self._schemas)
        places = entries.select(["snapshot_id", "sequence"]).to_pylist()
        flags = [(place["snapshot_id"], place["sequence"]) in still for place in places]
        return entries.append_column("open", pa.array(flags, pa.bool_()))

    def observations(self) -> pa.Table:
        """What each snapshot came to under each recipe, in commit order."""
        return self._table("observations")

    def snapshots(self, payload: bool = True) -> pa.Table:
        """The raw captures, in commit order; without their bytes where `payload` is false."""
        names = self._schemas["snapshots"].names
        return self._table("snapshots", [name for name in names if payload or name != "payload"])

    def _table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        return self._state.table(name, self._schemas[name], columns)


@dataclass(frozen=True)
class Dataset:
    """A dataset folder."""

    root: Path

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """Its versions, newest first."""
        commits = load_state(self.root).commits
        return tuple(
            Version(self.root, entry.version, entry.sequence, entry.parent, physical.committed_at)
            for entry, physical in reversed(commits)
        )

    def version(self, name: str = "latest") -> Version:
        """A version by `latest`, its number, or the beginning of its id (at least 4 digits, with or without `sha256:`).

        Raises UsageError where there is none, or more than one.
        """
        if not self.versions:
            raise UsageError(f"{self.root}: no version has been published here; `provenance run SOURCE` publishes one")
        if name == "latest":
            return self.versions[0]
        digits = name.removeprefix("sha256:")
        found = [
            each
            for each in self.versions
            if name == str(each.sequence) or (len(digits) >= 4 and each.id.startswith(f"sha256:{digits}"))
        ]
        if len(found) != 1:
            what = "no version" if not found else f"{len(found)} versions"
            raise UsageError(f"{self.root}: {what} {name!r}; `provenance log` lists numbers and ids")
        return found[0]

    def latest(self) -> Version:
        """The newest version. Raises UsageError where nothing has been published."""
        return self.version()


def open_dataset(path: str | Path) -> Dataset:
    """The dataset in a folder. Raises UsageError where there is none."""
    root = Path(path)
    if not (root / "_delta_log").is_dir():
        raise UsageError(f"{root}: no dataset here; `provenance run SOURCE --dataset {root}` makes one")
    return Dataset(root)


def count(table: pa.Table, column: str) -> dict[str, int]:
    """How often each value of a column occurs."""
    return {each["values"]: each["counts"] for each in pc.value_counts(table.column(column)).to_pylist()}
