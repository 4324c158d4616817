"""A run: look, publish what there is to publish, and report."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from provenance.pipeline.discover import Discovery
from provenance.pipeline.look import Work, look
from provenance.pipeline.report import Report
from provenance.pipeline.request import Request
from provenance.pipeline.steps import Steps
from provenance.pipeline.tools import Tools
from provenance.publish.ledger import Keys
from provenance.publish.standing import Books

if TYPE_CHECKING:
    from provenance.pipeline.publishing import Outcome


def run(request: Request, tools: Tools, steps: Steps, started: float | None = None, work: Work | None = None) -> Report:
    """Carry out a request and report.

    `started` is the monotonic time that the seconds of the report count from, `work` what `look` found where the caller has
    looked already. Raises what the steps raise; nothing is published then but what a finished commit had published, and what
    was read stays in the staging for the next run.
    """
    started = time.monotonic() if started is None else started
    work = steps.call("discover", look, request, tools) if work is None else work
    outcomes: list[Outcome] = []
    if work.staging is not None and not work.is_empty:
        # What reads and judges takes seconds to import.
        from provenance.pipeline.publishing import publish_all

        outcomes = publish_all(request, tools, steps, work, work.staging)
    return _report(request, tools, work.discovery, outcomes, time.monotonic() - started)


def _report(request: Request, tools: Tools, discovery: Discovery, outcomes: Sequence[Outcome], seconds: float) -> Report:
    last = Books(request.dataset, tools.schemas, tools.recipe.hash).at(Keys()).tip.last
    captures = [outcome for outcome in outcomes if outcome.intake.cause == "capture"]
    published = [outcome.published for outcome in outcomes if outcome.published]
    return Report(
        dataset=str(request.dataset),
        version=last.version if last else None,
        sequence=last.sequence if last else None,
        versions=[each.version for each in published],
        found=discovery.found,
        read=sum(len(outcome.snapshots) for outcome in captures),
        skipped=discovery.skipped + sum(len(outcome.intake.snapshot_ids - outcome.snapshots) for outcome in captures),
        pending=[*discovery.pending, *(pending for outcome in captures for pending in outcome.pending)],
        rows=sum(outcome.rows for outcome in outcomes),
        accepted=sum(each.accepted for each in published),
        quarantined=sum(each.quarantined for each in published),
        unchanged=sum(each.unchanged for each in published),
        seconds=seconds,
        quarantine=[row for outcome in outcomes for row in outcome.refused],
        passed_over=discovery.passed_over,
    )
