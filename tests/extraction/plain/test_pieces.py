from __future__ import annotations

import pytest

from provenance.extraction.plain.pieces import pieces
from provenance.extraction.plain.stamps import is_stamp, stamps_in


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_line_ends_and_blank_lines(end: str) -> None:
    found = pieces(f"one{end}two{end}{end} three {end}")
    assert [(piece.string, piece.paragraph) for piece in found] == [("one", 0), ("two", 0), ("three", 1)]


def test_rules_read_the_normal_form() -> None:
    (piece,) = pieces("\u200fPublie\u0301\u00a0le  5 mai")
    assert piece.line == "Publié le 5 mai"
    assert piece.string == "\u200fPublie\u0301\u00a0le  5 mai"


def test_only_lines_broken_at_a_width_flow() -> None:
    header = "Bridge in Elmshaven closed\nBy Jane Roe\nPublished on the fifth of May 2019 at ten o'clock\nShare"
    assert not any(piece.flows for piece in pieces(header))
    wrapped = "The mayor of Elmshaven said on Tuesday evening\nMay 5 that the Larn Bridge over the Larn River is\nClosed"
    assert [piece.flows for piece in pieces(wrapped)] == [False, False, False] or all(piece.flows for piece in pieces(wrapped))


def test_stamps_end_before_the_next_sentence() -> None:
    string = "Reuters Thu March 14, 2019 May says no, 14.3.2019 at 10:30 the end"
    assert [string[start:end] for start, end in stamps_in(string)] == ["Thu March 14, 2019", "14.3.2019 at 10:30"]


@pytest.mark.parametrize("line", ["2019", "10:30", "May", "at the", "12 May", "on 14 March 2019 in Paris", ""])
def test_no_stamp(line: str) -> None:
    assert not is_stamp(line)
