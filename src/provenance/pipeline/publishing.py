"""Publishing: an upgrade where the recipe changed, then what is new. Each is one commit: read, judge, commit."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from provenance.dataset.snapshots import stored_snapshots
from provenance.dataset.state import load_state
from provenance.errors import PipelineError
from provenance.pipeline.batches import Batch, batches
from provenance.pipeline.extract import Extracted, Extraction
from provenance.pipeline.judge import Bench, Judging
from provenance.pipeline.look import Work
from provenance.pipeline.report import SHOWN
from provenance.pipeline.request import Request
from provenance.pipeline.rows import uncommitted
from provenance.pipeline.staging import Staging
from provenance.pipeline.steps import Steps
from provenance.pipeline.tools import Tools
from provenance.pipeline.workers import ReadBatch
from provenance.publish.commit import Published, commit
from provenance.publish.intake import Intake
from provenance.publish.revisions import Cause
from provenance.sources.found import Pending
from provenance.validate.suite import great_expectations


def publish_all(request: Request, tools: Tools, steps: Steps, work: Work, staging: Staging) -> list[Outcome]:
    """Carry out the work, each commit an outcome. Raises what the steps raise, and leaves the staging to the next run then."""
    extraction = Extraction(tools.registry, request.settings, staging.folder, uncommitted(tools.schemas["articles"]))
    outcomes = []
    if request.workers:
        # First, since starting workers waits for their imports, on another core.
        threading.Thread(target=_warm, daemon=True).start()
    try:
        with steps.reader(extraction, tools.recipe, request.bounds, len(work.discovery.new)) as read:
            if work.upgrade:
                outcomes.append(_upgrade(request, tools, steps, read, staging))
            if work.discovery.new:
                outcomes.append(_publish("capture", work.discovery.new, request, tools, steps, read, staging))
    except BaseException:
        staging.close()
        raise
    staging.clear()
    return outcomes


def _warm() -> None:
    """Import what judges while workers read. What goes wrong here does so again where it is used."""
    with suppress(Exception):
        great_expectations()


@dataclass(frozen=True)
class Outcome:
    """One commit of a run. `published` is null where another writer had published all of it already."""

    extracted: Sequence[Extracted]
    pending: Sequence[Pending]
    intake: Intake
    published: Published | None
    refused: Sequence[Mapping[str, Any]]

    @property
    def snapshots(self) -> frozenset[str]:
        """Those that it published."""
        return self.published.snapshots if self.published else frozenset()

    @property
    def rows(self) -> int:
        """Articles that the published snapshots came to, counted where they were read."""
        mine = self.snapshots
        return sum(count for each in self.extracted for id_, count in each.counts.items() if id_ in mine)


def _upgrade(request: Request, tools: Tools, steps: Steps, read: ReadBatch, staging: Staging) -> Outcome:
    """Read every stored snapshot again, and publish."""
    stored = stored_snapshots(load_state(request.dataset), tools.schemas["snapshots"])
    named = ((snapshot, f"{snapshot.source}: {snapshot.uri}") for snapshot in stored)
    found = list(batches(named, staging.folder, tools.schemas["snapshots"]))
    return _publish("technical_upgrade", found, request, tools, steps, read, staging)


def _publish(
    cause: Cause, found: Sequence[Batch], request: Request, tools: Tools, steps: Steps, read: ReadBatch, staging: Staging
) -> Outcome:
    judging = Judging(
        found, Bench(tools.contracts, tools.registry, request.settings.decode, tools.recipe.hash, staging.folder), cause
    )
    extracted: list[Extracted] = []
    pending: list[Pending] = []
    with closing(steps.map("extract", read, found)) as parts:
        for part in parts:
            extracted += part.results
            pending += (*chain.from_iterable(each.pending for each in part.results), *part.pending)
            for each in part.results:
                steps.beside("validate", judging.add, each)
    if pending and cause == "technical_upgrade":
        raise PipelineError(f"the technical upgrade stopped, since {pending[0].where} stayed pending: {pending[0].why}")
    intake = steps.call("validate", judging.intake)
    contracts = {name: contract.hash for name, contract in tools.contracts.items()}
    published = steps.call("commit", commit, request.dataset, intake, tools.schemas, contracts, tools.texts)
    return Outcome(extracted, pending, intake, published, _shown(intake, published))


def _shown(intake: Intake, published: Published | None) -> Sequence[Mapping[str, Any]]:
    """The first entries of the quarantine, as many as a report shows."""
    mine = published.snapshots if published else frozenset()
    ids = intake.quarantine.keys.column("snapshot_id").to_pylist()
    rows = list(islice((row for row, id_ in enumerate(ids) if id_ in mine), SHOWN))
    return intake.quarantine.take(rows).to_pylist() if rows else ()
