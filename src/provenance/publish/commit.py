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
from provenance.dataset.lock import turn
from provenance.dataset.manifest import DataFile, Manifest, Physical
from provenance.dataset.origin import Origin, keep, origin_of
from provenance.dataset.state import Tip, load_state
from provenance.errors import ConflictError
from provenance.identity.hashes import hash_bytes
from provenance.publish.addition import Addition
from provenance.publish.build import Built, build
from provenance.publish.intake import Intake
from provenance.publish.ledger import Ledger, load_ledger
from provenance.publish.standing import Books, Standing

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
    where another writer changed the recipe meanwhile (read again under the new state) or published snapshots that a technical
    upgrade has not read, or won `ATTEMPTS` times in a row.
    """
    with turn(root):
        origin = origin_of(root)
        for path, data in texts.items():
            keep(root, origin, path, data)
        if intake.validation is not None:
            keep(root, origin, layout.validation_path(hash_bytes(intake.validation)), intake.validation)
        books = Books(root, schemas, intake.recipe)
        for _ in range(ATTEMPTS):
            standing = books.at(intake.keys) if intake.cause == "capture" else _whole(root, schemas, intake.recipe)
            tip, ledger = standing.tip, standing.ledger
            log.settle(root, tip.delta_version)
            _refuse_other_recipe(tip, intake)
            _refuse_unread(tip, ledger, intake)
            rest = intake.without(_known(ledger, intake)) if intake.cause == "capture" else intake
            built = build(tip, ledger, rest, schemas, contracts)
            if built is None:
                return None
            if _append(root, origin, tip, built, rest, schemas["articles"]):
                return Published(
                    version=built.manifest.version,
                    manifest=built.manifest,
                    snapshots=rest.snapshot_ids,
                    accepted=built.accepted,
                    unchanged=built.unchanged,
                    quarantined=rest.quarantine.num_rows,
                )
        raise ConflictError(f"{root}: other writers committed first {ATTEMPTS} times in a row; run again when they are done")


def _whole(root: Path, schemas: Mapping[str, pa.Schema], recipe: str) -> Standing:
    """A technical upgrade asks for every snapshot, so there is nothing to save."""
    state = load_state(root)
    return Standing(state.tip, load_ledger(state, schemas, recipe))


def _refuse_other_recipe(tip: Tip, intake: Intake) -> None:
    manifest = tip.manifest()
    if manifest is not None and (manifest.recipe == intake.recipe) != (intake.cause == "capture"):
        raise ConflictError(f"{tip.root}: another run changed the dataset's recipe meanwhile; run again")


def _refuse_unread(tip: Tip, ledger: Ledger, intake: Intake) -> None:
    """A technical upgrade reads all snapshots, those too that another run published while it was reading."""
    unread = ledger.arrivals.keys() - intake.snapshot_ids if intake.cause == "technical_upgrade" else ()
    if unread:
        raise ConflictError(
            f"{tip.root}: another run published {len(unread)} snapshots while this one read the others under a new recipe; "
            "run again, and what was read already is not read again"
        )


def _known(ledger: Ledger, intake: Intake) -> set[str]:
    return {
        row["snapshot_id"]
        for row in intake.snapshots.keys.to_pylist()
        if ledger.knows(row["snapshot_id"], row["source"], row["uri"], row["captured_at"])
    }


def _append(root: Path, origin: Origin | None, tip: Tip, built: Built, intake: Intake, schema: pa.Schema) -> bool:
    files = list(_write_tables(root, origin, built.additions))
    now = datetime.now(UTC)
    delta_version = tip.delta_version + 1
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
    keep(root, origin, layout.manifest_path(manifest.version), manifest.to_bytes())
    keep(root, origin, layout.physical_path(physical.digest), physical.to_bytes())
    entry = log.Entry(delta_version, manifest.sequence, manifest.version, manifest.parent, physical.digest)
    articles = [file for file in files if file.table == "articles"]
    if not log.append(root, entry, articles, schema, int(now.timestamp() * 1000), origin):
        return False
    if delta_version and delta_version % CHECKPOINT_EVERY == 0:
        _checkpoint(root, origin)
    return True


def _write_tables(root: Path, origin: Origin | None, additions: Mapping[str, Addition]) -> Iterable[DataFile]:
    for name, addition in additions.items():
        for rows in addition.files():
            data = parquet.encode(rows)
            digest = hash_bytes(data)
            path = layout.data_path(name, digest)
            keep(root, origin, path, data)
            yield DataFile(name, path, digest, len(data), rows.num_rows)


def _checkpoint(root: Path, origin: Origin | None) -> None:
    try:
        log.checkpoint(root, origin)
    except (DeltaError, OSError):
        # The version is published; a checkpoint only shortens the log for readers, and the next one makes up for it.
        return
