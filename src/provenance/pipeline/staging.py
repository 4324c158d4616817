"""Staging: what a run has found and read so far, kept in the dataset until its commit, so that a stopped run goes on.

    _staging/<recipe>/<sha256>.arrow      a batch of snapshots, named by the hash of their ids
    _staging/<recipe>/<sha256>.json       what it came to: rejections, and the hash of its articles
    _staging/<recipe>/<sha256>.parquet    its articles
    _staging/<recipe>/rows-<hex>.arrow      judged rows that wait for the commit

A run that finds another one at work there uses a folder of its own, `<recipe>.<8 hex digits>`. What is lost, torn or of another
form is made again. Staging is no part of any version, and may be deleted at any time when no run is at work; whoever can write
there could write a dataset too, and `reproduce` finds both.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from provenance.dataset.layout import STAGING
from provenance.errors import DatasetError
from provenance.identity.hashes import bare


@dataclass
class Staging:
    """A folder that is ours until `close` or `clear`, by a lock (flock(2)) that a process which dies gives up."""

    folder: Path
    _lock: int

    @classmethod
    def enter(cls, root: Path, recipe: str) -> Staging:
        """The staging of a recipe in a dataset. Raises DatasetError where it cannot be made."""
        shared = (root / STAGING / bare(recipe)).absolute()
        try:
            lock = _enter(shared)
            if lock is None:
                shared = shared.with_name(f"{shared.name}.{secrets.token_hex(4)}")
                lock = _enter(shared)
        except OSError as error:
            raise DatasetError(
                f"{shared}: cannot be written: {error.strerror or error}; make room or give access, and run again"
            ) from error
        return cls(shared, -1 if lock is None else lock)

    def close(self) -> None:
        """Leave it as it is, for the next run to go on from."""
        if self._lock >= 0:
            os.close(self._lock)
        self._lock = -1

    def clear(self) -> None:
        """Forget it, and the folders made for it. What cannot be deleted is left to `provenance gc`."""
        shutil.rmtree(self.folder, ignore_errors=True)
        with suppress(OSError):  # not empty: another run is at work, or this is a dataset
            self.folder.parent.rmdir()
            self.folder.parent.parent.rmdir()
        self.close()


def in_use(folder: Path) -> bool:
    """Whether a run is at work in a folder of the staging."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


def _enter(folder: Path) -> int | None:
    """Make the folder where there is none, and lock it; None where another run holds it, or nothing can be locked."""
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Whoever held it may have removed it between our open and our lock.
            if folder.exists() and os.path.samestat(folder.stat(), os.fstat(descriptor)):
                return descriptor
        except FileNotFoundError:
            pass
        except OSError:
            os.close(descriptor)
            return None
        os.close(descriptor)
