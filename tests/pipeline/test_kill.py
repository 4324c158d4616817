"""kill -9 in the middle of a run, then run again: the same version as without the kill."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import DAYS, Run


def command(dataset: Path) -> list[str]:
    return [sys.executable, "-m", "provenance", "run", str(DAYS[0]), "--direct", "--json", "--dataset", str(dataset)]


@pytest.mark.parametrize("step", ["extract", "validate", "commit"])
def test_a_killed_run_is_done_again(publish: Run, tmp_path: Path, step: str) -> None:
    whole = publish(DAYS[0], dataset=tmp_path / "whole")
    dataset = tmp_path / "killed"
    with subprocess.Popen(command(dataset), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as killed:
        assert killed.stderr is not None
        for line in killed.stderr:
            if line.rstrip().endswith(step):
                killed.kill()
                break
    assert killed.returncode == -9
    again = subprocess.run(command(dataset), capture_output=True, check=True, cwd=tmp_path)
    assert json.loads(again.stdout)["version"] == whole.version
