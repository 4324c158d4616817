"""The commit: whatever happens to it, a version is there whole or not at all, and nothing acknowledged is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from deltalake.exceptions import DeltaError

from provenance.dataset import log
from provenance.dataset.log import entries, head
from provenance.dataset.state import load_state
from provenance.errors import ConflictError, DatasetError
from provenance.publish import commit as commits
from tests.samples import OTHER_RECIPE, Capture, publish, verified

FIRST = [Capture("a.html", ("The harbour is shut.",))]
SECOND = [Capture("a.html", ("The harbour is open.",)), Capture("b.html", rejected=True)]


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "dataset"


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


def test_an_upgrade_that_another_writer_outran_is_read_again(dataset: Path) -> None:
    publish(dataset, FIRST)
    publish(dataset, SECOND)
    with pytest.raises(ConflictError, match=r"published 2 snapshots while .*; run again"):
        publish(dataset, FIRST, OTHER_RECIPE, "technical_upgrade")
    assert head(dataset) == 1
    assert publish(dataset, [*FIRST, *SECOND], OTHER_RECIPE, "technical_upgrade") is not None


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


def test_an_entry_is_flushed_before_anything_is_said_of_it(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another writer may have linked it and died, or not have flushed it yet; here nothing is left to publish."""
    publish(dataset, FIRST)
    flushed: list[Path] = []
    monkeypatch.setattr(log, "sync_file", flushed.append)
    assert publish(dataset, FIRST) is None
    assert flushed == [dataset / "_delta_log" / f"{0:020d}.json"]


def test_an_entry_that_cannot_be_flushed_is_an_error(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(log, "sync_file", fail)
    with pytest.raises(DatasetError, match="flushed"):
        publish(dataset, FIRST)


def test_a_checkpoint_is_flushed(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(dataset, FIRST)
    flushed: list[str] = []
    monkeypatch.setattr(log, "sync_file", lambda path: flushed.append(path.name))
    log.checkpoint(dataset)
    assert flushed == [f"{0:020d}.checkpoint.parquet", "_last_checkpoint"]


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
    def fail(*args: object) -> None:
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
