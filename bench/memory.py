"""The memory of a run over many documents against that of a run over few: what grows with the corpus must not be in memory.

usage: memory.py [--documents 2000 20000] [--workers 2]

Prints JSON: for each number of small text files the largest resident set of any one process, in MB, and the seconds (wall, CPU)
of `provenance run --direct` over them; and the ratio of the last to the first.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from processes import provenance
from unchanged import write


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[2_000, 20_000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where to write; a temporary folder otherwise")
    given = parser.parse_args()
    runs = []
    for documents in given.documents:
        with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
            inbox = Path(scratch) / "inbox"
            write(inbox, documents)
            options = ["--direct", "--workers", str(given.workers), "--dataset", str(Path(scratch) / "dataset")]
            runs.append({"documents": documents, **provenance("run", str(inbox), *options)[0]})
    print(json.dumps({"runs": runs, "ratio": round(runs[-1]["largest_mb"] / runs[0]["largest_mb"], 2)}))


if __name__ == "__main__":
    main()
