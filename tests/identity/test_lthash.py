"""The set digest: order and batches do not matter, elements can be told apart, and multisets are what they are."""

from functools import reduce
from hashlib import shake_128

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.identity.lthash import STATE_BYTES, add, digest, empty_state, from_bytes, to_bytes

elements = st.lists(st.binary(max_size=20), max_size=12, unique=True)


@given(elements, st.integers(0, 12))
def test_order_and_batches_do_not_matter(given_elements: list[bytes], cut: int) -> None:
    whole = add(empty_state(), given_elements)
    shuffled = sorted(given_elements)
    batched = reduce(add, (shuffled[:cut], shuffled[cut:]), empty_state())
    assert digest(whole) == digest(batched)


@given(elements, st.binary(max_size=20))
def test_another_element_changes_the_digest(given_elements: list[bytes], other: bytes) -> None:
    state = add(empty_state(), given_elements)
    assert digest(add(state, [other])) != digest(state)


def test_a_lane_is_the_sum_modulo_two_to_the_sixteen() -> None:
    lanes = [int.from_bytes(shake_128(each).digest(STATE_BYTES)[:2], "little") for each in (b"a", b"b")]
    assert int(add(empty_state(), [b"a", b"b"])[0]) == sum(lanes) % 2**16


def test_an_element_repeated_65536_times_vanishes() -> None:
    """Why callers add distinct elements only."""
    once = np.frombuffer(to_bytes(add(empty_state(), [b"a"])), dtype="<u2").astype(np.uint64)
    assert not np.any((once * 65536) % 65536)


@given(elements)
def test_bytes_round_trip(given_elements: list[bytes]) -> None:
    state = add(empty_state(), given_elements)
    assert np.array_equal(from_bytes(to_bytes(state)), state)


def test_a_state_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="2048"):
        from_bytes(b"short")


def test_the_digest_of_the_empty_set_is_fixed() -> None:
    assert digest(empty_state()) == "sha256:e5a00aa9991ac8a5ee3109844d84a55583bd20572ad3ffcd42792f3c36b183ad"
