"""A dataset at one version: its commits, the files they added, and the tables that these make up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from provenance.dataset import log, parquet
from provenance.dataset.layout import manifest_path, physical_path
from provenance.dataset.manifest import DataFile, Manifest, Physical
from provenance.dataset.remains import require_none
from provenance.errors import DatasetError

T = TypeVar("T")


@dataclass(frozen=True)
class State:
    """The commits of a dataset up to one version, oldest first; empty before the first.

    `delta_version` is the newest of the Delta log when it was read, -1 where there is none.
    """

    root: Path
    delta_version: int
    commits: tuple[tuple[log.Entry, Physical], ...]

    @property
    def tip(self) -> Tip:
        """The version itself, without those before."""
        return Tip(self.root, self.delta_version, self.last, self.physical)

    @property
    def last(self) -> log.Entry | None:
        """The entry of the version itself."""
        return self.commits[-1][0] if self.commits else None

    @property
    def physical(self) -> Physical | None:
        """The physical part of the version itself."""
        return self.commits[-1][1] if self.commits else None

    def manifest(self) -> Manifest | None:
        """The logical part of the version, None before the first. Raises DatasetError where it is lost or altered."""
        return None if self.last is None else read_manifest(self.root, self.last.version)

    def files(self, table: str) -> list[DataFile]:
        """The files of a table, in commit order."""
        return [file for _, physical in self.commits for file in physical.files if file.table == table]

    def table(self, name: str, schema: pa.Schema, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of a table, in commit order."""
        return parquet.read(self.root, [file.path for file in self.files(name)], schema, columns)

    def locate(self, table: str, index: int) -> tuple[DataFile, int]:
        """The file that holds row `index` of a table, counted from 0 in commit order, and the row's place in it.

        Raises IndexError where the table is shorter.
        """
        place = index
        for file in self.files(table):
            if 0 <= place < file.rows:
                return file, place
            place -= file.rows
        raise IndexError(f"{table} has no row {index}")


@dataclass(frozen=True)
class Tip:
    """The newest version of a dataset, as far as the next one must know it; `last` and `physical` are None before the first.

    `delta_version` is the newest of the Delta log, -1 where there is none.
    """

    root: Path
    delta_version: int
    last: log.Entry | None
    physical: Physical | None

    def manifest(self) -> Manifest | None:
        """The logical part of the version, None before the first. Raises DatasetError where it is lost or altered."""
        return None if self.last is None else read_manifest(self.root, self.last.version)


def load_state(root: Path, version: str | None = None) -> State:
    """The state at a version, the newest by default. Raises DatasetError where a part is lost, altered or unknown."""
    delta_version, entries = log.entries(root)
    if not entries:
        require_none(root)
    if version is not None:
        while entries and entries[0].version != version:
            entries.pop(0)
        if not entries:
            raise DatasetError(f"{root}: no version {version}; `provenance log` lists them")
    entries.reverse()
    check_chain(root, entries)
    return State(root, delta_version, tuple((entry, read_physical(root, entry.physical)) for entry in entries))


def check_chain(root: Path, entries: Iterable[log.Entry], parent: log.Entry | None = None) -> None:
    """Raise DatasetError where commits are missing: to publish on what is left of a log would number anew what is published.

    `entries` are those after `parent`, or all of them, oldest first.
    """
    for entry in entries:
        if (entry.sequence, entry.parent) != ((parent.sequence + 1, parent.version) if parent else (1, None)):
            raise DatasetError(
                f"{root / '_delta_log'}: the commits before version {entry.sequence} are gone or others, perhaps cleaned up by "
                "another tool; restore the folder from a copy of the dataset"
            )
        parent = entry


def read_manifest(root: Path, version: str) -> Manifest:
    """The logical part of a version, checked against its id."""
    manifest = _parse(root, manifest_path(version), Manifest.parse)
    if manifest.version != version:
        raise DatasetError(f"{manifest_path(version)}: its bytes hash to {manifest.version}; restore it from a copy")
    return manifest


def read_physical(root: Path, digest: str) -> Physical:
    """A physical part, checked against its hash."""
    physical = _parse(root, physical_path(digest), Physical.parse)
    if physical.digest != digest:
        raise DatasetError(f"{physical_path(digest)}: its bytes hash to {physical.digest}; restore it from a copy")
    return physical


def _parse(root: Path, path: str, parse: Callable[[bytes], T]) -> T:
    try:
        return parse((root / path).read_bytes())
    except OSError as error:
        raise DatasetError(f"{root / path}: {error.strerror}; restore it from a copy of the dataset") from error
    except DatasetError as error:
        raise DatasetError(f"{root / path}: {error}; restore it from a copy of the dataset") from error
