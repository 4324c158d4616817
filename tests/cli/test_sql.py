"""`provenance sql`."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex
from rich.cells import cell_len

from tests.command import provenance
from tests.story import ARABIC_TITLE


def test_a_table_and_how_many_rows(story: Path) -> None:
    query = "select status, count(*) as articles, sum(revision) as revisions from articles group by status order by status"
    outcome = provenance("sql", query, "--dataset", story)
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        "status     articles  revisions",
        "---------  --------  ---------",
        "current    5         6",
        "stale      1         1",
        "withdrawn  1         1",
        "3 rows",
    ]


def test_json_is_a_list_of_objects(story: Path) -> None:
    query = "select a.uri, f.value, a.captured_at, a.domain, f.unit_candidates from figures f join articles a using (article_id)"
    outcome = provenance("sql", query, "--dataset", story, "--json")
    assert outcome.code == 0
    assert outcome.json == [
        {
            "uri": "leak.html",
            "value": "1250.5",
            "captured_at": "2031-03-15T12:30:00Z",
            "domain": "gazette.example",
            "unit_candidates": [],
        }
    ]


def test_an_older_version(story: Path) -> None:
    query = "select count(*) as n from articles"
    counts = [provenance("sql", query, "--dataset", story, "--version", name, "--json").json for name in (1, 2)]
    assert counts == [[{"n": 6}], [{"n": 7}]]


def test_no_rows(story: Path) -> None:
    assert provenance("sql", "select title from articles where false", "--dataset", story).out.splitlines()[-1] == "0 rows"
    assert provenance("sql", "select title from articles where false", "--dataset", story, "--json").json == []


@pytest.mark.parametrize(
    "query", ["from articles", "select text, title, authors from articles", "select figures, dates from articles"]
)
def test_the_table_is_no_wider_than_a_page(story: Path, query: str) -> None:
    shown = provenance("sql", query, "--dataset", story).out
    assert all(cell_len(line) <= 100 for line in shown.splitlines())
    assert "…" in shown


def test_columns_that_do_not_fit_are_counted(story: Path) -> None:
    shown = provenance("sql", "from articles", "--dataset", story).out
    assert regex.search(r"^and \d+ more columns; select fewer, or --json shows all$", shown, flags=regex.MULTILINE)


def test_right_to_left_cells_are_isolated_and_keep_the_columns(story: Path) -> None:
    query = "select title, status from articles where uri in ('arabic.html', 'leak.html') order by uri"
    header, _, arabic, leak, _ = provenance("sql", query, "--dataset", story).out.splitlines()
    assert f"\u2068{ARABIC_TITLE}\u2069" in arabic
    start = header.index("status")
    assert cell_len(arabic.replace("\u2068", "").replace("\u2069", "").removesuffix("current")) == start
    assert leak[start:] == "current"


def test_wide_characters_keep_the_columns(story: Path) -> None:
    query = "select * from (values ('港口关闭', 1), ('port', 2)) as t(name, n)"
    lines = provenance("sql", query, "--dataset", story).out.splitlines()
    assert lines[2:4] == ["港口关闭  1", "port      2"]


def test_no_control_character_of_a_document_reaches_the_terminal(story: Path) -> None:
    query = "select title, authors, text as \"te\x1bxt\" from articles where uri = 'hostile.html'"
    shown = provenance("sql", query, "--dataset", story, terminal=True).out
    assert not regex.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
    assert r"\x1b" in shown


@pytest.mark.parametrize(
    "query", ["selec 1", "from nowhere", "select nothing from articles", "", "from read_text('/etc/passwd')"]
)
def test_a_wrong_query_is_wrong_use(story: Path, query: str) -> None:
    outcome = provenance("sql", query, "--dataset", story)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("provenance: ")
