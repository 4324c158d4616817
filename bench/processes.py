"""Commands as whole processes, start-up included, and what that cost."""

from __future__ import annotations

import ctypes
import os
import statistics
import subprocess
import sys
import time
from contextlib import suppress

Cost = dict[str, float]

_PR_SET_CHILD_SUBREAPER = 36


def provenance(*arguments: str) -> tuple[Cost, bytes]:
    """Run `provenance`, as `measured`."""
    return measured([sys.executable, "-m", "provenance", *arguments])


def measured(command: list[str]) -> tuple[Cost, bytes]:
    """Run a command: seconds of wall and CPU time with those of all its descendants, the largest resident set in MB; the output.

    Those that outlive it, as the server does that workers are forked from, are waited for, and counted in CPU time alone. Linux
    only. Raises RuntimeError where the command ends with another exit code than 0.
    """
    # Orphans are handed to this process (prctl(2)), so that what they took can be asked for.
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        output = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall, usages = time.perf_counter() - started, [usage]
    with suppress(ChildProcessError):
        while True:
            usages.append(os.wait4(-1, 0)[2])
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    cost = {
        "wall_s": round(wall, 2),
        "cpu_s": round(sum(each.ru_utime + each.ru_stime for each in usages), 2),
        "largest_mb": max(each.ru_maxrss for each in usages) // 1024,
    }
    return cost, output


def medians(costs: list[Cost]) -> Cost:
    """The median of each figure."""
    return {name: statistics.median(cost[name] for cost in costs) for name in costs[0]}
