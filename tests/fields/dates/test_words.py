"""Whatever words of a language stand together, dates are read of them and nothing breaks."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.fields.dates import find_dates
from provenance.fields.dates.vocabulary import vocabulary

ANCHORS = st.dates(date(1600, 1, 1), date(2190, 12, 31))
NUMBERS = ["2031", "29", "2", "30", "11:45", "31", "1900", "24", "60", "7.30"]
LANGUAGES = ["ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt"]


@cache
def by_role(language: str) -> list[st.SearchStrategy[str]]:
    """The words of each role alike often, and numbers."""
    words: dict[str, list[str]] = {}
    for word, senses in sorted(vocabulary(language).senses.items()):
        for role in senses:
            words.setdefault(role, []).append(word)
    return [st.sampled_from(NUMBERS), *(st.sampled_from(each) for each in words.values())]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=200)
@given(data=st.data())
def test_any_words_of_a_language_are_read(language: str, data: st.DataObject) -> None:
    text = " ".join(data.draw(st.lists(st.one_of(*by_role(language)), max_size=12)))
    found = find_dates([text], language, anchor=data.draw(ANCHORS))
    assert all(each.start < each.end <= len(text) for each in found)
