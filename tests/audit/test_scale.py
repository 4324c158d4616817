"""Many rows, many files, many workers: the same findings in the same order, and hostile sizes refused."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from provenance.audit import citations, facts, recompute
from provenance.audit.verify import Verification, verify
from provenance.dataset import parquet
from tests.audit.test_forgery import column, forge
from tests.samples import Capture, Row, evidence, publish, schemas, verified

DAY = datetime(2031, 3, 14, tzinfo=UTC)


def capture(number: int, day: int = 0) -> Capture:
    """A page that is its own text, so that both laws can hold."""
    text = f"The harbour {number} is shut for {number + day} days."
    placed = {**evidence(text, f"harbour {number}"), "raw_start": 4, "raw_end": 4 + len(f"harbour {number}")}
    columns = {"title": f"harbour {number}", "evidence": [{"field": "title", "evidence": placed}]}
    return Capture(f"{number}.html", (text,), DAY.replace(day=14 + day), payload=text.encode(), columns=columns)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three versions in files of four rows each; the last one reads some bare files again that had come before."""
    root = tmp_path_factory.mktemp("original") / "dataset"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet, "ROWS_PER_FILE", 4)
        bare = [replace(capture(number), captured_at=None, uri=f"bare-{number}.html") for number in range(6)]
        edited = [replace(each, texts=("Open.",), payload=b"Open.", columns={}) for each in bare]
        publish(root, [*map(capture, range(12)), *bare, Capture("x.html", rejected=True)])
        publish(root, [*(capture(number, 1) for number in range(5)), *edited])
        publish(root, bare)
    return root


@pytest.fixture
def dataset(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "dataset"))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every bound so low that it is met."""
    monkeypatch.setattr(facts, "PORTION", dict.fromkeys(facts.PORTION, 3))
    monkeypatch.setattr(recompute, "PORTION", dict.fromkeys(facts.PORTION, 3))
    monkeypatch.setattr(recompute, "CITED", 5)
    monkeypatch.setattr(citations, "_TASK", 2)


def with_workers(root: Path, count: int) -> Verification:
    return verify(root, schemas(), workers=count, pool_from=0)


@pytest.mark.usefixtures("small")
def test_bounds_do_not_show(dataset: Path) -> None:
    assert verified(dataset).findings == ()
    forge(dataset, column("articles", "title", "Another title"))
    assert verified(dataset).findings


def damage(root: Path) -> None:
    """Something wrong in every table, and in files, log and texts."""

    def alter(table: str, rows: list[Row]) -> list[Row]:
        changed = {
            "articles": {"title": "Another title", "revision": 7},
            "observations": {"outcome": "quarantined"},
            "snapshots": {"payload": b"Other bytes."},
            "quarantine": {"stage": "extract"},
        }
        return [{**row, **changed[table]} if number % 2 else row for number, row in enumerate(rows)]

    forge(root, alter)
    max(root.glob("articles/*/*.parquet")).write_bytes(b"PAR1 no PAR1")
    min(root.glob("_recipes/*")).write_bytes(b"{}")


def test_findings_do_not_depend_on_workers_or_bounds(dataset: Path, request: pytest.FixtureRequest) -> None:
    damage(dataset)
    one = verified(dataset)
    assert len({finding.rule for finding in one.findings}) > 8
    assert with_workers(dataset, 2) == one
    request.getfixturevalue("small")
    assert verified(dataset) == one


def test_a_finding_names_file_row_article_and_field(dataset: Path) -> None:
    def alter(table: str, rows: list[Row]) -> list[Row]:
        if table != "snapshots":
            return rows
        return [{**row, "payload": b"The jetty."} if row["uri"] == "3.html" and row["sequence"] == 1 else row for row in rows]

    forge(dataset, alter)
    (found,) = (finding for finding in verified(dataset).findings if finding.rule == "evidence_in_source")
    path, _, rest = found.where.partition(" row ")
    number, _, name = rest.partition(": ")
    row = parquet.read(dataset, [path], schemas()["articles"]).to_pylist()[int(number)]
    assert name == f"article {row['article_id']} revision 1 (3.html) title"
    assert found.observed == "source[4:13] is not 'harbour 3'"


def test_a_lost_snapshot_file_costs_no_other_finding_of_evidence(dataset: Path) -> None:
    min(dataset.glob("_snapshots/*/*.parquet")).unlink()
    rules = {finding.rule for finding in verified(dataset).findings}
    assert rules == {"file", "observation", "counts"}


def rewrite(root: Path, encode: object) -> None:
    forge(root, lambda table, rows: rows, encode)  # type: ignore[arg-type]


def inflated(table: pa.Table) -> bytes:
    """A few kilobytes that unpack to far more than a file of ours."""
    if "text" not in table.column_names or not table.num_rows:
        return parquet.encode(table)
    sink = pa.BufferOutputStream()
    zeros = pa.array(["0" * 2**27] * table.num_rows, pa.large_string())
    place = table.schema.get_field_index("text")
    bomb = table.set_column(place, table.schema.field(place), zeros)
    pq.write_table(bomb, sink, compression="zstd", store_schema=False, write_statistics=False, use_dictionary=False)
    return bytes(sink.getvalue())


def test_a_file_that_would_unpack_to_too_much_is_not_unpacked(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(dataset, inflated)
    real = parquet.row_batches
    monkeypatch.setattr(
        facts.parquet, "row_batches", lambda file, *rest: real(file, *rest) if _is_small(file) else pytest.fail("it was unpacked")
    )
    observed = {finding.observed.partition(" to ")[0] for finding in verified(dataset).findings if finding.rule == "file"}
    assert observed == {"it unpacks"}


def _is_small(file: pq.ParquetFile) -> bool:
    return sum(file.metadata.row_group(number).total_byte_size for number in range(file.metadata.num_row_groups)) < 2**27


def test_text_that_is_no_utf8_is_a_finding(dataset: Path) -> None:
    def uncompressed(table: pa.Table) -> bytes:
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="none", store_schema=False, write_statistics=False)
        return bytes(sink.getvalue()).replace(b"harbour 1", b"harbour\xff1")

    rewrite(dataset, uncompressed)
    found = verified(dataset).findings
    assert [finding for finding in found if finding.rule == "file" and "utf-8" in finding.observed.lower()]


def test_verifying_writes_nothing(dataset: Path) -> None:
    def state() -> dict[str, tuple[int, bytes]]:
        return {
            path.relative_to(dataset).as_posix(): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
            for path in [dataset, *dataset.rglob("*")]
        }

    for path in [*dataset.rglob("*"), dataset]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = state()
    try:
        assert verified(dataset).findings == ()
        assert state() == before
    finally:
        for path in [dataset, *dataset.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
