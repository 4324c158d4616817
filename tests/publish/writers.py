"""Writers at once: `python -m tests.publish.writers DATASET WRITERS COMMITS PATIENCE`.

Forks the writers, lets them commit as fast as they can, one snapshot a commit, and prints as JSON what was acknowledged: for
each commit the address of its snapshot, its version, and how often it lost its place in the log to another writer. PATIENCE is
how many seconds a writer waits for its turn; with 0 it goes on at once where another has it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from provenance.dataset import log
from provenance.dataset.lock import turn
from provenance.publish import commit as committing
from tests.samples import Capture, publish, schemas


def capture(writer: int, number: int) -> Capture:
    """The snapshot of one commit; no two are alike."""
    return Capture(f"{writer}/{number}.html", (f"Writer {writer} saw {number} ships in the harbour.",))


def _write(root: Path, writer: int, commits: int) -> list[dict[str, Any]]:
    attempts = 0
    real = log.append

    def counted(*args: Any) -> bool:
        nonlocal attempts
        attempts += 1
        return real(*args)

    log.append = counted
    done = []
    for number in range(commits):
        attempts, started = 0, time.monotonic()
        each = capture(writer, number)
        published = publish(root, [each])
        version = published.version if published else None
        seconds = round(time.monotonic() - started, 3)
        done.append({"uri": each.uri, "version": version, "lost": attempts - 1, "seconds": seconds})
    return done


def main() -> None:
    """Fork, wait for all, and print."""
    root, writers, commits = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    committing.turn = partial(turn, patience=float(sys.argv[4]))
    schemas()
    pipes = []
    go_reader, go_writer = os.pipe()
    for writer in range(writers):
        reader, answer = os.pipe()
        if os.fork() == 0:
            os.close(go_writer)
            os.read(go_reader, 1)  # all begin when the last one was forked
            with os.fdopen(answer, "w") as pipe:
                json.dump(_write(root, writer, commits), pipe)
            os._exit(0)
        os.close(answer)
        pipes.append(reader)
    os.close(go_writer)
    done: list[dict[str, Any]] = []
    for reader in pipes:
        with os.fdopen(reader) as pipe:
            done += json.load(pipe)
    print(json.dumps(done))


if __name__ == "__main__":
    main()
