"""`provenance reproduce`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from provenance.audit.reproduction.mismatch import Mismatch
from provenance.audit.reproduction.reproduce import Reproduction
from provenance.audit.reproduction.reproduce import reproduce as reproduce_version
from provenance.cli.output import print_json
from provenance.cli.plain import counted
from provenance.cli.progress import progress
from provenance.cli.recipes import recipe_table
from provenance.cli.request import dataset_path
from provenance.config import load_config
from provenance.pipeline.request import bounds_of
from provenance.read.dataset import open_dataset
from provenance.read.recipes import Difference
from provenance.visible import shorten, visible

_LONGEST = 60


def reproduce(
    version: str,
    sample: int | None,
    seed: int | None,
    workers: int | None,
    dataset: str | None,
    config: Path | None,
    json: bool,
) -> None:
    """Extract again from the stored snapshots and compare; exit code 1 where anything came out otherwise."""
    settings = load_config(config)
    meant = open_dataset(dataset_path(dataset, config)).version(version)
    with progress() as show:
        result = reproduce_version(
            meant,
            sample,
            seed,
            settings.workers if workers is None else workers,
            settings.registry,
            settings.contracts,
            partial(show, "reproduce"),
            bounds_of(settings),
        )
    if json:
        print_json(asdict(result))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(result))
    sys.exit(1 if result.mismatches else 0)


def _lines(result: Reproduction) -> Iterator[str]:
    for each in result.mismatches:
        yield from _mismatch(each)
    yield from _recipe(result.recipe_differences)
    of = f" of {result.stored}" if result.seed is not None else ""
    again = f" (--seed {result.seed} takes the same)" if result.seed is not None else ""
    read = f"{result.snapshots}{of} snapshots read again{again}, {counted(result.observations, 'observation')}"
    if result.mismatches:
        yield f"version {result.sequence} does not come out again: {counted(len(result.mismatches), 'difference')}; {read}"
        return
    yield f"version {result.sequence} comes out again, hash for hash: {read}"
    if result.set_digest is not None:
        yield f"set digest, from the raw bytes: {result.set_digest}"


def _mismatch(each: Mismatch) -> Iterator[str]:
    place = visible(each.uri) if each.part is None else f"{visible(each.uri)} part {each.part}"
    yield f"{place} (snapshot {each.snapshot_id.removeprefix('sha256:')[:12]})"
    for field in each.fields:
        yield f"  {field.field}: published {_short(field.published)}, came out {_short(field.reproduced)}"


def _recipe(differences: Sequence[Difference]) -> Iterator[str]:
    if not differences:
        return
    yield "What is installed is not what the recipe says:"
    yield recipe_table(differences, ("recipe", "installed"))
    packages = [
        f"{each.entry.removeprefix('packages.')}=={each.before}"
        for each in differences
        if each.entry.startswith("packages.") and each.before
    ]
    if packages:
        yield f"to have the recipe's packages: pip install {' '.join(packages)}"
    if any(not each.entry.startswith("packages.") for each in differences):
        yield "steps, lexicons, registry and contracts belong to a release: check out the one that published the version"


def _short(value: object) -> str:
    return "nothing" if value is None else shorten(str(value), _LONGEST)
