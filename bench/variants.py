"""`provenance run` on one file in two ways, against each other: one worker and two, one engine and another.

usage: variants.py FILE "OPTIONS" "OPTIONS" [--rounds N]

Both are whole processes, in turn, each into a dataset of its own. Prints JSON: documents, the version that both must come to,
medians of seconds (wall, CPU) and of the largest resident set, and by how many times the second is faster, the median of the
rounds.
"""

from __future__ import annotations

import argparse
import json
import shlex
import statistics
import tempfile
from pathlib import Path

from processes import Cost, medians, provenance


def one_run(file: Path, options: str, dataset: Path) -> tuple[Cost, int, str]:
    """What a run costs, the documents that it read, and its version."""
    cost, output = provenance("run", str(file), *shlex.split(options), "--dataset", str(dataset), "--json")
    report = json.loads(output)
    return cost, int(report["snapshots"]["read"]), str(report["version"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("options", nargs=2)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    costs: tuple[list[Cost], list[Cost]] = ([], [])
    ids, documents = set(), 0
    for _ in range(given.rounds):
        for options, own in zip(given.options, costs, strict=True):
            with tempfile.TemporaryDirectory() as scratch:
                cost, documents, version = one_run(given.file, options, Path(scratch) / "dataset")
            own.append(cost)
            ids.add(version)
    if len(ids) != 1:
        raise RuntimeError(f"the runs came to different versions: {', '.join(sorted(ids))}")
    faster = statistics.median(one["wall_s"] / other["wall_s"] for one, other in zip(*costs, strict=True))
    sides = [{"options": options, **medians(own)} for options, own in zip(given.options, costs, strict=True)]
    print(json.dumps({"documents": documents, "version": ids.pop(), "runs": sides, "times_faster": round(faster, 2)}))


if __name__ == "__main__":
    main()
