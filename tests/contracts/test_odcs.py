"""Loading: what a contract file may hold, and the one message with file and line that every fault gets."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.contracts.located import parse
from provenance.contracts.odcs import Contract, load_contract
from provenance.errors import ContractError

CONTRACT = """\
apiVersion: v3.1.0
kind: DataContract
id: tests.boats
name: boats
version: 1.0.0
status: active
schema:
  - name: boats
    physicalType: table
    customProperties:
      - property: derivedColumns
        value:
          sails:
            - name: area_doubled
              description: Twice the area.
    properties:
      - name: name
        physicalType: string
        required: true
        description: Name on the bow.
        quality:
          - name: name_short
            type: custom
            engine: greatExpectations
            severity: warning
            description: Names have two letters.
            implementation:
              type: expect_column_value_lengths_to_be_between
              kwargs: {min_value: 2}
            customProperties:
              - property: remedy
                value: Ask the owner.
      - name: sails
        physicalType: list
        items:
          name: item
          physicalType: struct
          required: true
          properties:
            - name: area
              physicalType: decimal128(38, 9)
              quality:
                - name: area_odd
                  type: custom
                  engine: greatExpectations
                  severity: error
                  description: The area is not more than its double.
                  implementation:
                    type: expect_column_pair_values_a_to_be_greater_than_b
                    kwargs: {column_A: area_doubled, column_B: area, or_equal: true}
                  customProperties:
                    - property: remedy
                      value: Measure again.
"""


def load(folder: Path, text: str) -> Contract:
    (folder / "boats.odcs.yaml").write_text(text, encoding="utf-8")
    return load_contract("boats", folder)


def test_rules_of_a_list_run_on_the_view_of_its_elements(tmp_path: Path) -> None:
    contract = load(tmp_path, CONTRACT)
    name, area = contract.rules
    assert (name.view, name.column, name.columns, name.flag) == ("boats", "name", ("name",), "name_short")
    assert (area.view, area.column, area.columns, area.flag) == ("sails", "area", ("area_doubled", "area"), None)
    assert contract.views == {"boats": {"name", "sails"}, "sails": {"area", "area_doubled"}}
    assert contract.derived == {"sails": {"area_doubled": "Twice the area."}}


def test_hash_is_of_the_content_and_not_of_comments_or_layout(tmp_path: Path) -> None:
    hashed = load(tmp_path, CONTRACT).hash
    assert load(tmp_path, "# A comment.\n" + CONTRACT.replace("{min_value: 2}", "\n                min_value: 2")).hash == hashed
    assert load(tmp_path, CONTRACT.replace("min_value: 2", "min_value: 3")).hash != hashed


FAULTS = {
    "syntax": ("kind: DataContract", "kind: [DataContract", "not valid YAML"),
    "a key of no meaning": ("        required: true", "        reqired: true", "ODCS has no 'reqired'"),
    "a value of the wrong type": ("        required: true", "        required: perhaps", "required"),
    "a repeated key": ("status: active", "status: active\nstatus: draft", "'status' stands twice"),
    "an unknown type": ("        physicalType: string", "        physicalType: varchar", "unknown physicalType 'varchar'"),
    "a repeated column": ("      - name: sails", "      - name: name", "declared twice"),
    "a list of nothing": ("        items:", "        x-items:", "ODCS has no"),
    "a float": ("{min_value: 2}", "{min_value: 2.5}", "no canonical form for float"),
    "an unknown column": ("column_B: area,", "column_B: areas,", "no column 'areas'"),
    "an unknown expectation": ("_pair_values_a_to_be_greater_than_b", "_to_float", "unknown expectation"),
    "an unknown argument": ("{min_value: 2}", "{minimum: 2}", "no argument 'minimum'"),
    "no severity": ("            severity: warning\n", "", "severity must be error or warning: None"),
    "another severity": ("severity: warning", "severity: fatal", "severity must be error or warning: 'fatal'"),
    "no remedy": ("property: remedy\n                value: Ask", "property: cure\n                value: Ask", "no remedy"),
    "an empty remedy": ("value: Ask the owner.", "value: ' '", "no remedy"),
    "no description": ("            description: Names have two letters.\n", "", "no description"),
    "a name with a space": ("name: name_short", "name: name short", "snake_case"),
    "another engine": ("engine: greatExpectations", "engine: soda", "engine: greatExpectations"),
    "no date": ("version: 1.0.0", "version: 2026-13-01", "neither a number nor a date"),
    "an alias inside its anchor": ("        value:\n", "        value: &v\n          loop: *v\n", "nested too deeply"),
    "another table": ("  - name: boats", "  - name: ships", "must declare one table, 'boats'"),
    "another kind": ("kind: DataContract", "kind: Poem", "kind: DataContract"),
    "a view of no list": ("          sails:\n", "          oars:\n", "no view 'oars'"),
    "a derived column of a real name": ("name: area_doubled", "name: area", "declared twice"),
    "a derived column without description": ("              description: Twice the area.\n", "", "sails.0.description: Field"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_line(tmp_path: Path, fault: str) -> None:
    before, after, message = FAULTS[fault]
    assert before in CONTRACT
    with pytest.raises(ContractError) as caught:
        load(tmp_path, CONTRACT.replace(before, after, 1))
    file, line, rest = str(caught.value).split(":", 2)
    assert file == str(tmp_path / "boats.odcs.yaml")
    assert int(line) >= 1
    assert message in rest


@pytest.mark.parametrize(
    ("fault", "content"),
    [
        ("an unknown type", "physicalType: varchar"),
        ("a float", "{min_value: 2.5}"),
        ("a key of no meaning", "reqired: true"),
        ("a value of the wrong type", "required: perhaps"),
        ("another severity", "severity: fatal"),
        ("an unknown column", "column_B: areas"),
        ("an unknown expectation", "type: expect_column_to_float"),
        ("a repeated key", "status: draft"),
    ],
)
def test_the_line_is_the_one_that_is_wrong(tmp_path: Path, fault: str, content: str) -> None:
    before, after, _ = FAULTS[fault]
    text = CONTRACT.replace(before, after, 1)
    with pytest.raises(ContractError) as caught:
        load(tmp_path, text)
    line = int(str(caught.value).split(":", 2)[1])
    assert content in text.splitlines()[line - 1]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [("(a|b)", "groups"), ("\\w+", "change with Python"), ("[", "not a regular expression"), (["a"], "is a string")],
)
def test_patterns_that_pandas_or_python_would_read_otherwise_are_refused(tmp_path: Path, pattern: object, message: str) -> None:
    text = CONTRACT.replace("expect_column_value_lengths_to_be_between", "expect_column_values_to_match_regex")
    with pytest.raises(ContractError, match=message):
        load(tmp_path, text.replace("{min_value: 2}", f"{{regex: {pattern!r}}}"))


def test_two_different_rules_of_one_name_are_refused(tmp_path: Path) -> None:
    quality = CONTRACT[CONTRACT.index("          - name: name_short") : CONTRACT.index("      - name: sails")]
    with pytest.raises(ContractError, match="two different rules are named 'name_short'"):
        load(tmp_path, CONTRACT.replace(quality, quality + quality.replace("min_value: 2", "min_value: 4")))


def test_merged_keys_are_found_where_they_were_written(tmp_path: Path) -> None:
    port = "      - <<: *word\n        name: port\n        physicalType: text\n        quality: []\n"
    text = CONTRACT.replace("      - name: name\n", "      - &word\n        name: name\n", 1)
    text = text.replace("      - name: sails", port + "      - name: sails")
    with pytest.raises(ContractError) as caught:
        load(tmp_path, text)
    assert text.splitlines()[int(str(caught.value).split(":", 2)[1]) - 1].strip() == "physicalType: text"


@pytest.mark.parametrize("text", ["", "- a\n", "just words", "a: \x00", "? [1]\n: 2\n"])
def test_a_file_that_is_no_mapping_of_plain_data_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ContractError, match=r"boats\.odcs\.yaml:1: "):
        load(tmp_path, text)


def test_a_missing_file_and_wrong_bytes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="cannot be read"):
        load_contract("boats", tmp_path)
    (tmp_path / "boats.odcs.yaml").write_bytes(b"name: \xff\xfe")
    with pytest.raises(ContractError, match="cannot be read"):
        load_contract("boats", tmp_path)


@given(st.integers(0, len(CONTRACT)), st.integers(0, 40), st.text(alphabet=":-[]{}&*<>!|'\"# \n\tax1.~", max_size=6))
def test_a_damaged_contract_loads_or_says_where_it_is_damaged(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, inserted: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    message = ""
    try:
        assert load(folder, CONTRACT[:start] + inserted + CONTRACT[start + length :]).schema.names
    except ContractError as e:
        message = str(e)
    assert not message or message.startswith(f"{folder / 'boats.odcs.yaml'}:")


@given(st.lists(st.from_regex(r"\A[a-z]{1,8}\Z"), min_size=1, max_size=8, unique=True))
def test_lines_of_keys(keys: list[str]) -> None:
    document = parse("f", "".join(f"{key}_:\n  - 1\n  - inner: 2\n" for key in keys))
    for position, key in enumerate(keys):
        assert document.line((f"{key}_",)) == 3 * position + 1
        assert document.line((f"{key}_", 1, "inner")) == 3 * position + 3
        assert document.line((f"{key}_", "union", 0)) == 3 * position + 2


def test_loading_imports_neither_pandas_nor_great_expectations() -> None:
    code = """
        import sys
        from provenance.contracts.odcs import load_contracts
        load_contracts()
        print([name for name in ("pandas", "great_expectations", "prefect") if name in sys.modules])
    """
    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
