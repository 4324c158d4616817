"""Datasets that several tests read and none writes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import RECIPE
from tests.story import publish_story


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of `tests/story.py`. Never write to it."""
    return publish_story(tmp_path_factory.mktemp("story") / "dataset", RECIPE)
