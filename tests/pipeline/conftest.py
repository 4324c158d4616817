"""A run of the pipeline as the tests call it: folders in, a report out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

import provenance
from provenance.config import Config
from provenance.pipeline.report import Report
from provenance.pipeline.request import make_request
from provenance.pipeline.run import run
from provenance.pipeline.steps import Direct
from provenance.pipeline.tools import tools_for
from provenance.sources.folder import find
from provenance.sources.found import Captured

SAMPLE = Path(__file__).parents[2] / "data" / "inbox"
DAYS = (SAMPLE / "2031-03-14", SAMPLE / "2031-03-15")

Run = Callable[..., Report]


@pytest.fixture
def publish(tmp_path: Path) -> Run:
    """`publish(folder, …)` publishes into the test's dataset, or into `dataset=`."""

    def call(*folders: Path, dataset: Path | None = None, workers: int = 0, **settings: object) -> Report:
        config = Config(**settings)  # type: ignore[arg-type]
        request = make_request(config, folders, workers=workers, dataset=dataset or tmp_path / "dataset")
        return run(request, tools_for(request), Direct(workers))

    return call


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Where the test's dataset lies."""
    return tmp_path / "dataset"


@pytest.fixture
def other_registry(tmp_path: Path) -> Path:
    """The registry without its outlets, so that whatever named one reads differently."""
    folder = tmp_path / "registry"
    shutil.copytree(str(files("provenance.registry")), folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "outlets.toml").write_text("")
    return folder


@pytest.fixture(scope="module")
def sample_articles(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], dict[str, object]]:
    """The accepted revisions of the sample corpus by file and part."""
    dataset = tmp_path_factory.mktemp("sample")
    rows: dict[tuple[str, int], dict[str, object]] = {}
    for sequence, day in enumerate(DAYS, start=1):
        request = make_request(Config(), [day], dataset=dataset)
        run(request, tools_for(request), Direct())
        found = [each for each in find(day, "inbox", 2**30) if isinstance(each, Captured)]
        files = {each.snapshot.uri: f"{day.name}/{Path(each.where).name}" for each in found}
        for row in provenance.open(dataset).latest().revisions().to_pylist():
            if row["sequence"] == sequence:
                rows[(files[row["uri"]], row["part"])] = row
    return rows
