"""A word-level diff as lines."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from provenance.cli.words import CONTEXT, inline, word_lines
from provenance.read.words import word_diff

_HARMFUL = regex.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def lines(before: str, after: str, colour: bool = False) -> list[str]:
    return list(word_lines(word_diff(before, after), 80, colour))


def test_only_what_stands_beside_a_change_is_shown() -> None:
    far = "word " * 100
    line = " ".join(lines(f"{far}old {far}".strip(), f"{far}new {far}".strip()))
    assert line.startswith("… word")
    assert line.endswith("word …")
    assert "[-old-]{+new+}" in line
    assert len(line) < 4 * CONTEXT


def test_other_paragraphs_are_left_out() -> None:
    assert lines("First.\n\nOld one.\n\nLast.", "First.\n\nNew one.\n\nLast.") == ["[-Old-]{+New+} one."]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("co\u00adop", "coop", r"[-co\xadop-]{+coop+}"),
        ("a\u00a0b", "a b", r"a[-\xa0-]{+ +}b"),
        ("a\u200bb", "ab", r"\u200b"),
        ("One.\n\nTwo.", "One. Two.", "¶"),
        ("a \u202e b", "a b", r"\u202e"),
    ],
)
def test_what_cannot_be_seen_is_written_out(before: str, after: str, shown: str) -> None:
    assert shown in "\n".join(lines(before, after))


def test_each_line_opens_and_closes_its_own_colour() -> None:
    for line in lines("old " * 60, "new " * 60, colour=True):
        assert regex.findall(r"\x1b\[\d*m", line)[-1] == "\x1b[m"
        assert line.startswith("\x1b[")


@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_harmful_is_shown(before: str, after: str) -> None:
    segments = word_diff(before, after)
    for line in (*word_lines(segments, 40, False), inline(segments, False)):
        assert not _HARMFUL.search(line)
