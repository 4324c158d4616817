"""The two lines that read current articles with Polars alone, and in which histories they are exact.

They take the last revision by capture time. That is the current one wherever captures of an address come in the order of their
capture times, and no recipe has changed; the tests below also hold the cases in which it is another.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from provenance.read.current import current_revisions
from provenance.read.dataset import open_dataset
from tests.samples import Capture, MemoryState, grow, history, schemas

T1, T2, T3 = (datetime(2031, 3, day, tzinfo=UTC) for day in (1, 2, 3))

Keys = set[tuple[str, int]]


def two_lines(revisions: pl.LazyFrame) -> pl.LazyFrame:
    ordered = revisions.sort("captured_at", "revision", nulls_last=False)
    return ordered.unique("article_id", keep="last", maintain_order=True)


def by_polars(state: MemoryState) -> Keys:
    table = state.table("articles", schemas()["articles"]).select(["article_id", "revision", "captured_at"])
    return set(two_lines(pl.LazyFrame(table)).select("article_id", "revision").collect().rows())


def by_rules(state: MemoryState) -> Keys:
    return {(row["article_id"], row["revision"]) for row in current_revisions(state, schemas()).to_pylist()}


def test_without_our_code(story: Path) -> None:
    found = two_lines(pl.scan_delta(str(story))).collect()
    ours = open_dataset(story).latest().articles()
    assert found.sort("article_id").select("article_id", "revision", "text").rows() == [
        (row["article_id"], row["revision"], row["text"]) for row in ours.to_pylist()
    ]


texts = st.lists(st.sampled_from(["A", "B", None]), min_size=1, max_size=2).map(tuple)


@settings(max_examples=25)
@example([(("A",), False, False), (("B",), False, False), (("A", "A"), False, True), (("B",), False, True)], True)
@given(st.lists(st.tuples(texts, st.booleans(), st.booleans()), min_size=1, max_size=5), st.booleans())
def test_exact_where_captures_come_in_order(steps: Sequence[tuple[tuple[str | None, ...], bool, bool]], bare: bool) -> None:
    # Under one recipe the same bytes are accepted or rejected, not once this and once that.
    verdicts: dict[tuple[str | None, ...], bool] = {}
    captures = [
        Capture(
            texts=texts,
            captured_at=None if bare else T1 + timedelta(hours=number),
            rejected=verdicts.setdefault(texts, rejected),
        )
        for number, (texts, _, rejected) in enumerate(steps)
    ]
    versions: list[list[Capture]] = []
    for capture, (_, together, _) in zip(captures, steps, strict=True):
        if versions and together and not bare:
            versions[-1].append(capture)
        else:
            versions.append([capture])
    state = history(*versions)
    assert by_polars(state) == by_rules(state)


def at(when: datetime | None, text: str) -> Capture:
    return Capture(texts=(text,), captured_at=when)


@pytest.mark.parametrize(
    ("versions", "exact"),
    [
        pytest.param([[at(T1, "A")], [at(T3, "B")], [at(T2, "C")]], True, id="late arrival"),
        pytest.param([[at(T1, "A")], [at(T3, "A")], [at(T2, "B")]], False, id="late arrival, and the newest made no revision"),
        pytest.param([[at(T1, "A")], [at(None, "B")]], True, id="bare file after a capture"),
        pytest.param([[at(T1, "A")], [at(None, "B")], [at(T2, "B")]], False, id="capture that says what a bare file said"),
    ],
)
def test_late_arrivals(versions: Sequence[Sequence[Capture]], exact: bool) -> None:
    state = history(*versions)
    assert (by_polars(state) == by_rules(state)) is exact


def test_not_exact_after_an_upgrade_that_reads_only_an_older_bare_file_otherwise() -> None:
    a, b = at(None, "A"), at(None, "B")
    state = history([a], [b])
    older = Capture(texts=("A!",), payload=a.snapshot.payload)
    state = grow(state, [older, b], b"{}", "technical_upgrade")
    assert {revision for _, revision in by_rules(state)} == {2}
    assert {revision for _, revision in by_polars(state)} == {3}
