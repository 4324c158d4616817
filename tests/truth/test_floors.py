"""The figures of the truth set do not fall.

The floors are a little below what was measured when they were set (docs/quality.md); they may only rise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from score.blind import check_blind, sets
from score.checks import Check, measures, total
from score.pages import check_pages
from score.sentences import check_sentences
from score.truth import load_pages, load_sentences

SENTENCES = {
    "dates recall": 0.92,
    "dates precision": 0.97,
    "date value": 0.94,
    "date kind": 0.97,
    "figures recall": 0.96,
    "figures precision": 0.94,
    "figure value": 0.95,
    "figure unit": 0.95,
    "figure qualifier": 0.98,
    "figure counted": 0.98,
    "quotes recall": 0.98,
    "quotes precision": 0.98,
    "quote text": 0.98,
    "quote speaker": 0.86,
}
PAGES = {
    "articles in page": 0.98,
    "title": 0.98,
    "authors": 0.98,
    "language": 0.98,
    "outlet": 0.98,
    "wire credits": 0.98,
    "published day": 0.93,
    "modified day": 0.98,
    "published instant": 0.93,
    "zone basis": 0.98,
    "modified instant": 0.98,
    "body kept": 0.98,
    "noise removed": 0.93,
    "dates recall": 0.95,
    "date value": 0.89,
    "figures recall": 0.98,
    "figure value": 0.98,
    "figure unit": 0.97,
    "figure qualifier": 0.98,
    "quotes recall": 0.98,
    "quote text": 0.98,
    "quote speaker": 0.88,
    "figure counted": 0.98,
}
SAMPLE = {
    "articles in page": 0.98,
    "title": 0.98,
    "authors": 0.98,
    "language": 0.98,
    "outlet": 0.98,
    "wire credits": 0.98,
    "published day": 0.98,
    "modified day": 0.98,
    "published instant": 0.98,
    "zone basis": 0.98,
    "modified instant": 0.98,
    "body kept": 0.98,
    "noise removed": 0.97,
    "dates recall": 0.98,
    "date value": 0.95,
    "figures recall": 0.94,
    "quotes recall": 0.98,
    "quote text": 0.98,
}
BLIND = {
    "1": {"title": 0.85, "published day": 0.93, "noise removed": 0.75, "dates recall": 0.90, "figures recall": 0.90},
    "2": {"title": 0.80, "published day": 0.93, "noise removed": 0.75, "dates recall": 0.93, "figures recall": 0.93},
    "3": {"title": 0.50, "published day": 0.70, "noise removed": 0.60, "dates recall": 0.86, "figures recall": 0.89},
    "4": {
        "title": 0.88,
        "published day": 0.90,
        "body kept": 0.97,
        "noise removed": 0.76,
        "dates recall": 0.85,
        "figures recall": 0.93,
    },
    "5": {
        "title": 0.85,
        "published day": 0.95,
        "body kept": 0.98,
        "noise removed": 0.85,
        "dates recall": 0.85,
        "figures recall": 0.93,
    },
    "6": {
        "title": 0.92,
        "authors": 0.88,
        "published day": 0.90,
        "body kept": 0.98,
        "noise removed": 0.80,
        "dates recall": 0.92,
        "figures recall": 0.94,
    },
    "7": {
        "articles in page": 0.98,
        "title": 0.92,
        "authors": 0.95,
        "published day": 0.92,
        "body kept": 0.99,
        "noise removed": 0.81,
        "dates recall": 0.86,
        "date value": 0.87,
        "figures recall": 0.95,
    },
}


def below(checks: Iterable[Check], floors: Mapping[str, float]) -> dict[str, float | None]:
    """The measures whose share is under its floor; a measure without a floor, or a floor without a measure, is a mistake."""
    found = list(checks)
    assert set(measures(found)) == set(floors)
    shares = {measure: total(found, measure).share for measure in floors}
    return {measure: share for measure, share in shares.items() if share is None or share < floors[measure]}


@pytest.mark.parametrize("name", sets())
def test_pages_by_others_do_not_fall_below_their_floors(name: str) -> None:
    found = list(check_blind(name))
    shares = {measure: total(found, measure).share or 0 for measure in BLIND[name]}
    assert {measure: share for measure, share in shares.items() if share < BLIND[name][measure]} == {}


def test_sentences_do_not_fall_below_their_floors() -> None:
    assert below(check_sentences(load_sentences()), SENTENCES) == {}


def test_pages_of_our_own_do_not_fall_below_their_floors() -> None:
    assert below(check_pages(page for page in load_pages() if page.ours), PAGES) == {}


def test_sample_pages_do_not_fall_below_their_floors() -> None:
    assert below(check_pages(page for page in load_pages() if not page.ours), SAMPLE) == {}
