"""A version from an intake: what its ids depend on, and what they do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import reduce

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.dataset import parquet
from provenance.dataset.manifest import Log
from provenance.dataset.spool import Rows
from provenance.identity import lthash
from provenance.identity.merkle import Frontier
from provenance.identity.records import log_leaf, quarantine_hash, record_hash, set_element
from provenance.publish.build import Built, build
from provenance.publish.intake import ARTICLE_KEYS, Intake
from provenance.publish.ledger import load_ledger
from tests.samples import EMPTY, OTHER_RECIPE, RECIPE, Capture, MemoryState, grow, history, intake, schemas

T1 = datetime(2031, 3, 1, tzinfo=UTC)
T2 = T1 + timedelta(days=1)


def built_of(state: MemoryState, given: Intake) -> Built | None:
    return build(state, load_ledger(state, schemas(), given.recipe), given, schemas(), {"articles": "sha256:0"})


def rows(state: MemoryState, table: str) -> list[dict[str, object]]:
    result: list[dict[str, object]] = state.table(table, schemas()[table]).to_pylist()
    return result


def digest(state: MemoryState) -> str:
    manifest = state.manifest()
    assert manifest is not None
    return manifest.set_digest


texts = st.lists(st.sampled_from(["A", "B", "C", None]), min_size=1, max_size=2).map(tuple)
captured = st.builds(
    lambda uri, texts, hours, rejected: Capture(uri, texts, T1 + timedelta(hours=hours), rejected),
    st.sampled_from(["a.html", "b.html"]),
    texts,
    st.integers(0, 3),
    st.booleans(),
)


def distinct(captures: Sequence[Capture]) -> list[Capture]:
    """One capture a snapshot: the same bytes cannot be both readable and not."""
    return list({each.snapshot.snapshot_id: each for each in captures}.values())


captures = st.lists(captured, min_size=1, max_size=6).map(distinct)


@settings(max_examples=40)
@given(captures, st.data())
def test_the_order_of_input_does_not_matter(given: list[Capture], data: st.DataObject) -> None:
    one, other = intake(given), intake(data.draw(st.permutations(given)))
    order = data.draw(st.permutations(range(other.articles.num_rows)))
    articles = other.articles.whole().take(pa.array(order, pa.int64()))
    other = replace(other, articles=Rows.of(articles, articles.select(ARTICLE_KEYS)))
    first, second = built_of(EMPTY, one), built_of(EMPTY, other)
    assert first is not None
    assert second is not None
    assert first.manifest == second.manifest
    assert first.manifest.version == second.manifest.version
    tables = [{name: each.whole() for name, each in built.additions.items()} for built in (first, second)]
    assert tables[0] == tables[1]


def test_where_files_are_cut_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    given = intake([Capture(f"{number}.html", (f"Text {number}", None)) for number in range(7)])
    one = built_of(EMPTY, given)
    monkeypatch.setattr(parquet, "ROWS_PER_FILE", 3)
    other = built_of(EMPTY, given)
    assert one is not None
    assert other is not None
    assert one.manifest.version == other.manifest.version
    assert [each.num_rows for each in other.additions["articles"].files()] == [3, 3, 1]
    for name in one.additions:
        assert one.additions[name].whole() == other.additions[name].whole()


@settings(max_examples=25)
@given(captures, st.data())
def test_the_set_digest_does_not_depend_on_batches_and_their_order(given: list[Capture], data: st.DataObject) -> None:
    order = data.draw(st.permutations(given))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(order)), max_size=2)))
    batches = [order[start:end] for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    # A snapshot with a capture time is observed once, however often it is found.
    batches.append(order[:1])
    assert digest(history(*batches)) == digest(history(given))


@settings(max_examples=25)
@given(st.lists(captures, min_size=1, max_size=3))
def test_the_manifest_is_what_the_tables_say(versions: list[list[Capture]]) -> None:
    state = history(*versions)
    manifest = state.manifest()
    assert manifest is not None
    assert manifest.counts == {name: len(rows(state, name)) for name in ("articles", "snapshots", "observations", "quarantine")}
    articles, observations = rows(state, "articles"), rows(state, "observations")
    frontier = reduce(Frontier.append, map(log_leaf, articles), Frontier())
    assert manifest.logs["articles"] == Log.of(frontier)
    elements = {set_element(row) for row in observations}
    assert manifest.set_digest == lthash.digest(lthash.add(lthash.empty_state(), elements))
    assert manifest.sequence == len(state.built)
    assert all(row["record_hash"] == record_hash(row) for row in articles)
    rejected = {quarantine_hash(row) for row in rows(state, "quarantine")}
    assert rejected == {row["record_hash"] for row in observations if row["outcome"] == "quarantined"}
    added = {(row["article_id"], row["revision"]) for row in observations if row["revision"] is not None}
    assert added == {(row["article_id"], row["revision"]) for row in articles}


def test_bare_a_b_a_is_three_revisions_and_two_elements() -> None:
    a, b = Capture(texts=("A",)), Capture(texts=("B",))
    state = history([a], [b], [a])
    assert [(row["text"], row["revision"], row["change"]) for row in rows(state, "articles")] == [
        ("A", 1, "new"),
        ("B", 2, "edited"),
        ("A", 3, "edited"),
    ]
    assert len(rows(state, "snapshots")) == 2
    assert len(rows(state, "observations")) == 3
    elements = {set_element(row) for row in rows(state, "observations")}
    assert len(elements) == 2
    assert digest(state) == lthash.digest(lthash.add(lthash.empty_state(), elements)) == digest(history([a], [b]))


def test_unchanged_adds_an_observation_and_no_revision() -> None:
    state = history([Capture(captured_at=T1)], [Capture(captured_at=T2)])
    assert len(rows(state, "articles")) == 1
    assert [row["revision"] for row in rows(state, "observations")] == [1, None]
    assert state.built[-1].accepted == 0
    assert state.built[-1].unchanged == 1


def test_the_quarantine_alone_makes_a_version() -> None:
    state = history([Capture(texts=(None,))])
    assert len(state.built) == 1
    assert [(row["part"], row["sequence"]) for row in rows(state, "quarantine")] == [(0, 1)]
    [observation] = rows(state, "observations")
    assert (observation["outcome"], observation["article_id"] is None) == ("quarantined", False)


def test_a_rejected_snapshot_has_no_article() -> None:
    [observation] = rows(history([Capture(rejected=True)]), "observations")
    assert (observation["part"], observation["article_id"], observation["content_hash"]) == (None, None, None)


def test_nothing_new_makes_no_version() -> None:
    assert built_of(EMPTY, intake([])) is None
    state = history([Capture()], [Capture()])
    assert len(state.built) == 1


def test_every_version_names_its_parent() -> None:
    state = history([Capture(texts=("A",))], [Capture(texts=("B",))])
    first, second = (each.manifest for each in state.built)
    assert (first.parent, second.parent) == (None, first.version)
    assert [row["sequence"] for row in rows(state, "articles")] == [1, 2]


@settings(max_examples=15)
@given(captures, st.data())
def test_an_upgrade_gives_the_digest_of_a_dataset_that_was_always_read_so(given: list[Capture], data: st.DataObject) -> None:
    read = [
        replace(each, payload=each.snapshot.payload, texts=data.draw(texts), rejected=data.draw(st.booleans())) for each in given
    ]
    upgraded = grow(grow(EMPTY, given, RECIPE), read, OTHER_RECIPE, "technical_upgrade")
    fresh = grow(EMPTY, read, OTHER_RECIPE)
    assert digest(upgraded) == digest(fresh)
    assert len(rows(upgraded, "snapshots")) == len(rows(fresh, "snapshots")), "an upgrade adds no snapshot"


def test_an_upgrade_keeps_the_order_in_which_bare_files_came() -> None:
    a, b = Capture(texts=("A",)), Capture(texts=("B",))
    state = history([a], [b], [a])
    read = [replace(each, payload=each.snapshot.payload, texts=(f"{each.texts[0]}!",)) for each in (a, b)]
    state = grow(state, read, OTHER_RECIPE, "technical_upgrade")
    last = [(row["text"], row["revision"], row["change"]) for row in rows(state, "articles")][3:]
    assert last == [("B!", 4, "technical_upgrade"), ("A!", 5, "technical_upgrade")]
