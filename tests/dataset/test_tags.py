"""Tags: names that stay what they were given for, and that nothing else can be taken for."""

from pathlib import Path

import pytest

from provenance.dataset.tags import read_tags, write_tag
from provenance.errors import DatasetError, UsageError
from provenance.read.dataset import Dataset, open_dataset
from tests.samples import RECIPE
from tests.story import publish_story


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return open_dataset(publish_story(tmp_path / "dataset", RECIPE))


def test_a_tag_names_a_version(dataset: Dataset) -> None:
    write_tag(dataset.root, "cited-in-report-3", dataset.version("1").id)
    assert dataset.version("cited-in-report-3") == dataset.version("1")


def test_a_tag_does_not_move(dataset: Dataset) -> None:
    write_tag(dataset.root, "cited", dataset.version("1").id)
    write_tag(dataset.root, "cited", dataset.version("1").id)
    with pytest.raises(UsageError, match="choose another name"):
        write_tag(dataset.root, "cited", dataset.version("2").id)
    assert dataset.version("cited").sequence == 1


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../up", "-x", "a/b", "two words", "é", "12", "beef", "0" * 64, "latest", "x" * 101]
)
def test_names_that_are_paths_or_versions_are_refused(dataset: Dataset, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be a tag"):
        write_tag(dataset.root, name, dataset.version("1").id)
    assert read_tags(dataset.root) == {}


def test_a_tag_of_a_version_that_was_rolled_back_says_so(dataset: Dataset) -> None:
    write_tag(dataset.root, "cited", "sha256:" + "0" * 64)
    with pytest.raises(DatasetError, match="rolled back"):
        dataset.version("cited")


def test_a_tag_that_holds_no_id_is_named(dataset: Dataset) -> None:
    write_tag(dataset.root, "cited", dataset.version("1").id)
    (dataset.root / "_tags" / "cited").write_text("version 1\n")
    with pytest.raises(DatasetError, match="_tags/cited"):
        read_tags(dataset.root)
