"""Arrow types from the physical types of a contract.

The names are those of the Arrow columnar format; a property that is not `required` is nullable, inside structs too.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pyarrow as pa
from open_data_contract_standard.model import SchemaProperty

from provenance.contracts.located import Located, Path

_PRIMITIVES: Mapping[str, pa.DataType] = MappingProxyType(
    {
        "string": pa.string(),
        "large_string": pa.large_string(),
        "large_binary": pa.large_binary(),
        "bool": pa.bool_(),
        "int32": pa.int32(),
        "int64": pa.int64(),
        "date32": pa.date32(),
        "timestamp[us, tz=UTC]": pa.timestamp("us", tz="UTC"),
        "decimal128(38, 9)": pa.decimal128(38, 9),
    }
)


def arrow_schema(properties: list[SchemaProperty], path: Path, document: Located) -> pa.Schema:
    """The Arrow schema of a table. Raises ContractError as `arrow_fields` does."""
    return pa.schema(arrow_fields(properties, path, document))


def arrow_fields(properties: list[SchemaProperty], path: Path, document: Located) -> list[pa.Field]:
    """The fields of the properties at a path, in their order.

    Raises ContractError, with file and line, for a property without a name, a name that stands twice, an unknown physical
    type, a list without items and a struct without properties.
    """
    fields: list[pa.Field] = []
    for position, prop in enumerate(properties):
        here = (*path, position)
        if not prop.name:
            raise document.error(here, "the property has no name")
        if any(prop.name == field.name for field in fields):
            raise document.error((*here, "name"), f"the column {prop.name!r} is declared twice: rename or remove one")
        fields.append(pa.field(prop.name, _arrow_type(prop, here, document), nullable=not prop.required))
    return fields


def _arrow_type(prop: SchemaProperty, path: Path, document: Located) -> pa.DataType:
    if prop.physicalType == "list":
        if prop.items is None:
            raise document.error(path, f"the list {prop.name!r} does not say what its items are: add `items`")
        inner = _arrow_type(prop.items, (*path, "items"), document)
        return pa.list_(pa.field("item", inner, nullable=not prop.items.required))
    if prop.physicalType == "struct":
        if not prop.properties:
            raise document.error(path, f"the struct {prop.name!r} has no properties")
        return pa.struct(arrow_fields(prop.properties, (*path, "properties"), document))
    primitive = _PRIMITIVES.get(prop.physicalType or "")
    if primitive is None:
        known = ", ".join([*_PRIMITIVES, "list", "struct"])
        raise document.error((*path, "physicalType"), f"unknown physicalType {prop.physicalType!r}; known are {known}")
    return primitive
