from __future__ import annotations

import sys
from pathlib import Path

import pytest

from provenance.cli.progress import progress
from tests.command import provenance
from tests.flows.command import ARTICLE


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ferry.txt").write_text(ARTICLE)
    return tmp_path / "in"


@pytest.fixture(autouse=True)
def without_prefect(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here may start Prefect."""
    monkeypatch.setitem(sys.modules, "prefect", None)


def test_it_publishes_and_says_what_to_try_next(inbox: Path) -> None:
    dataset = inbox.parent / "data set"
    outcome = provenance("run", inbox, "--direct", "--dataset", dataset)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0].startswith("Version 1 (")
    assert "snapshots  1 found = 1 read + 0 skipped + 0 pending" in lines
    assert "articles   1 read = 1 accepted + 0 quarantined + 0 unchanged" in lines
    assert f"  provenance log --dataset '{dataset}'" in lines
    assert "provenance: commit" in outcome.err.splitlines()


def test_a_second_run_starts_nothing_and_says_so(inbox: Path) -> None:
    dataset = inbox.parent / "dataset"
    version = provenance("run", inbox, "--direct", "--dataset", dataset, "--json").json["version"]
    outcome = provenance("run", inbox, "--dataset", dataset)
    assert outcome.code == 0
    assert outcome.out.startswith("Nothing new, nothing published.\n")
    again = provenance("run", inbox, "--dataset", dataset, "--json").json
    assert (again["version"], again["versions"]) == (version, [])
    assert again["snapshots"] == {"read": 0, "skipped": 1, "pending": 0}


def test_every_refusal_has_a_line_with_its_remedy(inbox: Path) -> None:
    (inbox / "empty.txt").write_bytes(b"")
    outcome = provenance("run", inbox, "--direct", "--dataset", inbox.parent / "dataset")
    assert outcome.code == 0
    title = outcome.out.splitlines().index("quarantined")
    assert outcome.out.splitlines()[title + 1].startswith("  empty.txt  ")


def test_many_refusals_are_not_all_printed(inbox: Path) -> None:
    for number in range(22):
        (inbox / f"empty-{number:02}.txt").write_bytes(b"")
    dataset = inbox.parent / "dataset"
    outcome = provenance("run", inbox, "--direct", "--dataset", dataset)
    assert outcome.out.count("  empty-") == 20
    assert f"  and 2 more: provenance quarantine --dataset {dataset}" in outcome.out.splitlines()


def test_what_is_pending_is_named_and_ends_with_1(inbox: Path) -> None:
    name = "outside\x1b[2J\n.txt"
    (inbox / name).symlink_to(inbox.parent / "elsewhere.txt")
    outcome = provenance("run", inbox, "--dataset", inbox.parent / "dataset", "--direct")
    assert outcome.code == 1
    assert "outside\\x1b[2J\\n.txt" in outcome.out
    assert "\x1b" not in outcome.out


def test_a_missing_source_is_wrong_use(tmp_path: Path) -> None:
    outcome = provenance("run", tmp_path / "nowhere", "--dataset", tmp_path / "dataset")
    assert outcome.code == 2
    assert outcome.err.startswith("provenance: ")
    assert not (tmp_path / "dataset").exists()


def test_progress_in_plain_lines_is_bounded(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as on_progress:
        for done in range(1001):
            on_progress("extract", done, 1000)
        for done in range(4):
            on_progress("validate", done, 3)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "provenance: extract 100/1000"
    assert lines[9:] == ["provenance: extract 1000/1000", *(f"provenance: validate {n}/3" for n in (1, 2, 3))]


def test_bars_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress() as on_progress:
        on_progress("extract", 0, 2)
        on_progress("extract", 2, 2)
    captured = capsys.readouterr()
    assert "extract" in captured.err
    assert "2/2" in captured.err
    assert captured.out == ""
