"""The lock of a dataset: commits take turns, and nothing is deleted while one is under way.

It is advisory (flock(2)), on the dataset's own folder, so that no file is left and none can be stale; that of a process that died
is free at once. Correctness never rests on it: the log alone decides which commit holds, and a file's age protects it from
deletion where the lock does not reach (another machine, some network file systems). Without turns a writer can lose time and
again (docs/decisions/0006-turns.md); why deletion is safe is in docs/decisions/0008-garbage.md.
"""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from provenance.dataset.files import make_folder
from provenance.errors import ConflictError, DatasetError

logger = logging.getLogger(__name__)

#: How long a writer waits for its turn, in seconds; this is for a neighbour that hangs.
PATIENCE = 300.0
_PAUSE = (0.01, 0.05)


@contextmanager
def turn(root: Path, patience: float = PATIENCE) -> Iterator[bool]:
    """Wait for the turn to commit to a dataset, and hold it; whether there was one to be had. Whoever gets none commits too.

    Makes the folder where there is none. Raises DatasetError where it cannot be made.
    """
    try:
        make_folder(root)
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise DatasetError(
            f"{root}: cannot be written: {error.strerror or error}; make room or give access, and run again"
        ) from error
    try:
        yield _wait(root, folder, time.monotonic() + patience)
    finally:
        os.close(folder)


@contextmanager
def deleting(root: Path) -> Iterator[None]:
    """Hold the lock without waiting. Raises ConflictError where a commit is under way, DatasetError where there is no dataset."""
    try:
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise DatasetError(f"{root}: {error.strerror}; nothing was deleted") from error
    try:
        if _try(folder) is False:
            raise ConflictError(f"{root}: a run is publishing, or another gc deleting; nothing was deleted, try again")
        yield
    finally:
        os.close(folder)


def _wait(root: Path, folder: int, until: float) -> bool:
    while (locked := _try(folder)) is False:
        if time.monotonic() >= until:
            logger.warning("%s: another writer has held its turn for long; going on without one", root)
            return False
        time.sleep(random.uniform(*_PAUSE))  # uneven, so that writers do not knock in step
    return locked is True


def _try(folder: int) -> bool | None:
    """Whether the lock is ours now; None on a file system without locks."""
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return False if error.errno in (errno.EWOULDBLOCK, errno.EINTR) else None
    return True
