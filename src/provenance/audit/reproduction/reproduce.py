"""Reproduce: extract again from the stored snapshots, under the recorded recipe, and compare with what was published.

`verify` shows that nothing was altered since it was published; this shows that it was read from those bytes, and not written by
hand. What belongs to the recipe and is data (settings) is taken from the version; what is code (packages, steps, lexicons,
registry, contracts) is what is installed here, and where that is not what the recipe says, the difference is told.
"""

from __future__ import annotations

import random
import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import orjson

from provenance.audit.reproduction.mismatch import Mismatch, mismatches, observations_of, published_observations
from provenance.errors import DatasetError
from provenance.identity import lthash
from provenance.identity.records import set_element
from provenance.model.snapshot import Snapshot
from provenance.pipeline.batches import batches
from provenance.pipeline.extract import Extraction
from provenance.pipeline.judge import Bench, judge
from provenance.pipeline.process import Bounds
from provenance.pipeline.rows import uncommitted
from provenance.pipeline.settings import Settings
from provenance.pipeline.steps import Direct
from provenance.pipeline.tools import Tools, load_tools
from provenance.pipeline.workers import ReadBatch, reader
from provenance.publish.intake import Intake
from provenance.read.dataset import Version
from provenance.read.recipes import Difference, differences, read_recipe

#: Snapshots that are held at a time, with their payloads and readings.
_PORTION = 500

_DEFAULTS = Bounds()

#: Told after every portion: snapshots done, snapshots in all.
OnProgress = Callable[[int, int], None]


@dataclass(frozen=True)
class Reproduction:
    """What came out.

    `snapshots` of the `stored` ones that the version holds under its recipe were read again, into `observations`.
    `recipe_differences` tells what is installed otherwise than the recipe says. `set_digest` is that of all observations,
    recomputed from the raw bytes; null for a sample, which `seed` repeats.
    """

    version: str
    sequence: int
    recipe: str
    snapshots: int
    stored: int
    observations: int
    seed: int | None
    set_digest: str | None
    recipe_differences: tuple[Difference, ...]
    mismatches: tuple[Mismatch, ...]


def reproduce(
    version: Version,
    sample: int | None = None,
    seed: int | None = None,
    workers: int = 0,
    registry: Path | None = None,
    contracts: Path | None = None,
    on_progress: OnProgress | None = None,
    bounds: Bounds = _DEFAULTS,
) -> Reproduction:
    """Read the snapshots again that a version holds under its recipe: all, or a random `sample` of that many.

    `registry` and `contracts` are folders, by default those of the package. Raises DatasetError where a stored part is lost.
    """
    recipe = read_recipe(version.root, version.manifest.recipe)
    settings = Settings.recorded(orjson.loads(recipe))
    tools = load_tools(settings, registry, contracts)
    published = published_observations(version)
    stored = sorted({snapshot_id for snapshot_id, _ in published})
    chosen, seed = _sample(stored, sample, seed)
    found: list[Mismatch] = []
    set_state, observations, done = lthash.empty_state(), 0, 0
    with tempfile.TemporaryDirectory() as folder, _reader(workers, tools, settings, Path(folder), bounds) as read:
        bench = Bench(tools.contracts, tools.registry, settings.decode, version.manifest.recipe, Path(folder))
        for snapshots in _portions(version, chosen):
            intake = _again(snapshots, read, workers, tools, bench)
            rows = observations_of(intake)
            found += mismatches(version, snapshots, published, intake)
            set_state = lthash.add(set_state, map(set_element, rows.values()))
            observations += len(rows)
            done += len(snapshots)
            if on_progress is not None:
                on_progress(done, len(chosen))
    digest = lthash.digest(set_state) if sample is None else None
    if digest not in (None, version.manifest.set_digest) and not found:
        raise DatasetError(
            f"{version.root}: its observations do not give the set digest of {version.id}; `provenance verify` says more"
        )
    return Reproduction(
        version=version.id,
        sequence=version.sequence,
        recipe=version.manifest.recipe,
        snapshots=len(chosen),
        stored=len(stored),
        observations=observations,
        seed=seed,
        set_digest=digest,
        recipe_differences=tuple(differences(recipe, tools.recipe.text)),
        mismatches=tuple(found),
    )


def _sample(stored: Sequence[str], sample: int | None, seed: int | None) -> tuple[Sequence[str], int | None]:
    if sample is None:
        return stored, None
    seed = secrets.randbelow(2**32) if seed is None else seed
    return sorted(random.Random(seed).sample(stored, min(sample, len(stored)))), seed


def _portions(version: Version, chosen: Sequence[str]) -> Iterator[list[Snapshot]]:
    """The chosen snapshots, with their bytes held against their ids. Raises DatasetError where one is altered or lost."""
    for start in range(0, len(chosen), _PORTION):
        wanted = chosen[start : start + _PORTION]
        snapshots = list(version.stored(wanted))
        lost = set(wanted) - {snapshot.snapshot_id for snapshot in snapshots}
        if lost:
            raise DatasetError(f"snapshot {min(lost)} is lost or altered; `provenance verify` says more")
        yield snapshots


def _reader(workers: int, tools: Tools, settings: Settings, folder: Path, bounds: Bounds) -> AbstractContextManager[ReadBatch]:
    return reader(workers, Extraction(tools.registry, settings, folder, uncommitted(tools.schemas["articles"])), bounds)


def _again(snapshots: Sequence[Snapshot], read: ReadBatch, workers: int, tools: Tools, bench: Bench) -> Intake:
    """What the snapshots come to now. A document on which a step breaks comes to nothing, which is a mismatch."""
    named = ((snapshot, f"{snapshot.source}: {snapshot.uri}") for snapshot in snapshots)
    parts = list(batches(named, bench.folder, tools.schemas["snapshots"]))
    read_parts = Direct(workers).map("extract", read, parts)
    return judge((each for part in read_parts for each in part.results), parts, bench, "capture")
