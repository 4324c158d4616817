"""A run of the rules: what stops it, what its result holds, and that nothing outside the rows reaches it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.contracts.expectations import ARGUMENTS, column_arguments
from provenance.contracts.odcs import Contract
from provenance.errors import PipelineError
from provenance.identity.canonical import canonical_bytes
from provenance.validate.derived import ELEMENT_COLUMNS, article_columns
from provenance.validate.frames import INDEX, frames
from provenance.validate.run import Validation, validate_articles
from provenance.validate.suite import Suites, great_expectations

Row = dict[str, Any]
Rows = Callable[[int], list[Row]]
Judge = Callable[..., Validation]
Tabulate = Callable[[Sequence[Row]], pa.Table]


class NoOutlets:
    def outlet(self, outlet_id: str) -> Any:
        raise KeyError(outlet_id)


def test_no_articles_give_no_verdicts(judge: Judge) -> None:
    validation = judge([])
    assert validation.verdicts == {}
    assert validation.result["success"]
    assert {each["element_count"] for each in validation.result["results"]} == {0}


def test_articles_without_lists_are_judged(judge: Judge, row: Row) -> None:
    row.update({name: [] for name in ("agencies", "dates", "figures", "quotes", "evidence", "removed", "authors")})
    assert judge([row]).verdicts == {}


def test_the_result_counts_every_rule_and_names_all_failing_rows(judge: Judge, rows: Rows, contract: Contract) -> None:
    articles = rows(60)
    for row in articles[::2]:
        row["title"] = None
    result = judge(articles).result
    assert result["contract"] == contract.hash
    assert result["rows"] == 60
    assert not result["success"]
    assert len(result["results"]) == len([rule for rule in contract.rules if rule.column not in contract.set_at_commit])
    (title,) = [each for each in result["results"] if each["rule"] == "title_missing"]
    assert title["element_count"] == 60
    assert [each["row"] for each in title["unexpected"]] == list(range(0, 60, 2))


def test_the_same_rows_give_the_same_bytes_in_any_chunks(judge: Judge, rows: Rows) -> None:
    articles = rows(4)
    articles[1]["language"] = "English"
    articles[3]["quotes"][0]["evidence"]["start"] = 0
    whole = judge(articles)
    assert canonical_bytes(whole.result) == canonical_bytes(judge(articles).result)
    for chunk in (1, 25):
        parts = judge(articles, chunk=chunk)
        assert parts.verdicts == whole.verdicts
        assert canonical_bytes(parts.result) == canonical_bytes(whole.result)


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(5)))
def test_order_of_rows_changes_no_verdict(judge: Judge, rows: Rows, order: list[int]) -> None:
    articles = rows(5)
    articles[1]["title"] = None
    articles[3]["figures"][0]["unit"] = "Gb"
    straight, shuffled = judge(articles).verdicts, judge([articles[number] for number in order]).verdicts
    assert {order[position]: reasons for position, reasons in shuffled.items()} == straight


def test_columns_that_a_commit_sets_are_judged_where_they_are(contract: Contract, tabulate: Tabulate, row: Row) -> None:
    table = tabulate([row])
    values = {"revision": 0, "sequence": 1, "change": "rewritten", "recipe_hash": row["text_hash"]}
    for name in contract.set_at_commit:
        table = table.append_column(contract.schema.field(name), pa.array([values[name]], contract.schema.field(name).type))
    reasons = validate_articles(table, [None], contract, NoOutlets()).verdicts[0]
    assert {reason.rule for reason in reasons} == {"outlet_unknown", "revision_not_positive", "change_unknown"}


def test_duplicate_keys_stop_the_run(judge: Judge, rows: Rows) -> None:
    first, second = rows(2)
    second.update(article_id=first["article_id"], snapshot_id=first["snapshot_id"])
    with pytest.raises(PipelineError, match=f"article {first['article_id']} of snapshot {first['snapshot_id']}"):
        judge([first, second])


def test_sources_must_be_as_many_as_rows(judge: Judge, rows: Rows) -> None:
    with pytest.raises(PipelineError, match="1 sources were given for 2 articles"):
        judge(rows(2), [None])


def test_another_schema_stops_the_run(contract: Contract, tabulate: Tabulate, row: Row) -> None:
    table = tabulate([row])
    for wrong in (table.drop_columns(["title"]), table.select(list(reversed(table.schema.names)))):
        with pytest.raises(PipelineError, match="does not have the schema of articles"):
            validate_articles(wrong, [None], contract, NoOutlets())


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("uri", lambda row: row.update(uri=None)),
        ("authors", lambda row: row.update(authors=None)),
        ("authors", lambda row: row.update(authors=[None])),
        ("dates.kind", lambda row: row["dates"][0].update(kind=None)),
        ("quotes.evidence", lambda row: row["quotes"][0].update(evidence=None)),
        ("figures.evidence.quote", lambda row: row["figures"][1]["evidence"].update(quote=None)),
    ],
)
def test_a_null_in_a_required_column_stops_the_run(judge: Judge, rows: Rows, name: str, change: Callable[[Row], object]) -> None:
    articles = rows(2)
    change(articles[1])
    with pytest.raises(PipelineError, match=f"^{name} is required"):
        judge(articles)


@pytest.mark.parametrize(
    ("expectation", "kwargs", "message"),
    [
        ("expect_column_values_to_be_between", {"column": "title", "min_value": 3}, "raised .*same type"),
        ("expect_column_values_to_be_in_set", {"column": "titel", "value_set": ["a"]}, "raised .*titel"),
        ("expect_column_values_to_be_in_set", {"column": "title", "value_set": 7}, "correct the rule's arguments"),
    ],
)
def test_an_expectation_that_raises_stops_the_run(
    contract: Contract, tabulate: Tabulate, row: Row, expectation: str, kwargs: Row, message: str
) -> None:
    rule = next(rule for rule in contract.rules if rule.id == "title_missing")
    faulty = replace(rule, expectation=expectation, kwargs=MappingProxyType(kwargs))
    views = frames(tabulate([row]), [None], 0, contract, NoOutlets())
    with pytest.raises(PipelineError, match=f"(?s)rule title_missing of the view articles: .*{message}"):
        Suites([faulty]).evaluate({"articles": views["articles"]})


def test_derived_columns_are_those_that_the_contract_declares(contract: Contract, row: Row, tabulate: Tabulate) -> None:
    (hashed,) = tabulate([row]).to_pylist()
    elements: Row = {name: hashed[name][0] for name in ("dates", "figures", "removed")}
    elements["evidence"] = hashed["dates"][0]["evidence"]
    computed = {view: set(derive(elements[view], hashed, None)) for view, derive in ELEMENT_COLUMNS.items()}
    computed["articles"] = set(article_columns(hashed, NoOutlets()))
    assert computed == {view: set(names) for view, names in contract.derived.items()}


def test_every_derived_column_is_read_by_a_rule(contract: Contract) -> None:
    read = {(rule.view, column) for rule in contract.rules for column in rule.columns}
    assert {(view, name) for view, names in contract.derived.items() for name in names} <= read


def test_rules_that_would_judge_nothing_stop_the_run(contract: Contract, row: Row, tabulate: Tabulate) -> None:
    astray = replace(contract, rules=(replace(contract.rules[0], view="captions"),))
    with pytest.raises(PipelineError, match="the rules of captions would judge nothing"):
        frames(tabulate([row]), [None], 0, astray, NoOutlets())


def test_frames_keep_the_values_themselves(contract: Contract, row: Row, tabulate: Tabulate) -> None:
    views = frames(tabulate([row]), [None], 7, contract, NoOutlets())
    assert set(views) == {rule.view for rule in contract.rules}
    assert list(views["evidence"].columns[:3]) == list(INDEX)
    assert views["evidence"]["row"].tolist() == [7] * 4
    assert views["evidence"]["list"].tolist() == ["dates", "figures", "figures", "quotes"]
    assert views["articles"]["published_at"].tolist() == [row["published_at"]]
    assert views["figures"]["percent_low"].tolist() == [row["figures"][0]["value"], None]


def test_listed_expectations_are_those_of_the_installed_release() -> None:
    registry = great_expectations().expectations.registry
    for expectation, arguments in ARGUMENTS.items():
        known = set(registry.get_expectation_impl(expectation).__fields__)
        assert {*arguments, *column_arguments(expectation)} <= known


PROGRAM = """
import sys, warnings
warnings.simplefilter("error")
import pyarrow as pa
from provenance.contracts.odcs import load_contract
from provenance.validate.run import validate_articles
assert "great_expectations" not in sys.modules
contract = load_contract("articles")
empty = pa.schema([f for f in contract.schema if f.name not in contract.set_at_commit]).empty_table()
validate_articles(empty, [], contract, None)
"""


def test_a_run_writes_no_files_and_prints_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
