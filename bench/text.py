"""Documents of plain text read per CPU-second: decode, extract, normalize and fields, without validation and commit.

usage: text.py FOLDER [--rounds N]

Documents are counted in units of 3 kB of text, so that folders can be compared. Prints JSON: files, bytes, CPU seconds of a round
(median), documents of 3 kB per CPU-second.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

from provenance.fields.registry import load_registry
from provenance.model.snapshot import Snapshot
from provenance.pipeline.reading import read_snapshot
from provenance.pipeline.settings import Settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    snapshots = [Snapshot("bench", path.name, "text/plain", path.read_bytes()) for path in sorted(given.folder.rglob("*.txt"))]
    if not snapshots:
        parser.error("no .txt in that folder")
    registry, settings = load_registry(), Settings()
    rounds = []
    for _ in range(given.rounds + 1):  # the first compiles the lexicons and is not counted
        start = time.process_time()
        for snapshot in snapshots:
            read_snapshot(snapshot, registry, settings)
        rounds.append(time.process_time() - start)
    seconds, size = statistics.median(rounds[1:]), sum(len(snapshot.payload) for snapshot in snapshots)
    speed = size / 3000 / seconds
    result = {"files": len(snapshots), "bytes": size, "cpu_s": round(seconds, 4), "documents_per_cpu_s": round(speed, 1)}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
