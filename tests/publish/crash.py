"""A commit that dies: `python crash.py DATASET N` publishes the sample version and is killed before its Nth sync or rename.

Exit status 0 means that there were fewer than N.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.samples import Capture, publish

FIRST = [Capture("a.html", ("The harbour is shut.",))]
SECOND = [Capture("a.html", ("The harbour is open.",)), Capture("b.html", rejected=True)]


def die_at(number: int) -> None:
    """Kill this process before the Nth call."""
    calls = 0

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*args, **kwargs)

        return call

    os.fsync = counted(os.fsync)
    os.replace = counted(os.replace)


if __name__ == "__main__":
    die_at(int(sys.argv[2]))
    publish(Path(sys.argv[1]), SECOND)
