"""Proofs that a later version only added to an earlier one: both logs of the one are the beginning of the other's.

A proof is canonical JSON: `format`, the exact bytes of both manifests as strings (`old`, `new`), for each log its path
(RFC 6962 section 2.1.2) as hex, and `notes`, signed checkpoints of the new version where there are any.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from provenance.dataset.manifest import LOGS, Manifest
from provenance.errors import DatasetError, ProofError, UsageError
from provenance.identity.canonical import canonical_bytes
from provenance.identity.paths import is_consistent
from provenance.proof.logs import head, tree
from provenance.read.dataset import Version
from provenance.signing.checkpoint import Checkpoint
from provenance.signing.keys import VerifierKey
from provenance.signing.note import Note

FORMAT = "provenance/1 consistency-proof"


@dataclass(frozen=True)
class ProvenGrowth:
    """What a proof shows: `new` holds all revisions and observations of `old`, at the same places of its logs.

    `version` is the trusted id of the new version, null where only a key was trusted; `signers` are the trusted keys that signed
    both of its heads.
    """

    old: Manifest
    new: Manifest
    version: str | None
    signers: tuple[VerifierKey, ...]


def prove_growth(old: Version, new: Version, notes: Sequence[Note] = ()) -> str:
    """A proof that `new` only added to `old`, two versions of one dataset. Raises UsageError where `new` is the older one."""
    if new.sequence < old.sequence:
        raise UsageError(f"version {new.sequence} is older than {old.sequence}; name the older one first")
    proof = {
        "format": FORMAT,
        "old": old.manifest.to_bytes().decode(),
        "new": new.manifest.to_bytes().decode(),
        "paths": {name: _path(old, new, name) for name in LOGS},
        "notes": [note.to_text() for note in notes],
    }
    return canonical_bytes(proof).decode() + "\n"


def _path(old: Version, new: Version, name: str) -> list[str]:
    size = old.manifest.logs[name].size
    # Every log begins with the empty one; there is nothing to show.
    return [each.hex() for each in tree(new, name).consistency_proof(size)] if size else []


def check_growth_proof(text: str, versions: Collection[str] = (), keys: Collection[VerifierKey] = ()) -> ProvenGrowth:
    """What a proof shows to somebody who trusts some version ids or some keys. Raises ProofError where it shows nothing."""
    proof = _parse(text)
    try:
        old, new = (Manifest.parse(proof[name].encode()) for name in ("old", "new"))
        paths = {name: tuple(map(bytes.fromhex, proof["paths"][name])) for name in LOGS}
        notes = [Note.parse(note) for note in proof["notes"]]
    except (DatasetError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProofError(f"not a consistency proof: {error}") from error
    for name in LOGS:
        if not is_consistent(*head(old, name), *head(new, name), paths[name]):
            raise ProofError(f"the log of {name} of {new.version} does not begin with that of {old.version}")
    shrunk = [name for name, rows in old.counts.items() if new.counts.get(name, 0) < rows]
    if shrunk or new.sequence < old.sequence:
        raise ProofError(f"{new.version} holds less than {old.version}: {', '.join(shrunk) or 'its number is lower'}")
    signers = tuple(key for key in keys if all(_signs(key, notes, head(new, name)) for name in LOGS))
    version = new.version if new.version in versions else None
    if version is None and not signers:
        raise ProofError(f"the proof agrees with itself, but nothing says that its later version {new.version} is to be trusted")
    return ProvenGrowth(old, new, version, signers)


def _signs(key: VerifierKey, notes: Sequence[Note], expected: tuple[int, bytes]) -> bool:
    heads = [Checkpoint.parse(note.text) for note in notes if note.signers([key])]
    return any((each.size, each.root) == expected for each in heads)


def _parse(text: str) -> Mapping[str, Any]:
    try:
        proof = orjson.loads(text)
    except ValueError as error:
        raise ProofError(
            "not a proof: neither one of an article (c2sp.org/tlog-proof@v1) nor a consistency proof (JSON)"
        ) from error
    if not isinstance(proof, dict) or proof.get("format") != FORMAT:
        raise ProofError(f"not a consistency proof: its format is not {FORMAT!r}")
    return proof
