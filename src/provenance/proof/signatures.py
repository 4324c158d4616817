"""Signing a version, and telling who has signed it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from provenance.dataset.manifest import LOGS
from provenance.dataset.signatures import Signature, read_signature, signature_folders, write_signature
from provenance.errors import ProofError
from provenance.proof.logs import checkpoint
from provenance.proof.statement import PAYLOAD_TYPE, statement
from provenance.read.dataset import Dataset, Version
from provenance.signing.envelope import Envelope
from provenance.signing.keys import SigningKey, VerifierKey
from provenance.signing.note import Note


def sign_version(dataset: Dataset, version: Version, key: SigningKey) -> Signature:
    """Sign a version's statement and the heads of its logs, and put the signature into the dataset.

    What is signed is not verified here: verify the version first. Signing it again gives the same bytes.
    """
    notes = {name: Note(checkpoint(dataset, version.manifest, name).to_text()).signed(key) for name in LOGS}
    signature = Signature(version.id, key.verifier, notes, Envelope(statement(version), PAYLOAD_TYPE).signed(key))
    write_signature(dataset.root, signature)
    return signature


def signatures(dataset: Dataset, version: Version) -> Iterator[Signature]:
    """The signatures of a version that lie in the dataset, not verified. Raises DatasetError where one is none."""
    for folder in signature_folders(dataset.root):
        if version.id.endswith(folder.parent.name):
            yield read_signature(dataset.root, folder)


def check_signature(dataset: Dataset, version: Version, signature: Signature, keys: Collection[VerifierKey]) -> list[VerifierKey]:
    """Those of `keys` that vouch for the whole of a version: for its statement, and for the heads of both logs.

    Raises ProofError where the signature is of other bytes than the version's, or forged.
    """
    if (signature.statement.payload, signature.statement.payload_type) != (statement(version), PAYLOAD_TYPE):
        raise ProofError(f"the signed statement of {signature.key.name} is not that of version {version.sequence}")
    signers = [signature.statement.signers(keys)]
    for name in LOGS:
        note = signature.notes[name]
        if note.text != checkpoint(dataset, version.manifest, name).to_text():
            raise ProofError(
                f"the signed head of {signature.key.name} is not that of the log of {name} at version {version.sequence}"
            )
        signers.append(note.signers(keys))
    return [key for key in keys if all(key in each for each in signers)]
