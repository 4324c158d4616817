"""Datasets that several tests read and none writes to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.samples import RECIPE
from tests.store import access, new_bucket, s3_server
from tests.story import publish_story

# Workers take longer to start than the few pages of a test to read; tests of the pool ask for them.
os.environ["PROVENANCE_WORKERS"] = "0"

# Speed is a matter for `bench/`: an example may be the first to load a library.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of `tests/story.py`. Never write to it."""
    return publish_story(tmp_path_factory.mktemp("story") / "dataset", RECIPE)


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of an S3 server."""
    with s3_server() as address:
        yield address


@pytest.fixture
def bucket(s3: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """`s3://…` of an empty bucket to which the environment gives access."""
    for name, value in access(s3).items():
        monkeypatch.setenv(name, value)
    return f"s3://{new_bucket(s3)}"
