"""What a proof costs: its size, and the time and memory of making and checking it, against the rows of the table.

usage: proof.py DATASET [DATASET ...]

`bench/tables.py --small` makes datasets. Proves the article in the middle of the log, by its address, and
checks the proof, each as a whole process with start-up. Prints a line of JSON a dataset: rows of the log, hashes of the path,
bytes of the proof without its extra data (which are the article and the manifest) and of these, CPU and wall seconds and the
peak resident set in MB of `prove` and of `check-proof`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from processes import provenance

from provenance.proof.text import InclusionProof
from provenance.read.dataset import open_dataset


def measure(dataset: Path, proof: Path) -> dict[str, object]:
    """Prove and check one article."""
    version = open_dataset(dataset).versions[0]
    rows = version.revisions(["uri"])
    made, _ = provenance("prove", rows.column("uri")[len(rows) // 2].as_py(), "--dataset", str(dataset), "--out", str(proof))
    checked, _ = provenance("check-proof", str(proof), "--version", version.id)
    text = proof.read_text()
    parsed = InclusionProof.parse(text)
    bare = InclusionProof(b"", parsed.index, parsed.path, parsed.note).to_text()
    sizes = {"path": len(parsed.path), "bytes": len(bare), "extra_bytes": len(parsed.extra)}
    return {"rows": len(rows), **sizes, "prove": made, "check": checked}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", type=Path, nargs="+")
    with tempfile.TemporaryDirectory() as scratch:
        for number, dataset in enumerate(parser.parse_args().datasets):
            print(json.dumps(measure(dataset, Path(scratch) / f"{number}.proof")), flush=True)


if __name__ == "__main__":
    main()
