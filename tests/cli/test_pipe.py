"""A reader that leaves early is no finding, and no success either."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import Capture, publish


@pytest.mark.parametrize("arguments", [["log"], ["verify", "--quick"], ["show", "a.html"], ["--help"]])
def test_the_exit_code_says_that_the_reader_left(tmp_path: Path, arguments: list[str]) -> None:
    publish(tmp_path / "dataset", [Capture("a.html", ("The harbour is shut. " * 5_000,))])
    command = [sys.executable, "-m", "provenance", *arguments]
    with (tmp_path / "errors").open("w") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, cwd=tmp_path)
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait() == 141
    said = (tmp_path / "errors").read_text()
    assert "Traceback" not in said
    assert "BrokenPipe" not in said
