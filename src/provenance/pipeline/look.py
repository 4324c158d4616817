"""Look: what there is to do. Nothing is started before this is known; what is new is set aside for those who read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from provenance.dataset import log
from provenance.dataset.origin import refresh
from provenance.model.snapshot import Snapshot
from provenance.pipeline.batches import Batch, batches
from provenance.pipeline.discover import Discovery, discover
from provenance.pipeline.request import Request
from provenance.pipeline.staging import Staging
from provenance.pipeline.tools import Tools
from provenance.publish.ledger import Keys
from provenance.publish.standing import Books
from provenance.sources.folder import find


@dataclass(frozen=True)
class Work:
    """What there is to do, as far as looking tells: nothing is started before this is known. `staging` where there is any."""

    upgrade: bool
    discovery: Discovery
    staging: Staging | None

    @property
    def is_empty(self) -> bool:
        """Whether a run would publish nothing."""
        return not self.upgrade and not self.discovery.new


def look(request: Request, tools: Tools) -> Work:
    """Discover what is new, and set it aside; what is published already is durable from here on.

    Raises UsageError for a source that is not there, DatasetError where the store of the dataset cannot be read.
    """
    refresh(request.dataset)
    books = Books(request.dataset, tools.schemas, tools.recipe.hash)
    tip = books.at(Keys()).tip
    log.settle(request.dataset, tip.delta_version)
    manifest = tip.manifest()
    found = chain.from_iterable(
        find(source.path, source.name, request.max_snapshot_bytes, source.columns) for source in request.sources
    )
    upgrade = manifest is not None and manifest.recipe != tools.recipe.hash and manifest.counts["snapshots"] > 0
    place = _Place(request.dataset, tools)
    try:
        discovery = discover(found, lambda keys: books.at(keys).ledger, place.set_aside)
    except BaseException:
        if place.staging is not None:
            place.staging.clear()
        raise
    return Work(upgrade, discovery, place.enter() if upgrade else place.staging)


@dataclass
class _Place:
    """Where a run sets things aside; made when there is something."""

    root: Path
    tools: Tools
    staging: Staging | None = None

    def enter(self) -> Staging:
        self.staging = self.staging or Staging.enter(self.root, self.tools.recipe.hash)
        return self.staging

    def set_aside(self, snapshots: Iterable[tuple[Snapshot, str]]) -> Iterator[Batch]:
        remaining = iter(snapshots)
        first = next(remaining, None)
        if first is not None:
            yield from batches(chain([first], remaining), self.enter().folder, self.tools.schemas["snapshots"])
