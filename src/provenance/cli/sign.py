"""`provenance sign`."""

from __future__ import annotations

import sys
from pathlib import Path

from provenance.audit.verify import verify
from provenance.cli.key import read_private
from provenance.cli.output import print_json
from provenance.cli.plain import counted
from provenance.cli.progress import share
from provenance.cli.request import dataset_path
from provenance.contracts.odcs import load_contracts
from provenance.proof.signatures import sign_version
from provenance.read.dataset import open_dataset


def sign(version: str, key: Path, dataset: str | None, config: Path | None, json: bool) -> None:
    """Verify a version and sign it; what does not hold is not signed, and the exit code is 1."""
    opened, private = open_dataset(dataset_path(dataset, config, anew=True)), read_private(key)
    meant = opened.version(version)
    schemas = {name: contract.schema for name, contract in load_contracts().items()}
    with share("verify") as show:
        findings = verify(opened.root, schemas, meant.id, show).findings
    if findings:
        found = counted(len(findings), "finding")
        print(f"provenance: version {meant.sequence} is not signed: {found}; `provenance verify` names them", file=sys.stderr)
        sys.exit(1)
    signature = sign_version(opened, meant, private)
    if json:
        print_json({"version": meant.id, "sequence": meant.sequence, "key": str(signature.key), "folder": signature.folder})
        return
    print(f"version {meant.sequence}, {meant.id}")
    print(f"verified and signed by {signature.key.name}: {signature.folder}")
