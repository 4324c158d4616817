"""`provenance verify`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from provenance.audit.marks import with_marks
from provenance.audit.verify import POOL_FROM, Verification, verify_files
from provenance.audit.verify import verify as verify_dataset
from provenance.cli.key import read_public
from provenance.cli.output import print_json, short
from provenance.cli.plain import counted
from provenance.cli.progress import share
from provenance.cli.request import dataset_path
from provenance.config import load_config
from provenance.contracts.odcs import load_contracts
from provenance.dataset.origin import place_name
from provenance.errors import UsageError
from provenance.read.dataset import open_dataset
from provenance.visible import visible

_QUICK = "every size and hash, the chain of versions and what Delta readers see hold"
_WHOLE = "every hash, id, revision, root and piece of evidence holds"


def verify(
    version: str,
    quick: bool,
    workers: int | None,
    trust: Sequence[str],
    dataset: str | None,
    config: Path | None,
    json: bool,
) -> None:
    """Recompute everything that a version claims; exit code 1 when anything is wrong, or a trusted key has not signed it."""
    opened, trusted = open_dataset(dataset_path(dataset, config, anew=True)), [read_public(each) for each in trust]
    wanted = None if version == "latest" else opened.version(version).id
    schemas = {name: contract.schema for name, contract in load_contracts().items()}
    count = workers or max(1, load_config(config).workers)
    with share("verify") as show:
        if quick:
            result = verify_files(opened.root, schemas, wanted, show, count)
        else:
            # Who asks for workers gets them, however small the dataset: a file that kills one is then named.
            result = verify_dataset(opened.root, schemas, wanted, show, count, POOL_FROM if workers is None else 0)
    if result.version is None and not result.findings:
        raise UsageError(f"{place_name(opened.root)}: no version has been published here; nothing to verify")
    result = with_marks(result, opened, trusted)
    if json:
        print_json(asdict(result))
    else:
        print("\n".join(_lines(result, place_name(opened.root), [key.name for key in trusted])))
    sys.exit(1 if result.findings else 0)


def _lines(result: Verification, dataset: str, trusted: Sequence[str]) -> Iterator[str]:
    for finding in result.findings:
        yield f"{finding.rule}: {visible(finding.where)}: {visible(finding.observed)}"
    counts = [(result.versions, "version"), (result.files, "file"), *([] if result.quick else [(result.rows, "row")])]
    checked = ", ".join(counted(*each) for each in counts)
    if result.findings:
        yield ""
        yield f"{dataset}: {counted(len(result.findings), 'finding')} in {checked}; {_remedy(result)}"
    else:
        yield f"{dataset}: {checked}: {_QUICK if result.quick else _WHOLE}"
        yield f"version {result.versions} is {result.version}"
    if trusted and not result.findings:
        yield f"signed by {', '.join(trusted)}; an older version that they signed would pass as well: compare the number"
    elif not result.findings and not result.quick:
        yield (
            "A rollback or a rewrite of the whole dataset shows only against a version id kept elsewhere: compare the line above."
        )
    if result.orphans:
        yield f"{counted(len(result.orphans), 'file')} that no version refers to ({_first(result.orphans)}), {_whence(result)}"
    if result.strangers:
        yield f"Not of the dataset, and not looked at: {_first(result.strangers)}"
    if result.quick:
        yield (
            f"Not checked: the {result.rows} rows against the version id (record hashes, revisions, roots, evidence), and the "
            "form of files; `provenance verify` checks these"
        )


def _whence(result: Verification) -> str:
    if any(path.startswith("_manifests/") for path in result.orphans):
        return (
            "left by a stopped run, or by a log that lost its newest entries: compare the version with an id kept elsewhere "
            "before `provenance gc` deletes them"
        )
    return "left by stopped runs; they harm nothing, and `provenance gc` deletes them"


def _remedy(result: Verification) -> str:
    if all(finding.rule == "trust" for finding in result.findings):
        return "what is stored holds, and is not signed as you ask: have it signed, or ask for another version or key"
    return "restore what is named from a copy of the dataset"


def _first(paths: tuple[str, ...]) -> str:
    """The first few paths, with their hashes cut short."""
    return ", ".join(visible(_cut(path)) for path in paths[:3]) + (", …" if len(paths) > 3 else "")


def _cut(path: str) -> str:
    folder, *_, name = path.split("/") if "/" in path else ("", path)
    return "/".join(part for part in (folder, short(name) if len(name) >= 64 else name) if part)
