from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.cli.interval import parse_interval
from provenance.errors import UsageError
from tests.command import provenance
from tests.flows.command import ARTICLE, start

LIMIT_SECONDS = 180


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("30s", timedelta(seconds=30)),
        ("15m", timedelta(minutes=15)),
        ("2h", timedelta(hours=2)),
        ("1d", timedelta(days=1)),
    ],
)
def test_an_interval_is_a_number_and_a_unit(text: str, interval: timedelta) -> None:
    assert parse_interval("--every", text) == interval


@given(
    st.text().filter(lambda text: not text[:-1].isascii() or not text[:-1].isdigit())
    | st.from_regex(r"0[0-9]*[smhd]", fullmatch=True)
)
def test_any_other_interval_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="such as 30s"):
        parse_interval("--every", text)


@pytest.mark.parametrize("options", [[], ["--cron", "0 * * * *", "--every", "1h"]])
def test_exactly_one_of_cron_and_every(options: list[str], tmp_path: Path) -> None:
    outcome = provenance("schedule", tmp_path, "--dataset", tmp_path / "dataset", *options)
    assert outcome.code == 2
    assert "either --cron or --every" in outcome.err


def test_a_broken_contract_is_told_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "provenance.toml").write_text('contracts = "nowhere"\n')
    config = tmp_path / "provenance.toml"
    outcome = provenance("schedule", tmp_path, "--every", "1h", "--config", config, "--dataset", tmp_path / "dataset")
    assert outcome.code == 2
    assert not (tmp_path / ".prefect").exists()


@pytest.fixture
def scheduled(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "first.txt").write_text(ARTICLE)
    process = start(tmp_path, "schedule", "in", "--every", "5s", "--dataset", "dataset", "--json")
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def test_it_fires_again_and_again_and_leaves_no_process_behind(scheduled: subprocess.Popen[str], tmp_path: Path) -> None:
    first = wait_for_line(scheduled, tmp_path, 1)
    assert first["message"].startswith("version 1 ")
    (tmp_path / "in" / "second.txt").write_text(ARTICLE + "The harbour opens again on Monday.\n")
    number, last = 2, wait_for_line(scheduled, tmp_path, 2)
    while last["message"] == "nothing new":  # it had looked before the file was there
        number += 1
        last = wait_for_line(scheduled, tmp_path, number)
    assert last["message"].startswith("version 2 ")
    processes = descendants(scheduled.pid)
    assert processes
    scheduled.send_signal(signal.SIGINT)
    assert scheduled.wait(60) == 0
    assert still_running(processes) == []
    assert list((tmp_path / "home").rglob("*")) == []


def wait_for_line(process: subprocess.Popen[str], folder: Path, number: int) -> dict[str, str]:
    """The n-th line that the schedule prints; a run that fell due while another was under way does not count."""
    end = time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < end and process.poll() is None:
        lines = [json.loads(line) for line in (folder / "out.txt").read_text().splitlines()]
        runs = [line for line in lines if line["state"] != "Cancelled"]
        if len(runs) >= number:
            return dict(runs[number - 1])
        time.sleep(0.2)
    raise AssertionError(f"no line {number}: {(folder / 'err.txt').read_text()}")


def descendants(pid: int) -> set[int]:
    """The processes below a process."""
    parents = {child: int(row[0]) for child, row in table("ppid").items()}
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def still_running(processes: set[int]) -> list[str]:
    """The commands of those that do not end within a few seconds; a helper of multiprocessing ends just after its parent."""
    end = time.monotonic() + 10
    while True:
        running = [f"{pid} {row}" for pid, row in table("stat,args").items() if pid in processes and not row[0].startswith("Z")]
        if not running or time.monotonic() > end:
            return running
        time.sleep(0.2)


def table(columns: str) -> dict[int, list[str]]:
    """Columns of all processes."""
    lines = subprocess.run(["ps", "-eo", f"pid,{columns}"], capture_output=True, text=True, check=True).stdout.splitlines()
    return {int(line.split()[0]): line.split()[1:] for line in lines[1:]}
