from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.cli.profile import sums
from provenance.pipeline.profile import Profile, Spent, Stopwatch, total
from tests.command import provenance
from tests.flows.command import ARTICLE

PAGE = "<html><head><title>The ferry is late</title></head><body><p>The ferry to Almina was late.</p></body></html>"
seconds = st.floats(0, 1e5).map(lambda value: Spent(value, value / 2))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ferry.txt").write_text(ARTICLE)
    (tmp_path / "in" / "late.html").write_text(PAGE)
    return tmp_path / "in"


def test_a_stopwatch_tells_waiting_from_work() -> None:
    watch = Stopwatch()
    with watch("wait"):
        time.sleep(0.2)
    with watch("work"):
        sum(range(2_000_000))
    with watch("work"):
        sum(range(2_000_000))
    wait, work = watch.spent["wait"], watch.spent["work"]
    assert wait.seconds >= 0.2
    assert wait.cpu_seconds < 0.1
    assert work.cpu_seconds > 0.005
    assert watch.whole.seconds >= wait.seconds + work.seconds


def test_what_fails_is_counted_too() -> None:
    watch = Stopwatch()
    with pytest.raises(ValueError, match="no"), watch("step"):
        raise ValueError("no")
    assert watch.spent["step"].seconds > 0


def test_stopwatches_add_up_by_name() -> None:
    one, two = {"decode": Spent(1, 2), "text": Spent(3, 4)}, {"decode": Spent(10, 20)}
    assert total([one, two]) == {"decode": Spent(11, 22), "text": Spent(3, 4)}


@given(st.dictionaries(st.sampled_from(("discover", "extract", "validate", "commit")), seconds), seconds)
def test_the_short_form_adds_up_as_shown(steps: dict[str, Spent], rest: Spent) -> None:
    whole = sum(steps.values(), rest)
    first, *others = (part.split() for part in sums(Profile(whole, steps, {}, 0, 1)).split(" + "))
    shown = [round(10 * float(number)) for number, _ in (first, *others)]
    assert first[1] == "start"
    assert sum(shown) == round(10 * whole.seconds)


@pytest.mark.parametrize("workers", [0, 2])
def test_every_step_and_stage_is_counted(inbox: Path, workers: int) -> None:
    given = ("run", inbox, "--direct", "--workers", workers, "--dataset", inbox.parent / "dataset")
    profile = provenance(*given, "--json").json["profile"]
    assert (profile["workers"], profile["documents"]) == (workers, 2)
    assert list(profile["steps"]) == ["start", "discover", "extract", "validate", "commit"]
    assert set(profile["stages"]) == {"decode", "html", "text", "fields", "hash", "write"}
    read = sum(each["cpu_seconds"] for each in profile["stages"].values())
    if not workers:
        assert read <= profile["steps"]["extract"]["cpu_seconds"] + 0.01  # each is rounded


def test_the_table_has_a_line_for_each(inbox: Path) -> None:
    given = ("run", inbox, "--direct", "--workers", "0", "--dataset", inbox.parent / "dataset", "--profile")
    lines = provenance(*given).out.splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith("step "))
    assert lines[begin].split("  ")[-1].strip() == "documents/CPU s"
    assert [line.split("  ")[0] for line in lines[begin + 1 : begin + 6]] == [
        "start",
        "discover",
        "extract",
        "validate",
        "commit",
    ]
    assert any(line.startswith("  read HTML") for line in lines[begin:])
    again = provenance(*given).out
    assert "extract" not in again  # nothing is read a second time
    assert "discover" in again
