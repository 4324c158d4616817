"""The word-level diff."""

from __future__ import annotations

import itertools

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from provenance.read.words import word_diff

_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def shown(before: str, after: str) -> str:
    return "".join(_MARKS[each.kind].format(each.text) for each in word_diff(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ""),
        ("same", "same", "same"),
        ("", "All new.", "{+All new.+}"),
        ("All gone.", "", "[-All gone.-]"),
        ("about 40,000 e-mails", "about 38,000 e-mails", "about [-40,000-]{+38,000+} e-mails"),
        ("The port is shut.", "The port is not shut.", "The port is {+not +}shut."),
        ("First.\n\nLast.", "First.\n\nMiddle.\n\nLast.", "First.\n\n{+Middle.\n\n+}Last."),
        ("two  spaces", "two spaces", "two[-  -]{+ +}spaces"),
        (
            "One thing. Another thing.",
            "One thing. Quite another matter.",
            "One thing. [-Another thing-]{+Quite another matter+}.",
        ),
        # No spaces between words: the pieces are characters, or syllables with their marks.
        ("今日は良い天気です。", "今日は悪い天気です。", "今日は[-良-]{+悪+}い天気です。"),
        ("ราคา 100 บาท", "ราคา 120 บาท", "ราคา [-100-]{+120+} บาท"),
        ("أغلق الميناء أمس", "أغلق الميناء اليوم", "أغلق الميناء [-أمس-]{+اليوم+}"),
        # What combines with a character is not cut from it.
        ("cafe\u0301", "cafe", "[-cafe\u0301-]{+cafe+}"),
        ("नि", "न", "[-नि-]{+न+}"),
        ("👩🏽‍🚒 came", "👩🏽 came", "[-👩🏽‍🚒-]{+👩🏽+} came"),
    ],
)
def test_texts(before: str, after: str, expected: str) -> None:
    assert shown(before, after) == expected


def test_a_sentence_that_replaced_another_is_shown_as_a_whole() -> None:
    before = "The mayor said that the port was safe for all who work there."
    after = "The council, in a note, now says tests of the water go on at the quay."
    assert shown(before, after).count("[-") <= 2


texts = st.text(st.sampled_from("ab .\n今\u0301é👩‍"), max_size=30) | st.text(max_size=30)


@given(texts, texts)
def test_the_segments_make_up_both_texts(before: str, after: str) -> None:
    segments = word_diff(before, after)
    assert "".join(each.text for each in segments if each.kind != "added") == before
    assert "".join(each.text for each in segments if each.kind != "removed") == after
    assert all(each.text for each in segments)
    assert all(one.kind != other.kind for one, other in itertools.pairwise(segments))


@given(texts, texts)
def test_no_character_is_cut(before: str, after: str) -> None:
    """Every segment begins at an extended grapheme cluster (UAX #29) of the text that it is of."""
    for text, without in ((before, "added"), (after, "removed")):
        starts = {match.start() for match in regex.finditer(r"\X", text)} | {len(text)}
        at = 0
        for each in word_diff(before, after):
            if each.kind != without:
                assert at in starts
                at += len(each.text)


@given(texts)
def test_nothing_changes_between_a_text_and_itself(text: str) -> None:
    assert [each.kind for each in word_diff(text, text)] == ["same"] * bool(text)


@pytest.mark.parametrize("text", ["a b " * 20_000, "今日" * 20_000, "x. " * 20_000, "\n\n".join("ab" * 20_000)])
def test_a_long_monotonous_text_costs_no_more_than_it_must(text: str) -> None:
    """Quadratic matching would take minutes here."""
    changed = f"start {text[:30_000]}middle{text[30_000:]}end"
    assert "".join(each.text for each in word_diff(text, changed) if each.kind != "removed") == changed
