"""The commit: whatever happens to it, a version is there whole or not at all, and nothing acknowledged is lost."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from deltalake.exceptions import DeltaError

from provenance.dataset import log
from provenance.dataset.log import entries, head
from provenance.dataset.state import load_state
from provenance.errors import ConflictError
from provenance.publish import commit as commits
from tests.publish.crash import FIRST, SECOND
from tests.samples import OTHER_RECIPE, Capture, publish, verified

CRASH = Path(__file__).with_name("crash.py")


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "dataset"


def test_a_killed_commit_leaves_no_half_version(tmp_path: Path) -> None:
    """Killed before every single sync and rename in turn: the dataset verifies, and the next run ends with the same id."""
    whole = tmp_path / "whole"
    publish(whole, FIRST)
    shutil.copytree(whole, tmp_path / "seed")
    done = publish(whole, SECOND)
    assert done is not None
    deaths = 0
    for number in range(1, 100):
        dataset = tmp_path / f"killed-{number}"
        shutil.copytree(tmp_path / "seed", dataset)
        child = subprocess.run([sys.executable, str(CRASH), str(dataset), str(number)], check=False, cwd=tmp_path)
        if child.returncode == 0:
            break
        assert child.returncode == -signal.SIGKILL
        deaths += 1
        assert len(verified(dataset).findings) == 0
        publish(dataset, SECOND)
        assert entries(dataset)[1][0].version == done.version
        assert verified(dataset).findings == ()
    assert deaths >= 20  # six files, each with syncs of file and folder and a rename, then the log


def test_writers_at_once_lose_nothing_and_make_one_chain(dataset: Path) -> None:
    publish(dataset, FIRST)
    captures = [Capture(f"{number}.html", (f"The harbour is shut for {number} days.",)) for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        published = list(pool.map(lambda capture: publish(dataset, [capture]), captures))
    assert all(published)
    chain = entries(dataset)[1]
    assert {each.version for each in published if each} == {entry.version for entry in chain[:-1]}
    assert [entry.sequence for entry in chain] == list(range(13, 0, -1))
    assert verified(dataset).findings == ()


def test_what_another_writer_published_is_dropped(dataset: Path) -> None:
    publish(dataset, FIRST)
    assert publish(dataset, FIRST) is None
    again = publish(dataset, [*FIRST, *SECOND[1:]])
    assert again is not None
    assert len(again.snapshots) == 1


def test_an_error_after_the_commit_is_no_failure(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Delta may raise although the entry is in the log: then the version is published, once."""
    real = log.DeltaTable.create_write_transaction

    def raise_after(*args: object, **kwargs: object) -> None:
        real(*args, **kwargs)  # type: ignore[arg-type]
        raise DeltaError("the connection broke")

    publish(dataset, FIRST)
    monkeypatch.setattr(log.DeltaTable, "create_write_transaction", raise_after)
    assert publish(dataset, SECOND) is not None
    assert head(dataset) == 1


def test_another_recipe_meanwhile_is_a_conflict(dataset: Path) -> None:
    publish(dataset, FIRST)
    with pytest.raises(ConflictError, match="recipe"):
        publish(dataset, SECOND, OTHER_RECIPE)


def test_always_losing_is_a_conflict(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(dataset, FIRST)
    monkeypatch.setattr(commits.log, "append", lambda *args: False)
    with pytest.raises(ConflictError, match="20 times"):
        publish(dataset, SECOND)


def test_a_failing_checkpoint_harms_nothing(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(root: Path) -> None:
        raise DeltaError("no space")

    monkeypatch.setattr(commits, "CHECKPOINT_EVERY", 1)
    publish(dataset, FIRST)
    publish(dataset, SECOND)
    assert (dataset / "_delta_log" / "_last_checkpoint").exists()
    monkeypatch.setattr(commits.log, "checkpoint", fail)
    third = publish(dataset, [Capture("c.html")])
    assert third is not None
    last = load_state(dataset).last
    assert last is not None
    assert last.version == third.version
    assert verified(dataset).findings == ()
