"""The flow: discover, extract in coarse shards, validate, commit, report.

    python flows/publish.py                     # the configuration of the working folder
    prefect deploy --all                        # as prefect.yaml says

From the installed package it is `provenance.flows.publish:publish`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar, cast

from provenance.config import load_config

if __name__ == "__main__":
    from provenance.orchestrate.environment import prepare

    _config = load_config()
    prepare(_config.dataset, _config.prefect_home)

from prefect import Flow, flow, get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.states import Completed

from provenance.orchestrate.steps import PrefectSteps
from provenance.pipeline.report import Report
from provenance.pipeline.request import make_request
from provenance.pipeline.run import run, tools_for
from provenance.pipeline.steps import OnProgress
from provenance.pipeline.wording import headline, markdown

T = TypeVar("T")

REPORT = "publish-report"


@flow(name="publish", persist_result=False)
def publish(
    sources: list[str] | None = None,
    dataset: str | None = None,
    source: str = "inbox",
    workers: int | None = None,
    config: str | None = None,
) -> dict[str, Any]:
    """Read what is new and publish it as a version; gives the object that `provenance run --json` prints.

    Parameters as on the command line; paths count from the working folder. A run that leaves snapshots pending completes, but
    under the name "Incomplete". Raises what the steps raise.
    """
    report = _carry_out(sources, dataset, source, workers, config)
    return _completed(report, report.as_json())


def publish_here(on_progress: OnProgress | None = None, started: float | None = None) -> Flow[..., Report]:
    """The same flow for a caller in this process, who is told of progress and gets the report itself.

    `started` is the monotonic time from which its seconds count.
    """

    @flow(name="publish", description=publish.description, persist_result=False)
    def publish_and_report(
        sources: list[str] | None = None,
        dataset: str | None = None,
        source: str = "inbox",
        workers: int | None = None,
        config: str | None = None,
    ) -> Report:
        report = _carry_out(sources, dataset, source, workers, config, on_progress, started)
        return _completed(report, report)

    return publish_and_report


def _carry_out(
    sources: list[str] | None,
    dataset: str | None,
    source: str,
    workers: int | None,
    config: str | None,
    on_progress: OnProgress | None = None,
    started: float | None = None,
) -> Report:
    configuration = load_config(Path(config) if config else None)
    paths = [Path(each) for each in sources or ()]
    request = make_request(configuration, paths, source, workers, Path(dataset) if dataset else None)
    report = run(request, tools_for(request), PrefectSteps(request.workers, on_progress), started)
    create_markdown_artifact(markdown(report), key=REPORT, description=headline(report))
    return report


def _completed(report: Report, data: T) -> T:
    """The state that the run ends in; Prefect shows its name and message, and gives the caller its data in its place."""
    for each in report.pending:
        get_run_logger().warning("pending: %s: %s", each.where, each.why)
    return cast("T", Completed(name="Incomplete" if report.pending else "Completed", message=headline(report), data=data))


if __name__ == "__main__":
    print(json.dumps(publish(), indent=2))
