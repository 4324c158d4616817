from __future__ import annotations

from pathlib import Path

import pytest

from score.checks import Check
from score.real import RealFigure, measure_real, parse
from score.table import OWN, own_tables, real_tables, replace_region


def test_a_row_has_right_answers_their_share_and_each_language() -> None:
    checks = [Check("title", "fr", True, ""), Check("title", "en", False, "")]
    table = own_tables({"Two": checks})
    assert OWN in table
    cells = [cell.strip() for cell in table.splitlines()[-1].strip("|").split("|")]
    assert cells[:6] == ["title", "1/2", "0.500", "1.000", "0.000", ""]


def test_the_authors_of_the_truth_are_named() -> None:
    assert "also wrote the extractor" in OWN


def test_both_forms_of_scorers_output_are_read() -> None:
    assert list(parse("pages", '{"title": [3, 4, 0.75], "empty": [0, 0, null], "body F1": 0.95}')) == [
        RealFigure("pages", "title", 0.75, "3/4"),
        RealFigure("pages", "body F1", 0.95),
    ]


def test_counts_and_shares_of_real_pages_are_told_apart() -> None:
    table = real_tables([RealFigure("pages", "rows", 125), RealFigure("pages", "title", 1.0), RealFigure("pages", "day", 0.98)])
    assert [line.split("|")[3].strip() for line in table.splitlines()[-3:]] == ["125", "1.000", "0.980"]


def test_nothing_is_measured_where_there_are_no_real_pages(tmp_path: Path) -> None:
    assert measure_real(tmp_path) == ()


def test_only_the_region_is_replaced() -> None:
    document = "a\n<!-- x -->\nold\n<!-- end of x -->\nb"
    assert replace_region(document, "x", "new") == "a\n<!-- x -->\nnew\n<!-- end of x -->\nb"
    with pytest.raises(ValueError, match="no region 'y'"):
        replace_region(document, "y", "new")
