"""The commit: files first, then one entry in the Delta log. A version exists if and only if that entry does.

Whatever happens before the entry leaves orphan files and no version; they are content-addressed, so the next run writes the
same ones. On a conflict the state is read again, what the other writer published is dropped from the intake, and the version
is built anew on top.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version as package_version
from pathlib import Path

import pyarrow as pa
from deltalake.exceptions import DeltaError

from provenance.dataset import layout, log, parquet
from provenance.dataset.files import write_once
from provenance.dataset.manifest import DataFile, Manifest, Physical
from provenance.dataset.state import State, load_state
from provenance.errors import ConflictError
from provenance.identity.hashes import hash_bytes
from provenance.publish.build import Built, build
from provenance.publish.intake import Intake
from provenance.publish.ledger import Ledger, load_ledger

ATTEMPTS = 20
CHECKPOINT_EVERY = 100


@dataclass(frozen=True, slots=True)
class Published:
    """What a commit published: the version, its snapshots (fewer than given where another writer was first), its rows."""

    version: str
    manifest: Manifest
    snapshots: frozenset[str]
    accepted: int
    unchanged: int
    quarantined: int


def commit(
    root: Path,
    intake: Intake,
    schemas: Mapping[str, pa.Schema],
    contracts: Mapping[str, str],
    texts: Mapping[str, bytes],
) -> Published | None:
    """Publish an intake as one version; None where other writers have published all of it already.

    `contracts` maps tables to contract hashes, `texts` dataset paths to the bytes of recipe and contracts. Raises ConflictError
    where another writer changed the recipe meanwhile (read again under the new state), or won `ATTEMPTS` times in a row.
    """
    for path, data in texts.items():
        write_once(root / path, data)
    if intake.validation is not None:
        write_once(root / layout.validation_path(hash_bytes(intake.validation)), intake.validation)
    for _ in range(ATTEMPTS):
        state = load_state(root)
        _refuse_other_recipe(state, intake)
        ledger = load_ledger(state, schemas, intake.recipe)
        rest = intake.without(_known(ledger, intake)) if intake.cause == "capture" else intake
        built = build(state, ledger, rest, schemas, contracts)
        if built is None:
            return None
        if _append(root, state, built, rest, schemas["articles"]):
            return Published(
                version=built.manifest.version,
                manifest=built.manifest,
                snapshots=frozenset(rest.snapshots),
                accepted=built.accepted,
                unchanged=built.unchanged,
                quarantined=built.tables["quarantine"].num_rows,
            )
    raise ConflictError(f"{root}: other writers committed first {ATTEMPTS} times in a row; run again when they are done")


def _refuse_other_recipe(state: State, intake: Intake) -> None:
    manifest = state.manifest()
    if manifest is not None and (manifest.recipe == intake.recipe) != (intake.cause == "capture"):
        raise ConflictError(f"{state.root}: another run changed the dataset's recipe meanwhile; run again")


def _known(ledger: Ledger, intake: Intake) -> set[str]:
    return {
        id_
        for id_, snapshot in intake.snapshots.items()
        if ledger.knows(id_, snapshot.source, snapshot.uri, snapshot.captured_at)
    }


def _append(root: Path, state: State, built: Built, intake: Intake, schema: pa.Schema) -> bool:
    files = list(_write_tables(root, built.tables))
    now = datetime.now(UTC)
    delta_version = state.delta_version + 1
    manifest = built.manifest
    physical = Physical(
        version=manifest.version,
        sequence=manifest.sequence,
        files=tuple(files),
        previous_entry=log.entry_digest(root, delta_version - 1),
        frontiers=built.frontiers,
        set_state=built.set_state,
        validation=None if intake.validation is None else hash_bytes(intake.validation),
        writer={
            "provenance": package_version("provenance"),
            "pyarrow": pa.__version__,
            "deltalake": package_version("deltalake"),
            "python": platform.python_version(),
        },
        committed_at=now.isoformat(timespec="microseconds").replace("+00:00", "Z"),
    )
    write_once(root / layout.manifest_path(manifest.version), manifest.to_bytes())
    write_once(root / layout.physical_path(physical.digest), physical.to_bytes())
    entry = log.Entry(delta_version, manifest.sequence, manifest.version, manifest.parent, physical.digest)
    articles = [file for file in files if file.table == "articles"]
    if not log.append(root, entry, articles, schema, int(now.timestamp() * 1000)):
        return False
    if delta_version and delta_version % CHECKPOINT_EVERY == 0:
        _checkpoint(root)
    return True


def _write_tables(root: Path, tables: Mapping[str, pa.Table]) -> Iterable[DataFile]:
    for name, table in tables.items():
        for rows in parquet.split(table):
            data = parquet.encode(rows)
            digest = hash_bytes(data)
            path = layout.data_path(name, digest)
            write_once(root / path, data)
            yield DataFile(name, path, digest, len(data), rows.num_rows)


def _checkpoint(root: Path) -> None:
    try:
        log.checkpoint(root)
    except (DeltaError, OSError):
        # The version is published; a checkpoint only shortens the log for readers, and the next one makes up for it.
        return
