"""`provenance verify`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path

from provenance.audit.verify import Verification
from provenance.audit.verify import verify as verify_dataset
from provenance.cli.output import print_json, short
from provenance.cli.progress import progress
from provenance.cli.request import dataset_path
from provenance.contracts.odcs import load_contracts
from provenance.read.dataset import open_dataset
from provenance.visible import visible


def verify(version: str, dataset: Path | None, config: Path | None, json: bool) -> None:
    """Recompute everything that a version claims; exit code 1 when anything is wrong."""
    opened = open_dataset(dataset_path(dataset, config))
    wanted = None if version == "latest" else opened.version(version).id
    schemas = {name: contract.schema for name, contract in load_contracts().items()}
    with progress() as show:
        result = verify_dataset(opened.root, schemas, wanted, partial(show, "verify"))
    if json:
        print_json(asdict(result))
    else:
        _print(result, opened.root)
    sys.exit(1 if result.findings else 0)


def _print(result: Verification, root: Path) -> None:
    for finding in result.findings:
        print(f"{finding.rule}: {visible(finding.where)}: {visible(finding.observed)}")
    checked = f"{result.versions} versions, {result.files} files, {result.rows} rows"
    if result.findings:
        print(f"\n{root}: {len(result.findings)} findings in {checked}; restore what is named from a copy of the dataset")
        return
    print(f"{root}: {checked}: every hash, id, revision, root and piece of evidence holds")
    print(f"version {result.versions} is {result.version}")
    print("A rollback or a rewrite of the whole dataset shows only against a version id kept elsewhere: compare the line above.")
    if result.orphans:
        print(
            f"{len(result.orphans)} files that no version refers to, left by stopped runs; they harm nothing ({_first(result)})"
        )


def _first(result: Verification) -> str:
    """The first few orphans."""
    names = [f"{path.split('/')[0]}/{short(path.rsplit('/', 1)[-1])}" for path in result.orphans[:3]]
    return ", ".join(names) + (", …" if len(result.orphans) > 3 else "")
