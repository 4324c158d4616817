"""`provenance run --direct` over documents that are published already, against the run that published them, as a ratio.

usage: unchanged.py [--documents 10000] [--rounds N] [--folder FOLDER]

Writes so many small text files, runs once, then a few times over the same files; each run a whole process, start-up included.
Prints JSON: the first run, the median of the others, and by how many times these are faster. `start` is what `provenance log`
takes on the dataset, most of it start-up.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path

from processes import medians, provenance
from tables import WORDS

SENTENCES = 12


def write(folder: Path, documents: int) -> None:
    """Small articles with a title, a date and figures, each a function of its number."""
    folder.mkdir()
    for number in range(documents):
        chance = random.Random(number)
        sentences = [
            f"The {chance.choice(WORDS)} and the {chance.choice(WORDS)} need {chance.randrange(2, 900)} days, the mayor said."
            for _ in range(SENTENCES)
        ]
        text = f"The {chance.choice(WORDS)} of district {number}\n\n14 March 2031\n\n" + "\n\n".join(sentences) + "\n"
        (folder / f"{number:05}.txt").write_text(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where to write; a temporary folder otherwise")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        inbox, dataset = Path(scratch) / "inbox", str(Path(scratch) / "dataset")
        write(inbox, given.documents)
        run = ("run", str(inbox), "--direct", "--dataset", dataset)
        first, _ = provenance(*run)
        second = medians([provenance(*run)[0] for _ in range(given.rounds)])
        start = medians([provenance("log", "--dataset", dataset)[0] for _ in range(given.rounds)])
    ratios = {name: round(first[name] / second[name], 1) for name in ("cpu_s", "wall_s")}
    print(json.dumps({"documents": given.documents, "first": first, "second": second, "start": start, "times_faster": ratios}))


if __name__ == "__main__":
    main()
