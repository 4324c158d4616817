"""What a run refuses before it starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.config import Config
from provenance.errors import UsageError
from provenance.pipeline.request import make_request


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def test_a_source_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        make_request(Config(), [tmp_path / "nope"], dataset=tmp_path / "dataset")


@pytest.mark.parametrize("name", ["A b", "", "../x", "é"])
def test_a_source_has_a_plain_name(inbox: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="choose such a one"):
        make_request(Config(), [inbox], name, dataset=tmp_path / "dataset")


def test_a_dataset_is_no_file(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="a file"):
        make_request(Config(), [inbox], dataset=tmp_path / "file")


def test_a_dataset_is_not_mixed_into_a_folder_of_other_things(inbox: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="inbox is there"):
        make_request(Config(), [inbox], dataset=tmp_path)


def test_what_a_stopped_first_run_left_is_a_dataset_to_be(inbox: Path, tmp_path: Path) -> None:
    dataset = tmp_path / "dataset"
    (dataset / "_recipes").mkdir(parents=True)
    (dataset / "articles").mkdir()
    assert make_request(Config(), [inbox], dataset=dataset).dataset == dataset
