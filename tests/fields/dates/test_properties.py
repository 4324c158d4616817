"""What holds for any text, in any language, with or without anchor and zone."""

from __future__ import annotations

from datetime import UTC, date

import pytest
from babel.dates import format_date
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.fields.dates import find_dates
from provenance.fields.dates.lexer import tagged
from provenance.fields.dates.vocabulary import vocabulary
from provenance.lexicons import languages

LANGUAGES = (*languages("dates"), "sv", "en-GB", "xx", "not a tag", "")

KINDS = {"absolute", "yearless", "weekday", "relative", "time", "range", "vague"}
PRECISIONS = {
    "second",
    "minute",
    "hour",
    "morning",
    "afternoon",
    "evening",
    "night",
    "day",
    "week",
    "month",
    "season",
    "year",
    None,
}


@st.composite
def _texts(draw: st.DrawFn, language: str) -> str:
    """Words of the vocabulary in any order, which is what reaches the far corners of the grammar, with any characters between."""
    known = st.sampled_from(sorted(vocabulary(language).senses))
    number = st.integers(0, 2300).map(str)
    gap = st.sampled_from([" ", " ", " ", "", ", ", ":", ".", "/", "-", " (", ") ", "\n\n"])
    pieces = draw(st.lists(st.tuples(st.one_of(known, known, number, st.text(max_size=3)), gap), max_size=14))
    return "".join(word + space for word, space in pieces)


@st.composite
def _cases(draw: st.DrawFn) -> tuple[list[str], str, date | None, str | None]:
    language = draw(st.sampled_from(LANGUAGES))
    paragraphs = draw(st.lists(_texts(language), max_size=3))
    anchor = draw(st.one_of(st.none(), st.dates()))
    return paragraphs, language, anchor, draw(st.sampled_from([None, "Europe/Paris", "America/St_Johns", "Pacific/Apia"]))


@settings(max_examples=300)
@given(_cases())
def test_every_mention_is_well_formed(case: tuple[list[str], str, date | None, str | None]) -> None:
    paragraphs, language, anchor, timezone = case
    found = find_dates(paragraphs, language, anchor=anchor, timezone=timezone)
    assert found == find_dates(paragraphs, language, anchor=anchor, timezone=timezone)
    end, paragraph = 0, 0
    for each in found:
        if each.paragraph != paragraph:
            end, paragraph = 0, each.paragraph
        assert end <= each.start < each.end <= len(paragraphs[each.paragraph])
        end = each.end
        assert each.kind in KINDS
        assert each.precision in PRECISIONS
        for value in (each.edtf, each.anchor, *each.candidates):
            assert value is None or parse_edtf(value) is not None
        assert (each.edtf is None) == (each.precision is None)
        assert (each.earliest is None) == (each.latest is None)
        assert each.edtf is not None or each.earliest is None
        if each.earliest is not None and each.latest is not None:
            assert each.earliest < each.latest
            assert each.earliest.tzinfo is each.latest.tzinfo is UTC
        assert (each.timezone is None) == (each.timezone_basis is None)
        assert len(each.candidates) != 1
        if each.edtf is not None and each.candidates:
            assert each.edtf in each.candidates


@given(st.text())
def test_any_text_may_stand_for_the_language(language: str) -> None:
    (found,) = find_dates(["2023-05-06"], language, anchor=None)
    assert found.edtf == "2023-05-06"


@given(st.sampled_from(LANGUAGES), st.text())
def test_tokens_are_a_partition_of_the_text(language: str, text: str) -> None:
    tags = tagged(text, vocabulary(language))
    assert len(tags.tags) == len(tags.keys) == len(tags.bounds) - 1
    assert tags.bounds[0] == 0
    assert tags.bounds[-1] == len(text)
    assert all(a < b for a, b in zip(tags.bounds, tags.bounds[1:], strict=False))


@pytest.mark.parametrize("language", ["fr", "en", "de", "es", "it", "pt", "nl", "pl", "ar"])
@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
@settings(max_examples=40)
def test_what_cldr_writes_is_read_back(language: str, day: date) -> None:
    for width in ("long", "full"):
        text = format_date(day, width, language)
        (found,) = find_dates([text], language, anchor=None)
        assert found.edtf == day.isoformat(), text
        assert text[found.start : found.end].endswith(str(day.year)), text
