"""A wrong output lowers the figure of its measure, and of no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from provenance.fields.dates import find_dates
from provenance.fields.figures import find_figures
from provenance.fields.quotes import find_quotes
from score.checks import Placed
from score.mentions import Findings, check_mentions
from score.truth import Mentions, TrueDate, TrueFigure, TrueQuote

TEXT = "“Almost 40 ships sank on 3 May 2031,” said Imogen Tallow."
TRUE = Mentions(
    (TrueDate("3 May 2031", ("2031-05-03",), "absolute"),),
    (TrueFigure("Almost 40 ships", value=Decimal(40), qualifier="approximately", counted="ships"),),
    (TrueQuote("Almost 40 ships sank on 3 May 2031,", "Imogen Tallow"),),
)
FOUND = Findings(
    TEXT,
    [Placed(each.start, each.end, each) for each in find_dates([TEXT], "en", anchor=None)],
    [Placed(each.start, each.end, each) for each in find_figures(TEXT, "en")],
    [Placed(each.start, each.end, each) for each in find_quotes(TEXT, "en")],
)


def wrong(true: Mentions, found: Findings, *, complete: bool = True) -> list[str]:
    return [each.measure for each in check_mentions(true, found, "en", "here", complete=complete) if not each.right]


def with_figure(**changes: object) -> Findings:
    return replace(FOUND, figures=changed(FOUND.figures, **changes))


def changed(placed: Sequence[Placed], **changes: object) -> list[Placed]:
    return [Placed(each.start, each.end, replace(each.value, **changes)) for each in placed]


def test_what_is_all_right_has_no_misses() -> None:
    assert wrong(TRUE, FOUND) == []
    assert len(list(check_mentions(TRUE, FOUND, "en", "here", complete=True))) == 14


@pytest.mark.parametrize("name", ["dates", "figures", "quotes"])
def test_what_is_not_found_lowers_recall(name: str) -> None:
    assert wrong(TRUE, replace(FOUND, **{name: []})) == [f"{name} recall"]


@pytest.mark.parametrize("name", ["dates", "figures", "quotes"])
def test_what_is_found_beside_the_truth_lowers_precision_where_the_truth_is_complete(name: str) -> None:
    assert wrong(replace(TRUE, **{name: ()}), FOUND) == [f"{name} precision"]
    assert wrong(replace(TRUE, **{name: ()}), FOUND, complete=False) == []


@pytest.mark.parametrize("edtf", ["2031-03-05", "2031-05", None])
def test_another_day_is_wrong(edtf: str | None) -> None:
    assert wrong(TRUE, replace(FOUND, dates=changed(FOUND.dates, edtf=edtf))) == ["date value"]


def test_a_date_that_cannot_be_resolved_has_no_value() -> None:
    unresolved = replace(TRUE, dates=(TrueDate("3 May 2031"),))
    assert wrong(unresolved, FOUND) == ["date value"]
    assert wrong(unresolved, replace(FOUND, dates=changed(FOUND.dates, edtf=None))) == []


def test_another_kind_is_wrong() -> None:
    assert wrong(TRUE, replace(FOUND, dates=changed(FOUND.dates, kind="yearless"))) == ["date kind"]


@pytest.mark.parametrize(
    ("changes", "measure"),
    [
        ({"value": Decimal(41)}, "figure value"),
        ({"value": None, "value_low": Decimal(40), "value_high": Decimal(41)}, "figure value"),
        ({"unit": "meter"}, "figure unit"),
        ({"qualifier": "exact"}, "figure qualifier"),
        ({"counted": "boats"}, "figure counted"),
        ({"counted": None}, "figure counted"),
    ],
)
def test_a_figure_read_otherwise_is_wrong(changes: dict[str, object], measure: str) -> None:
    assert wrong(TRUE, with_figure(**changes)) == [measure]


def test_a_vague_figure_has_no_value_and_its_bounds_are_not_judged() -> None:
    vague = replace(TRUE, figures=(TrueFigure("40 ships", qualifier="vague", counted="ships"),))
    assert wrong(vague, with_figure(value=None, value_low=Decimal(20), qualifier="vague")) == []
    assert wrong(vague, with_figure(qualifier="vague")) == ["figure value"]


def test_of_a_figure_that_is_not_judged_only_its_place_counts() -> None:
    placed = replace(TRUE, figures=(TrueFigure("Almost 40 ships", judged=False),))
    assert wrong(placed, with_figure(value=Decimal(1), unit="meter")) == []


@pytest.mark.parametrize("speaker", [None, "Tallow", "Imogen Tallow, who"])
def test_another_speaker_is_wrong(speaker: str | None) -> None:
    assert wrong(TRUE, replace(FOUND, quotes=changed(FOUND.quotes, speaker=speaker))) == ["quote speaker"]


def test_an_invented_speaker_is_wrong() -> None:
    nobody = replace(TRUE, quotes=(TrueQuote(TRUE.quotes[0].span),))
    assert wrong(nobody, FOUND) == ["quote speaker"]


def test_quoted_words_cut_short_are_wrong() -> None:
    assert wrong(TRUE, replace(FOUND, quotes=changed(FOUND.quotes, text="Almost 40 ships"))) == ["quote text"]
