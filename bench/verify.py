"""`provenance verify --quick` against `sha256sum` over the same bytes, as a ratio; and what a whole `provenance verify` takes.

usage: verify.py DATASET [--rounds N] [--workers N ...] [--whole]

All run as whole processes, in turn, start-up included, with a warm page cache; `bench/tables.py` makes datasets (`--noise` makes
large ones quickly). Prints JSON: bytes that the version refers to, median seconds of wall time of `sha256sum`, and for each
number of workers those of `verify --quick` with the ratio of speeds (above 1: faster than sha256sum). With `--whole` also rows,
seconds of wall and CPU time, and the largest resident set of any one process in MB, of a whole verification.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from processes import provenance

from provenance.audit.commits import read_chain
from provenance.contracts.odcs import load_contracts

PROVENANCE = [sys.executable, "-m", "provenance"]


def referenced(dataset: Path) -> list[str]:
    """The files that the newest version refers to."""
    chain = read_chain(dataset, load_contracts()["articles"].schema)
    return sorted(chain.referenced())


def wall(command: list[str], given: bytes | None = None, cwd: Path | None = None) -> float:
    before = time.perf_counter()
    subprocess.run(command, input=given, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=cwd)
    return time.perf_counter() - before


def quick(dataset: Path, paths: list[str], workers: list[int], rounds: int) -> dict[str, Any]:
    names = "\0".join(paths).encode()
    runs: dict[str, Callable[[], float]] = {
        "sha256sum": partial(wall, ["xargs", "-0", "sha256sum"], names, dataset),
        **{
            f"quick_{count}": partial(
                wall, [*PROVENANCE, "verify", "--quick", "--workers", str(count), "--dataset", str(dataset)]
            )
            for count in workers
        },
    }
    runs["sha256sum"]()  # warms the page cache
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            seconds[name].append(run())
    ratios = {
        f"speed_{name}": round(statistics.median(one / two for one, two in zip(seconds["sha256sum"], times, strict=True)), 2)
        for name, times in seconds.items()
        if name != "sha256sum"
    }
    return {**{f"{name}_s": round(statistics.median(times), 2) for name, times in seconds.items()}, **ratios}


def whole(dataset: Path, count: int) -> dict[str, Any]:
    cost, output = provenance("verify", "--json", "--workers", str(count), "--dataset", str(dataset))
    found = json.loads(output)
    return {"workers": count, "rows": found["rows"], "findings": len(found["findings"]), **cost}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--whole", action="store_true")
    given = parser.parse_args()
    paths = referenced(given.dataset)
    size = sum((given.dataset / path).stat().st_size for path in paths)
    result = {"files": len(paths), "bytes": size, **quick(given.dataset, paths, given.workers, given.rounds)}
    if given.whole:
        result["whole"] = [whole(given.dataset, count) for count in given.workers]
    print(json.dumps(result))


if __name__ == "__main__":
    main()
