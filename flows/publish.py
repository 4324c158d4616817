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
    from provenance.dataset.origin import folder_of
    from provenance.orchestrate.environment import prepare

    _config = load_config()
    _home = prepare(folder_of(_config.dataset, _config.copies), _config.prefect_home)

from prefect import Flow, flow, get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.states import Completed

from provenance.model.place import place_of
from provenance.orchestrate.api import api_for
from provenance.orchestrate.engines import engine_of
from provenance.orchestrate.steps import PrefectSteps
from provenance.pipeline.look import Work
from provenance.pipeline.profile import Stopwatch
from provenance.pipeline.report import Report
from provenance.pipeline.request import make_request
from provenance.pipeline.run import run
from provenance.pipeline.steps import OnProgress
from provenance.pipeline.tools import tools_for
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
    engine: str | None = None,
    scheduler: str | None = None,
) -> dict[str, Any]:
    """Read what is new and publish it as a version; gives the object that `provenance run --json` prints.

    Parameters as on the command line; paths count from the working folder. A run that leaves snapshots pending completes, but
    under the name "Incomplete". Raises what the steps raise.
    """
    report = _carry_out(sources, dataset, source, workers, config, engine, scheduler)
    return _completed(report, report.as_json())


def publish_here(
    on_progress: OnProgress | None = None, watch: Stopwatch | None = None, work: Work | None = None
) -> Flow[..., Report]:
    """The same flow for a caller in this process, who is told of progress and gets the report itself.

    `watch` counts its time, and may have counted before; `work` is what there is to do where the caller has looked already.
    """

    @flow(name="publish", description=publish.description, persist_result=False)
    def publish_and_report(
        sources: list[str] | None = None,
        dataset: str | None = None,
        source: str = "inbox",
        workers: int | None = None,
        config: str | None = None,
        engine: str | None = None,
        scheduler: str | None = None,
    ) -> Report:
        given = (sources, dataset, source, workers, config, engine, scheduler)
        report = _carry_out(*given, on_progress=on_progress, watch=watch, work=work)
        return _completed(report, report)

    return publish_and_report


def _carry_out(
    sources: list[str] | None,
    dataset: str | None,
    source: str,
    workers: int | None,
    config: str | None,
    engine: str | None,
    scheduler: str | None,
    on_progress: OnProgress | None = None,
    watch: Stopwatch | None = None,
    work: Work | None = None,
) -> Report:
    configuration = load_config(Path(config) if config else None).overridden(engine=engine, scheduler=scheduler)
    places = [place_of(each) for each in sources or ()]
    request = make_request(configuration, places, source, workers, place_of(dataset) if dataset else None)
    steps = PrefectSteps(engine_of(configuration.engine, configuration.scheduler, request.workers), on_progress)
    report = run(request, tools_for(request), steps, watch, work)
    create_markdown_artifact(markdown(report), key=REPORT, description=headline(report))
    return report


def _completed(report: Report, data: T) -> T:
    """The state that the run ends in; Prefect shows its name and message, and gives the caller its data in its place."""
    for each in report.pending:
        get_run_logger().warning("pending: %s: %s", each.where, each.why)
    return cast("T", Completed(name="Incomplete" if report.pending else "Completed", message=headline(report), data=data))


if __name__ == "__main__":
    with api_for(_config.engine, _home):
        print(json.dumps(publish(), indent=2))
