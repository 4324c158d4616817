"""Commands as whole processes, start-up included, and what that cost."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

Cost = dict[str, float]


def provenance(*arguments: str) -> tuple[Cost, bytes]:
    """Run `provenance`, as `measured`."""
    return measured([sys.executable, "-m", "provenance", *arguments])


def measured(command: list[str]) -> tuple[Cost, bytes]:
    """Run a command: seconds of wall and CPU time with those of its children, the largest resident set in MB; the output.

    Raises RuntimeError where it ends with another exit code than 0.
    """
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        output = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    cost = {
        "wall_s": round(time.perf_counter() - started, 2),
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 2),
        "largest_mb": usage.ru_maxrss // 1024,
    }
    return cost, output


def medians(costs: list[Cost]) -> Cost:
    """The median of each figure."""
    return {name: statistics.median(cost[name] for cost in costs) for name in costs[0]}
