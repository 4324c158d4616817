"""Reading on a worker of a cluster: as here, or not at all."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from provenance.dataset import parquet
from provenance.errors import PipelineError, UsageError
from provenance.orchestrate import elsewhere
from provenance.orchestrate.elsewhere import Elsewhere
from provenance.orchestrate.engines import engine_of
from provenance.pipeline.batches import Batch, batches
from provenance.pipeline.extract import Extraction
from provenance.pipeline.process import Bounds
from provenance.pipeline.rows import uncommitted
from provenance.pipeline.settings import Settings
from provenance.pipeline.tools import Tools, load_tools
from provenance.sources.folder import find
from provenance.sources.found import Captured

INBOX = Path(__file__).parents[2] / "data" / "inbox" / "2031-03-14"


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools(Settings())


@pytest.fixture
def extraction(tools: Tools, tmp_path: Path) -> Extraction:
    return Extraction(tools.registry, Settings(), tmp_path, uncommitted(tools.schemas["articles"]))


@pytest.fixture
def batch(tools: Tools, tmp_path: Path) -> Batch:
    found = (each for each in find(INBOX, "inbox", 2**30) if isinstance(each, Captured))
    (first, *_) = batches(((each.snapshot, each.where) for each in found), tmp_path, tools.schemas["snapshots"])
    return first[:3]


@pytest.fixture(autouse=True)
def _no_pools() -> Iterator[None]:
    yield
    for pool in elsewhere._pools.values():
        pool.close()
    elsewhere._pools.clear()


def test_a_batch_is_read_as_here(extraction: Extraction, tools: Tools, batch: Batch) -> None:
    travelled = pickle.loads(pickle.dumps(Elsewhere(extraction, tools.recipe.text, Bounds())))
    (there,) = travelled(batch).results
    here = replace(extraction, folder=extraction.folder / "here")
    here.folder.mkdir()
    expected = here(batch)
    assert there.counts == expected.counts
    names = [there.articles.name]
    assert names == [expected.articles.name]
    assert parquet.read(extraction.folder, names, extraction.schema) == parquet.read(here.folder, names, extraction.schema)


def test_one_pool_serves_the_batches_of_a_run(extraction: Extraction, tools: Tools, batch: Batch) -> None:
    for each in batch[:2]:
        pickle.loads(pickle.dumps(Elsewhere(extraction, tools.recipe.text, Bounds())))([each])
    assert len(elsewhere._pools) == 1
    Elsewhere(extraction, tools.recipe.text, Bounds(deadline=50))(batch[2:])
    assert [each.bounds.deadline for each in elsewhere._pools] == [50]


@pytest.mark.parametrize(
    ("name", "other"), [("packages", {"lxml": "1.0"}), ("steps", {"dates": 999}), ("lexicons", {"a/b": "x"})]
)
def test_a_worker_with_another_release_reads_nothing(
    extraction: Extraction, tools: Tools, batch: Batch, name: str, other: dict[str, object]
) -> None:
    recipe = orjson.loads(tools.recipe.text)
    (key,) = other
    recipe[name] |= other
    with pytest.raises(PipelineError, match=rf"{name}\.{key} is .*; install the same release"):
        Elsewhere(extraction, orjson.dumps(recipe), Bounds())(batch)


def test_settings_registry_and_contracts_come_with_the_batch(extraction: Extraction, tools: Tools, batch: Batch) -> None:
    recipe = orjson.loads(tools.recipe.text) | {"settings": {}, "registry": "sha256:other", "contracts": {}}
    assert Elsewhere(extraction, orjson.dumps(recipe), Bounds())(batch).results


def test_a_worker_that_does_not_see_the_dataset_says_so(extraction: Extraction, tools: Tools, batch: Batch) -> None:
    lost = replace(extraction, folder=extraction.folder / "elsewhere")
    with pytest.raises(PipelineError, match="put the dataset where all workers see it, at the same path"):
        Elsewhere(lost, tools.recipe.text, Bounds())(batch)


@pytest.mark.parametrize(
    ("name", "scheduler", "workers", "words"),
    [
        ("local", "tcp://127.0.0.1:1", 2, "--scheduler tcp://127.0.0.1:1: the local engine has none"),
        ("dask", None, 0, "--engine dask reads in processes of its own; give --workers"),
        ("ray", None, 0, "--engine ray reads in processes of its own; give --workers"),
    ],
)
def test_what_does_not_go_together(name: str, scheduler: str | None, workers: int, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        engine_of(name, scheduler, workers)


def test_an_engine_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "prefect_dask.task_runners", None)
    with pytest.raises(UsageError, match=r"--engine dask: .*; install provenance\[dask\]"):
        engine_of("dask", None, 2)
