"""Processes that commit at once: nothing acknowledged is lost, the chain is linear, and the set is that of one process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from provenance.dataset.lock import turn
from provenance.dataset.log import entries
from provenance.dataset.state import load_state
from tests.faults.shim import ENVIRONMENT
from tests.publish.writers import capture
from tests.samples import publish, verified

CHECKOUT = Path(__file__).parents[2]
#: Processes and commits of each; `make faults` says 8 and 15.
WRITERS, COMMITS = map(int, os.environ.get("WRITERS", "4x4").split("x"))


def write(root: Path, writers: int, commits: int, patience: str = "300") -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.publish.writers", str(root), str(writers), str(commits), patience]
    done = subprocess.run(command, check=True, cwd=CHECKOUT, env={**os.environ, **ENVIRONMENT}, stdout=subprocess.PIPE)
    answer: list[dict[str, Any]] = json.loads(done.stdout)
    return answer


def check(root: Path, done: list[dict[str, Any]]) -> None:
    newest_first = entries(root)[1]
    assert {each["version"] for each in done} == {entry.version for entry in newest_first}
    assert [entry.sequence for entry in newest_first] == list(range(len(done), 0, -1))
    parents = [entry.parent for entry in newest_first]
    assert parents == [*(entry.version for entry in newest_first[1:]), None]
    assert verified(root).findings == ()


def test_all_commits_hold_and_none_is_built_twice(tmp_path: Path) -> None:
    done = write(tmp_path / "many", WRITERS, COMMITS)
    assert len(done) == WRITERS * COMMITS
    check(tmp_path / "many", done)
    assert sum(each["lost"] for each in done) == 0
    publish(tmp_path / "one", [capture(writer, number) for writer in range(WRITERS) for number in range(COMMITS)])
    many, one = (load_state(tmp_path / name).manifest() for name in ("many", "one"))
    assert many is not None
    assert one is not None
    assert many.set_digest == one.set_digest
    assert many.counts == one.counts


def test_without_turns_the_log_alone_decides(tmp_path: Path) -> None:
    done = write(tmp_path / "many", 3, 2, patience="0")
    check(tmp_path / "many", done)


def test_a_turn_that_is_not_to_be_had_is_gone_without(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with turn(tmp_path) as first, turn(tmp_path, patience=0) as second:
        assert (first, second) == (True, False)
    assert "another writer" in caplog.text
    with turn(tmp_path, patience=0) as free:
        assert free
    with turn(tmp_path / "not there yet") as made:
        assert made
