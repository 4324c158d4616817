"""What is known of a dataset is the same whatever became of its cache, and a sound cache is used."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from deltalake import DeltaTable

from provenance.dataset import layout
from provenance.dataset.state import load_state
from provenance.errors import DatasetError
from provenance.identity.hashes import hash_bytes
from provenance.publish import index as indexes
from provenance.publish import standing
from provenance.publish.ledger import Keys
from provenance.publish.standing import Books, Standing
from tests.samples import RECIPE, Capture, publish, schemas, verified

A, B = Capture("a.html", ("The harbour is shut.",)), Capture("a.html", ("The harbour is open.",))
VERSIONS = (
    [A, Capture("b.html", rejected=True)],
    [B, Capture("c.html", ("Second.",), datetime(2031, 3, 14, tzinfo=UTC))],
    [A],
)
NEXT = [B, Capture("c.html", ("Second, edited.",), datetime(2031, 3, 15, tzinfo=UTC)), VERSIONS[0][1]]
KEYS = Keys(
    snapshots=frozenset(each.snapshot.snapshot_id for version in VERSIONS for each in version),
    addresses=frozenset({("inbox", "a.html"), ("inbox", "b.html")}),
)
DIE = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from provenance.publish import index
from tests.samples import Capture, publish
index.CACHE_KB = 1  # so that the update is in the file already
index.Index.commit = lambda _: os.kill(os.getpid(), signal.SIGKILL)
publish(Path(sys.argv[1]), [Capture("z.html", ("Died.",))])
"""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("original") / "dataset"
    for captures in VERSIONS:
        publish(root, captures)
    ask(root)
    return root


@pytest.fixture(scope="module")
def expected(original: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The id of the next version where there is no cache at all."""
    copy = tmp_path_factory.mktemp("expected") / "dataset"
    shutil.copytree(original, copy, ignore=shutil.ignore_patterns(layout.CACHE))
    return published(copy)


@pytest.fixture
def dataset(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original, tmp_path / "dataset")
    return tmp_path / "dataset"


def ask(root: Path) -> Standing:
    return Books(root, schemas(), hash_bytes(RECIPE)).at(KEYS)


def published(root: Path) -> str:
    done = publish(root, NEXT)
    assert done is not None
    assert verified(root).findings == ()
    return done.version


def cache(root: Path) -> Path:
    (path,) = (root / layout.CACHE).iterdir()
    return path


def no_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("the tables were read")

    monkeypatch.setattr(standing, "load_ledger", refuse)
    monkeypatch.setattr(standing, "load_state", refuse)


def test_a_commit_reads_no_tables(dataset: Path, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    no_tables(monkeypatch)
    assert published(dataset) == expected
    assert ask(dataset).tip.manifest() == load_state(dataset).manifest()
    assert publish(dataset, NEXT) is None


def test_an_older_cache_catches_up(original: Path, tmp_path: Path, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "dataset"
    publish(root, VERSIONS[0])
    ask(root)
    old = cache(root).read_bytes()
    for captures in VERSIONS[1:]:
        publish(root, captures)
    ask(root)
    cache(root).write_bytes(old)
    no_tables(monkeypatch)
    assert published(root) == expected


def delete(path: Path) -> None:
    shutil.rmtree(path.parent)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def nonsense(path: Path) -> None:
    path.write_bytes(b"not a database" * 1000)


def flip_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(5000, len(data), 97):
        data[place] ^= 0x55
    path.write_bytes(data)


def another_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"create table other (key); pragma user_version = {indexes.FORM}")


def lose_a_row(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("delete from shards where shard = (select min(shard) from shards)")


def of_a_fork(path: Path) -> None:
    """The same first version, then others, as many."""
    fork = path.parents[1].with_name("fork")
    for captures in (VERSIONS[0], [Capture("x.html", ("Other.",))], [Capture("a.html", ("Fork.",))]):
        publish(fork, captures)
    ask(fork)
    path.write_bytes(cache(fork).read_bytes())


def of_a_longer_history(path: Path) -> None:
    longer = path.parents[1].with_name("longer")
    shutil.copytree(path.parents[1], longer)
    publish(longer, [Capture("x.html", ("Later.",))])
    ask(longer)
    path.write_bytes(cache(longer).read_bytes())


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def no_folder(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_bytes(b"")


@pytest.mark.parametrize(
    "damage",
    [
        delete,
        truncate,
        empty,
        nonsense,
        flip_pages,
        another_database,
        lose_a_row,
        of_a_fork,
        of_a_longer_history,
        a_folder,
        no_folder,
    ],
)
def test_the_next_version_is_the_same_whatever_became_of_the_cache(
    dataset: Path, expected: str, damage: Callable[[Path], None]
) -> None:
    before = ask(dataset).ledger
    damage(cache(dataset))
    assert restricted(ask(dataset)) == before
    assert published(dataset) == expected


def restricted(where: Standing) -> object:
    """What was asked for, of a ledger that may know more."""
    ledger = where.ledger
    arrivals = {key: value for key, value in ledger.arrivals.items() if key in KEYS.snapshots}
    bare = {key: value for key, value in ledger.bare.items() if key in KEYS.addresses}
    return type(ledger)({}, {}, arrivals, bare, ledger.observed & KEYS.snapshots)


@pytest.mark.parametrize("name", ["SQLITE_READONLY", "SQLITE_FULL", "SQLITE_PROTOCOL", "SQLITE_IOERR"])
def test_where_sqlite_cannot_work_the_tables_are_read(
    dataset: Path, expected: str, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        error = sqlite3.OperationalError(name)
        error.sqlite_errorcode = getattr(sqlite3, name)
        raise error

    before = cache(dataset).read_bytes()
    monkeypatch.setattr(indexes.sqlite3, "connect", fail)
    assert published(dataset) == expected
    assert cache(dataset).read_bytes() == before


def test_a_writer_that_waits_too_long_reads_the_tables(dataset: Path, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "WAIT_SECONDS", 0.01)
    with closing(sqlite3.connect(cache(dataset), isolation_level=None)) as other:
        other.execute("begin exclusive")
        assert published(dataset) == expected


def test_a_writer_killed_in_the_middle_of_an_update_leaves_the_index_as_it_was(dataset: Path, expected: str) -> None:
    one_more = [Capture("d.html", ("Third.",))]
    publish(dataset, one_more)
    reference = dataset.with_name("reference")
    shutil.copytree(dataset, reference, ignore=shutil.ignore_patterns(layout.CACHE))
    code = DIE.format(tests=str(Path(__file__).parents[2]))
    before = cache(dataset).read_bytes()
    child = subprocess.run([sys.executable, "-c", code, str(dataset)], check=False, cwd=dataset.parent)
    assert child.returncode == -signal.SIGKILL
    journal, index = sorted((dataset / layout.CACHE).iterdir(), key=lambda path: path.suffix, reverse=True)
    assert journal.suffix == ".sqlite-journal"
    assert index.read_bytes() != before, "the update was cut in the middle"
    assert published(dataset) == published(reference)


def test_many_who_make_the_index_at_once(dataset: Path) -> None:
    expected = ask(dataset).ledger
    delete(cache(dataset))
    found: list[Standing] = []
    threads = [threading.Thread(target=lambda: found.append(ask(dataset))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.ledger for each in found] == [expected] * 6
    assert ask(dataset).ledger == expected
    assert cache(dataset).is_file(), "one index is left"


def test_lost_log_entries_are_refused_although_the_index_is_sound(dataset: Path) -> None:
    DeltaTable(dataset).create_checkpoint()
    (dataset / layout.log_entry_path(1)).unlink()
    with pytest.raises(DatasetError, match="restore"):
        publish(dataset, NEXT)


def test_a_dataset_whose_rows_are_not_those_that_it_counts_is_refused(dataset: Path) -> None:
    """Without a sound index the tables are read, and they must add up to what the version says."""
    delete(cache(dataset))
    second, third = (physical.files for _, physical in load_state(dataset).commits[1:])
    one, other = (next(dataset / file.path for file in files if file.table == "observations") for files in (second, third))
    shutil.copyfile(one, other)
    with pytest.raises(DatasetError, match="verify"):
        publish(dataset, NEXT)


def test_before_the_first_version_nothing_is_made(tmp_path: Path) -> None:
    root = tmp_path / "dataset"
    assert ask(root).tip.last is None
    assert not root.exists()


def test_left_overs_of_a_killed_run_are_cleared_away(dataset: Path) -> None:
    left_over = dataset / layout.CACHE / ".ledger-00000000.sqlite.tmp"
    left_over.write_bytes(b"half")
    os.utime(left_over, (0, 0))
    next((dataset / layout.CACHE).glob("ledger-*")).unlink()
    ask(dataset)
    assert cache(dataset) != left_over
