"""Datasets that several tests read and none writes to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.samples import RECIPE
from tests.story import publish_story

# Workers take longer to start than the few pages of a test to read; tests of the pool ask for them.
os.environ["PROVENANCE_WORKERS"] = "0"


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of `tests/story.py`. Never write to it."""
    return publish_story(tmp_path_factory.mktemp("story") / "dataset", RECIPE)
