"""The shipped contracts, held against the model, the standard's own schema and the code that sets columns."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from importlib.resources import files
from typing import get_args, get_type_hints

import jsonschema
import pyarrow as pa
import pytest

from provenance.contracts.odcs import TABLES, load_contract, load_contracts
from provenance.identity import records
from provenance.model.article import Article
from provenance.model.evidence import Layer, Zone
from provenance.model.quarantine import Reason, Severity
from provenance.model.snapshot import Snapshot

ARTICLES = load_contract("articles")


def names_of(model: type) -> dict[str, object]:
    """Field names of a dataclass, with those of the dataclasses in its fields."""
    hints = get_type_hints(model)
    return {field.name: inner(hints[field.name]) for field in fields(model)}


def inner(hint: object) -> object:
    if isinstance(hint, type) and is_dataclass(hint):
        return names_of(hint)
    for argument in get_args(hint):
        if (found := inner(argument)) is not None:
            return found
    return None


def names_in(field_type: pa.DataType) -> object:
    if pa.types.is_list(field_type):
        return names_in(field_type.value_type)
    if pa.types.is_struct(field_type):
        return {child.name: names_in(child.type) for child in field_type}
    return None


def test_columns_are_those_of_the_model() -> None:
    hashes = {"content_hash", "record_hash"}
    columns = {f.name: names_in(f.type) for f in ARTICLES.schema if f.name not in {*ARTICLES.set_at_commit, *hashes}}
    assert columns == names_of(Article)


def test_columns_that_the_model_may_leave_null_are_nullable() -> None:
    hints = get_type_hints(Article)
    for field in ARTICLES.schema:
        if field.name in hints:
            assert field.nullable == (type(None) in get_args(hints[field.name])), field.name


def test_order_of_columns_is_stable() -> None:
    # A public interface: readers of the Parquet files may go by position.
    assert ARTICLES.schema.names == [
        "article_id", "snapshot_id", "payload_hash", "source", "uri", "part", "captured_at", "canonical_url", "domain",
        "title", "authors", "language", "outlet_id", "outlet", "host_id", "agencies", "published_date", "published_at",
        "published_earliest", "published_latest", "published_timezone", "published_timezone_basis", "modified_date",
        "modified_at", "modified_timezone", "modified_timezone_basis", "text", "text_hash", "dates", "figures", "quotes",
        "evidence", "removed", "flags", "content_hash", "record_hash", "revision", "sequence", "change", "recipe_hash",
    ]  # fmt: skip


def test_types_are_those_of_the_design() -> None:
    schema = ARTICLES.schema
    assert schema.field("captured_at") == pa.field("captured_at", pa.timestamp("us", tz="UTC"), nullable=True)
    assert schema.field("published_date").type == pa.date32()
    assert schema.field("text") == pa.field("text", pa.large_string(), nullable=False)
    assert schema.field("authors").type == pa.list_(pa.field("item", pa.string(), nullable=False))
    figure = schema.field("figures").type.value_field
    assert not figure.nullable
    assert figure.type.field("value") == pa.field("value", pa.decimal128(38, 9))
    assert figure.type.field("evidence").type.field("start") == pa.field("start", pa.int32())
    assert not figure.type.field("evidence").type.field("quote").nullable
    assert load_contract("snapshots").schema.field("payload").type == pa.large_binary()


def test_evidence_is_one_struct_everywhere() -> None:
    lists = ("agencies", "dates", "figures", "quotes", "evidence")
    assert len({ARTICLES.schema.field(name).type.value_type.field("evidence") for name in lists}) == 1


def test_columns_set_at_commit_are_those_that_record_hash_leaves_out() -> None:
    assert set(ARTICLES.set_at_commit) == records.SET_AT_COMMIT
    assert set(load_contract("quarantine").set_at_commit) == records.QUARANTINE_SET_AT_COMMIT


def test_other_tables_hold_their_models() -> None:
    snapshots = set(load_contract("snapshots").schema.names)
    assert {field.name for field in fields(Snapshot)} | {"snapshot_id", "payload_hash"} <= snapshots
    reasons = load_contract("quarantine").schema.field("reasons").type.value_type
    assert {child.name for child in reasons} == {field.name for field in fields(Reason)}
    assert load_contract("observations").schema.field("part").nullable


@pytest.mark.parametrize(("column", "values"), [("zone", Zone), ("layer", Layer)])
def test_enumerations_are_those_of_the_model(column: str, values: object) -> None:
    rules = [rule for rule in ARTICLES.rules if rule.id == f"{column}_unknown"]
    assert rules
    for rule in rules:
        assert set(rule.kwargs["value_set"]) == set(get_args(values))


def test_every_rule_tells_what_to_do() -> None:
    for rule in ARTICLES.rules:
        assert rule.remedy
        assert rule.severity in get_args(Severity)
        assert rule.flag == (rule.id if rule.severity == "warning" else None)


def test_evidence_rules_stand_once_and_run_on_one_view() -> None:
    assert [rule.view for rule in ARTICLES.rules if rule.id == "evidence_not_in_text"] == ["evidence"]


def test_every_column_is_described() -> None:
    for contract in load_contracts().values():
        assert set(contract.schema.names) <= set(contract.descriptions)
    assert "Code point after" in ARTICLES.descriptions["quotes.evidence.end"]


@pytest.mark.parametrize("table", TABLES)
def test_contracts_are_valid_by_the_json_schema_of_the_standard(table: str) -> None:
    schema = json.loads(files("open_data_contract_standard").joinpath("schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert [e.message for e in validator.iter_errors(json.loads(load_contract(table).canonical))] == []
