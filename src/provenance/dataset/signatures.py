"""Signatures of versions: outside of all ids, one folder for each signer of a version.

_signatures/<version>/<SHA-256 of the signer's name and key>/
    key.pub               the signer's verifier key, so that a reader knows whom to ask; it is not trusted for lying here
    articles.note         signed checkpoint of the log of articles
    observations.note     signed checkpoint of the log of observations
    statement.dsse.json   signed statement about the version; a signature exists if and only if this file does
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from provenance.dataset.layout import SIGNATURES
from provenance.dataset.manifest import LOGS
from provenance.dataset.origin import keep, origin_of
from provenance.errors import DatasetError, ProofError, UsageError
from provenance.identity.hashes import PREFIX, bare
from provenance.signing.envelope import Envelope
from provenance.signing.keys import VerifierKey
from provenance.signing.note import Note

_KEY, _STATEMENT = "key.pub", "statement.dsse.json"


@dataclass(frozen=True)
class Signature:
    """What one key signed of one version: the heads of both logs (`articles`, `observations`), and a statement."""

    version: str
    key: VerifierKey
    notes: Mapping[str, Note]
    statement: Envelope

    @property
    def folder(self) -> str:
        """Where it lies in the dataset."""
        return f"{SIGNATURES}/{bare(self.version)}/{self.key.digest.hex()}"


def write_signature(root: Path, signature: Signature) -> None:
    """Put a signature into the dataset, durably. Raises DatasetError where it cannot be written."""
    folder, origin = signature.folder, origin_of(root)
    keep(root, origin, f"{folder}/{_KEY}", f"{signature.key}\n".encode())
    for name in LOGS:
        keep(root, origin, f"{folder}/{name}.note", signature.notes[name].to_text().encode())
    keep(root, origin, f"{folder}/{_STATEMENT}", signature.statement.to_bytes())


def signature_folders(root: Path) -> list[Path]:
    """The folders that hold a signature, of whatever version, by name."""
    return sorted(path.parent for path in (root / SIGNATURES).glob(f"*/*/{_STATEMENT}"))


def read_signature(root: Path, folder: Path) -> Signature:
    """The signature in a folder, parsed and not verified. Raises DatasetError naming the folder where it is none of ours."""
    where = folder.relative_to(root).as_posix()
    try:
        signature = Signature(
            version=PREFIX + folder.parent.name,
            key=VerifierKey.parse((folder / _KEY).read_text(encoding="utf-8").removesuffix("\n")),
            notes={name: Note.parse((folder / f"{name}.note").read_bytes().decode()) for name in LOGS},
            statement=Envelope.parse((folder / _STATEMENT).read_bytes()),
        )
        named = signature.folder
    except (OSError, ValueError, ProofError, UsageError) as error:
        raise DatasetError(f"{where}: not a signature: {error}; restore it from a copy, or sign again") from error
    if named != where:
        raise DatasetError(f"{where}: its key belongs into {named}; restore it from a copy, or sign again")
    return signature
