"""A run: look, publish what there is to publish, and report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from provenance.dataset.origin import place_name
from provenance.pipeline.discover import Discovery
from provenance.pipeline.look import Work, look
from provenance.pipeline.profile import Profile, Stopwatch, Timed, total
from provenance.pipeline.report import Report
from provenance.pipeline.request import Request
from provenance.pipeline.steps import Steps
from provenance.pipeline.tools import Tools
from provenance.publish.ledger import Keys
from provenance.publish.standing import Books

if TYPE_CHECKING:
    from provenance.pipeline.publishing import Outcome


def run(request: Request, tools: Tools, steps: Steps, watch: Stopwatch | None = None, work: Work | None = None) -> Report:
    """Carry out a request and report.

    `watch` counts its time, and may have counted before; `work` is what `look` found where the caller has looked already. Raises
    what the steps raise; nothing is published then but what a finished commit had published, and what was read stays in the
    staging for the next run.
    """
    watch = Stopwatch() if watch is None else watch
    steps = Timed(steps, watch)
    work = steps.call("discover", look, request, tools) if work is None else work
    outcomes: list[Outcome] = []
    if work.staging is not None and not work.is_empty:
        # What reads and judges takes seconds to import.
        from provenance.pipeline.publishing import publish_all

        outcomes = publish_all(request, tools, steps, work, work.staging)
    return _report(request, tools, work.discovery, outcomes, watch)


def _report(request: Request, tools: Tools, discovery: Discovery, outcomes: Sequence[Outcome], watch: Stopwatch) -> Report:
    last = Books(request.dataset, tools.schemas, tools.recipe.hash).at(Keys()).tip.last
    captures = [outcome for outcome in outcomes if outcome.intake.cause == "capture"]
    stages = total(each.spent for outcome in outcomes for each in outcome.extracted)
    documents = sum(len(each.counts) for outcome in outcomes for each in outcome.extracted)
    published = [outcome.published for outcome in outcomes if outcome.published]
    return Report(
        dataset=place_name(request.dataset),
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
        profile=Profile(watch.whole, watch.spent, stages, request.workers, documents),
        quarantine=[row for outcome in outcomes for row in outcome.refused],
        passed_over=discovery.passed_over,
    )
