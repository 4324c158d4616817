"""The tables, as Markdown that also reads well on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from score.checks import Check, measures, total
from score.real import RealFigure

LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl", "pl", "ar")
OWN = (
    "**The authors of this truth set also wrote the extractor.** They wrote the sentences, the pages and their truth, so these\n"
    "figures show what works and what broke since last time; they do not say how well it does on pages that nobody here has seen."
)
REAL = (
    "**Real pages**, with a truth that was not made by this project; they belong to their publishers and are not in the\n"
    "repository. They were at hand while the rules were written, so expect somewhat less of pages that nobody here has seen."
)


def own_tables(groups: Mapping[str, Sequence[Check]]) -> str:
    """A table for each group of checks, by its heading; a row a measure, a column a language."""
    parts = [OWN]
    for heading, checks in groups.items():
        rows = [_row(checks, measure) for measure in measures(checks)]
        parts.append(f"### {heading}\n\n" + _table(("measure", "right", "all", *LANGUAGES), rows))
    return "\n\n".join(parts)


def real_tables(figures: Iterable[RealFigure]) -> str:
    """The scorers' lines, a table for each material; a share has what it was counted over, a plain count stands alone."""
    found = list(figures)
    parts = [REAL]
    for material in dict.fromkeys(each.material for each in found):
        rows = [(each.measure, each.counts, _number(each.value)) for each in found if each.material == material]
        parts.append(f"### {material[0].upper()}{material[1:]}\n\n" + _table(("measure", "right", "all"), rows))
    return "\n\n".join(parts)


def _row(checks: Sequence[Check], measure: str) -> tuple[str, ...]:
    every = total(checks, measure)
    shares = (every, *(total(checks, measure, language) for language in LANGUAGES))
    return (measure, f"{every.right}/{every.of}", *("" if each.share is None else _number(each.share) for each in shares))


def _number(value: float) -> str:
    return str(int(value)) if value > 1 and value == int(value) else f"{value:.3f}"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    lines = [_line(header, widths), "|".join(["", *("-" * (width + 2) for width in widths), ""])]
    return "\n".join([*lines, *(_line(row, widths) for row in rows)])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"


def replace_region(document: str, name: str, content: str) -> str:
    """`document` with what stands between `<!-- NAME -->` and `<!-- end of NAME -->` replaced.

    Raises ValueError where a mark is missing.
    """
    before, begin, rest = document.partition(f"<!-- {name} -->")
    _, end, after = rest.partition(f"<!-- end of {name} -->")
    if not begin or not end:
        raise ValueError(f"no region {name!r} in the document; it is marked by <!-- {name} --> and <!-- end of {name} -->")
    return f"{before}{begin}\n{content}\n{end}{after}"
