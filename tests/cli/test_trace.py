"""`provenance trace`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from provenance.read.dataset import open_dataset
from tests.command import provenance
from tests.samples import Capture, publish

PAYLOAD = "Port shut. \x00 Åå\r\n".encode()


@pytest.fixture
def port(tmp_path: Path) -> Path:
    publish(tmp_path / "dataset", [Capture("port.txt", ("Port shut.",), payload=PAYLOAD)])
    return tmp_path / "dataset"


def test_every_step_is_told(port: Path) -> None:
    outcome = provenance("trace", "port.txt", "--dataset", port)
    assert outcome.code == 0
    for line in ("row: holds", "log of articles: holds", "snapshot: holds", "bytes: holds"):
        assert line in outcome.out.splitlines()
    assert outcome.out.splitlines()[-1] == "11 steps and 0 pieces of evidence: all hold"


def test_the_exact_bytes_are_written_and_nothing_is_overwritten(port: Path, tmp_path: Path) -> None:
    target = tmp_path / "page"
    assert provenance("trace", "port.txt", "--payload", target, "--dataset", port).code == 0
    assert target.read_bytes() == PAYLOAD
    target.write_bytes(b"mine")
    outcome = provenance("trace", "port.txt", "--payload", target, "--dataset", port)
    assert (outcome.code, target.read_bytes()) == (2, b"mine")
    assert "it exists" in outcome.err


def test_the_bytes_stand_alone_on_standard_output(port: Path) -> None:
    script = (
        f"import sys; sys.argv = ['provenance', 'trace', 'port.txt', '--payload', '-', '--dataset', {str(port)!r}]; "
        "from provenance.cli import main; main()"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout == PAYLOAD


def test_what_does_not_hold_ends_with_1_and_is_named(port: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    publish(other, [Capture("port.txt", ("Port open.",), payload=b"Port open.")])

    def forge(folder: str) -> None:
        [ours], [theirs] = (list((root / folder).rglob("*.parquet")) for root in (port, other))
        shutil.copy(theirs, ours)

    forge("articles")
    forge("_snapshots")
    outcome = provenance("trace", "port.txt", "--dataset", port)
    assert (outcome.code, outcome.out) == (1, "")
    assert "contradict each other" in outcome.err
    forge("_observations")
    outcome = provenance("trace", "port.txt", "--dataset", port)
    assert outcome.code == 1
    assert "file of articles: does not hold" in outcome.out
    assert "  WRONG file: articles/" in outcome.out


def test_one_field(story: Path) -> None:
    out = provenance("trace", "leak.html", "--field", "quotes[0]", "--dataset", story).out
    evidence = out[out.index("evidence of quotes[0]") :]
    assert "quotes[0]: direct, in quote, by the port authority" in evidence
    assert "leaked, and “[nobody is in danger]”, the port" in evidence
    assert "figures" not in evidence


@pytest.mark.parametrize(("field", "count"), [("figures", 1), ("published_at", 1), ("title", 1), (None, 6)])
def test_json(story: Path, field: str | None, count: int) -> None:
    options = [] if field is None else ["--field", field]
    found = provenance("trace", "leak.html", *options, "--json", "--dataset", story).json
    assert len(found["evidence"]) == count
    assert found["article"]["record_hash"] in open_dataset(story).latest().revisions().column("record_hash").to_pylist()
    assert found["holds"] is (found["findings"] == [])
    assert [step["name"] for step in found["steps"]][:3] == ["row", "file of articles", "log of articles"]


def test_a_field_without_evidence_is_wrong_use(story: Path) -> None:
    outcome = provenance("trace", "leak.html", "--field", "domain", "--dataset", story)
    assert (outcome.code, outcome.out) == (2, "")
    assert "title, published, agencies, dates, figures, quotes" in outcome.err
