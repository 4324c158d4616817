"""The flow on the embedded server, from cold: one process, since starting the server takes most of the time."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.flows.command import ARTICLE, start

# Two runs in one process: the first with something pending, the second broken inside a task.
RUNS = """
import sys
from unittest.mock import patch
from provenance.cli import main
from provenance.errors import ConflictError

def run():
    try:
        main()
    except SystemExit as end:
        return end.code
    return 0

first = run()
open("in/second.txt", "w").write(open("in/first.txt").read() + "The harbour opens again on Monday.")
with patch("provenance.pipeline.publishing.commit", side_effect=ConflictError("others were first; run again")):
    second = run()
open("codes.txt", "w").write(f"{first} {second}")
"""


@dataclass(frozen=True)
class Ran:
    folder: Path
    out: str
    err: str

    def rows(self, query: str) -> list[Any]:
        """From the database of the Prefect server that was used."""
        with sqlite3.connect(self.folder / ".prefect" / "prefect.db") as database:
            return database.execute(query).fetchall()


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("cold")
    (folder / "in").mkdir()
    (folder / "in" / "first.txt").write_text(ARTICLE)
    (folder / "in" / "outside.txt").symlink_to(folder / "elsewhere.txt")
    process = start(folder, "run", "in", "--dataset", "dataset", "--workers", "2", "--json", code=RUNS)
    assert process.wait(180) == 0, (folder / "err.txt").read_text()
    return Ran(folder, (folder / "out.txt").read_text(), (folder / "err.txt").read_text())


def test_standard_output_holds_the_report_and_nothing_else(ran: Ran) -> None:
    report = json.loads(ran.out)
    assert report["snapshots"] == {"read": 1, "skipped": 0, "pending": 1}
    assert report["articles"] == {"accepted": 1, "quarantined": 0, "unchanged": 0}
    assert report["versions"] == [report["version"]]
    assert report["sequence"] == 1


def test_what_is_pending_shows_in_the_exit_code_and_in_prefect(ran: Ran) -> None:
    assert (ran.folder / "codes.txt").read_text().split()[0] == "1"
    state, message = ran.rows("select name, message from flow_run_state where type = 'COMPLETED'")[0]
    assert state == "Incomplete"
    assert message.endswith("1 pending")
    assert any("outside.txt" in text for (text,) in ran.rows("select message from log where level = 30"))


def test_every_step_and_shard_is_a_task(ran: Ran) -> None:
    done = ran.rows("select task_run.name from task_run where state_type = 'COMPLETED' order by start_time")
    names = [name.rsplit("-", 1)[0] if name.startswith("extract") else name.split("-")[0] for (name,) in done]
    # What is new was found before Prefect was started, which does not start where nothing is.
    assert names == ["extract", "validate", "commit", "extract", "validate"]


def test_the_report_is_an_artifact(ran: Ran) -> None:
    pages = ran.rows("select data from artifact where key = 'publish-report'")
    assert len(pages) == 1
    assert "version 1" in pages[0][0]
    assert "## Pending" in pages[0][0]


def test_an_error_inside_a_task_is_one_line(ran: Ran) -> None:
    assert (ran.folder / "codes.txt").read_text().split()[1] == "1"
    assert ran.err.splitlines()[-1] == "provenance: others were first; run again"
    assert "Traceback" not in ran.err
    assert ran.rows("select state_name from flow_run order by created") == [("Incomplete",), ("Failed",)]


def test_nothing_is_left_in_the_home(ran: Ran) -> None:
    assert list((ran.folder / "home").rglob("*")) == []
