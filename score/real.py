"""Measures on real pages, by the scorers that lie beside the checkout in `../shared`, each a program of its own.

The pages belong to their publishers, so neither they nor their truth are part of the project; without them nothing is measured.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from provenance.extraction.draft import TEXT_KINDS
from provenance.extraction.plain import extract_plain
from score.truth import ROOT

SHARED = ROOT.parent / "shared"


@dataclass(frozen=True, slots=True)
class RealSet:
    """A folder of real pages, the program that scores a dataset published from it, and that program's further arguments."""

    name: str
    pages: str
    scorer: str
    truth: tuple[str, ...] = ()


SETS = (
    RealSet("plain-text pages 000 and 003", "seeds", "gold/score_fields.py", ("gold/pages_000_003.json",)),
    RealSet("125 HTML pages of 90 publishers", "pages/html", "pages/score_pages.py"),
)


#: Annotated articles, and a headline for each that no rule may take for a part of it.
TEXTS, HEADLINE = "pages/truth.jsonl", "What the council of Elmshaven said about the bridge"


@dataclass(frozen=True, slots=True)
class RealFigure:
    """A line that a scorer printed: a share (0 to 1) or a count, with what it was counted over where the scorer says so."""

    material: str
    measure: str
    value: float
    counts: str = ""


def measure_real(shared: Path = SHARED) -> tuple[RealFigure, ...]:
    """The figures of all sets that are there; none where `shared` is no folder.

    Raises CalledProcessError where publishing or a scorer fails.
    """
    figures = [figure for each in SETS if (shared / each.scorer).is_file() for figure in _measure(each, shared)]
    return (*figures, *_text_kept(shared / TEXTS))


def _measure(material: RealSet, shared: Path) -> Iterator[RealFigure]:
    with tempfile.TemporaryDirectory() as scratch:
        dataset = str(Path(scratch) / "dataset")
        publish = ["-m", "provenance", "run", str(shared / material.pages), "--direct", "--dataset", dataset, "--json"]
        published = subprocess.run([sys.executable, *publish], stdout=subprocess.DEVNULL, check=False)
        if published.returncode not in (0, 1):  # 1: some pages were quarantined, which the scorer counts as missing
            raise subprocess.CalledProcessError(published.returncode, publish)
        arguments = [str(shared / material.scorer), dataset, *(str(shared / path) for path in material.truth), "--json"]
        scored = subprocess.run([sys.executable, *arguments], stdout=subprocess.PIPE, check=True, text=True)
    yield from parse(material.name, scored.stdout)


def _text_kept(truth: Path) -> Iterator[RealFigure]:
    """How much of the text of real articles is left where each is given as plain text on a single line, in code points.

    It is text to the last word by its truth, so that what is taken for noise is taken wrongly, or stands there wrongly.
    """
    kept = of = 0
    for line in truth.read_text(encoding="utf-8").splitlines() if truth.is_file() else ():
        text = " ".join(json.loads(line)["body"].split())
        blocks = [block for draft in extract_plain(f"{HEADLINE}\n\n{text}") for block in draft.blocks if block.string != HEADLINE]
        of += sum(len(block.string) for block in blocks)
        kept += sum(len(block.string) for block in blocks if block.kind in TEXT_KINDS)
    if of:
        yield RealFigure("Their articles as plain text, each on one line", "text kept", kept / of, f"{kept}/{of}")


def parse(material: str, printed: str) -> Iterator[RealFigure]:
    """The figures in a scorer's JSON: `name: number`, or `name: [right, of, share]`."""
    for name, value in json.loads(printed).items():
        if isinstance(value, list):
            right, of, share = value
            if share is not None:
                yield RealFigure(material, name, float(share), f"{right}/{of}")
        else:
            yield RealFigure(material, name, float(value))
