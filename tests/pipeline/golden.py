"""The golden digest of the sample corpus, and the recipe that it was made by. `make golden` writes both anew.

Output that changes under an unchanged recipe would be published as if nothing had happened. So the file is written only when the
recipe changed too: raise the number of the step in `pipeline/recipe.py` whose code changed its output.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from provenance.config import Config
from provenance.identity.hashes import hash_value
from provenance.pipeline.request import make_request
from provenance.pipeline.run import run
from provenance.pipeline.steps import Direct
from provenance.pipeline.tools import tools_for
from provenance.read.dataset import open_dataset

FILE = Path(__file__).with_name("golden.json")
SAMPLE = Path(__file__).parents[2] / "data" / "inbox"


def measure(dataset: Path) -> dict[str, Any]:
    """Recipe and digest of the sample corpus, published into `dataset`."""
    recipe: dict[str, Any] = {}
    for day in sorted(path for path in SAMPLE.iterdir() if path.is_dir()):
        request = make_request(Config(), [day], dataset=dataset)
        tools = tools_for(request)
        run(request, tools, Direct())
        recipe = json.loads(tools.recipe.text)
    version = open_dataset(dataset).latest()
    records = version.revisions().column("record_hash").to_pylist()
    rejected = [[row["uri"], row["part"], row["stage"], row["reasons"]] for row in version.quarantine().to_pylist()]
    return {"digest": hash_value([sorted(records), sorted(rejected, key=str)]), "recipe": recipe}


def fault(now: dict[str, Any], before: dict[str, Any]) -> str | None:
    """What is wrong with a new measurement beside the golden one; None where they agree."""
    if now["digest"] == before["digest"]:
        return None
    if now["recipe"] == before["recipe"]:
        return "the sample corpus reads differently under the same recipe: raise the number of the step that changed"
    return "the sample corpus reads differently under a new recipe: if that was meant, run `make golden`"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(Path(folder) / "dataset")
    if FILE.exists() and measured["recipe"] == (golden := json.loads(FILE.read_text()))["recipe"]:
        sys.exit(fault(measured, golden))
    FILE.write_text(json.dumps(measured, indent=1, sort_keys=True) + "\n")
