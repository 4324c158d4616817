from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from provenance.fields.figures import find_figures
from provenance.fields.figures.found import publishable
from provenance.forms import normal_form

LANGUAGES = st.sampled_from(["fr", "en", "de", "es", "ar", "ja", "xx", "not a tag", "", None])
PIECES = st.sampled_from(
    [
        "9",
        "1 469",
        "9,5",
        "1-1/2",
        "½",
        "٩٫٥",
        "2017",
        "-",
        "–",
        "/",
        ":",
        ".",
        ",",
        " ",
        "\u202f",
        "\n",
        "%",
        "$",
        "€",
        "bn",
        "Mio.",
        "km",
        "d'",
        "de ",
        "gibabits",
        "million ",
        "dizaines ",
        "hundred ",
        "zwischen ",
        "und ",
        "between ",
        "and ",
        "quatre-",
        "vingt",
        "ألف ",
        "و",
        "un ",
        "APT ",
        "@",
        "«",
        "'",
    ]
)
PARAGRAPHS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map("".join)).map(normal_form)


@given(PARAGRAPHS, LANGUAGES)
def test_spans_are_inside_ordered_and_apart(paragraph: str, language: str | None) -> None:
    position = 0
    for figure in find_figures(paragraph, language):
        assert position <= figure.start < figure.end <= len(paragraph)
        position = figure.end
        stretch = paragraph[figure.start : figure.end]
        assert figure.unit_raw is None or figure.unit_raw in stretch
        assert figure.counted is None or figure.counted in stretch
        assert figure.unit is None or not figure.unit_candidates
        assert figure.unit is None or figure.unit_raw
        assert figure.value is None or (figure.value_low, figure.value_high) == (None, None)
        if figure.value_low is not None and figure.value_high is not None:
            assert figure.value_low <= figure.value_high


@given(PARAGRAPHS, PARAGRAPHS, LANGUAGES)
def test_earlier_calls_do_not_matter(paragraph: str, other: str, language: str | None) -> None:
    first = find_figures(paragraph, language)
    find_figures(other, language)
    find_figures(other, "fr")
    assert find_figures(paragraph, language) == first


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_published_decimals_fit_and_keep_their_value(value: Decimal) -> None:
    published = publishable(value)
    if published is not None:
        assert published == value
        exponent = published.as_tuple().exponent
        assert isinstance(exponent, int)
        assert -9 <= exponent <= 0
        assert abs(published) < Decimal(10) ** 29
