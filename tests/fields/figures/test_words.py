import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from provenance.fields.figures.language import figure_language
from provenance.fields.figures.words import split_words


def value_of(phrase: str, language: str) -> int | None:
    words = figure_language(language).words
    spelled = words.split(split_words(phrase))
    read = words.read(phrase, spelled, 0)
    return int(read.value) if read is not None and read.stop == len(spelled) else None


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
@given(number=st.integers(0, 999_999))
def test_what_num2words_spells_is_read_back(language: str, number: int) -> None:
    spelled = num2words(number, lang=language).replace(",", "")  # "two thousand, one hundred": the press leaves the comma out
    assert value_of(spelled, language) == number


@pytest.mark.parametrize(
    ("language", "phrase", "number"),
    [
        ("en", "two million three hundred thousand", 2_300_000),
        ("en", "twelve hundred", 1200),
        ("en", "a hundred and one", 101),
        ("fr", "trois cent mille", 300_000),
        ("fr", "soixante et onze", 71),
        ("fr", "septante-deux", 72),
        ("de", "hundertzwanzig", 120),
        ("de", "zwei Millionen dreihunderttausend", 2_300_000),
        ("es", "doscientas mil", 200_000),
        ("ar", "خمسة وعشرين ألف", 25_000),
        ("ar", "ثلاثة آلاف", 3000),
        ("ar", "ألفين", 2000),
    ],
)
def test_forms_that_num2words_does_not_give(language: str, phrase: str, number: int) -> None:
    assert value_of(phrase, language) == number
