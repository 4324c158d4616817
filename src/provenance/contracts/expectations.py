"""The expectations of Great Expectations that a contract may use: those that judge row by row.

Only these can say which article broke a rule. They are listed here because a contract is loaded where Great Expectations
itself must not be imported; a test holds the list against the installed release.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_BOUNDS = frozenset({"min_value", "max_value", "strict_min", "strict_max"})

#: Expectation: names of its arguments beside the columns.
ARGUMENTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "expect_column_values_to_not_be_null": frozenset(),
        "expect_column_values_to_be_null": frozenset(),
        "expect_column_values_to_be_in_set": frozenset({"value_set"}),
        "expect_column_values_to_not_be_in_set": frozenset({"value_set"}),
        "expect_column_values_to_be_between": _BOUNDS,
        "expect_column_value_lengths_to_be_between": _BOUNDS,
        "expect_column_values_to_match_regex": frozenset({"regex"}),
        "expect_column_values_to_not_match_regex": frozenset({"regex"}),
        "expect_column_pair_values_to_be_equal": frozenset({"ignore_row_if"}),
        "expect_column_pair_values_a_to_be_greater_than_b": frozenset({"or_equal", "ignore_row_if"}),
    }
)


def column_arguments(expectation: str) -> tuple[str, ...]:
    """Names of the arguments that name columns."""
    return ("column_A", "column_B") if expectation.startswith("expect_column_pair_") else ("column",)
