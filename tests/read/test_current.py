"""Current revisions: tables of histories that were thought through, and any history against a plain model of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.model.snapshot import article_id
from provenance.read.current import current_revisions, open_rejections
from tests.captures import T1, T2, T3, T4, again, at, bare, rejected
from tests.samples import EMPTY, OTHER_RECIPE, Capture, MemoryState, grow, history, schemas

Current = tuple[int, int, str, str]  # part, revision, text, status


def current(state: MemoryState) -> list[Current]:
    found = current_revisions(state, schemas()).to_pylist()
    rows = {(row["article_id"], row["revision"]): row for row in state.table("articles", schemas()["articles"]).to_pylist()}
    assert [each["article_id"] for each in found] == sorted({key[0] for key in rows})
    current = [(rows[each["article_id"], each["revision"]], each) for each in found]
    return sorted((row["part"], row["revision"], row["text"], each["status"]) for row, each in current)


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        pytest.param([[bare("A")]], [(0, 1, "A", "current")], id="first"),
        pytest.param([[bare("A")], [bare("B")], [bare("A")]], [(0, 3, "A", "current")], id="bare A, B, A"),
        pytest.param([[bare("A")], [bare("B")]] * 2, [(0, 4, "B", "current")], id="bare A, B, A, B"),
        pytest.param([[at(T1, "A")], [at(T2, "A")]], [(0, 1, "A", "current")], id="unchanged"),
        pytest.param([[at(T1, "A"), at(T2, "B"), at(T3, "A")]], [(0, 3, "A", "current")], id="edited back, one version"),
        pytest.param([[at(T1, "A")], [at(T3, "C")], [at(T2, "B")]], [(0, 2, "C", "current")], id="late arrival"),
        pytest.param([[at(T1, "A")], [at(T3, "A")], [at(T2, "B")]], [(0, 1, "A", "current")], id="late, newest unchanged"),
        pytest.param([[at(T2, "B")], [at(T1, "A")], [at(T3, "A")]], [(0, 2, "A", "current")], id="late, then said again"),
        # Revision 4 says what the newest capture says, but 2 is what the newest capture made.
        pytest.param(
            [[at(T2, "B")], [at(T4, "A")], [at(T1, "B")], [at(T3, "A")]], [(0, 2, "A", "current")], id="own before same words"
        ),
        # The bytes of revision 1 come back when other bytes have said the same in revision 3.
        pytest.param(
            [[bare("A")], [bare("B")], [Capture(texts=("A",), payload=b"other")], [bare("A")]],
            [(0, 3, "A", "current")],
            id="same words before the bytes come back",
        ),
        pytest.param([[at(T1, "A")], [bare("B")]], [(0, 1, "A", "current")], id="bare is older than any capture"),
        pytest.param([[bare("A")], [at(T1, "B")], [bare("C")]], [(0, 2, "B", "current")], id="bare after capture"),
        pytest.param([[at(T1, "A")], [at(T2, None)]], [(0, 1, "A", "stale")], id="quarantined newest"),
        pytest.param([[at(T1, "A")], [at(T2, None)], [at(T3, "B")]], [(0, 2, "B", "current")], id="quarantined, then well"),
        pytest.param([[at(T2, "A")], [at(T1, None)]], [(0, 1, "A", "current")], id="quarantined late arrival"),
        pytest.param(
            [[at(T1, "A")], [at(T2, "B")], [at(T3, "B")], [at(T4, None)]], [(0, 2, "B", "stale")], id="stale after unchanged"
        ),
        pytest.param([[bare("A")], [bare(None)], [bare("A")]], [(0, 1, "A", "current")], id="bare rejected between"),
        pytest.param([[at(T1, None)]], [], id="never accepted"),
        pytest.param([[rejected(T1)]], [], id="never readable"),
        pytest.param([[at(T1, "A", "B")], [at(T2, "A")]], [(0, 1, "A", "current"), (1, 1, "B", "withdrawn")], id="part gone"),
        pytest.param(
            [[at(T1, "A", "B")], [at(T2, "A")], [at(T3, "A", "C")]],
            [(0, 1, "A", "current"), (1, 2, "C", "current")],
            id="part back",
        ),
        pytest.param(
            [[at(T1, "A", "B")], [at(T2, "A", None)]], [(0, 1, "A", "current"), (1, 1, "B", "stale")], id="one part quarantined"
        ),
        pytest.param(
            [[at(T1, "A", "B")], [rejected(T2)]], [(0, 1, "A", "stale"), (1, 1, "B", "stale")], id="whole snapshot rejected"
        ),
        pytest.param([[at(T1, "A", "B")], [at(T2, None)]], [(0, 1, "A", "stale"), (1, 1, "B", "withdrawn")], id="stale and gone"),
    ],
)
def test_which_revision_is_current(versions: Sequence[Sequence[Capture]], expected: list[Current]) -> None:
    assert current(history(*versions)) == expected


def test_another_source_or_address_does_not_count() -> None:
    state = history([at(T1, "A")], [Capture(texts=("B",), captured_at=T2, uri="b.html")])
    state = grow(state, [Capture(texts=(None,), captured_at=T3, source="archive")])
    assert {row["status"] for row in current_revisions(state, schemas()).to_pylist()} == {"current"}
    assert current_revisions(state, schemas()).num_rows == 2


def upgraded(state: MemoryState, readings: Iterable[Capture]) -> MemoryState:
    return grow(state, readings, OTHER_RECIPE, "technical_upgrade")


@pytest.mark.parametrize(
    ("versions", "readings", "expected"),
    [
        pytest.param([[at(T1, "A")]], [again(at(T1, "A"), "A")], (0, 1, "A", "current"), id="same reading"),
        pytest.param([[at(T1, "A")]], [again(at(T1, "A"), "A!")], (0, 2, "A!", "current"), id="other reading"),
        pytest.param(
            [[at(T1, "A")], [at(T2, "B")]],
            [again(at(T1, "A"), "A!"), again(at(T2, "B"), "B")],
            (0, 2, "B", "current"),
            id="only the older is read otherwise",
        ),
        pytest.param(
            [[bare("A")], [bare("B")], [bare("A")]],
            [again(bare("A"), "A!"), again(bare("B"), "B!")],
            (0, 5, "A!", "current"),
            id="bare files keep the order in which they came",
        ),
        pytest.param(
            [[bare("B")], [bare("A")], [bare("B")]],
            [again(bare("A"), "A!"), again(bare("B"), "B!")],
            (0, 5, "B!", "current"),
            id="and not that of their ids",
        ),
        pytest.param(
            [[bare("A")], [bare("B")], [bare("A")]],
            [again(bare("A"), "A"), again(bare("B"), "B!")],
            (0, 3, "A", "current"),
            id="only an older bare file is read otherwise",
        ),
        pytest.param([[at(T1, "A")]], [again(at(T1, "A"), None)], (0, 1, "A", "stale"), id="quarantined by the recipe"),
        pytest.param([[at(T1, "A")]], [again(at(T1, "A"), rejected=True)], (0, 1, "A", "stale"), id="rejected by the recipe"),
        pytest.param([[at(T1, "A", "B")]], [again(at(T1, "A", "B"), "A")], (1, 1, "B", "withdrawn"), id="no part by the recipe"),
        pytest.param([[at(T1, None)]], [again(at(T1, None), "A")], (0, 1, "A", "current"), id="accepted by the recipe"),
        pytest.param(
            [[at(T1, "A")], [at(T2, None)]],
            [again(at(T1, "A"), "A"), again(at(T2, None), "A")],
            (0, 1, "A", "current"),
            id="accepted by the recipe, saying the same",
        ),
    ],
)
def test_technical_upgrade(versions: Sequence[Sequence[Capture]], readings: Sequence[Capture], expected: Current) -> None:
    assert expected in current(upgraded(history(*versions), readings))


def test_an_upgrade_is_no_arrival() -> None:
    """Read again in the upgrade, the bare file that came first does not become the newest."""
    state = upgraded(history([bare("A")], [bare("B")]), [again(bare("A"), "A!"), again(bare("B"), "B!")])
    state = grow(state, [again(bare("A"), "A!")], OTHER_RECIPE)
    assert current(state) == [(0, 5, "A!", "current")]


@pytest.mark.parametrize(
    ("versions", "still"),
    [
        pytest.param([[at(T1, None)]], [True], id="newest"),
        pytest.param([[at(T1, None)], [at(T2, "A")]], [False], id="accepted later"),
        pytest.param([[at(T2, "A")], [at(T1, None)]], [False], id="late arrival"),
        pytest.param([[at(T1, None)], [at(T2, None)]], [False, True], id="rejected twice"),
        pytest.param([[bare(None)], [bare("A")], [bare(None)]], [False, True], id="bare file that came back"),
        pytest.param([[rejected(T1)]], [True], id="whole snapshot"),
        pytest.param([[rejected(T1)], [at(T2, "A")]], [False], id="whole snapshot, readable later"),
        pytest.param([[at(T1, None, None)]], [True, True], id="two parts"),
    ],
)
def test_open_rejections(versions: Sequence[Sequence[Capture]], still: list[bool]) -> None:
    state = history(*versions)
    entries = state.table("quarantine", schemas()["quarantine"]).to_pylist()
    found = open_rejections(state, schemas())
    assert [(entry["snapshot_id"], entry["sequence"]) in found for entry in entries] == still


def test_an_upgrade_settles_what_it_accepts() -> None:
    state = history([at(T1, None)])
    assert open_rejections(upgraded(state, [again(at(T1, None), "A")]), schemas()) == set()
    assert {sequence for _, sequence in open_rejections(upgraded(state, [again(at(T1, None), None)]), schemas())} == {2}


# The model: the rules as the design words them, over lists.


@dataclass(frozen=True)
class Expected:
    """Text of the newest accepted reading (None where the newest recipe accepts none), and status, by part."""

    text: str | None
    status: str


def expected(versions: Sequence[Sequence[Capture]], readings: dict[Capture, Capture]) -> dict[int, Expected]:
    arrival: dict[Capture, int] = {}
    bare_now: Capture | None = None
    ever: set[int] = set()
    sequence = 0
    for captures in versions:
        fresh = {each for each in captures if (each != bare_now if each.captured_at is None else each not in arrival)}
        sequence += bool(fresh)
        for each in fresh:
            arrival[each] = sequence
            ever |= accepted(each).keys()
            bare_now = each if each.captured_at is None else bare_now
    order = sorted(
        arrival, key=lambda each: (each.captured_at is not None, each.captured_at, arrival[each], each.snapshot.snapshot_id)
    )
    read = [readings.get(each, each) for each in order]
    for each in read:
        ever |= accepted(each).keys()
    result = {}
    for part in ever:
        texts = [accepted(each)[part] for each in read if part in accepted(each)]
        newest = read[-1]
        if part in accepted(newest):
            status = "current"
        elif newest.rejected or part < len(newest.texts):
            status = "stale"
        else:
            status = "withdrawn"
        result[part] = Expected(texts[-1] if texts else None, status)
    return result


def accepted(capture: Capture) -> dict[int, str]:
    return {} if capture.rejected else {part: text for part, text in enumerate(capture.texts) if text is not None}


texts = st.lists(st.sampled_from(["A", "B", None]), min_size=1, max_size=2).map(tuple)


def capture_at(times: st.SearchStrategy[datetime | None]) -> st.SearchStrategy[Capture]:
    readable = st.builds(lambda when, texts: Capture(texts=texts, captured_at=when), times, texts)
    return st.one_of(readable, readable, times.map(rejected))


# One bare file of an address can be found by one run.
one_run = st.builds(
    lambda captured, bare: [*captured, *bare],
    st.lists(capture_at(st.sampled_from([T1, T2, T3])), max_size=3, unique=True),
    st.lists(capture_at(st.none()), max_size=1),
)
histories = st.lists(one_run, min_size=1, max_size=5)


def check(state: MemoryState, wanted: dict[int, Expected]) -> None:
    found = {part: (text, status) for part, _, text, status in current(state)}
    assert found.keys() == wanted.keys()
    for part, (text, status) in found.items():
        assert status == wanted[part].status
        assert wanted[part].text in (text, None)


@settings(max_examples=30)
@given(histories)
def test_any_history(versions: list[list[Capture]]) -> None:
    check(history(*versions), expected(versions, {}))


@settings(max_examples=30)
@given(histories, st.data())
def test_any_history_and_an_upgrade(versions: list[list[Capture]], data: st.DataObject) -> None:
    state = history(*versions)
    snapshots = sorted({each for captures in versions for each in captures}, key=lambda each: each.snapshot.snapshot_id)
    readings = {}
    for each in snapshots:
        other = st.builds(lambda texts, rejected, each=each: again(each, *texts, rejected=rejected), texts, st.booleans())
        readings[each] = data.draw(st.one_of(st.just(each), other))
    if snapshots:
        check(upgraded(state, readings.values()), expected(versions, readings))


def test_nothing_published() -> None:
    assert current_revisions(EMPTY, schemas()).num_rows == 0
    assert article_id("inbox", "a.html", 0) not in current_revisions(EMPTY, schemas()).column("article_id").to_pylist()
