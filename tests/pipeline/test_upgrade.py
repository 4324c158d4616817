"""A changed recipe reads the stored snapshots again: a version of its own, before anything new, never taken for an edit."""

from __future__ import annotations

from pathlib import Path

import pytest

import provenance
from provenance.pipeline.recipe import STEPS

from .conftest import Run

TEXT = (
    "Ferry line {verb} on Friday\n\nHarbour Gazette | 14 March 2031\n\nThe ferry line across the bay {verb} on Friday, "
    "its operator said.\n\nAbout 400 passengers used it every day.\n"
)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def write(folder: Path, verb: str, name: str = "ferry.txt") -> None:
    (folder / name).write_text(TEXT.format(verb=verb))


def test_what_reads_differently_gets_a_revision(publish: Run, inbox: Path, dataset: Path, other_registry: Path) -> None:
    write(inbox, "closed")
    (inbox / "plain.txt").write_text(
        "Storm over the bay\n\nA storm closed the bridge over the bay for two days, the port said.\n"
    )
    publish(inbox)
    write(inbox, "opened", "new.txt")
    report = publish(inbox, registry=other_registry)
    assert len(report.versions) == 2  # the upgrade, then what is new
    assert (report.read, report.skipped) == (1, 2)
    revisions = provenance.open(dataset).latest().revisions().to_pylist()
    assert [(row["uri"], row["revision"], row["change"], row["sequence"]) for row in revisions[2:]] == [
        ("ferry.txt", 2, "technical_upgrade", 2),
        ("new.txt", 1, "new", 3),
    ]
    assert revisions[2]["outlet_id"] is None
    assert publish(inbox, registry=other_registry).versions == []


def test_the_set_digest_is_that_of_a_dataset_made_under_the_new_recipe(
    publish: Run, inbox: Path, dataset: Path, other_registry: Path, tmp_path: Path
) -> None:
    write(inbox, "closed")
    publish(inbox)
    write(inbox, "closed", "more.txt")
    publish(inbox, registry=other_registry)
    publish(inbox, registry=other_registry, dataset=tmp_path / "fresh")
    upgraded, fresh = (provenance.open(path).latest().manifest for path in (dataset, tmp_path / "fresh"))
    assert upgraded.set_digest == fresh.set_digest
    assert upgraded.logs != fresh.logs


def test_a_file_that_went_a_b_a_keeps_its_order(publish: Run, inbox: Path, dataset: Path, other_registry: Path) -> None:
    for verb in ("closed", "opened", "closed"):
        write(inbox, verb)
        publish(inbox)
    before = provenance.open(dataset).latest()
    assert before.revisions().column("revision").to_pylist() == [1, 2, 3]
    assert before.snapshots().num_rows == 2
    publish(inbox, registry=other_registry)
    (article,) = provenance.open(dataset).latest().articles().to_pylist()
    assert article["title"] == "Ferry line closed on Friday"
    assert article["change"] == "technical_upgrade"


def test_every_step_has_a_number() -> None:
    assert all(isinstance(number, int) and number > 0 for number in STEPS.values())
