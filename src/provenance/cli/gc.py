"""`provenance gc`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from provenance.audit.gc import Garbage, collect_garbage, find_garbage
from provenance.cli.interval import in_words, parse_interval
from provenance.cli.output import print_json, table
from provenance.cli.request import dataset_path
from provenance.contracts.odcs import load_contracts
from provenance.dataset.origin import origin_of
from provenance.errors import UsageError
from provenance.read.dataset import open_dataset
from provenance.visible import visible


def gc(older_than: str, yes: bool, dataset: str | None, config: Path | None, json: bool) -> None:
    """Show what no version refers to, or delete it."""
    root = open_dataset(dataset_path(dataset, config)).root
    if (origin := origin_of(root)) is not None:
        raise UsageError(f"{origin.url}: gc works on folders; what stopped runs left in a store stays there, and harms nothing")
    schemas = {name: contract.schema for name, contract in load_contracts().items()}
    grace = parse_interval("--older-than", older_than)
    garbage = (collect_garbage if yes else find_garbage)(root, schemas, grace, time.time)
    if json:
        print_json({"deleted": yes, **asdict(garbage)})
    else:
        print("\n".join(_lines(garbage, older_than, yes)))


def _lines(garbage: Garbage, older_than: str, yes: bool) -> Iterator[str]:
    if garbage.files:
        yield table(("file", "bytes", "age"), [(file.path, file.size, in_words(file.age)) for file in garbage.files])
        yield ""
    total = f"{len(garbage.files)} files, {sum(file.size for file in garbage.files)} bytes"
    if yes:
        yield f"Deleted: {total}."
    elif garbage.files:
        yield f"No version refers to these: {total}. Nothing was deleted; --yes deletes them."
    else:
        yield "Nothing to delete."
    if garbage.young:
        yield f"{len(garbage.young)} more are younger than {older_than} and stay: a run may be about to publish them."
    if garbage.foreign:
        names = ", ".join(map(visible, garbage.foreign[:5])) + (", …" if len(garbage.foreign) > 5 else "")
        yield f"{len(garbage.foreign)} are none that a run writes, and stay: {names}"
