"""Quick verification: files against their hashes, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.audit.verify import Verification, verify_files
from provenance.dataset.state import load_state
from tests.audit.flips import flip
from tests.audit.test_forgery import column, forge
from tests.samples import Capture, publish, schemas, verified

VERSIONS = ([Capture("a.html", ("The harbour is shut.",)), Capture("b.html", rejected=True)], [Capture("c.html")])


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("original") / "dataset"
    for captures in VERSIONS:
        publish(root, captures)
    return root


@pytest.fixture
def dataset(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "dataset"))


def quick(root: Path, version: str | None = None, workers: int = 2) -> Verification:
    return verify_files(root, schemas(), version, workers=workers)


def test_an_untouched_copy_holds(dataset: Path) -> None:
    result, whole = quick(dataset), verified(dataset)
    assert result.findings == ()
    assert (result.version, result.versions, result.files, result.rows) == (
        whole.version,
        whole.versions,
        whole.files,
        whole.rows,
    )
    assert (result.quick, whole.quick) == (True, False)


def test_an_older_version_can_be_verified_alone(dataset: Path) -> None:
    first = load_state(dataset).commits[0][0].version
    newest = load_state(dataset).commits[1][1]
    (dataset / newest.files[0].path).unlink()
    assert quick(dataset, first).findings == ()
    assert {finding.rule for finding in quick(dataset).findings} >= {"file"}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_flipped_byte_is_found(original: Path, data: st.DataObject) -> None:
    copy, path = flip(original, data)
    assert quick(copy).findings, path


@pytest.mark.parametrize("folder", ["articles", "_snapshots", "_recipes", "_contracts", "_manifests", "_physical"])
def test_a_lost_file_is_named(dataset: Path, folder: str) -> None:
    path = min(path for path in (dataset / folder).rglob("*") if path.is_file())
    path.unlink()
    found = quick(dataset).findings
    assert path.relative_to(dataset).as_posix() in {finding.where for finding in found}


def test_rows_are_not_looked_at(dataset: Path) -> None:
    """What is told to be unchecked is unchecked: a forgery that hashes everything anew but the id."""
    forge(dataset, column("articles", "title", "Another title"))
    assert quick(dataset).findings == ()
    assert verified(dataset).findings


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"x")])
def test_findings_do_not_depend_on_threads(dataset: Path, damage: Callable[[Path], None]) -> None:
    for path in dataset.rglob("*.parquet"):
        damage(path)
    one, four = quick(dataset, workers=1), quick(dataset, workers=4)
    assert one.findings == four.findings
    assert len(one.findings) == one.files
