"""Which observations add a revision: the rules one by one, and properties of any intake."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.publish.revisions import Accepted, Cause, Decision, Last, commit_order, decide

T1, T2, T3 = (datetime(2031, 3, day, tzinfo=UTC) for day in (1, 2, 3))


def seen(
    content: str, captured_at: datetime | None = T1, snapshot: str = "", record: str = "", article: str = "a", arrival: int = 1
) -> Accepted:
    snapshot = snapshot or f"{content}@{captured_at}"
    return Accepted(0, article, snapshot, 0, captured_at, arrival, content, record or f"{content} of {snapshot}")


def changes(decisions: list[Decision]) -> list[tuple[str, int | None, str | None]]:
    return [(each.accepted.content_hash, each.revision, each.change) for each in decisions]


def test_the_first_revision_is_new() -> None:
    assert changes(decide([seen("A")], {}, {}, "capture")) == [("A", 1, "new")]


def test_other_words_are_an_edit_and_the_same_words_are_not() -> None:
    decisions = decide([seen("A", T1), seen("A", T2), seen("B", T3)], {}, {}, "capture")
    assert changes(decisions) == [("A", 1, "new"), ("A", None, None), ("B", 2, "edited")]


def test_words_that_come_back_are_an_edit() -> None:
    decisions = decide([seen("A", T1), seen("B", T2), seen("A", T3)], {}, {}, "capture")
    assert [each.revision for each in decisions] == [1, 2, 3]


def test_the_last_revision_of_the_dataset_counts() -> None:
    last = {"a": Last(7, "A")}
    assert changes(decide([seen("A", T2)], last, {}, "capture")) == [("A", None, None)]
    assert changes(decide([seen("B", T2)], last, {}, "capture")) == [("B", 8, "edited")]
    assert last == {"a": Last(7, "A")}, "the caller's ledger is left alone"


def test_another_record_of_the_same_words_is_no_edit() -> None:
    records = {("A@2031-03-01 00:00:00+00:00", 0): "other"}
    assert changes(decide([seen("A")], {"a": Last(1, "A")}, records, "capture")) == [("A", None, None)]


@pytest.mark.parametrize(
    ("own", "last", "content", "expected"),
    [
        pytest.param("R1", "A", "A", (None, None), id="own record is the same"),
        pytest.param("R0", "A", "A", (3, "technical_upgrade"), id="own record differs, words do not"),
        pytest.param("R1", "B", "A", (None, None), id="own record is the same, a later revision says otherwise"),
        pytest.param(None, "A", "A", (None, None), id="no own revision, same words"),
        pytest.param(None, "B", "A", (3, "technical_upgrade"), id="no own revision, other words"),
    ],
)
def test_technical_upgrade(own: str | None, last: str, content: str, expected: tuple[int | None, str | None]) -> None:
    records = {("s", 0): own} if own else {}
    [decision] = decide([seen(content, snapshot="s", record="R1")], {"a": Last(2, last)}, records, "technical_upgrade")
    assert (decision.revision, decision.change) == expected


def test_an_article_that_an_upgrade_finds_is_new() -> None:
    assert changes(decide([seen("A")], {}, {}, "technical_upgrade")) == [("A", 1, "new")]


def test_commit_order() -> None:
    rows = [
        seen("A", None, "z", arrival=1),
        seen("A", None, "b", arrival=2),
        seen("A", T1, "z", arrival=1),
        seen("A", T1, "a", arrival=2),
        seen("A", T2, "a", arrival=1),
        seen("A", None, "a", article="b"),
    ]
    shuffled = [rows[number] for number in (5, 2, 0, 4, 1, 3)]
    assert sorted(shuffled, key=commit_order) == rows


observations = st.lists(
    st.builds(
        lambda article, content, when, arrival: seen(content, when, article=article, arrival=arrival),
        st.sampled_from("ab"),
        st.sampled_from("ABC"),
        st.sampled_from([None, T1, T2, T3]),
        st.just(1),
    ),
    unique=True,
    max_size=8,
)
lasts = st.dictionaries(st.sampled_from("ab"), st.builds(Last, st.integers(1, 9), st.sampled_from("ABC")))
causes = st.sampled_from(["capture", "technical_upgrade"])


@given(observations, lasts, causes, st.data())
def test_the_order_of_input_does_not_matter(
    given: list[Accepted], last: dict[str, Last], cause: Cause, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(given))
    assert decide(shuffled, last, {}, cause) == decide(given, last, {}, cause)


@given(observations, lasts)
def test_revisions_are_numbered_without_gaps_and_each_says_something_else(given: list[Accepted], last: dict[str, Last]) -> None:
    decisions = decide(given, last, {}, "capture")
    assert len(decisions) == len(given)
    for article in {each.article_id for each in given}:
        mine = [each for each in decisions if each.accepted.article_id == article]
        before = last.get(article)
        content, number = (before.content_hash, before.revision) if before else (None, 0)
        for each in mine:
            if each.revision is None:
                assert each.accepted.content_hash == content
                assert each.change is None
            else:
                assert each.accepted.content_hash != content
                assert each.revision == number + 1
                assert each.change == ("edited" if number else "new")
                content, number = each.accepted.content_hash, each.revision


@given(observations, lasts)
def test_what_was_decided_decides_nothing_more(given: list[Accepted], last: dict[str, Last]) -> None:
    """The last words of an intake, seen once more, are unchanged."""
    decisions = decide(given, last, {}, "capture")
    now = {**last}
    for each in decisions:
        if each.revision is not None:
            now[each.accepted.article_id] = Last(each.revision, each.accepted.content_hash)
    final = {each.accepted.article_id: each.accepted for each in decisions}
    assert all(each.revision is None for each in decide(final.values(), now, {}, "capture"))
