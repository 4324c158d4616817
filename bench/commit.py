"""What a commit of 100 rows costs: against the rows that the table has, and against the commits that it has.

usage: commit.py [--rows 1000 10000 100000 1000000] [--commits 10 100 1000] [--rounds N] [--folder FOLDER]

Builds a table for each number of rows (in five commits), then commits 100 rows onto it, 90 of new articles and 10 edits, a few
times, each in a process of its own and all sizes in turn. For each number of commits a table of as many commits of ten rows.
Prints JSON: median seconds (wall, CPU) and peak memory of the commit, and the median ratio to the first number given. `index_s`
is what the first commit takes after the table was built: it catches up, or makes the index anew. Quote the ratios.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import tables

ADDED = 100
EDITED = 10
BASE_COMMITS = 5

Cost = dict[str, float]


def apart(function: Callable[..., Cost], *args: object) -> Cost:
    """Call a function in a process of its own, whose memory is its own too."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(function, *args).result()


def build_rows(root: Path, rows: int) -> Cost:
    """A table of so many rows, in a few commits."""
    started = time.perf_counter()
    size = -(-rows // BASE_COMMITS)
    for start in range(0, rows, size):
        tables.publish(root, start, min(size, rows - start), tables.SMALL)
    return {"build_s": time.perf_counter() - started}


def build_commits(root: Path, commits: int) -> Cost:
    """A table of so many commits of ten rows."""
    started = time.perf_counter()
    for number in range(commits):
        tables.publish(root, number * 10, 10, tables.SMALL)
    return {"build_s": time.perf_counter() - started}


def commit_once(root: Path, rows: int, turn: int) -> Cost:
    """Commit the rows of one turn: new articles, and edits of articles that are there."""
    first = rows + turn * ADDED
    new = tables.intake(range(first, first + ADDED - EDITED), tables.SMALL)
    edits = tables.intake(range(turn * EDITED, (turn + 1) * EDITED), tables.SMALL, edit=1)
    given = tables.joined(new, edits)
    wall, cpu = time.perf_counter(), time.process_time()
    published = tables.put(root, given)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    if published is None or published.accepted != ADDED:
        raise RuntimeError(f"{ADDED} rows were to be published, not {published}")
    return {"wall_s": wall, "cpu_s": cpu, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def table(folder: Path, what: str, sizes: Sequence[int], rounds: int) -> None:
    """The costs for each size, and the ratios to the first size: medians over rounds in which each size has its turn."""
    build = build_rows if what == "rows" else build_commits
    places = {size: (folder / f"{what}-{size}", size if what == "rows" else size * 10) for size in sizes}
    built = {size: apart(build, root, size) for size, (root, _) in places.items()}
    first = {size: apart(commit_once, *place, 0) for size, place in places.items()}
    costs: dict[int, list[Cost]] = {size: [] for size in sizes}
    for turn in range(1, rounds + 1):
        for size, place in places.items():
            costs[size].append(apart(commit_once, *place, turn))
    for size in sizes:
        medians = {name: statistics.median(cost[name] for cost in costs[size]) for name in costs[size][0]}
        ratios = {
            name.rpartition("_")[0] + "_ratio": statistics.median(
                one[name] / base[name] for one, base in zip(costs[size], costs[sizes[0]], strict=True)
            )
            for name in medians
        }
        index = {"index_s": first[size]["wall_s"], "index_cpu_s": first[size]["cpu_s"], "index_peak_mb": first[size]["peak_mb"]}
        found = {what: size, **medians, **ratios, **index, **built[size]}
        print(json.dumps({name: round(value, 3) for name, value in found.items()}), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--commits", type=int, nargs="*", default=[10, 100, 1_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where to build; a temporary folder otherwise")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        table(Path(scratch), "rows", given.rows, given.rounds)
        table(Path(scratch), "commits", given.commits, given.rounds)


if __name__ == "__main__":
    main()
