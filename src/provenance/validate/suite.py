"""The rules of a contract as Great Expectations suites, and their run over the frames of its views.

One ephemeral context with one suite per view and a batch for each of its frames, validated by itself: a Checkpoint or Validation
Definition would also store its result, as JSON, which takes several times as long as coming to it (Great Expectations looks at
the call stack for every decimal). Nothing is written, and nothing is sent anywhere.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pandas as pd

from provenance.contracts.rules import Rule
from provenance.errors import PipelineError
from provenance.validate.frames import INDEX

if TYPE_CHECKING:
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult
    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
    from great_expectations.expectations.expectation import Expectation

_RESULT_FORMAT = {
    "result_format": "COMPLETE",  # the only format that gives all failing rows
    "unexpected_index_column_names": list(INDEX),
    "return_unexpected_index_query": False,
}
_SEVERITY = {"error": "critical", "warning": "warning"}


@dataclass(frozen=True)
class Outcome:
    """What an expectation said: rows seen, rows passed over because a value is missing, and the failing rows.

    A failing row holds the values of the rule's columns and of `frames.INDEX`.
    """

    rule: Rule
    element_count: int
    missing_count: int
    unexpected: tuple[Mapping[str, Any], ...]


class Suites:
    """The suites of some rules, one for each view: made once, run over as many frames as there are."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        gx = great_expectations()
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = {"globally": False, "metric_calculations": False}
        self._suites = {
            view: gx.ExpectationSuite(
                name=view, expectations=[_expectation(gx, *each) for each in enumerate(rules) if each[1].view == view]
            )
            for view in dict.fromkeys(rule.view for rule in rules)
        }
        self._batches = {view: _batches(self._context, view) for view in self._suites}

    def evaluate(self, frames: Mapping[str, pd.DataFrame]) -> list[Outcome]:
        """Run every rule over the frame of its view; outcomes are in the order of the rules.

        Raises PipelineError, with the rule's name and the exception, for an expectation that raised: that is never bad data.
        """
        outcomes: dict[int, Outcome] = {}
        for view, suite in self._suites.items():
            batch = self._batches[view].get_batch(batch_parameters={"dataframe": frames[view]})
            for result in batch.validate(suite, result_format=_RESULT_FORMAT).results:
                config = result.expectation_config
                if config is None or config.meta is None:
                    raise PipelineError(f"Great Expectations gave a result of the view {view} without its expectation")
                outcomes[config.meta["rule"]] = _outcome(self.rules[config.meta["rule"]], result)
        if missing := [f"{rule.view}.{rule.id}" for number, rule in enumerate(self.rules) if number not in outcomes]:
            raise PipelineError(f"Great Expectations gave no result for {', '.join(missing)}: check the frames of their views")
        return [outcomes[number] for number in range(len(self.rules))]


def great_expectations() -> ModuleType:
    """The package, imported with analytics off. Its import takes seconds, so it must not run before it is needed."""
    os.environ["GX_ANALYTICS_ENABLED"] = "False"
    with warnings.catch_warnings():
        # Great Expectations 1.24 imports these modules of the standard library under their old names.
        warnings.filterwarnings("ignore", message="module 'sre_(constants|parse)' is deprecated", category=DeprecationWarning)
        # It imports whatever cloud clients are installed, and these tell which of their own optional parts are not.
        warnings.simplefilter("ignore", ImportWarning)
        import great_expectations as gx
        import great_expectations.expectations  # the registry of expectations is filled by this import
    return gx


def _batches(context: EphemeralDataContext, view: str) -> BatchDefinition[Any]:
    asset = context.data_sources.add_pandas(view).add_dataframe_asset(view)
    return asset.add_batch_definition_whole_dataframe(view)


def _expectation(gx: ModuleType, number: int, rule: Rule) -> Expectation:
    kind = gx.expectations.registry.get_expectation_impl(rule.expectation)
    try:
        expectation: Expectation = kind(**rule.kwargs, meta={"rule": number}, severity=_SEVERITY[rule.severity])
    except (TypeError, ValueError) as e:
        raise PipelineError(f"rule {rule.id} of the view {rule.view}: {e}: correct the rule's arguments") from e
    return expectation


def _outcome(rule: Rule, result: ExpectationValidationResult) -> Outcome:
    counts: dict[str, Any] = dict(result.result)
    unexpected = counts.get("unexpected_count")
    if unexpected is None:
        reported = "; ".join(dict.fromkeys(_exceptions(result.exception_info))) or "no count and no exception was given"
        raise PipelineError(
            f"rule {rule.id} of the view {rule.view}: {rule.expectation} raised {reported}: check the rule's arguments "
            f"against the types of {', '.join(rule.columns)}"
        )
    rows = tuple(counts["unexpected_index_list"] or ()) if unexpected else ()
    if len(rows) != unexpected:
        raise PipelineError(f"rule {rule.id} of the view {rule.view}: {unexpected} rows failed, but {len(rows)} were named")
    return Outcome(rule, int(counts["element_count"]), int(counts.get("missing_count", 0)), rows)


def _exceptions(info: Mapping[str, Any] | None) -> Iterator[str]:
    """Messages of an exception_info, which is either one record or one record per metric."""
    for record in [info or {}, *(info or {}).values()]:
        if isinstance(record, Mapping) and record.get("exception_message"):
            yield str(record["exception_message"])
