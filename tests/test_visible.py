"""Document text as a terminal may have it."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from provenance.visible import one_line, shorten, visible

_HARMFUL = regex.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069]")
anything = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("string", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b2J", "\\x9b2J"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("\u202edrawrof", "\\u202edrawrof"),
        ("\ud800", "\\ud800"),
        ("\x00\x7f", "\\x00\\x7f"),
        ("ميناء – “quai” ✓ 港", "ميناء – “quai” ✓ 港"),
    ],
)
def test_what_moves_a_terminal_is_written_out(string: str, shown: str) -> None:
    assert visible(string) == shown


@given(anything)
def test_nothing_harmful_is_left(string: str) -> None:
    for shown in (visible(string), one_line(string), shorten(string, 20)):
        assert not _HARMFUL.search(shown)
        shown.encode("utf-8")


@given(anything, st.integers(1, 30))
def test_shortened_is_as_short_as_asked_for(string: str, length: int) -> None:
    shown = shorten(string, length)
    assert len(shown) <= length
    assert shown == one_line(string) or shown.endswith("…")


def test_one_line_keeps_words_apart() -> None:
    assert one_line(" a\n\n b\u2028c ") == "a b c"
