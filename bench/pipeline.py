"""`provenance run --direct` on a WARC, from file to published version, against a bare loop, as ratios.

usage: pipeline.py FILE.warc.gz [--processes N] [--rounds N]

Both read the same file as whole processes in turn, start-up included, with as many workers. Ours validates, and commits fields,
evidence, hashes and raw bytes too; the loop (`bare_loop.py`) keeps title, author, date and text. `corpus.py` makes a file. Prints
JSON: documents, medians of seconds (wall, CPU) of both, and the median ratios of the rounds: CPU seconds of ours to theirs, and
documents a second of ours to theirs.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

from processes import Cost, measured, medians, provenance

HERE = Path(__file__).parent


def one_round(file: Path, processes: int, scratch: Path) -> tuple[dict[str, Cost], int]:
    """The costs of both, and the documents that ours found."""
    options = ["--direct", "--workers", str(processes), "--dataset", str(scratch / "dataset"), "--json"]
    ours, report = provenance("run", str(file), *options)
    loop = [sys.executable, str(HERE / "bare_loop.py"), str(file), str(scratch / "bare.parquet"), "--processes", str(processes)]
    costs = {"ours": ours, "bare": measured(loop)[0]}
    return costs, int(json.loads(report)["snapshots"]["read"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where to write; a temporary folder otherwise")
    given = parser.parse_args()
    rounds, documents = [], 0
    for _ in range(given.rounds):
        with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
            costs, documents = one_round(given.file, given.processes, Path(scratch))
            rounds.append(costs)
            print(json.dumps(costs), file=sys.stderr, flush=True)
    cpu = statistics.median(costs["ours"]["cpu_s"] / costs["bare"]["cpu_s"] for costs in rounds)
    speed = statistics.median(costs["bare"]["wall_s"] / costs["ours"]["wall_s"] for costs in rounds)
    found = {
        "documents": documents,
        "processes": given.processes,
        **{name: medians([costs[name] for costs in rounds]) for name in ("ours", "bare")},
        "cpu_ratio": round(cpu, 2),
        "speed_ratio": round(speed, 2),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
