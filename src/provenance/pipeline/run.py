"""A run: an upgrade where the recipe changed, then what the sources hold that is new. Each is one commit."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

import pyarrow as pa

from provenance.contracts.odcs import Contract, load_contracts
from provenance.dataset import layout
from provenance.dataset.state import State, load_state
from provenance.errors import DatasetError, PipelineError
from provenance.fields.registry import Registry, load_registry
from provenance.model.snapshot import Snapshot
from provenance.pipeline.discover import Discovery, discover, shards
from provenance.pipeline.judge import judge
from provenance.pipeline.recipe import Recipe, make_recipe
from provenance.pipeline.report import Report
from provenance.pipeline.request import Request
from provenance.pipeline.settings import Settings
from provenance.pipeline.steps import Steps
from provenance.pipeline.workers import ReadShard, Shard, ShardRead, Stored, reader
from provenance.publish.commit import Published, commit
from provenance.publish.intake import Intake
from provenance.publish.ledger import load_ledger
from provenance.publish.revisions import Cause
from provenance.sources.folder import find


@dataclass(frozen=True)
class Tools:
    """What every step of a run needs: contracts, registry, recipe."""

    registry: Registry
    contracts: Mapping[str, Contract]
    recipe: Recipe

    @cached_property
    def schemas(self) -> Mapping[str, pa.Schema]:
        """Arrow schema of every table."""
        return {name: contract.schema for name, contract in self.contracts.items()}

    @cached_property
    def texts(self) -> Mapping[str, bytes]:
        """The texts behind the hashes, by their path in the dataset."""
        contracts = {layout.contract_path(each.hash): each.canonical for each in self.contracts.values()}
        return {layout.recipe_path(self.recipe.hash): self.recipe.text, **contracts}


@dataclass(frozen=True)
class Work:
    """What there is to do, as far as looking tells: nothing is started before this is known."""

    state: State
    upgrade: bool
    discovery: Discovery

    @property
    def is_empty(self) -> bool:
        """Whether a run would publish nothing."""
        return not self.upgrade and not self.discovery.new


def tools_for(request: Request) -> Tools:
    """The tools of a request, as `load_tools`."""
    return load_tools(request.settings, request.registry, request.contracts)


def load_tools(settings: Settings, registry_folder: Path | None = None, contracts_folder: Path | None = None) -> Tools:
    """Load contracts and registry and make the recipe. Raises ContractError or ConfigError; nothing has been written by then."""
    registry, contracts = load_registry(registry_folder), load_contracts(contracts_folder)
    return Tools(registry, contracts, make_recipe(settings, registry, contracts))


def look(request: Request, tools: Tools) -> Work:
    """Discover what is new. Raises UsageError for a source that is not there."""
    state = load_state(request.dataset)
    ledger = load_ledger(state, tools.schemas, tools.recipe.hash)
    manifest = state.manifest()
    found = chain.from_iterable(find(source.path, source.name, request.max_snapshot_bytes) for source in request.sources)
    upgrade = manifest is not None and manifest.recipe != tools.recipe.hash and manifest.counts["snapshots"] > 0
    return Work(state, upgrade, discover(found, ledger))


def run(request: Request, tools: Tools, steps: Steps, started: float | None = None, work: Work | None = None) -> Report:
    """Carry out a request and report.

    `started` is the monotonic time that the seconds of the report count from, `work` what `look` found where the caller has
    looked already. Raises what the steps raise; nothing is published then but what a finished commit had published.
    """
    started = time.monotonic() if started is None else started
    work = steps.call("discover", look, request, tools) if work is None else work
    outcomes: list[_Outcome] = []
    if not work.is_empty:
        with reader(request.workers, tools.registry, request.settings) as read:
            if work.upgrade:
                outcomes.append(_upgrade(work.state, request, tools, steps, read))
            if work.discovery.new:
                result = _read(work.discovery.new, request, steps, read)
                outcomes.append(_publish("capture", result, request, tools, steps))
    return _report(request, work.discovery, outcomes, time.monotonic() - started)


@dataclass(frozen=True)
class _Outcome:
    """One commit of a run. `published` is null where another writer had published all of it already."""

    read: ShardRead
    intake: Intake
    published: Published | None

    @property
    def snapshots(self) -> frozenset[str]:
        return self.published.snapshots if self.published else frozenset()

    @property
    def rows(self) -> int:
        """Articles that the published snapshots came to, counted where they were read."""
        return sum(max(1, len(each.articles)) for each in self.read.readings if each.snapshot.snapshot_id in self.snapshots)


def _upgrade(state: State, request: Request, tools: Tools, steps: Steps, read: ReadShard) -> _Outcome:
    stored = list(_stored(state, tools))
    result = _read(stored, request, steps, read)
    if result.pending:
        first = result.pending[0]
        raise PipelineError(f"the technical upgrade stopped, since {first.where} stayed pending: {first.why}")
    return _publish("technical_upgrade", result, request, tools, steps)


def _stored(state: State, tools: Tools) -> Iterable[Stored]:
    for row in state.table("snapshots", tools.schemas["snapshots"]).to_pylist():
        names = ("source", "uri", "media_type", "payload", "charset", "captured_at")
        snapshot = Snapshot(**{name: row[name] for name in names})
        if snapshot.snapshot_id != row["snapshot_id"]:
            raise DatasetError(f"snapshot {row['snapshot_id']}: its bytes or context were altered; `provenance verify` says more")
        yield Stored(snapshot)


def _read(references: Shard, request: Request, steps: Steps, read: ReadShard) -> ShardRead:
    parts = steps.map("extract", read, shards(references, request.workers))
    return ShardRead(
        tuple(chain.from_iterable(part.readings for part in parts)), tuple(chain.from_iterable(part.pending for part in parts))
    )


def _publish(cause: Cause, result: ShardRead, request: Request, tools: Tools, steps: Steps) -> _Outcome:
    articles = tools.contracts["articles"]
    intake = steps.call("validate", judge, result.readings, articles, tools.registry, tools.recipe.hash, cause)
    contracts = {name: contract.hash for name, contract in tools.contracts.items()}
    published = steps.call("commit", commit, request.dataset, intake, tools.schemas, contracts, tools.texts)
    return _Outcome(result, intake, published)


def _report(request: Request, discovery: Discovery, outcomes: Sequence[_Outcome], seconds: float) -> Report:
    last = load_state(request.dataset).last
    captures = [outcome for outcome in outcomes if outcome.intake.cause == "capture"]
    published = [outcome.published for outcome in outcomes if outcome.published]
    return Report(
        dataset=str(request.dataset),
        version=last.version if last else None,
        sequence=last.sequence if last else None,
        versions=[each.version for each in published],
        found=discovery.found,
        read=sum(len(outcome.snapshots) for outcome in captures),
        skipped=discovery.skipped + sum(len(outcome.intake.snapshots.keys() - outcome.snapshots) for outcome in captures),
        pending=[*discovery.pending, *(pending for outcome in captures for pending in outcome.read.pending)],
        rows=sum(outcome.rows for outcome in outcomes),
        accepted=sum(each.accepted for each in published),
        quarantined=sum(each.quarantined for each in published),
        unchanged=sum(each.unchanged for each in published),
        seconds=seconds,
        quarantine=[row for outcome in outcomes for row in outcome.intake.quarantine if row["snapshot_id"] in outcome.snapshots],
    )
