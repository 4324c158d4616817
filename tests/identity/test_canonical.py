"""The canonical form against RFC 8785's own package, and the restrictions that make floats unnecessary."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, Inexact

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from provenance.identity.canonical import canonical_bytes

text = st.text(st.characters(exclude_categories=["Cs"]))
scalars = text | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1)
keys = st.text(st.characters(max_codepoint=127))
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=30)


@given(values)
def test_agrees_with_rfc_8785(value: object) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


def test_nulls_are_left_out_and_empty_lists_stay() -> None:
    assert canonical_bytes({"b": None, "a": [], "c": {"d": None}}) == b'{"a":[],"c":{}}'


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (Decimal("1.5"), '"1.500000000"'),
        (Decimal("-0"), '"0.000000000"'),
        (Decimal("1E+20"), '"100000000000000000000.000000000"'),
        (Decimal("99999999999999999999999999999.999999999"), '"99999999999999999999999999999.999999999"'),
        (2**53, '"9007199254740992"'),
        (datetime(2031, 3, 14, 9, 30, tzinfo=timezone(timedelta(hours=2))), '"2031-03-14T07:30:00.000000Z"'),
        (datetime(31, 3, 14, 9, 30, tzinfo=UTC), '"0031-03-14T09:30:00.000000Z"'),
        (date(2031, 3, 14), '"2031-03-14"'),
        (b"abc", '"sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"'),
    ],
)
def test_types_without_json(value: object, form: str) -> None:
    assert canonical_bytes(value).decode() == form


@pytest.mark.parametrize("value", [1.5, datetime(2031, 3, 14, tzinfo=UTC).replace(tzinfo=None), object(), {"é": 1}, {1: 1}])
def test_refuses_what_has_no_form(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_bytes(value)


def test_a_decimal_is_never_rounded() -> None:
    with pytest.raises(Inexact):
        canonical_bytes(Decimal("0.0000000001"))


@given(st.dictionaries(keys, scalars, min_size=2))
def test_the_order_of_members_does_not_matter(value: dict[str, object]) -> None:
    assert canonical_bytes(value) == canonical_bytes(dict(reversed(value.items())))
