"""The scoreboard: `python -m score`, or `make score`, which also writes its tables into docs/quality.md.

The truth set of the project, then, where `../shared` lies beside the checkout, real pages with the scorers that lie there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from provenance.contracts.odcs import load_contracts
from provenance.fields.registry import load_registry
from provenance.pipeline.recipe import make_recipe
from provenance.pipeline.settings import Settings
from score.blind import check_blind, sets
from score.checks import Check, measures, total
from score.pages import check_pages
from score.real import SHARED, RealFigure, measure_real
from score.sentences import check_sentences
from score.table import LANGUAGES, own_tables, real_tables, replace_region
from score.truth import load_pages, load_sentences


def groups() -> dict[str, list[Check]]:
    """The checks of the truth set, under the headings of their tables."""
    sentences, pages = load_sentences(), load_pages()
    ours, sample = [page for page in pages if page.ours], [page for page in pages if not page.ours]
    return {
        f"{len(sentences)} sentences of our own": list(check_sentences(sentences)),
        f"{len(ours)} pages of our own, written for this table": list(check_pages(ours)),
        f"{len(sample)} pages of the sample corpus, which the rules were developed with": list(check_pages(sample)),
        **{f"Pages by writers who had not seen the rules, set {name}": list(check_blind(name)) for name in sets()},
    }


def stamp() -> str:
    """What was measured: the version of the package and the recipe, not the day."""
    recipe = make_recipe(Settings(), load_registry(), load_contracts())
    return f"provenance {version('provenance')}, recipe `{recipe.hash[:19]}`"


def as_json(own: Mapping[str, Sequence[Check]], real: Sequence[RealFigure]) -> str:
    """All figures: `[right, of, share]` by group, measure and language (`all` first)."""
    figures = {
        heading: {
            measure: {
                language or "all": [got.right, got.of, got.share]
                for language in (None, *LANGUAGES)
                if (got := total(checks, measure, language)).of
            }
            for measure in measures(checks)
        }
        for heading, checks in own.items()
    }
    others = [{"material": each.material, "measure": each.measure, "value": each.value, "counts": each.counts} for each in real]
    return json.dumps({"measured": stamp(), "own": figures, "real": others}, ensure_ascii=False, indent=1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; the exit code is 0 whatever the figures are."""
    parser = argparse.ArgumentParser(prog="score", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--errors", action="store_true", help="list every miss on the truth set")
    parser.add_argument("--own", action="store_true", help="leave out the real pages, which take minutes")
    parser.add_argument(
        "--shared", type=Path, default=SHARED, help="folder with real pages and their scorers (default: %(default)s)"
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="replace the tables in a document")
    options = parser.parse_args(arguments)
    own = groups()
    real = () if options.own else measure_real(options.shared)
    measured = f"Measured: {stamp()}."
    if options.json:
        print(as_json(own, real))
    else:
        print(f"{measured}\n\n{own_tables(own)}")
        print(f"\n{real_tables(real)}" if real else "\nReal pages were not measured.")
    if options.errors:
        misses = (f"{each.measure}: {each.what}" for checks in own.values() for each in checks if not each.right)
        print("\n".join(misses), file=sys.stderr if options.json else sys.stdout)
    if options.write:
        document = options.write.read_text(encoding="utf-8")
        document = replace_region(document, "own figures", f"{measured}\n\n{own_tables(own)}")
        if real:
            document = replace_region(document, "figures on real pages", f"{measured}\n\n{real_tables(real)}")
        options.write.write_text(document, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
