"""The audit as a flow on the embedded server: it passes, and it fails where Prefect and the exit code show it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.flows.command import ARTICLE, start

# A run, an audit that passes, a byte altered, and an audit that does not: one process, for one start of the server.
RUNS = """
import json
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch
from provenance.cli import main

with patch("sys.argv", ["provenance", "run", "in", "--direct", "--dataset", "dataset"]), suppress(SystemExit):
    main()
from provenance.orchestrate.environment import prepare
prepare(Path("dataset"))
from provenance.errors import DatasetError
from provenance.flows.audit import audit
Path("passed.json").write_text(json.dumps(audit(sample=5), default=str))
path = next(Path("dataset/_snapshots").rglob("*.parquet"))
path.write_bytes(path.read_bytes()[:-1])
try:
    audit(sample=5)
except DatasetError as error:
    Path("failed.txt").write_text(str(error))
"""


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audit")
    (folder / "in").mkdir()
    (folder / "in" / "first.txt").write_text(ARTICLE)
    process = start(folder, code=RUNS)
    assert process.wait(300) == 0, (folder / "err.txt").read_text()
    return folder


def test_an_audit_that_passes(audited: Path) -> None:
    result = json.loads((audited / "passed.json").read_text())
    assert result["passed"] is True
    assert result["verification"]["findings"] == []
    assert (result["reproduction"]["snapshots"], result["reproduction"]["mismatches"]) == (1, [])


def test_an_audit_that_fails_names_what_is_wrong(audited: Path) -> None:
    assert "findings; the first: file: _snapshots/" in (audited / "failed.txt").read_text()


def test_both_show_in_prefect(audited: Path) -> None:
    with sqlite3.connect(audited / ".prefect" / "prefect.db") as database:
        states = database.execute("select state_type from flow_run where name is not null order by created").fetchall()
        pages = database.execute("select data from artifact where key = 'audit-report' order by created").fetchall()
    assert states == [("COMPLETED",), ("FAILED",)]
    assert "1 of 1 snapshots come out again" in pages[0][0]
    assert "## Findings" in pages[1][0]
