"""Contracts: tables declared in the Open Data Contract Standard (ODCS 3.x, https://bitol-io.github.io/open-data-contract-standard/).

A contract is the only place where columns, types, descriptions and rules of a table are declared. What ODCS has no word
for stands in its custom properties: `derivedColumns` of a table (columns that only rules read, computed before they run),
`remedy` of a rule, and `setBy: commit` of a column that is not there before a commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pydantic
from open_data_contract_standard.model import OpenDataContractStandard, SchemaObject

from provenance.contracts.arrow import arrow_schema
from provenance.contracts.located import Located, Path, leaves, parse
from provenance.contracts.rules import Place, Rule, custom, places, read_rules
from provenance.errors import ContractError
from provenance.identity.canonical import canonical_bytes
from provenance.identity.hashes import hash_bytes

#: The tables of a dataset, in the order of their dependence.
TABLES = ("articles", "snapshots", "observations", "quarantine")


@dataclass(frozen=True)
class Contract:
    """The declared schema of one table and what must hold of its rows.

    `canonical` is the canonical form of the parsed file, so that comments and layout do not count.
    `descriptions` are by dotted column name (`figures.value`). `views` gives the columns of every view (see `rules`),
    `derived` those of them that are computed for rules, with their descriptions. `set_at_commit` are the columns that a
    commit adds.
    """

    name: str
    version: str
    schema: pa.Schema
    rules: tuple[Rule, ...]
    descriptions: Mapping[str, str]
    views: Mapping[str, frozenset[str]]
    derived: Mapping[str, Mapping[str, str]]
    set_at_commit: tuple[str, ...]
    canonical: bytes

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical form."""
        return hash_bytes(self.canonical)


def load_contracts(folder: FilePath | None = None) -> Mapping[str, Contract]:
    """The contracts of all tables, by table. Raises ContractError as `load_contract` does."""
    return MappingProxyType({name: load_contract(name, folder) for name in TABLES})


def load_contract(name: str, folder: FilePath | None = None) -> Contract:
    """The contract of a table, from `<name>.odcs.yaml` in a folder, by default the one that the package brings.

    Raises ContractError, with file and line, for a file that cannot be read, YAML syntax, keys and values that ODCS does
    not have, unknown physical types, columns declared twice, and rules that are incomplete or name what is not there.
    """
    root = files("provenance.schemas") if folder is None else folder
    path = root.joinpath(f"{name}.odcs.yaml")
    shown = f"schemas/{name}.odcs.yaml" if folder is None else str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise ContractError(f"{shown}:1: the contract cannot be read: {e}: restore the file as UTF-8 text") from e
    try:
        return _contract(name, parse(shown, text))
    except RecursionError as e:
        raise ContractError(f"{shown}:1: nested too deeply: does an alias (*) stand inside its own anchor (&)?") from e


def _contract(name: str, document: Located) -> Contract:
    standard = _validated(document)
    table, path = _table(name, standard, document)
    properties = table.properties or []
    schema = arrow_schema(properties, (*path, "properties"), document)
    found = list(places(name, properties, (*path, "properties")))
    derived = _derived(table, found, path, document)
    views = _views(name, found, derived)
    return Contract(
        name=name,
        version=str(standard.version),
        schema=schema,
        rules=read_rules(name, table.quality or [], path, found, views, document),
        descriptions=MappingProxyType({each.name: each.prop.description for each in found if each.prop.description}),
        views=views,
        derived=derived,
        set_at_commit=tuple(each.name for each in found if custom(each.prop.customProperties, "setBy") == "commit"),
        canonical=_canonical(document),
    )


def _canonical(document: Located) -> bytes:
    for path, leaf in leaves(document.value):
        try:
            canonical_bytes(leaf)
        except TypeError as e:
            raise document.error(path, f"{e}: write it as an integer, a string or a time with a zone") from e
    return canonical_bytes(document.value)


def _validated(document: Located) -> OpenDataContractStandard:
    try:
        standard = OpenDataContractStandard.model_validate(document.value)
    except pydantic.ValidationError as e:
        first = e.errors(include_url=False)[0]
        raise document.error(first["loc"], f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from e
    known = standard.model_dump(by_alias=True, exclude_unset=True)
    if unknown := _dropped(document.value, known):
        raise document.error(unknown, f"ODCS has no {unknown[-1]!r} here: correct it, or move it under customProperties")
    return standard


def _dropped(given: Any, kept: Any, path: Path = ()) -> Path | None:
    """Path of the first key that the ODCS model passed over; its nested models ignore what they do not know."""
    if isinstance(given, dict) and isinstance(kept, dict):
        for key, value in given.items():
            here = (*path, key)
            if key not in kept:
                return here
            if found := _dropped(value, kept[key], here):
                return found
    elif isinstance(given, list) and isinstance(kept, list):
        for position, (value, other) in enumerate(zip(given, kept, strict=True)):
            if found := _dropped(value, other, (*path, position)):
                return found
    return None


def _table(name: str, standard: OpenDataContractStandard, document: Located) -> tuple[SchemaObject, Path]:
    if standard.kind != "DataContract" or not (standard.apiVersion or "").startswith("v3."):
        raise document.error(("kind",), "write `kind: DataContract` and `apiVersion: v3.1.0`")
    if not standard.version:
        raise document.error((), "the contract has no version")
    tables = standard.schema_ or []
    if len(tables) != 1 or tables[0].name != name or not tables[0].properties:
        raise document.error(("schema",), f"the contract must declare one table, {name!r}, and its properties")
    return tables[0], ("schema", 0)


class _DerivedColumn(pydantic.BaseModel, extra="forbid", strict=True):
    name: str
    description: str


_DERIVED = pydantic.TypeAdapter(dict[str, list[_DerivedColumn]])


def _derived(table: SchemaObject, found: list[Place], path: Path, document: Located) -> Mapping[str, Mapping[str, str]]:
    here = (*path, "customProperties")
    try:
        declared = _DERIVED.validate_python(custom(table.customProperties, "derivedColumns") or {})
    except pydantic.ValidationError as e:
        first = e.errors(include_url=False)[0]
        raise document.error(here, f"derivedColumns.{'.'.join(map(str, first['loc']))}: {first['msg']}") from e
    columns = {(each.view, each.column) for each in found}
    derived: dict[str, Mapping[str, str]] = {}
    for view, entries in declared.items():
        if view not in {each.view for each in found}:
            raise document.error(here, f"derivedColumns: there is no view {view!r}")
        names: dict[str, str] = {}
        for entry in entries:
            if entry.name in names or (view, entry.name) in columns:
                raise document.error(here, f"derivedColumns of {view}: {entry.name!r} is declared twice")
            names[entry.name] = entry.description
        derived[view] = MappingProxyType(names)
    return MappingProxyType(derived)


def _views(table: str, found: list[Place], derived: Mapping[str, Mapping[str, str]]) -> Mapping[str, frozenset[str]]:
    views: dict[str, set[str]] = {table: set()}
    for each in found:
        views.setdefault(each.view, set()).add(each.column)
    return MappingProxyType({view: frozenset(names | set(derived.get(view, ()))) for view, names in views.items()})
