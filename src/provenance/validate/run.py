"""Validation of new articles against their contract.

A broken *error* sends the article to quarantine, a broken *warning* sets a flag; the caller does both from the reasons
given here. What no article can be blamed for stops the run: duplicate keys, a table that is not of the contract's schema,
an expectation that raised.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from provenance.contracts.odcs import Contract
from provenance.contracts.rules import Rule
from provenance.errors import PipelineError
from provenance.model.quarantine import Reason
from provenance.validate.derived import RegistryView
from provenance.validate.frames import INDEX, applicable_rules, frames
from provenance.validate.shape import check_shape
from provenance.validate.suite import Outcome, Suites

#: Articles and list elements that are judged at once; more would take more memory than time.
CHUNK = 250_000

_SHOWN_ELEMENTS = 3
_SHOWN_CHARACTERS = 200


@dataclass(frozen=True)
class Validation:
    """What validation found.

    `verdicts` maps the number of an article in the table to its reasons, in the order of the contract; articles without
    findings are not in it. `result` holds what Great Expectations counted, rule by rule, with all failing rows: strings,
    integers, booleans, lists and mappings only, and the same for the same rows.
    """

    verdicts: Mapping[int, tuple[Reason, ...]]
    result: Mapping[str, Any]


class Validator:
    """Judges articles some at a time; what it says does not depend on how they are divided."""

    def __init__(self, contract: Contract, registry: RegistryView) -> None:
        self._contract = contract
        self._registry = registry
        self._rows = 0
        self._parts: list[list[Outcome]] = []
        self._suites: Suites | None = None

    def judge(self, table: pa.Table, sources: Sequence[str | None], chunk: int = CHUNK) -> dict[int, tuple[Reason, ...]]:
        """The verdicts of the next articles, by their number in `table`. Arguments and errors as of `validate_articles`."""
        check_shape(table, self._contract)
        if len(sources) != table.num_rows:
            raise PipelineError(f"{len(sources)} sources were given for {table.num_rows} articles: give one or None for each")
        suites = self._suites_of(applicable_rules(table.schema, self._contract))
        first, verdicts = self._rows, dict[int, tuple[Reason, ...]]()
        for start, stop in _chunks(table, chunk):
            part = table.slice(start, stop - start)
            views = frames(part, sources[start:stop], first + start, self._contract, self._registry)
            outcomes = suites.evaluate(views)
            verdicts |= {row - first: reasons for row, reasons in _verdicts(outcomes).items()}
            self._parts.append(outcomes)
        self._rows += table.num_rows
        return verdicts

    def _suites_of(self, rules: tuple[Rule, ...]) -> Suites:
        if self._suites is None or self._suites.rules != rules:
            self._suites = Suites(rules)
        return self._suites

    def result(self) -> Mapping[str, Any]:
        """What was counted over all articles, as `Validation.result`."""
        outcomes = [_joined(each) for each in zip(*self._parts, strict=True)]
        return MappingProxyType(_result(self._rows, self._contract, outcomes))


def validate_articles(
    table: pa.Table, sources: Sequence[str | None], contract: Contract, registry: RegistryView, *, chunk: int = CHUNK
) -> Validation:
    """Judge every row of `table` by the rules of the contract of articles.

    `table` has the schema of the contract, with or without all columns that a commit sets. `sources` holds the decoded
    source of each row, or None where it is not at hand; the second law of evidence is not checked for such a row. The
    result does not depend on `chunk`.

    Raises PipelineError for duplicate keys, another schema, nulls in required columns, a number of sources other than
    the number of rows, and an expectation that raised.
    """
    validator = Validator(contract, registry)
    check_shape(table, contract)
    check_keys(table)
    verdicts = validator.judge(table, sources, chunk)
    return Validation(MappingProxyType(verdicts), validator.result())


def check_keys(table: pa.Table) -> None:
    """Raise PipelineError where two rows have the same article and snapshot."""
    keys = Counter(zip(table["article_id"].to_pylist(), table["snapshot_id"].to_pylist(), strict=True))
    if repeated := [f"article {article} of snapshot {snapshot}" for (article, snapshot), n in keys.items() if n > 1]:
        shown = "; ".join(repeated[:_SHOWN_ELEMENTS])
        raise PipelineError(f"{len(repeated)} keys stand twice in one run, such as {shown}: nothing can be published")


def _chunks(table: pa.Table, size: int) -> Iterator[tuple[int, int]]:
    """Ranges of articles which, with the elements of their lists, are at most `size` rows, but at least one article."""
    lengths = [pc.list_value_length(table[field.name]).to_pylist() for field in table.schema if pa.types.is_list(field.type)]
    start = weight = 0
    for row in range(table.num_rows):
        own = 1 + sum(column[row] for column in lengths)
        if row > start and weight + own > size:
            yield start, row
            start, weight = row, 0
        weight += own
    yield start, table.num_rows


def _joined(parts: tuple[Outcome, ...]) -> Outcome:
    return replace(
        parts[0],
        element_count=sum(part.element_count for part in parts),
        missing_count=sum(part.missing_count for part in parts),
        unexpected=tuple(row for part in parts for row in part.unexpected),
    )


def _verdicts(outcomes: Sequence[Outcome]) -> dict[int, tuple[Reason, ...]]:
    """One reason per article, rule and column; of many failing elements the first few are shown."""
    verdicts: dict[int, list[Reason]] = defaultdict(list)
    for outcome in outcomes:
        found: dict[tuple[int, str | None], list[str]] = defaultdict(list)
        for failing in outcome.unexpected:
            found[failing["row"], _column(outcome.rule, failing)].append(_observed(outcome.rule, failing))
        for (row, column), observed in found.items():
            more = len(observed) - _SHOWN_ELEMENTS
            shown = "; ".join(observed[:_SHOWN_ELEMENTS]) + (f"; and {more} more" if more > 0 else "")
            rule = outcome.rule
            verdicts[row].append(Reason(rule.id, shown, rule.remedy, column, rule.severity))
    return {row: tuple(verdicts[row]) for row in sorted(verdicts)}


def _column(rule: Rule, failing: Mapping[str, Any]) -> str | None:
    """The dotted name of the column that a rule stands at (`figures.value`, `dates.evidence.quote`)."""
    if failing["list"] is None or rule.column is None:
        return rule.column
    inner = f"{rule.view}.{rule.column}" if rule.view != failing["list"] else rule.column
    return f"{failing['list']}.{inner}"


def _observed(rule: Rule, failing: Mapping[str, Any]) -> str:
    where = "" if failing["position"] is None else f"[{failing['position']}] "
    return where + ", ".join(f"{name} {_text(failing[name])}" for name in dict.fromkeys(rule.columns))


def _text(value: Any) -> str:
    if value is None:
        return "null"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}… ({len(text)} characters)"


def _result(rows: int, contract: Contract, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "great_expectations": version("great-expectations"),
        "contract": contract.hash,
        "rows": rows,
        "success": not any(outcome.unexpected for outcome in outcomes),
        "results": [
            {
                "view": outcome.rule.view,
                "rule": outcome.rule.id,
                "severity": outcome.rule.severity,
                "expectation": outcome.rule.expectation,
                "success": not outcome.unexpected,
                "element_count": outcome.element_count,
                "missing_count": outcome.missing_count,
                "unexpected_count": len(outcome.unexpected),
                "unexpected": [
                    {**{name: row[name] for name in INDEX}, "observed": _observed(outcome.rule, row)}
                    for row in outcome.unexpected
                ],
            }
            for outcome in outcomes
        ],
    }
