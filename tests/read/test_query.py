"""SQL over a version, and what a query cannot reach."""

from __future__ import annotations

import datetime as dt
import json
import time
from decimal import Decimal
from pathlib import Path

import pytest

from provenance.errors import UsageError
from provenance.read.dataset import Version, open_dataset
from provenance.read.query import TABLES, query, rows


@pytest.fixture(scope="module")
def version(story: Path) -> Version:
    return open_dataset(story).latest()


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_rows(version: Version, name: str) -> None:
    [row] = rows(query(version, f"select count(*) as n from {name}"))
    assert row["n"] > 0


def test_show_tables_lists_them_all(version: Version) -> None:
    assert [row["name"] for row in rows(query(version, "show tables"))] == sorted(TABLES)


def test_articles_are_the_current_ones_and_keep_their_lists(version: Version) -> None:
    [row] = rows(query(version, "select revision, status, figures[1].value as value from articles where uri = 'leak.html'"))
    assert row == {"revision": 2, "status": "current", "value": Decimal("1250.500000000")}
    found = rows(query(version, "select unnest(figures).unit_raw as unit from articles"))
    assert list(found) == [{"unit": "tonnes"}]


def test_tables_join(version: Version) -> None:
    statement = """
        with big as (select article_id, value from figures where value > 1000)
        select title, value from ARTICLES join big using (article_id) where exists (from quotes where speaker is not null)
    """
    assert query(version, statement).num_rows == 1


def test_several_statements_and_a_pivot_find_their_tables(version: Version) -> None:
    assert query(version, "select 1; select * from quotes").num_rows == 1
    assert query(version, "pivot articles on status using count(*) group by language").num_rows > 0


def test_no_payload_leaves_the_dataset(version: Version) -> None:
    assert "payload" not in query(version, "from snapshots").column_names


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_times_are_utc_whatever_the_machine_says(version: Version, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        statement = "select hour(captured_at) as h, captured_at::varchar as s from articles where uri = 'leak.html'"
        assert list(rows(query(version, statement))) == [{"h": 12, "s": "2031-03-15 12:30:00+00"}]
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('{file}')",
        "select * from read_csv('{file}')",
        "select * from '{file}'",
        "select * from glob('{folder}/*')",
        "copy (select 1) to '{folder}/out.csv'",
        "copy articles to '{folder}/out.parquet' (format parquet)",
        "export database '{folder}/out'",
        "attach '{folder}/out.db'",
        "install httpfs",
        "load httpfs",
        "select * from 'https://gazette.example/leak.csv'",
        "set enable_external_access = true",
        "set timezone = 'Asia/Tokyo'",
        "reset lock_configuration",
        "select * from version",
        "select getenv('HOME')",
    ],
)
def test_a_query_reaches_nothing_else(version: Version, tmp_path: Path, statement: str) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("secret\n1\n", encoding="utf-8")
    with pytest.raises(UsageError):
        query(version, statement.format(file=file, folder=tmp_path))
    assert list(tmp_path.iterdir()) == [file]


def test_a_query_changes_nothing(version: Version) -> None:
    with pytest.raises(UsageError):
        query(version, "delete from articles")
    assert query(version, "from articles").num_rows == 7


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("selec 1", "syntax error"),
        ("select nothing from articles", "nothing"),
        ("from nowhere", "Tables: articles, revisions"),
        ("select cast(title as integer) from articles", "Could not convert"),
        ("", "gives no rows"),
        ("-- nothing", "gives no rows"),
        ("select '\ud800'", "no UTF-8"),
    ],
)
def test_a_wrong_query_is_wrong_use(version: Version, statement: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        query(version, statement)


def test_an_error_that_quotes_a_document_shows_no_control_characters(version: Version) -> None:
    with pytest.raises(UsageError) as raised:
        query(version, "select cast(title as integer) from articles where uri = 'hostile.html'")
    assert "\x1b" not in str(raised.value)
    assert "\x9b" not in str(raised.value)


def test_columns_of_one_name_are_told_apart(version: Version) -> None:
    assert list(rows(query(version, "select 1 as a, 2 as a, 3 as a_2"))) == [{"a": 1, "a_2": 2, "a_2_2": 3}]


def test_values_have_a_json_form(version: Version) -> None:
    statement = """
        select 1.50::decimal(9, 2) as d, 10::hugeint as h, 'nan'::double as n, 0.5::double as f, '1 day'::interval as i,
               '10:00'::time as t, 'ab'::blob as b, map {'k': 1} as m, {'x': [null, true]} as s, date '2031-03-14' as day,
               timestamptz '2031-03-14 08:00:00+01' as at, null as nothing
    """
    [row] = rows(query(version, statement))
    at, day = row.pop("at"), row.pop("day")
    assert at.isoformat() == "2031-03-14T07:00:00+00:00"
    assert day == dt.date(2031, 3, 14)
    assert row.pop("d") == Decimal("1.50")
    assert "days=1" in row.pop("i")
    assert row == {
        "h": 10,
        "n": "nan",
        "f": 0.5,
        "t": "10:00:00",
        "b": "6162",
        "m": {"k": 1},
        "s": {"x": [None, True]},
        "nothing": None,
    }
    json.dumps(row, allow_nan=False)


def test_a_time_out_of_range_says_what_to_do(version: Version) -> None:
    table = query(version, "select 'infinity'::timestamp as t")
    with pytest.raises(UsageError, match=r"column t: .*cast it to varchar"):
        list(rows(table))
