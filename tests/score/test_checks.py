from __future__ import annotations

from score.checks import Check, Placed, Sum, measures, pair, total

TEXT = "On Monday 12 boats left, on Friday 12 more."


def same(span: str) -> str:
    return span


def placed(span: str, nth: int = 0) -> Placed[str]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(span, start + 1)
    return Placed(start, start + len(span), span)


def test_totals_count_right_answers_by_measure_and_language() -> None:
    checks = [Check("title", "fr", True, ""), Check("title", "en", False, ""), Check("authors", "fr", True, "")]
    assert total(checks, "title") == Sum(1, 2)
    assert total(checks, "title", "fr").share == 1.0
    assert total(checks, "authors", "en").share is None
    assert measures(checks) == ("title", "authors")


def test_overlap_is_a_hit_and_the_rest_is_missed_or_extra() -> None:
    pairing = pair(TEXT, ["Monday", "12 boats"], same, [placed("On Monday"), placed("Friday")])
    assert pairing.hits == (("Monday", "On Monday"),)
    assert pairing.missed == ("12 boats",)
    assert pairing.extra == (placed("Friday"),)


def test_what_only_stands_near_is_no_hit() -> None:
    pairing = pair(TEXT, ["Monday"], same, [placed("12 boats")])
    assert pairing.missed == ("Monday",)
    assert len(pairing.extra) == 1


def test_what_only_touches_is_no_hit() -> None:
    assert pair(TEXT, ["Monday"], same, [placed(" 12 boats")]).hits == ()


def test_one_finding_hits_one_truth() -> None:
    pairing = pair(TEXT, ["Monday", "12 boats"], same, [placed("Monday 12 boats")])
    assert len(pairing.hits) == len(pairing.missed) == 1


def test_a_span_that_occurs_twice_is_found_at_either_place() -> None:
    assert len(pair(TEXT, ["12"], same, [placed("12", 1)]).hits) == 1


def test_a_truth_whose_span_is_not_in_the_text_is_missed() -> None:
    assert pair(TEXT, ["Sunday"], same, [placed("Monday")]).missed == ("Sunday",)


def test_kinds_of_spaces_do_not_matter() -> None:
    assert len(pair("12 %", ["12\u00a0%"], same, [Placed(0, 4, "12 %")]).hits) == 1
