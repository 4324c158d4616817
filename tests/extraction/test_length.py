"""The bound on running text holds for plain text and pages alike, from the first character over it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from provenance.errors import RejectedSnapshot
from provenance.extraction.draft import Block, Draft
from provenance.extraction.length import check_drafts, check_length
from provenance.extraction.limits import TextLimits


def drafts(length: int) -> tuple[Draft, ...]:
    """Two articles, the first of one character, that have so many together."""
    return tuple(Draft(blocks=(Block("paragraph", "body", "x" * each),)) for each in (1, length - 1))


def length_of_a_text(length: int, limits: TextLimits) -> None:
    check_length(length, limits)


def length_of_drafts(length: int, limits: TextLimits) -> None:
    check_drafts(drafts(length), limits)


@pytest.mark.parametrize("check", [length_of_a_text, length_of_drafts])
def test_a_text_over_the_bound_is_rejected_and_the_setting_named(check: Callable[[int, TextLimits], None]) -> None:
    check(1000, TextLimits(1000))
    with pytest.raises(RejectedSnapshot) as caught:
        check(1001, TextLimits(1000))
    assert caught.value.stage == "extract"
    assert caught.value.reason.rule == "extract.max_text"
    assert caught.value.reason.observed == "1,001 characters of text, more than 1,000"
    assert "extract.max_text above 1,001" in caught.value.reason.remedy
