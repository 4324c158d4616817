"""Manifests: what a version is (logical part, its hash is the version id), and which files hold it (physical part).

Nothing of file layout, writer, clock, workers or batches is in the logical part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from provenance.dataset.layout import data_path
from provenance.errors import DatasetError
from provenance.identity.canonical import canonical_bytes
from provenance.identity.hashes import PREFIX, bare, hash_bytes
from provenance.identity.lthash import State, from_bytes, to_bytes
from provenance.identity.merkle import Frontier

FORMAT = "provenance/1"


#: The tables that have a Merkle log: what was accepted, and everything that was ever observed.
LOGS = ("articles", "observations")


@dataclass(frozen=True, slots=True)
class Log:
    """Size and root of a Merkle log."""

    size: int
    root: str

    @classmethod
    def of(cls, frontier: Frontier) -> Log:
        """The log that a frontier is the edge of."""
        return cls(frontier.size, PREFIX + frontier.root().hex())


@dataclass(frozen=True)
class Manifest:
    """The logical part of a version.

    `counts` are rows per table, `logs` the Merkle logs of revisions (`articles`) and of observations, `set_digest` that of the
    distinct observations under `recipe`; `contracts` maps a table to the hash of its contract.
    """

    sequence: int
    parent: str | None
    recipe: str
    contracts: Mapping[str, str]
    counts: Mapping[str, int]
    logs: Mapping[str, Log]
    set_digest: str

    def to_bytes(self) -> bytes:
        """The canonical form: exactly the bytes whose hash is the version id."""
        logs = {name: {"size": log.size, "root": log.root} for name, log in self.logs.items()}
        return canonical_bytes({"format": FORMAT, **vars(self), "logs": logs})

    @property
    def version(self) -> str:
        """The version id."""
        return hash_bytes(self.to_bytes())

    @classmethod
    def parse(cls, data: bytes) -> Manifest:
        """The manifest that `to_bytes` wrote; any other bytes raise DatasetError."""
        try:
            fields = orjson.loads(data)
            if fields.pop("format") != FORMAT:
                raise DatasetError(f"the manifest is not of the format {FORMAT}; read it with a newer release")
            logs = {name: Log(**log) for name, log in fields.pop("logs").items()}
            manifest = cls(**{"parent": None, "logs": logs, **fields})
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise DatasetError(f"not a manifest: {error}") from error
        if manifest.to_bytes() != data:
            raise DatasetError("the manifest is not in canonical form")
        return manifest


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of one commit; `path` is relative to the dataset, `digest` SHA-256 of its bytes, `size` in bytes."""

    table: str
    path: str
    digest: str
    size: int
    rows: int

    def __post_init__(self) -> None:
        if self.path != data_path(self.table, self.digest) or type(self.size) is not int or type(self.rows) is not int:
            raise ValueError(f"not a data file: {self}")


@dataclass(frozen=True)
class Physical:
    """The physical part of a commit.

    `previous_entry` is SHA-256 of the Delta log entry before this commit, so that old log bytes are covered too. `frontiers`
    (of the two logs) and `set_state` make the next commit cheap. `writer` says which software wrote, `committed_at` when
    (RFC 3339).
    """

    version: str
    sequence: int
    files: tuple[DataFile, ...]
    previous_entry: str | None
    frontiers: Mapping[str, Frontier]
    set_state: State
    validation: str | None
    writer: Mapping[str, str]
    committed_at: str

    def to_bytes(self) -> bytes:
        """Canonical JSON."""
        return canonical_bytes(
            {
                "format": FORMAT,
                "version": self.version,
                "sequence": self.sequence,
                "files": [{name: getattr(file, name) for name in DataFile.__slots__} for file in self.files],
                "previous_entry": self.previous_entry,
                "frontiers": {
                    name: {"size": frontier.size, "hashes": [each.hex() for each in frontier.hashes]}
                    for name, frontier in self.frontiers.items()
                },
                "set_state": to_bytes(self.set_state).hex(),
                "validation": self.validation,
                "writer": self.writer,
                "committed_at": self.committed_at,
            }
        )

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes: its name, and what the Delta commit refers to."""
        return hash_bytes(self.to_bytes())

    @classmethod
    def parse(cls, data: bytes) -> Physical:
        """The physical part that `to_bytes` wrote; any other bytes raise DatasetError."""
        try:
            fields: dict[str, Any] = orjson.loads(data)
            physical = cls(
                version=fields["version"],
                sequence=fields["sequence"],
                files=tuple(DataFile(**file) for file in fields["files"]),
                previous_entry=fields.get("previous_entry"),
                frontiers={
                    name: Frontier(frontier["size"], tuple(map(bytes.fromhex, frontier["hashes"])))
                    for name, frontier in fields["frontiers"].items()
                },
                set_state=from_bytes(bytes.fromhex(fields["set_state"])),
                validation=_digest(fields.get("validation")),
                writer=fields["writer"],
                committed_at=fields["committed_at"],
            )
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise DatasetError(f"not a physical part: {error}") from error
        if physical.to_bytes() != data:
            raise DatasetError("the physical part is not in canonical form")
        return physical


def _digest(value: str | None) -> str | None:
    if value is not None:
        bare(value)
    return value
