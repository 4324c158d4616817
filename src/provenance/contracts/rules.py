"""Rules: the quality entries of a contract, and the view of the table that each of them judges.

Lists are judged element by element: the rules of `figures` run on the view `figures`, one row per figure. A struct inside
the elements of a list makes a view too, shared by all lists that have it: the rules of evidence, wherever it stands, run
on the view `evidence`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, cast

import regex
from open_data_contract_standard.model import CustomProperty, DataQuality, SchemaProperty

from provenance.contracts.expectations import ARGUMENTS, column_arguments
from provenance.contracts.located import Located, Path
from provenance.model.quarantine import Severity

_SNAKE_CASE = regex.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
# Classes whose members change with the Unicode version of the interpreter.
_UNICODE_CLASS = regex.compile(r"\\[wWdDsSbB]")


@dataclass(frozen=True)
class Rule:
    """What must hold of every row of a view.

    `id` is the name in quarantine and flags. `column` is the one that the rule stands at, null for a rule of the whole
    view; `kwargs` are the expectation's arguments, columns included. `flag` is the flag that a broken warning sets, null
    for errors.
    """

    id: str
    severity: Severity
    view: str
    column: str | None
    expectation: str
    kwargs: Mapping[str, Any]
    description: str
    remedy: str
    flag: str | None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the view that the rule reads."""
        return tuple(self.kwargs[name] for name in column_arguments(self.expectation))


@dataclass(frozen=True)
class Place:
    """A property of a contract: the view and column that it is, its dotted name, and where the contract declares it."""

    view: str
    column: str
    name: str
    prop: SchemaProperty
    path: Path


def places(table: str, properties: list[SchemaProperty], path: Path) -> Iterator[Place]:
    """All named properties of a table, outermost first, in the order of the contract."""
    yield from _places(table, "", properties, path)


def _places(view: str, prefix: str, properties: list[SchemaProperty], path: Path) -> Iterator[Place]:
    for position, prop in enumerate(properties):
        here = (*path, position)
        name = cast(str, prop.name)
        yield Place(view, name, prefix + name, prop, here)
        if prop.properties:
            yield from _places(name, f"{prefix}{name}.", prop.properties, (*here, "properties"))
        elif prop.items and prop.items.properties:
            yield from _places(name, f"{prefix}{name}.", prop.items.properties, (*here, "items", "properties"))


def custom(properties: list[CustomProperty] | None, name: str) -> Any:
    """The value of a custom property, or None."""
    return next((entry.value for entry in properties or () if entry.property == name), None)


def read_rules(
    table: str, quality: list[DataQuality], path: Path, found: list[Place], views: Mapping[str, frozenset[str]], document: Located
) -> tuple[Rule, ...]:
    """The rules of a table: first those of the table itself, then those of its properties, in the order of the contract.

    A property that several lists share by a YAML anchor states its rules once. Raises ContractError, with file and line.
    """
    entries: list[tuple[str, str | None, DataQuality, Path]] = [
        (table, None, entry, (*path, "quality", n)) for n, entry in enumerate(quality)
    ]
    for place in found:
        if place.prop.items and place.prop.items.quality:
            raise document.error((*place.path, "items"), "rules of a list's items: put them at a derived column instead")
        for n, entry in enumerate(place.prop.quality or ()):
            entries.append((place.view, place.column, entry, (*place.path, "quality", n)))
    rules: dict[tuple[str, str], Rule] = {}
    for view, column, entry, where in entries:
        rule = _rule(view, column, entry, where, views[view], document)
        if rules.setdefault((rule.view, rule.id), rule) != rule:
            raise document.error((*where, "name"), f"two different rules are named {rule.id!r}: rename one")
    return tuple(rules.values())


def _rule(view: str, column: str | None, entry: DataQuality, path: Path, known: frozenset[str], document: Located) -> Rule:
    name = entry.name or ""
    if not _SNAKE_CASE.fullmatch(name):
        raise document.error((*path, "name"), f"a rule needs a name in snake_case: {name!r}")
    if (entry.type, entry.engine) != ("custom", "greatExpectations"):
        raise document.error(path, f"rule {name}: write `type: custom` and `engine: greatExpectations`")
    severity: Literal["error", "warning"]
    if entry.severity == "error":
        severity = "error"
    elif entry.severity == "warning":
        severity = "warning"
    else:
        raise document.error((*path, "severity"), f"rule {name}: severity must be error or warning: {entry.severity!r}")
    remedy = custom(entry.customProperties, "remedy")
    if not isinstance(remedy, str) or not remedy.strip():
        raise document.error(path, f"rule {name} has no remedy: add it under customProperties (property: remedy)")
    if not entry.description:
        raise document.error(path, f"rule {name} has no description: say what must hold")
    expectation, kwargs = _implementation(name, column, entry, path, known, document)
    return Rule(
        id=name,
        severity=severity,
        view=view,
        column=column,
        expectation=expectation,
        kwargs=MappingProxyType(kwargs),
        description=entry.description,
        remedy=remedy,
        flag=name if severity == "warning" else None,
    )


def _implementation(
    name: str, column: str | None, entry: DataQuality, path: Path, known: frozenset[str], document: Located
) -> tuple[str, dict[str, Any]]:
    """Expectation and arguments; a rule of a property need not repeat its column."""
    here = (*path, "implementation")
    body = entry.implementation
    if not isinstance(body, dict) or set(body) - {"type", "kwargs"} or not isinstance(body.get("kwargs", {}), dict):
        raise document.error(here, f"rule {name}: the implementation must be a mapping of type and kwargs, kwargs another")
    expectation, kwargs = body.get("type"), dict(body.get("kwargs", {}))
    arguments = ARGUMENTS.get(expectation) if isinstance(expectation, str) else None
    if not isinstance(expectation, str) or arguments is None:
        raise document.error(
            (*here, "type"), f"rule {name}: unknown expectation {expectation!r}; known are {', '.join(ARGUMENTS)}"
        )
    columns = column_arguments(expectation)
    if columns == ("column",) and column is not None:
        kwargs.setdefault("column", column)
    if unknown := sorted(map(str, set(kwargs) - arguments - set(columns))):
        raise document.error((*here, "kwargs", unknown[0]), f"rule {name}: {expectation} has no argument {unknown[0]!r}")
    for argument in columns:
        if str(kwargs.get(argument)) not in known:
            here = (*here, "kwargs", argument)
            choice = ", ".join(sorted(known))
            raise document.error(here, f"rule {name}: {argument}: no column {kwargs.get(argument)!r} among {choice}")
    if "regex" in kwargs and (fault := _pattern_fault(kwargs["regex"])):
        raise document.error((*here, "kwargs", "regex"), f"rule {name}: {fault}")
    return expectation, kwargs


def _pattern_fault(pattern: Any) -> str | None:
    if not isinstance(pattern, str):
        return f"a pattern is a string, not {pattern!r}"
    try:
        groups = regex.compile(pattern).groups
    except regex.error as e:
        return f"the pattern {pattern!r} is not a regular expression: {e}"
    if groups:
        return f"the pattern {pattern!r} has groups that capture, which pandas warns of: write (?:…)"
    if _UNICODE_CLASS.search(pattern):
        return f"the pattern {pattern!r}: spell character classes out; \\w, \\d, \\s and \\b change with Python"
    return None
