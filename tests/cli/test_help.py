"""Help is light: it loads nothing that only a command needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"pyarrow", "pandas", "prefect", "trafilatura", "great_expectations", "deltalake", "duckdb", "babel", "lxml"}
COMMANDS = (
    *("run", "log", "show", "status", "quarantine", "verify", "gc", "sql", "schedule", "diff", "history", "trace"),
    *("prove", "check-proof", "sign", "tag", "reproduce", "key"),
)


@pytest.mark.parametrize("arguments", [["--help"], *([command, "--help"] for command in COMMANDS)])
def test_help_loads_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    script = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('\\nLOADED', *sorted({name.partition('.')[0] for name in sys.modules})))\n"
        f"sys.argv = ['provenance', *{arguments!r}]; from provenance.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    help_text, _, loaded = done.stdout.rpartition("LOADED ")
    assert "Usage: " in help_text
    assert HEAVY.isdisjoint(loaded.split())


#: `prove` writes a proof and nothing else; a proof is checked, and a key made, without a dataset.
WITHOUT = {"prove": {"--json"}, "check-proof": {"--dataset"}, "key": {"--json", "--dataset"}}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_json_and_dataset(command: str, tmp_path: Path) -> None:
    script = f"import sys; sys.argv = ['provenance', '{command}', '--help']; from provenance.cli import main; main()"
    text = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    assert {option for option in ("--json", "--dataset") if option not in text} == WITHOUT.get(command, set())
