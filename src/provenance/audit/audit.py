"""An audit: verify everything, ask for signatures, and reproduce a random sample from the raw bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from provenance.audit.marks import with_marks
from provenance.audit.reproduction.reproduce import Reproduction, reproduce
from provenance.audit.verify import Verification, verify
from provenance.contracts.odcs import load_contracts
from provenance.dataset.origin import refresh
from provenance.pipeline.wording import escape, section
from provenance.read.dataset import open_dataset
from provenance.signing.keys import VerifierKey


@dataclass(frozen=True)
class Audit:
    """What an audit found; `reproduction` is null where what is stored does not even verify."""

    dataset: str
    verification: Verification
    reproduction: Reproduction | None

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.verification.findings and self.reproduction is not None and not self.reproduction.mismatches

    def as_json(self) -> dict[str, Any]:
        """The whole of it, as plain values."""
        return {"passed": self.passed, **asdict(self)}


def verify_latest(root: Path, trusted: Sequence[VerifierKey]) -> Verification:
    """Verify the newest version, its tags and its signatures. Raises UsageError where there is no dataset."""
    refresh(root, anew=True)
    dataset = open_dataset(root)
    schemas = {name: contract.schema for name, contract in load_contracts().items()}
    return with_marks(verify(root, schemas), dataset, trusted)


def reproduce_sample(
    root: Path, sample: int, workers: int, registry: Path | None = None, contracts: Path | None = None
) -> Reproduction:
    """Reproduce a random sample of the newest version."""
    latest = open_dataset(root).latest()
    return reproduce(latest, sample, workers=workers, registry=registry, contracts=contracts)


def headline(audit: Audit) -> str:
    """The audit in one line."""
    found, again = audit.verification.findings, audit.reproduction
    if found:
        return f"{len(found)} findings; the first: {found[0].rule}: {found[0].where}: {found[0].observed}"
    if again is None:
        return "nothing was reproduced"
    number = f"version {again.sequence} ({again.version.removeprefix('sha256:')[:12]})"
    if again.mismatches:
        return f"{number} verifies, and {len(again.mismatches)} of {again.observations} observations do not come out again"
    return f"{number} verifies, and {again.snapshots} of {again.stored} snapshots come out again"


def markdown(audit: Audit) -> str:
    """The audit as the page that Prefect shows with the run."""
    lines = [f"# {escape(headline(audit))}", "", f"Dataset: {escape(audit.dataset)}"]
    found = [(each.rule, each.where, each.observed) for each in audit.verification.findings]
    lines += section("Findings", ("rule", "where", "observed"), found)
    if audit.reproduction is not None:
        differing = [
            (each.uri, "" if each.part is None else str(each.part), ", ".join(field.field for field in each.fields))
            for each in audit.reproduction.mismatches
        ]
        lines += section("Comes out otherwise", ("address", "part", "fields"), differing)
        recipe = [(each.entry, str(each.before), str(each.after)) for each in audit.reproduction.recipe_differences]
        lines += section("Installed otherwise than the recipe says", ("entry", "recipe", "installed"), recipe)
        again = f"provenance reproduce --sample {audit.reproduction.snapshots} --seed {audit.reproduction.seed}"
        lines += ["", f"The same sample again: `{again}`"]
    return "\n".join(lines) + "\n"
