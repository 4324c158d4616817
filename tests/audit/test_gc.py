"""Garbage collection: what no version refers to, nothing else, and nothing that a writer may be about to publish."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.audit.gc import GRACE, Garbage, collect_garbage, find_garbage
from provenance.dataset import layout, lock
from provenance.dataset.files import write_once
from provenance.dataset.state import load_state
from provenance.errors import ConflictError, DatasetError
from provenance.identity.hashes import hash_bytes
from provenance.pipeline.staging import Staging
from provenance.publish import commit as commits
from tests.samples import Capture, publish, schemas, verified

FIRST = [Capture("a.html", ("The harbour is shut.",)), Capture("b.html", rejected=True)]
SECOND = [Capture("a.html", ("The harbour is open.",))]
LEFT = "articles/aa/" + "a" * 64 + ".parquet"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("original") / "dataset"
    publish(root, FIRST)
    publish(root, SECOND)
    return root


@pytest.fixture
def dataset(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "dataset"))


def tomorrow() -> float:
    return time.time() + 86_400


def collect(root: Path, older_than: timedelta = GRACE, clock: Callable[[], float] = tomorrow) -> Garbage:
    return collect_garbage(root, schemas(), older_than, clock)


def leave(root: Path, path: str, data: bytes = b"left") -> Path:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)
    return root / path


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_a_dataset_without_left_overs_stays_as_it_is(dataset: Path) -> None:
    before = files(dataset)
    assert collect(dataset) == Garbage((), (), ())
    assert files(dataset) == before


def test_what_a_run_at_work_has_read_is_young(dataset: Path) -> None:
    staging = Staging.enter(dataset, "sha256:" + "c" * 64)
    path = "_staging/" + "c" * 64 + "/" + "d" * 64 + ".arrow"
    leave(dataset, path)
    assert [each.path for each in collect(dataset).young] == [path]
    staging.close()
    assert [each.path for each in collect(dataset).files] == [path]


@pytest.mark.parametrize(
    "path",
    [
        LEFT,
        layout.data_path("snapshots", hash_bytes(b"x")),
        layout.manifest_path(hash_bytes(b"x")),
        layout.validation_path(hash_bytes(b"x")),
        "articles/aa/." + "a" * 64 + ".parquet.0123abcd.tmp",
        "_physical/." + "b" * 64 + ".json.0123abcd.tmp",
        "_staging/" + "c" * 64 + "/" + "d" * 64 + ".json",
        "_staging/" + "c" * 64 + ".0123abcd/" + "d" * 64 + ".arrow",
        "_staging/" + "c" * 64 + "/rows-0123456789abcdef.arrow",
        "_staging/" + "c" * 64 + "/." + "d" * 64 + ".parquet.0123abcd.tmp",
    ],
)
def test_left_overs_go_and_all_else_stays(dataset: Path, path: str) -> None:
    before = files(dataset)
    leave(dataset, path)
    assert [(each.path, each.size) for each in find_garbage(dataset, schemas(), GRACE, tomorrow).files] == [(path, 4)]
    assert path in files(dataset)
    assert [each.path for each in collect(dataset).files] == [path]
    assert files(dataset) == before
    assert verified(dataset).findings == ()


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        ".DS_Store",
        "articles/.DS_Store",
        "articles/aa/notes.txt",
        "articles/bb/" + "a" * 64 + ".parquet",
        "articles/aa/" + "a" * 64 + ".parquet.0123abcd.tmp",
        "_cache/" + "a" * 64 + ".json",
        "_tags/" + "a" * 64 + ".json",
        "_tags/.cited.json.0123abcd.tmp",
        "_signatures/aa/" + "a" * 64 + ".parquet",
        "_delta_log/" + "a" * 64 + ".json.tmp",
    ],
)
def test_what_no_run_writes_stays(dataset: Path, path: str) -> None:
    left = leave(dataset, path)
    garbage = collect(dataset)
    assert garbage.files == ()
    assert left.exists()
    assert garbage.foreign == ((path,) if path.startswith("articles/") else ())


def test_a_link_is_never_deleted_nor_followed(dataset: Path, tmp_path: Path) -> None:
    target = leave(tmp_path, "elsewhere/" + "a" * 64 + ".parquet")
    (dataset / LEFT).parent.mkdir(exist_ok=True)
    (dataset / LEFT).symlink_to(target)
    (dataset / "articles" / "cc").symlink_to(target.parent)
    assert collect(dataset).files == ()
    assert target.exists()


def test_what_is_young_stays_until_it_is_old(dataset: Path) -> None:
    left = leave(dataset, LEFT)
    garbage = collect(dataset, clock=time.time)
    assert (garbage.files, [each.path for each in garbage.young]) == ((), [LEFT])
    os.utime(left, (0, 0))  # a copy may keep the times of its original; when it was copied counts
    assert collect(dataset, clock=time.time).files == ()
    assert [each.path for each in collect(dataset).files] == [LEFT]


def drop_entry(root: Path) -> None:
    (root / layout.log_entry_path(0)).unlink()


def drop_physical(root: Path) -> None:
    min(root.glob("_physical/*")).unlink()


def drop_all_physical(root: Path) -> None:
    shutil.rmtree(root / "_physical")


def edit_manifest(root: Path) -> None:
    path = min(root.glob("_manifests/*"))
    path.write_bytes(path.read_bytes() + b" ")


def foreign_commit(root: Path) -> None:
    (root / layout.log_entry_path(2)).write_text('{"remove":{"path":"articles/x.parquet","dataChange":false}}')


def empty_log(root: Path) -> None:
    shutil.rmtree(root / "_delta_log")
    (root / "_delta_log").mkdir()


def compacted(root: Path) -> None:
    (root / "_delta_log" / f"{0:020d}.{1:020d}.compacted.json").write_text("{}")


DAMAGES = [drop_entry, drop_physical, drop_all_physical, edit_manifest, foreign_commit, empty_log, compacted]


@pytest.mark.parametrize("damage", DAMAGES)
def test_nothing_is_deleted_where_the_chain_does_not_hold(dataset: Path, damage: Callable[[Path], None]) -> None:
    left = leave(dataset, LEFT)
    damage(dataset)
    before = files(dataset)
    with pytest.raises(DatasetError, match="nothing was deleted"):
        collect(dataset)
    assert files(dataset) == before
    assert left.exists()


def test_nothing_is_deleted_while_a_commit_is_under_way(dataset: Path) -> None:
    left = leave(dataset, LEFT)
    with lock.turn(dataset), pytest.raises(ConflictError, match="publishing"):
        collect(dataset)
    assert left.exists()
    assert [each.path for each in collect(dataset).files] == [LEFT]


def test_a_commit_holds_the_lock_from_its_first_file_to_its_entry(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a stopped run left is kept by the next one, which is interrupted by a collection right before its entry."""
    real, refused = commits.log.append, []

    def interrupted(*arguments: object) -> bool:
        with pytest.raises(ConflictError) as caught:
            collect(dataset)
        refused.append(caught)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(commits.log, "append", interrupted)
    publish(dataset, [Capture("c.html")])
    assert len(refused) == 1
    assert verified(dataset).findings == ()


def test_beyond_the_reach_of_the_lock_a_kept_file_is_young_again(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The writer finds a left-over of its own content; it keeps it and renews it, and the collection sees that."""
    left, now = leave(dataset, LEFT), [tomorrow()]
    planned = find_garbage(dataset, schemas(), GRACE, lambda: now[0])
    assert [each.path for each in planned.files] == [LEFT]
    inode = left.stat().st_ino
    real = os.utime

    def renew(path: Path, *rest: object) -> None:
        real(path, (now[0], now[0]))

    monkeypatch.setattr(os, "utime", renew)
    write_once(left, b"left")
    assert left.stat().st_ino == inode
    assert collect(dataset, clock=lambda: now[0]).files == ()
    now[0] += 7_200
    assert [each.path for each in collect(dataset, clock=lambda: now[0]).files] == [LEFT]


def test_age_is_looked_at_again_right_before_a_file_is_deleted(dataset: Path) -> None:
    """The clock goes back between the look and the deletion, as if the file had been renewed between them."""
    leave(dataset, LEFT)
    times = iter([tomorrow(), time.time()])
    assert collect(dataset, clock=lambda: next(times)).files == ()
    assert (dataset / LEFT).exists()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(digests=st.lists(st.binary(max_size=4).map(hash_bytes), max_size=5), tables=st.permutations(sorted(layout.TABLES)))
def test_nothing_that_a_version_refers_to_is_ever_deleted(original: Path, digests: list[str], tables: list[str]) -> None:
    before = files(original)
    left = {layout.data_path(table, digest) for digest in digests for table in tables[:2]}
    for path in left:
        leave(original, path)
    assert {each.path for each in collect(original, timedelta(0)).files} == left
    assert files(original) == before
    referred = {file.path for _, physical in load_state(original).commits for file in physical.files}
    assert referred <= before
