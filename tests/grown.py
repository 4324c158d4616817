"""Datasets that grow version by version on disk, with technical upgrades among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from provenance.read.dataset import Dataset, open_dataset
from tests.samples import OTHER_RECIPE, RECIPE, Capture, publish


@dataclass(frozen=True)
class Upgrade:
    """A technical upgrade: all stored snapshots, as the other recipe reads them."""

    readings: tuple[Capture, ...]


Step = Sequence[Capture] | Upgrade


def upgrade(*readings: Capture) -> Upgrade:
    """All stored snapshots, read again."""
    return Upgrade(readings)


def grown(root: Path, steps: Sequence[Step]) -> Dataset:
    """The dataset after some steps."""
    recipe = RECIPE
    for step in steps:
        if isinstance(step, Upgrade):
            recipe = OTHER_RECIPE
            publish(root, step.readings, recipe, "technical_upgrade")
        else:
            publish(root, step, recipe)
    return open_dataset(root)
