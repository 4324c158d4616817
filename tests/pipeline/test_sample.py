"""The sample corpus through the whole pipeline: what is published, that it is reproducible, and who can read it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest
from deltalake import DeltaTable

import provenance
from provenance.audit.verify import verify
from provenance.contracts.odcs import load_contracts

from .conftest import DAYS, Run

TRUTH = json.loads((Path(__file__).parents[1] / "truth" / "inbox.json").read_text(encoding="utf-8"))


def files_of(dataset: Path) -> dict[str, str]:
    return {
        path.relative_to(dataset).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in dataset.rglob("*.parquet")
    }


def verified(dataset: Path) -> None:
    schemas = {name: contract.schema for name, contract in load_contracts().items()}
    result = verify(dataset, schemas)
    assert result.findings == ()
    assert result.orphans == ()


def test_two_days_are_two_versions_with_an_edit_between_them(publish: Run, dataset: Path) -> None:
    first, second = publish(DAYS[0]), publish(DAYS[1])
    assert (first.sequence, second.sequence) == (1, 2)
    expected = [entry["expect"] for entry in TRUTH]
    accepted = sum(each in ("new", "edited") for each in expected)
    assert first.accepted + second.accepted == accepted
    assert first.quarantined + second.quarantined == expected.count("quarantined")
    assert second.unchanged == expected.count("unchanged")
    changes = provenance.open(dataset).latest().revisions().column("change").to_pylist()
    assert changes.count("edited") == expected.count("edited")
    verified(dataset)


def test_a_rerun_publishes_nothing(publish: Run, dataset: Path) -> None:
    first, second = publish(DAYS[0]), publish(DAYS[1])
    before = {path: path.read_bytes() for path in dataset.rglob("*") if path.is_file()}
    for day in DAYS:
        again = publish(day)
        assert (again.versions, again.read, again.version) == ([], 0, second.version)
    assert before == {path: path.read_bytes() for path in dataset.rglob("*") if path.is_file()}
    assert first.version != second.version


def test_folder_workers_and_order_do_not_show(publish: Run, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere" / "deep"
    moved.mkdir(parents=True)
    for path in sorted(DAYS[0].iterdir(), reverse=True):
        shutil.copyfile(path, moved / path.name)
    plain = publish(DAYS[0], dataset=tmp_path / "one")
    other = publish(moved, dataset=tmp_path / "two", workers=2)
    assert plain.version == other.version
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}, {"LC_ALL": "C.UTF-8", "TZ": "America/Lima"}]
)
def test_locale_and_zone_do_not_show(publish: Run, tmp_path: Path, environment: dict[str, str]) -> None:
    here = publish(DAYS[0], dataset=tmp_path / "one")
    command = [
        sys.executable,
        "-m",
        "provenance",
        "run",
        str(DAYS[0]),
        "--direct",
        "--json",
        "--dataset",
        str(tmp_path / "two"),
    ]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=True, cwd=tmp_path)
    assert json.loads(done.stdout)["version"] == here.version
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_other_readers_need_none_of_our_code(publish: Run, dataset: Path) -> None:
    for day in DAYS:
        publish(day)
    ours = provenance.open(dataset).latest()
    revisions = pl.scan_delta(str(dataset))
    current = revisions.sort("captured_at", "revision", nulls_last=False).group_by("article_id").last().collect()
    articles = ours.articles()
    assert sorted(current["record_hash"]) == sorted(articles.column("record_hash").to_pylist())
    table = DeltaTable(dataset)
    assert table.to_pyarrow_table().num_rows == ours.revisions().num_rows
    lake = table.to_pyarrow_dataset()
    (count,) = duckdb.sql("select count(*) from lake").fetchall()
    assert count == (ours.revisions().num_rows,)
    assert lake.schema.names == load_contracts()["articles"].schema.names


def test_nested_lists_are_tables_of_their_own(publish: Run, dataset: Path) -> None:
    publish(DAYS[0])
    version = provenance.open(dataset).latest()
    articles = version.articles().to_pylist()
    assert version.figures().num_rows == sum(len(article["figures"]) for article in articles)
    assert version.dates().num_rows == sum(len(article["dates"]) for article in articles)
    assert version.quotes().num_rows == sum(len(article["quotes"]) for article in articles)
    first = next(article for article in articles if article["figures"])
    rows = [row for row in version.figures().to_pylist() if row["article_id"] == first["article_id"]]
    assert [row["evidence"]["quote"] for row in rows] == [figure["evidence"]["quote"] for figure in first["figures"]]
    assert [row["position"] for row in rows] == list(range(len(rows)))


@pytest.mark.parametrize("column", ["title", "language", "outlet_id", "credits", "published_date"])
def test_scalar_fields_of_the_sample_are_true(sample_articles: dict[tuple[str, int], dict[str, object]], column: str) -> None:
    """The sample's authors wrote both sides; figures on real pages stand in the documentation."""
    wrong = {}
    for entry in TRUTH:
        if entry["expect"] not in ("new", "edited"):
            continue
        row = sample_articles[(entry["file"], entry["part"])]
        if column == "credits":
            seen: object = sorted(each["id"] for each in row["agencies"] if each["role"] != "mention")  # type: ignore[attr-defined]
            true: object = sorted(entry["credits"])
        else:
            seen, true = str(row[column]) if row[column] else None, entry[column]
        if column == "language":
            seen = str(seen).split("-")[0]
        if seen != true:
            wrong[(entry["file"], entry["part"])] = (seen, true)
    assert wrong == {}
