"""`provenance gc`."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from provenance.dataset import lock
from tests.command import provenance
from tests.samples import Capture, publish

LEFT = "articles/aa/" + "a" * 64 + ".parquet"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    root = tmp_path / "dataset"
    publish(root, [Capture()])
    (root / LEFT).parent.mkdir()
    (root / LEFT).write_bytes(b"left")
    return root


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    then = time.time() + 2 * 86_400
    monkeypatch.setattr(time, "time", lambda: then)


@pytest.mark.usefixtures("tomorrow")
def test_it_shows_first_and_deletes_when_told(dataset: Path) -> None:
    shown = provenance("gc", "--dataset", dataset)
    assert shown.code == 0
    assert LEFT in shown.out
    assert "1 files, 4 bytes. Nothing was deleted; --yes deletes them." in shown.out
    assert (dataset / LEFT).exists()
    assert "Deleted: 1 files, 4 bytes." in provenance("gc", "--yes", "--dataset", dataset).out
    assert not (dataset / LEFT).exists()
    assert provenance("gc", "--dataset", dataset).out == "Nothing to delete.\n"
    assert provenance("verify", "--dataset", dataset).code == 0


def test_young_files_are_counted_and_stay(dataset: Path) -> None:
    outcome = provenance("gc", "--yes", "--dataset", dataset)
    assert "1 more are younger than 1h and stay" in outcome.out
    assert (dataset / LEFT).exists()


@pytest.mark.usefixtures("tomorrow")
def test_the_grace_period_can_be_changed(dataset: Path) -> None:
    assert provenance("gc", "--older-than", "3d", "--dataset", dataset, "--json").json["files"] == []
    (found,) = provenance("gc", "--older-than", "1d", "--dataset", dataset, "--json").json["files"]
    assert (found["path"], found["size"]) == (LEFT, 4)
    wrong = provenance("gc", "--older-than", "soon", "--dataset", dataset)
    assert wrong.code == 2
    assert "such as 30s" in wrong.err


@pytest.mark.usefixtures("tomorrow")
def test_it_refuses_while_a_run_publishes_and_on_a_broken_chain(dataset: Path) -> None:
    with lock.turn(dataset):
        outcome = provenance("gc", "--yes", "--dataset", dataset)
    assert outcome.code == 1
    assert "publishing" in outcome.err
    min(dataset.glob("_physical/*")).unlink()
    outcome = provenance("gc", "--yes", "--dataset", dataset)
    assert outcome.code == 1
    assert "nothing was deleted" in outcome.err
    assert (dataset / LEFT).exists()
