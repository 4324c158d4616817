"""`provenance run --direct` on a WARC, from file to published version, against a bare loop, as ratios.

usage: pipeline.py FILE.warc.gz [--processes N] [--rounds N] [--datatrove PYTHON]

Both read the same file as whole processes in turn, start-up included, with as many workers. Ours validates, and commits fields,
evidence, hashes and raw bytes too; the loop (`bare_loop.py`) keeps title, author, date and text. `corpus.py` makes a file. With a
Python that has datatrove, its pipeline (`datatrove_loop.py`, text only) has its turn as well. Prints JSON: documents, medians of
seconds (wall, CPU) of each, and the median ratios of the rounds: CPU seconds of ours to theirs, and documents a second of ours to
theirs.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType
from processes import Cost, measured, medians, provenance

HERE = Path(__file__).parent


def commands(file: Path, processes: int, datatrove: Path | None, scratch: Path) -> dict[str, list[str]]:
    """What is compared with ours, and its command."""
    options = ["--processes", str(processes)]
    found = {"bare": [sys.executable, str(HERE / "bare_loop.py"), str(file), str(scratch / "bare.parquet"), *options]}
    if datatrove:
        out = [str(parted(file, processes, scratch)), str(scratch / "datatrove")]
        found["datatrove"] = [str(datatrove), str(HERE / "datatrove_loop.py"), *out, *options]
    return found


def parted(file: Path, parts: int, scratch: Path) -> Path:
    """A folder with the records of a WARC in so many files."""
    folder = scratch / "parts"
    folder.mkdir()
    with file.open("rb") as stream:
        starts = [record.stream_pos for record in ArchiveIterator(stream, record_types=WarcRecordType.response)]
    data = file.read_bytes()
    cuts = [starts[len(starts) * part // parts] for part in range(parts)] + [len(data)]
    for number, (start, stop) in enumerate(pairwise(cuts)):
        (folder / f"{number}.warc.gz").write_bytes(data[start:stop])
    return folder


def one_round(file: Path, processes: int, datatrove: Path | None, scratch: Path) -> tuple[dict[str, Cost], int]:
    """The costs of each, and the documents that ours found."""
    options = ["--direct", "--workers", str(processes), "--dataset", str(scratch / "dataset"), "--json"]
    ours, report = provenance("run", str(file), *options)
    others = {name: measured(command)[0] for name, command in commands(file, processes, datatrove, scratch).items()}
    return {"ours": ours, **others}, int(json.loads(report)["snapshots"]["read"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--datatrove", type=Path, help="a Python that has datatrove 0.10.1")
    parser.add_argument("--folder", type=Path, help="where to write; a temporary folder otherwise")
    given = parser.parse_args()
    rounds, documents = [], 0
    for _ in range(given.rounds):
        with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
            costs, documents = one_round(given.file, given.processes, given.datatrove, Path(scratch))
            rounds.append(costs)
            print(json.dumps(costs), file=sys.stderr, flush=True)
    found = {
        "documents": documents,
        "processes": given.processes,
        **{name: medians([costs[name] for costs in rounds]) for name in rounds[0]},
    }
    for name in [name for name in rounds[0] if name != "ours"]:
        ratios = {
            "cpu": statistics.median(costs["ours"]["cpu_s"] / costs[name]["cpu_s"] for costs in rounds),
            "speed": statistics.median(costs[name]["wall_s"] / costs["ours"]["wall_s"] for costs in rounds),
        }
        found |= {f"{name}_{what}_ratio": round(ratio, 2) for what, ratio in ratios.items()}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
