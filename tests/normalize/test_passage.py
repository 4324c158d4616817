"""Normal form keeps the way back: both laws of evidence hold for any stretch of any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.extraction.draft import Block
from provenance.forms import match_form, normal_form
from provenance.normalize.passage import PARAGRAPH_BREAK, place

# Letters that combine, line ends of all kinds, Hangul that composes, a lone surrogate, and what NFKC would destroy.
awkward = st.text(st.sampled_from("aeé\u0301\u0323\r\n \u00a0\u1100\u1161\u11a8\ud800ﬁ¹⁰⁹\u0344"), min_size=1, max_size=12)


@given(st.lists(awkward, min_size=1, max_size=4), st.data())
def test_both_laws_of_evidence_hold(strings: list[str], data: st.DataObject) -> None:
    decoded = "".join(strings)
    starts = [sum(map(len, strings[:n])) for n in range(len(strings))]
    text, passages = place(Block("paragraph", "body", string, start) for string, start in zip(strings, starts, strict=True))
    chosen = data.draw(st.sampled_from(passages))
    start = data.draw(st.integers(0, len(chosen.string) - 1))
    evidence = chosen.evidence(start, data.draw(st.integers(start + 1, len(chosen.string))), "test")
    assert text[evidence.start : evidence.end] == evidence.quote
    assert normal_form(decoded[evidence.raw_start : evidence.raw_end]) == evidence.quote


def test_only_kept_blocks_make_up_the_text() -> None:
    blocks = [
        Block("title", "title", "Nine gigabytes", 0),
        Block("paragraph", "body", "One.", 20),
        Block("subhead", "body", "Two", 30),
    ]
    text, (title, first, second) = place(blocks)
    assert text == f"One.{PARAGRAPH_BREAK}Two"
    assert title.evidence(0, 4, "r").layer == "source"
    assert first.evidence(0, 4, "r").layer == "text"
    assert (second.evidence(0, 3, "r").start, second.evidence(0, 3, "r").raw_start) == (6, 30)


def test_markup_has_no_place_in_the_source() -> None:
    _, (heading,) = place([Block("title", "title", "Nine")])
    assert heading.evidence(0, 4, "r").layer == "markup"
    assert heading.evidence(0, 4, "r").raw_start is None


def test_a_boundary_inside_a_character_is_widened() -> None:
    _, (only,) = place([Block("paragraph", "body", "ae\u0323\u0301t", 0)])  # ẹ́: two code points in NFC, one character
    evidence = only.evidence(2, 3, "r")
    assert evidence.quote == "\u1eb9\u0301"
    assert (evidence.raw_start, evidence.raw_end) == (1, 4)


def test_an_empty_stretch_is_no_evidence() -> None:
    _, (only,) = place([Block("paragraph", "body", "abc", 0)])
    with pytest.raises(ValueError, match="no such stretch"):
        only.evidence(2, 2, "r")


@pytest.mark.parametrize(
    ("string", "normal"), [("10⁹", "10⁹"), ("e\u0301", "é"), ("a\r\nb\rc", "a\nb\nc"), ("\ud800", "\ufffd"), ("« a »", "« a »")]
)
def test_normal_form(string: str, normal: str) -> None:
    assert normal_form(string) == normal


@given(st.text())
def test_normal_form_is_stable(string: str) -> None:
    assert normal_form(normal_form(string)) == normal_form(string)


def test_match_form_unifies_what_typography_tells_apart() -> None:
    assert match_form("« L’été\u00a0», co\u00adöpération – FIN") == match_form('" l\'ÉTÉ ", coöpération - fin')
