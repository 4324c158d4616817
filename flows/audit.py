"""The audit as a flow: verify the dataset, and reproduce a random sample of it from the raw bytes.

    python flows/audit.py                       # the configuration of the working folder; exit code 1 where anything is wrong
    prefect deploy --all                        # as prefect.yaml says

From the installed package it is `provenance.flows.audit:audit`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from provenance.config import load_config

if __name__ == "__main__":
    from provenance.dataset.origin import folder_of
    from provenance.orchestrate.environment import prepare

    _config = load_config()
    prepare(folder_of(_config.dataset, _config.copies), _config.prefect_home)

from prefect import flow
from prefect.artifacts import create_markdown_artifact

from provenance.audit.audit import Audit, headline, markdown, reproduce_sample, verify_latest
from provenance.dataset.origin import folder_of
from provenance.errors import DatasetError, ProvenanceError
from provenance.model.place import place_of
from provenance.orchestrate.engines import local
from provenance.orchestrate.steps import PrefectSteps
from provenance.signing.keys import VerifierKey

REPORT = "audit-report"


@flow(name="audit", persist_result=False)
def audit(
    dataset: str | None = None,
    sample: int = 100,
    trust: list[str] | None = None,
    workers: int | None = None,
    config: str | None = None,
) -> dict[str, Any]:
    """Audit the newest version; gives the verification and the reproduction as plain values.

    `sample` is the number of snapshots to reproduce, `trust` holds verifier keys that must have signed it. A run that finds
    something fails: it raises DatasetError with the first finding, and the artifact `audit-report` has all.
    """
    configuration = load_config(Path(config) if config else None)
    place = place_of(dataset) if dataset else configuration.dataset
    root = folder_of(place, configuration.copies)
    used = workers or configuration.workers
    keys = [VerifierKey.parse(each) for each in trust or ()]
    steps = PrefectSteps(local(used))
    verification = steps.call("verify", verify_latest, root, keys)
    reproduction = None
    if not verification.findings:
        folders = (configuration.registry, configuration.contracts)
        reproduction = steps.call("reproduce", reproduce_sample, root, sample, used, *folders)
    result = Audit(str(place), verification, reproduction)
    create_markdown_artifact(markdown(result), key=REPORT, description=headline(result))
    if not result.passed:
        raise DatasetError(f"{place}: {headline(result)}")
    return result.as_json()


if __name__ == "__main__":
    try:
        print(json.dumps(audit(), indent=2, default=str))
    except ProvenanceError as error:
        print(f"provenance: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
