"""`provenance verify`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from provenance.read.dataset import open_dataset
from tests.command import provenance
from tests.samples import Capture, publish


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("verify") / "dataset"
    publish(root, [Capture()])
    publish(root, [Capture(texts=("The harbour is open.",)), Capture("b.html", rejected=True)])
    return root


def test_a_dataset_that_holds(dataset: Path) -> None:
    outcome = provenance("verify", "--dataset", dataset)
    assert outcome.code == 0
    assert open_dataset(dataset).latest().id in outcome.out
    assert "every hash, id, revision, root and piece of evidence holds" in outcome.out
    assert outcome.err.splitlines()[-1] == "provenance: verify 100%"


def test_quick_says_what_it_did_not_check(dataset: Path) -> None:
    outcome = provenance("verify", "--quick", "--dataset", dataset)
    assert outcome.code == 0
    assert open_dataset(dataset).latest().id in outcome.out
    assert "every hash, id" not in outcome.out
    assert outcome.out.splitlines()[-1].startswith("Not checked: the 9 rows against the version id")
    found = provenance("verify", "1", "--quick", "--workers", 1, "--dataset", dataset, "--json").json
    assert (found["quick"], found["version"]) == (True, open_dataset(dataset).version("1").id)


def test_strangers_at_the_top_are_named_and_no_finding(dataset: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(dataset, copy)
    (copy / "README.md").write_text("Our dataset.")
    (copy / ".DS_Store").write_bytes(b"\0")
    outcome = provenance("verify", "--dataset", copy)
    assert outcome.code == 0
    assert "Not of the dataset, and not looked at: .DS_Store, README.md" in outcome.out


def test_an_older_version(dataset: Path) -> None:
    first = open_dataset(dataset).version("1").id
    assert provenance("verify", "1", "--dataset", dataset, "--json").json["version"] == first


def test_an_altered_dataset_ends_with_1_and_names_the_file(dataset: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(dataset, copy)
    altered = min(copy.glob("articles/*/*.parquet"))
    altered.write_bytes(altered.read_bytes()[:-1])
    outcome = provenance("verify", "--dataset", copy)
    assert outcome.code == 1
    assert altered.name in outcome.out
    (finding, *_) = provenance("verify", "--dataset", copy, "--json").json["findings"]
    assert finding["rule"] == "file"


def test_no_dataset_is_wrong_use(tmp_path: Path) -> None:
    outcome = provenance("verify", "--dataset", tmp_path)
    assert outcome.code == 2
    assert "no dataset here" in outcome.err


def test_a_dataset_without_a_version_is_not_told_as_sound(tmp_path: Path) -> None:
    (tmp_path / "_delta_log").mkdir()
    outcome = provenance("verify", "--dataset", tmp_path)
    assert (outcome.code, outcome.out) == (2, "")
    assert "no version" in outcome.err
