"""The index says what the tables say, whatever the history, and refuses what was not written."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.dataset import layout, parquet
from provenance.dataset.log import Entry
from provenance.dataset.manifest import DataFile, Physical
from provenance.errors import UnsoundIndexError
from provenance.identity.hashes import hash_bytes
from provenance.publish.index import Head, Index, check_counts
from provenance.publish.ledger import Keys, Ledger, load_ledger
from provenance.publish.revisions import Cause
from provenance.publish.shards import BITS, Table
from tests.samples import EMPTY, OTHER_RECIPE, RECIPE, Capture, MemoryState, grow, schemas

T1 = datetime(2031, 3, 1, tzinfo=UTC)
UNKNOWN = "sha256:" + "0" * 64

texts = st.lists(st.sampled_from(["A", "B", "C", None]), min_size=1, max_size=2).map(tuple)
times = st.one_of(st.none(), st.integers(0, 2).map(lambda days: T1 + timedelta(days=days)))
one_capture = st.builds(Capture, st.sampled_from(["a.html", "b.html"]), texts, times, st.booleans())


def one_each(captures: Sequence[Capture]) -> list[Capture]:
    """One capture a snapshot, and one bare file an address: more are never in one run."""
    bare = {each.uri: each for each in captures if each.captured_at is None}
    given = [each for each in captures if each.captured_at or each is bare[each.uri]]
    return list({each.snapshot.snapshot_id: each for each in given}.values())


versions = st.lists(
    st.one_of(st.lists(one_capture, min_size=1, max_size=4).map(one_each), st.sampled_from(["upgrade", "partial upgrade"])),
    max_size=6,
)


def histories(given: Sequence[list[Capture] | str]) -> list[MemoryState]:
    """The states after each version; an upgrade reads again everything that was ever captured, under the other recipe."""
    states, stored, recipe = [EMPTY], dict[str, Capture](), RECIPE

    def add(captures: list[Capture], cause: Cause = "capture") -> None:
        after = grow(states[-1], captures, recipe, cause)
        if after is not states[-1]:
            states.append(after)

    for version in given:
        if isinstance(version, str):
            if not stored:
                continue
            recipe = OTHER_RECIPE if recipe == RECIPE else RECIPE
            # No run publishes a partial one; the index need not rely on that.
            add(list(stored.values())[: -1 if version == "partial upgrade" else None], "technical_upgrade")
        else:
            # The same bytes come to the same, whenever they are read.
            add([stored.setdefault(each.snapshot.snapshot_id, each) for each in version])
    return states


def write(root: Path, state: MemoryState) -> list[tuple[Entry, Physical]]:
    """The commits of a state with their tables as files."""
    commits = []
    for built, (entry, physical) in zip(state.built, state.commits, strict=True):
        files = []
        for name in ("snapshots", "observations"):
            data = parquet.encode(built.additions[name].whole())
            path = layout.data_path(name, hash_bytes(data))
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
            files.append(DataFile(name, path, hash_bytes(data), len(data), built.additions[name].num_rows))
        commits.append((entry, replace(physical, files=tuple(files))))
    return commits


@contextmanager
def empty_index() -> Iterator[tuple[sqlite3.Connection, Index]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        index = Index(connection)
        index.create()
        yield connection, index


def all_keys(state: MemoryState) -> Keys:
    snapshots = state.table("snapshots", schemas()["snapshots"]).to_pylist()
    articles = state.table("articles", schemas()["articles"], ["article_id"]).to_pylist()
    return Keys(
        frozenset({UNKNOWN, *(row["article_id"] for row in articles)}),
        frozenset({UNKNOWN, *(row["snapshot_id"] for row in snapshots)}),
        frozenset({("inbox", "unknown.html"), *((row["source"], row["uri"]) for row in snapshots)}),
    )


def tables_say(state: MemoryState, recipe: str) -> Ledger:
    """What the tables say, without what an index is not asked for."""
    return replace(load_ledger(state, schemas(), recipe), records={})


@settings(max_examples=40)
@given(versions, st.data())
def test_the_index_says_what_the_tables_say(given: Sequence[list[Capture] | str], data: st.DataObject) -> None:
    states = histories(given)
    keys = all_keys(states[-1])
    with tempfile.TemporaryDirectory() as scratch, empty_index() as (_, index):
        commits = write(Path(scratch), states[-1])
        head: Head | None = None
        done = 0
        while done < len(commits):
            upto = data.draw(st.integers(done + 1, len(commits)))
            head = index.advance(Path(scratch), head, commits[done:upto], (upto - 1, "digest"), schemas())
            done = upto
            manifest = states[done].manifest()
            assert manifest is not None
            assert index.head() == head
            check_counts(head, manifest)
            for recipe in (hash_bytes(RECIPE), hash_bytes(OTHER_RECIPE)):
                assert index.read(head, keys, recipe) == tables_say(states[done], recipe)


def test_what_an_earlier_time_under_the_recipe_observed_does_not_count(tmp_path: Path) -> None:
    """The set of observations starts anew when a recipe comes back, so what is observed then for the first time is fresh."""
    seen = [Capture("a.html", ("A",), T1), Capture("b.html", ("B",), T1)]
    state = histories([seen, "partial upgrade", "partial upgrade"])[-1]
    with empty_index() as (_, index):
        head = index.advance(tmp_path, None, write(tmp_path, state), (2, "digest"), schemas())
        assert index.read(head, all_keys(state), head.recipe).observed == {seen[0].snapshot.snapshot_id}
        assert tables_say(state, head.recipe).observed == {seen[0].snapshot.snapshot_id}


@pytest.fixture
def state() -> MemoryState:
    bare = [Capture("a.html", ("A",)), Capture("b.html", ("B",), T1)]
    return grow(grow(EMPTY, bare), [Capture("a.html", ("C",))])


def shards_of(table: Table) -> str:
    return f"where shard between {table << BITS} and {(table + 1 << BITS) - 1}"


DAMAGE = [
    *(f"delete from shards {shards_of(table)}" for table in Table),
    *(f"update shards set data = randomblob(length(data)) {shards_of(table)}" for table in Table),
    f"update shards set data = cast(data || zeroblob(72) as blob) {shards_of(Table.SNAPSHOTS)}",
    f"update shards set data = x'' {shards_of(Table.ADDRESSES)}",
    f"update shards set data = 7 {shards_of(Table.ARTICLES)}",
    f"update shards set data = (select data from shards {shards_of(Table.SNAPSHOTS)}) {shards_of(Table.ARTICLES)}",
    "delete from shards",
    "update head set sums = zeroblob(length(sums)); delete from shards",
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_was_not_written_is_refused(state: MemoryState, tmp_path: Path, damage: str) -> None:
    with empty_index() as (connection, index):
        index.advance(tmp_path, None, write(tmp_path, state), (1, "digest"), schemas())
        ask(index, state)
        connection.executescript(damage)
        with pytest.raises(UnsoundIndexError):
            ask(index, state)


Contents = dict[tuple[str, str, int], bytes]


@pytest.fixture(scope="module")
def update() -> tuple[list[tuple[MemoryState, Contents]], list[Ledger]]:
    """A version and the next with all that their indexes hold, and what they say."""
    before = grow(EMPTY, [Capture("a.html", ("A",)), Capture("b.html", ("B",), T1)])
    after = grow(before, [Capture("a.html", ("C",)), Capture("c.html", ("D",))])
    versions, head = [], None
    with tempfile.TemporaryDirectory() as scratch, empty_index() as (connection, index):
        for number, commit in enumerate(write(Path(scratch), after)):
            head = index.advance(Path(scratch), head, [commit], (number, "digest"), schemas())
            versions.append(((before, after)[number], contents(connection)))
    return versions, [tables_say(state, hash_bytes(RECIPE)) for state, _ in versions]


def contents(connection: sqlite3.Connection) -> Contents:
    """Every value of an index by its table, column and row."""
    found = {("shards", "data", shard): data for shard, data in connection.execute("select shard, data from shards")}
    [head] = connection.execute("select value, sums, checksum from head")
    return {**found, **{("head", name, 1): value for name, value in zip(("value", "sums", "checksum"), head, strict=True)}}


@settings(max_examples=50)
@given(st.data())
def test_a_mix_of_an_old_and_a_new_index_is_refused_or_right(
    update: tuple[list[tuple[MemoryState, Contents]], list[Ledger]], data: st.DataObject
) -> None:
    """What a power cut leaves, or a copy made during an update: some of it is of before the update, some of after."""
    versions, say = update
    old, new = (held for _, held in versions)
    changed = sorted(key for key in new if old.get(key) != new[key])
    kept = data.draw(st.sets(st.sampled_from(changed), min_size=1, max_size=len(changed) - 1))
    mixed = {key: (old if key in kept else new).get(key) for key in new}
    with empty_index() as (connection, index):
        rows = [(shard, held) for (table, _, shard), held in mixed.items() if table == "shards" and held is not None]
        connection.executemany("insert into shards values (?, ?)", rows)
        head = [mixed["head", name, 1] for name in ("checksum", "value", "sums")]
        connection.execute("insert into head values (1, ?, ?, ?)", head)
        with suppress(UnsoundIndexError):
            version = index.head().delta_version
            assert ask(index, versions[version][0]) == say[version]
            assert version == 0, "the new head is refused with anything old"


def ask(index: Index, state: MemoryState) -> Ledger:
    """The checks that asking makes."""
    manifest = state.manifest()
    assert manifest is not None
    head = index.head()
    check_counts(head, manifest)
    return index.read(head, all_keys(state), manifest.recipe)


@pytest.mark.parametrize("table", Table)
def test_damage_is_not_built_upon(state: MemoryState, tmp_path: Path, table: Table) -> None:
    """What a commit touches is checked before it is changed, else its checksum would make the damage good."""
    commits = write(tmp_path, state)
    with empty_index() as (connection, index):
        head = index.advance(tmp_path, None, commits[:1], (0, "digest"), schemas())
        connection.executescript(f"update shards set data = zeroblob(length(data)) {shards_of(table)}")
        with pytest.raises(UnsoundIndexError):
            advance_and_ask(index, tmp_path, head, commits[1:], state)


def advance_and_ask(index: Index, root: Path, head: Head, commits: list[tuple[Entry, Physical]], state: MemoryState) -> None:
    index.advance(root, head, commits, (1, "digest"), schemas())
    ask(index, state)


@pytest.mark.parametrize(
    "damage",
    [
        "pragma user_version = 99",
        "delete from head",
        "update head set value = cast('{}' as blob)",
        "update head set sums = zeroblob(8)",
        "update head set checksum = null",
    ],
)
def test_a_head_that_cannot_be_read_is_refused(state: MemoryState, tmp_path: Path, damage: str) -> None:
    with empty_index() as (connection, index):
        index.advance(tmp_path, None, write(tmp_path, state), (1, "digest"), schemas())
        connection.executescript(damage)
        with pytest.raises(UnsoundIndexError):
            index.head()
