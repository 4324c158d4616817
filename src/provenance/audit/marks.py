"""What is said about versions from outside of their ids: tags and signatures."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from provenance.audit.finding import Finding
from provenance.audit.verify import Verification
from provenance.dataset.layout import TAGS
from provenance.dataset.signatures import Signature, read_signature, signature_folders
from provenance.dataset.tags import read_tag, tag_names
from provenance.errors import DatasetError, ProofError
from provenance.proof.signatures import check_signature, signatures
from provenance.read.dataset import Dataset, Version
from provenance.signing.keys import VerifierKey


def with_marks(result: Verification, dataset: Dataset, trusted: Collection[VerifierKey]) -> Verification:
    """The verification with the findings of tags and signatures, and with one for each trusted key that has not signed.

    Where the versions themselves do not hold, nothing that is said about them is looked at.
    """
    if result.findings or result.version is None:
        return result
    version = next(each for each in dataset.versions if each.id == result.version)
    return replace(result, findings=(*check_marks(dataset), *check_trust(dataset, version, trusted)))


def check_marks(dataset: Dataset) -> Iterator[Finding]:
    """Findings of all tags and signatures of a dataset: each is of a version that is there, and each signature verifies.

    A signature is held against the key that lies beside it. That shows that it is whole, not that its signer is to be trusted.
    """
    versions = {version.id: version for version in dataset.versions}
    for name in tag_names(dataset.root):
        try:
            id_ = read_tag(dataset.root, name)
            if id_ not in versions:
                yield Finding("tag", f"{TAGS}/{name}", f"it names {id_}, which is not there: a version was rolled back, or lost")
        except DatasetError as error:
            yield Finding("tag", f"{TAGS}/{name}", str(error))
    for folder in signature_folders(dataset.root):
        where = folder.relative_to(dataset.root).as_posix()
        try:
            signature = read_signature(dataset.root, folder)
            version = versions.get(signature.version)
            if version is None:
                yield Finding(
                    "signature", where, f"it is of {signature.version}, which is not there: it was rolled back, or lost"
                )
            elif not check_signature(dataset, version, signature, [signature.key]):
                yield Finding("signature", where, f"it does not verify with the key of {signature.key.name} beside it")
        except (DatasetError, ProofError) as error:
            yield Finding("signature", where, str(error))


def check_trust(dataset: Dataset, version: Version, trusted: Collection[VerifierKey]) -> Iterator[Finding]:
    """A finding for each trusted key that does not vouch for the version."""
    found: list[VerifierKey] = []
    try:
        for each in signatures(dataset, version):
            found += _vouching(dataset, version, each, trusted)
    except DatasetError as error:
        yield Finding("signature", f"version {version.sequence}", str(error))
    for key in trusted:
        if key not in found:
            yield Finding("trust", f"version {version.sequence}", f"{key.name} ({key.id.hex()}) has not signed it")


def _vouching(dataset: Dataset, version: Version, signature: Signature, trusted: Collection[VerifierKey]) -> list[VerifierKey]:
    try:
        return check_signature(dataset, version, signature, trusted)
    except ProofError:
        # `check_marks` names it; here it only does not count.
        return []
