"""`provenance run --direct` against a bare loop of trafilatura with metadata, on the same folder of pages, as a ratio.

usage: direct.py FOLDER [--rounds N]

Both run as whole processes, in turn, start-up included. Ours also reads fields, validates and commits. Prints JSON:
CPU seconds a page of both (median over the rounds) and their ratio; the pages' contents decide, so quote the ratio only.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bare_trafilatura import pages

BARE = Path(__file__).with_name("bare_trafilatura.py")


def cpu_seconds(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ours(folder: Path) -> float:
    with tempfile.TemporaryDirectory() as scratch:
        options = ["--direct", "--workers", "1", "--dataset", str(Path(scratch) / "dataset")]
        return cpu_seconds([sys.executable, "-m", "provenance", "run", str(folder), *options])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    count = len(pages(given.folder))
    rounds = [(ours(given.folder), cpu_seconds([sys.executable, str(BARE), str(given.folder)])) for _ in range(given.rounds)]
    direct, bare = (statistics.median(each) for each in zip(*rounds, strict=True))
    ratio = statistics.median(ours / theirs for ours, theirs in rounds)
    print(json.dumps({"pages": count, "direct_cpu_s": round(direct, 2), "bare_cpu_s": round(bare, 2), "ratio": round(ratio, 3)}))


if __name__ == "__main__":
    main()
