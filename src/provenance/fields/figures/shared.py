"""What a figure takes from its neighbours: "from 5 to 3 percent", "23 et 25 ans", "£20, or 25 pounds"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from provenance.fields.figures.found import FoundFigure
from provenance.fields.figures.language import FigureLanguage
from provenance.fields.figures.words import fold

_CURRENCY = "currency:"


def share_forward(text: str, found: Sequence[FoundFigure], language: FigureLanguage) -> list[FoundFigure]:
    """Figures that end in a bare number take unit and noun of the next one, where only a word of `links` or a comma is between.

    Not across a magnitude ("5 to 3 million euros"), nor a sign before its number ("3 and $5").
    """
    shared: list[FoundFigure] = []
    following: FoundFigure | None = None
    for figure in reversed(found):
        bare = figure.unit_raw is None and figure.counted is None and figure.rule in ("figures:digits", "figures:words")
        if (
            bare
            and following is not None
            and following.rule in ("figures:digits", "figures:words")
            and fold(text[figure.end : following.start].strip(" \u00a0\u202f")) in language.links
            and not text.startswith(following.unit_raw or "\n", following.start)
        ):
            figure = replace(
                figure,
                unit=following.unit,
                unit_raw=following.unit_raw,
                unit_candidates=following.unit_candidates,
                counted=following.counted,
            )
        shared.append(figure)
        following = figure
    return shared[::-1]


def settle_currencies(text: str, found: Sequence[FoundFigure]) -> list[FoundFigure]:
    """A name of money that was left open ("pounds", "$") is settled where the same paragraph names one of its currencies ("£").

    Not where a hyphen makes it an adjective ("a 25-pound turkey"), and not where the paragraph names two of them.
    """
    named = {figure.unit for figure in found if figure.unit is not None and figure.unit.startswith(_CURRENCY)}
    if not named:
        return list(found)
    settled = []
    for figure in found:
        fitting = named.intersection(figure.unit_candidates)
        if figure.unit is None and len(fitting) == 1 and f"-{figure.unit_raw}" not in text[figure.start : figure.end]:
            figure = replace(figure, unit=min(fitting), unit_candidates=())
        settled.append(figure)
    return settled
