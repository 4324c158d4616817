"""What differs between two rows."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.read.compare import Change, ListChange, ValueChange, compare, is_silent
from tests.samples import Capture, article, evidence
from tests.story import LEAK, LEAK_COLUMNS

SNAPSHOT = Capture().snapshot


def row(text: str = LEAK, **columns: Any) -> dict[str, Any]:
    return article(SNAPSHOT, 0, text, **{**deepcopy(LEAK_COLUMNS), **columns})


def only(before: dict[str, Any], after: dict[str, Any]) -> Change:
    [change] = compare(before, after)
    return change


def figure(value: str, quote: str, **members: Any) -> dict[str, Any]:
    [known] = LEAK_COLUMNS["figures"]
    place = {**known["evidence"], "quote": quote}
    return {**known, "value": Decimal(value), "evidence": place, **members}


@pytest.mark.parametrize(
    ("column", "before", "after"),
    [
        ("title", "Harbour shut", "Harbour open"),
        ("title", None, "Harbour open"),
        ("language", "en", "en-GB"),
        ("published_at", datetime(2031, 3, 14, 7, tzinfo=UTC), datetime(2031, 3, 14, 8, tzinfo=UTC)),
        ("modified_date", date(2031, 3, 14), None),
        ("canonical_url", "https://gazette.example/leak", "https://gazette.example/leak-2"),
    ],
)
def test_a_value_before_and_after(column: str, before: object, after: object) -> None:
    assert only(row(**{column: before}), row(**{column: after})) == ValueChange(column, before, after)


def test_the_text_is_a_value_and_its_hash_is_no_change() -> None:
    assert only(row("Shut."), row("Open.")) == ValueChange("text", "Shut.", "Open.")


def test_every_column_is_compared_but_those_that_say_which_state_it_is() -> None:
    before = row()
    same = {
        *("article_id", "source", "uri", "part", "snapshot_id", "payload_hash", "captured_at"),
        *("text_hash", "content_hash", "record_hash", "evidence"),
    }
    for name in before.keys() - same:
        after = {**before, name: [] if isinstance(before[name], list) else "another"}
        assert [change.field for change in compare(before, after)] == [name]


@pytest.mark.parametrize("column", ["dates", "figures", "quotes", "agencies"])
def test_where_an_entry_was_read_is_no_change(column: str) -> None:
    moved = deepcopy(LEAK_COLUMNS[column])
    for entry in moved:
        entry["evidence"] |= {"start": 7, "end": 9, "raw_start": 70, "raw_end": 90, "rule": "another"}
    assert compare(row(), row(**{column: moved})) == ()


def test_another_number_of_the_same_things_is_a_changed_figure() -> None:
    change = only(row(), row(figures=[figure("1400", "About 1,400 tonnes")]))
    assert isinstance(change, ListChange)
    assert (change.went, change.came, change.reordered) == ((), (), False)
    [(old, new)] = change.changed
    assert (old["value"], old["quote"]) == (Decimal("1250.5"), "About 1,250.5 tonnes")
    assert (new["value"], new["quote"]) == (Decimal("1400"), "About 1,400 tonnes")
    assert "evidence" not in old


def test_the_same_words_read_otherwise_are_a_changed_figure() -> None:
    other = figure("1250.5", "About 1,250.5 tonnes", unit="metric-ton", counted=None)
    change = only(row(), row(figures=[other]))
    assert isinstance(change, ListChange)
    assert [(old["unit"], new["unit"]) for old, new in change.changed] == [("tonne", "metric-ton")]


def test_figures_of_other_things_come_and_go() -> None:
    change = only(row(), row(figures=[figure("12", "12 ships", unit=None, unit_raw=None, counted="ships")]))
    assert isinstance(change, ListChange)
    assert ([each["quote"] for each in change.went], [each["quote"] for each in change.came]) == (
        ["About 1,250.5 tonnes"],
        ["12 ships"],
    )
    assert change.changed == ()


def test_a_figure_that_is_told_twice_came_once() -> None:
    change = only(row(), row(figures=LEAK_COLUMNS["figures"] * 2))
    assert isinstance(change, ListChange)
    assert (len(change.went), len(change.came), len(change.changed)) == (0, 1, 0)


def test_an_altered_quotation_is_changed_and_another_one_is_not() -> None:
    def quoted(text: str) -> list[dict[str, Any]]:
        [known] = LEAK_COLUMNS["quotes"]
        return [{**known, "text": text, "match_text": text, "evidence": {**known["evidence"], "quote": text}}]

    altered = only(row(), row(quotes=quoted("nobody was in danger")))
    another = only(row(), row(quotes=quoted("ships will wait")))
    assert isinstance(altered, ListChange)
    assert isinstance(another, ListChange)
    assert [(old["text"], new["text"]) for old, new in altered.changed] == [("nobody is in danger", "nobody was in danger")]
    assert (len(another.went), len(another.came), another.changed) == (1, 1, ())


def test_the_order_of_authors_counts() -> None:
    change = only(row(authors=["Ada", "Tomás"]), row(authors=["Tomás", "Ada"]))
    assert change == ListChange("authors", (), (), (), True)


def test_the_order_of_flags_and_figures_does_not() -> None:
    figures = [figure("1", "1 tonne"), figure("2", "2 tonnes")]
    assert compare(row(figures=figures), row(figures=figures[::-1])) == ()


def stamped(event: str, quote: str, **columns: Any) -> dict[str, Any]:
    mark = {**evidence(LEAK, "Ships wait"), "layer": "markup", "start": None, "end": None, "quote": quote}
    return row(evidence=[{"field": event, "evidence": mark}], **columns)


def test_a_time_printed_otherwise_is_a_change_even_where_it_is_the_same_time() -> None:
    change = only(stamped("modified", "Updated 09:20"), stamped("modified", "Corrected at 09:20"))
    assert change == ListChange("modified_printed", ("Updated 09:20",), ("Corrected at 09:20",), (), False)


@pytest.mark.parametrize(
    ("before", "after", "silent"),
    [
        (row("A"), row("B"), True),
        (row("A", modified_date=None), row("B", modified_date=None), True),
        (row("A"), row("B", modified_date=date(2031, 3, 15)), False),
        (row("A"), row("B", modified_at=datetime(2031, 3, 14, 9, tzinfo=UTC)), False),
        (row("A"), row("A"), False),
        (stamped("modified", "Updated 09:20"), stamped("modified", "Corrected at 09:20"), False),
        (stamped("published", "at 09:20"), stamped("published", "at 09:30"), True),
    ],
)
def test_silent_is_another_content_under_the_same_modified_time(
    before: dict[str, Any], after: dict[str, Any], silent: bool
) -> None:
    assert is_silent(before, after) is silent


names = st.lists(st.sampled_from(["Ada", "Tomás", "Inès"]), max_size=4)


@given(names, names)
def test_what_went_and_came_makes_the_one_list_the_other(before: list[str], after: list[str]) -> None:
    changes = compare(row(authors=before), row(authors=after))
    assert bool(changes) == (before != after)
    for change in changes:
        assert isinstance(change, ListChange)
        rest = [*before]
        for name in change.went:
            rest.remove(name)
        assert sorted([*rest, *change.came]) == sorted(after)
        assert change.reordered == (sorted(before) == sorted(after))
