"""Reading a dataset: versions, and a version's tables as Arrow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from provenance.config import load_config
from provenance.contracts.odcs import load_contracts
from provenance.dataset import parquet
from provenance.dataset.manifest import Manifest, Physical
from provenance.dataset.origin import folder_of, place_name, refresh
from provenance.dataset.snapshots import stored_snapshots
from provenance.dataset.state import State, load_state, read_manifest
from provenance.dataset.tags import read_tag, read_tags
from provenance.errors import DatasetError, UsageError
from provenance.model.place import place_of
from provenance.model.snapshot import Snapshot
from provenance.read.current import current_revisions, open_rejections
from provenance.read.diff import Diff, diff_states
from provenance.read.find import COLUMNS, find_article
from provenance.read.history import History, article_history
from provenance.read.lives import Subject
from provenance.read.named import find_subject
from provenance.read.nested import unnest

_KEYS = ["article_id", "revision"]


@cache
def table_schemas() -> Mapping[str, pa.Schema]:
    """The schema of every table, by the contracts that the package brings; they are parsed once."""
    return MappingProxyType({name: contract.schema for name, contract in load_contracts().items()})


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
    def physical(self) -> Physical:
        """The physical part: which files hold the commit, and how it was made."""
        return self._state.commits[-1][1]

    @cached_property
    def _state(self) -> State:
        return load_state(self.root, self.id)

    @property
    def _schemas(self) -> Mapping[str, pa.Schema]:
        return table_schemas()

    def revisions(self, columns: Sequence[str] | None = None) -> pa.Table:
        """Every accepted revision, in commit order: the columns of `schemas/articles.odcs.yaml`, or some of them."""
        return self._table("articles", columns)

    def articles(self, columns: Sequence[str] | None = None, uris: pa.ChunkedArray | None = None) -> pa.Table:
        """The current revision of every article, ordered by article id, and its `status`: current, stale or withdrawn.

        The columns are those of `revisions`, or some of them. `uris` limits it to the articles of some addresses.
        """
        current = current_revisions(self._state, self._schemas, uris)
        # Arrow joins no lists, so the join is one of keys and row numbers.
        keys = self.revisions(_KEYS)
        keys = keys.append_column("row", pa.array(range(keys.num_rows), pa.int64()))
        found = current.join(keys, _KEYS, join_type="inner").sort_by("article_id")
        return self.revisions(columns).take(found.column("row")).append_column("status", found.column("status"))

    def article(self, name: str) -> dict[str, Any]:
        """Names and `revision` of the current article that is meant; `name` and errors are those of `find_article`.

        For an address it is not asked which revision of every article is current, which takes memory.
        """
        columns = [*COLUMNS, "revision"]
        names = self.revisions(["uri", "canonical_url"])
        articles = self.articles(columns, names.filter(_bears(names, name)).column("uri"))
        articles = articles.filter(_bears(articles, name))  # the address may be that of an older revision
        if not articles.num_rows:
            articles = self.articles(columns)
        [row] = articles.slice(find_article(articles, name), 1).to_pylist()
        return dict(row)

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

    def revision(self, index: int) -> dict[str, Any]:
        """The row of `revisions` at a place in commit order, from 0, which is its leaf's in the log; reads one file only.

        Raises IndexError where there is none.
        """
        file, place = self._state.locate("articles", index)
        [row] = parquet.read(self.root, [file.path], self._schemas["articles"]).slice(place, 1).to_pylist()
        return dict(row)

    def stored(self, wanted: Collection[str] | None = None) -> Iterator[Snapshot]:
        """The raw captures with their bytes, all or those with the `wanted` ids, one file held at a time.

        Raises DatasetError where one is not what its id says.
        """
        return stored_snapshots(self._state, self._schemas["snapshots"], wanted)

    def history(self, article: str) -> History:
        """Everything that became of one article up to this version.

        `article` is an address, a title or a fragment of one, or the beginning of an id; titles of older revisions and of
        rejected articles count too. Raises UsageError where none is meant, or more than one.
        """
        return article_history(self._state, self._schemas, self.subject(article))

    def subject(self, article: str) -> Subject:
        """The article that is meant, named as for `history`: by its source, address and part."""
        return find_subject(article, self._state, self._schemas)

    def _table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        return self._state.table(name, self._schemas[name], columns)


def _bears(articles: pa.Table, address: str) -> pa.ChunkedArray:
    return pc.or_kleene(*(pc.equal(articles.column(column), address) for column in ("uri", "canonical_url")))


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

    @property
    def tags(self) -> dict[str, str]:
        """Version ids by tag. Raises DatasetError for a tag that holds none."""
        return read_tags(self.root)

    def version(self, name: str = "latest") -> Version:
        """A version by `latest`, its tag, its number, or the beginning of its id (at least 4 digits, with or without `sha256:`).

        Raises UsageError where there is none, or more than one; DatasetError for a tag of a version that is not there.
        """
        if not self.versions:
            where = place_name(self.root)
            raise UsageError(f"{where}: no version has been published here; `provenance run SOURCE` publishes one")
        if name == "latest":
            return self.versions[0]
        tagged = read_tag(self.root, name)
        if tagged is not None and all(each.id != tagged for each in self.versions):
            raise DatasetError(
                f"{self.root}: tag {name!r} names {tagged}, which is not there: a version was rolled back, or lost"
            )
        digits = (tagged or name).removeprefix("sha256:")
        found = [
            each
            for each in self.versions
            if name == str(each.sequence) or (len(digits) >= 4 and each.id.startswith(f"sha256:{digits}"))
        ]
        if len(found) != 1:
            what = "no version" if not found else f"{len(found)} versions"
            raise UsageError(f"{place_name(self.root)}: {what} {name!r}; `provenance log` lists numbers, ids and tags")
        return found[0]

    def diff(self, before: str, after: str = "latest", article: str | None = None) -> Diff:
        """What changed between two versions, named as for `version`, the older one first.

        `article` limits it to one, named as for `Version.history`. Raises UsageError for unknown names and for versions in the
        wrong order.
        """
        older, newer = self.version(before), self.version(after)
        only = None if article is None else newer.subject(article).article_id
        return diff_states(older._state, newer._state, newer._schemas, only)

    def latest(self) -> Version:
        """The newest version. Raises UsageError where nothing has been published."""
        return self.version()


def open_dataset(path: str | Path) -> Dataset:
    """The dataset in a folder, or in a store (`s3://bucket/prefix`, whose working copy is brought up to date).

    Raises UsageError where there is none, DatasetError where a store cannot be read.
    """
    place = place_of(str(path))
    root = folder_of(place, load_config().copies) if isinstance(place, str) else place
    if isinstance(place, str):
        refresh(root)
    if not (root / "_delta_log").is_dir():
        name = place_name(root)
        raise UsageError(f"{name}: no dataset here; `provenance run SOURCE --dataset {name}` makes one")
    return Dataset(root)
