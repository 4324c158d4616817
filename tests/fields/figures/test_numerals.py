from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.fields.figures.numerals import Separators, read_plain

ENGLISH = Separators(frozenset(","), frozenset("."))
FRENCH = Separators(frozenset("\u202f"), frozenset(","))
GERMAN = Separators(frozenset("."), frozenset(","))
UNKNOWN = Separators(frozenset(), frozenset())


@pytest.mark.parametrize(
    ("separators", "raw", "value"),
    [
        (ENGLISH, "9,5", None),
        (ENGLISH, "1,234", "1234"),
        (ENGLISH, "1,234.5", "1234.5"),
        (ENGLISH, "12,34", None),
        (FRENCH, "9,5", "9.5"),
        (FRENCH, "1\u202f469", "1469"),
        (FRENCH, "1 469,25", "1469.25"),
        (FRENCH, "1.234,5", "1234.5"),
        (FRENCH, "1.234", None),
        (FRENCH, "3.5", "3.5"),
        (GERMAN, "1.234", "1234"),
        (GERMAN, "1.5", None),
        (GERMAN, "1'234,5", "1234.5"),
        (UNKNOWN, "1,234", None),
        (UNKNOWN, "1.234.567", "1234567"),
        (UNKNOWN, "1,234.5", "1234.5"),
        (ENGLISH, "١٢٣", "123"),
    ],
)
def test_separators_are_read_strictly(separators: Separators, raw: str, value: str | None) -> None:
    assert read_plain(raw, separators) == (None if value is None else Decimal(value))


@given(st.integers(0, 10**15), st.sampled_from([(ENGLISH, ","), (FRENCH, "\u202f"), (GERMAN, ".")]))
def test_grouping_reads_back(number: int, language: tuple[Separators, str]) -> None:
    separators, group = language
    assert read_plain(f"{number:,}".replace(",", group), separators) == number
