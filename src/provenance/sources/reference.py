"""References: snapshots that were found and are not loaded yet, so that a run's memory does not grow with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Protocol

from provenance.errors import SourceError
from provenance.identity.hashes import hash_bytes
from provenance.model.snapshot import Snapshot, snapshot_id


class Reference(Protocol):
    """A snapshot that can be loaded, here or in another process; so it is small, and pickles."""

    @property
    def where(self) -> str:
        """The place, for messages to people; never part of the data."""
        ...

    def load(self) -> Snapshot:
        """The snapshot with its bytes. Raises SourceError when they cannot be read, or are others than were found."""
        ...


@dataclass(frozen=True)
class FileReference:
    """A file of a folder source."""

    path: Path
    source: str
    uri: str
    media_type: str
    charset: str | None
    captured_at: datetime | None
    payload_hash: str

    @cached_property
    def snapshot_id(self) -> str:
        """The id that the loaded snapshot will have."""
        return snapshot_id(self.source, self.uri, self.media_type, self.charset, self.captured_at, self.payload_hash)

    @property
    def where(self) -> str:
        """The file's path."""
        return str(self.path)

    def load(self) -> Snapshot:
        """Read the file again and make sure that it is still the one that was found."""
        payload = read_bytes(self.path)
        if hash_bytes(payload) != self.payload_hash:
            raise SourceError(f"{self.path}: the file changed while the run was reading it; the next run will take it")
        return Snapshot(self.source, self.uri, self.media_type, payload, self.charset, self.captured_at)


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that was found and could not be read this time."""

    where: str
    why: str


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises SourceError naming the path."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}; make it readable and run again") from error
