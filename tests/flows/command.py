"""The command line in a process of its own, as on a machine where nothing was ever set up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ARTICLE = """Ferry to Almina delayed

By Ada Lindqvist

14 March 2031

The ferry to Almina was delayed by two hours on Friday, the harbour office said. About 300 passengers waited on the quay.

"We are sorry for the delay," said harbour master Tomás Rey. Service resumed in the evening, and nobody was hurt.
"""


def environment(home: Path) -> dict[str, str]:
    """An environment with an empty home, in which nothing of Prefect is configured."""
    home.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "PROVENANCE", "GX_"))}
    return {**kept, "HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache"), "XDG_CONFIG_HOME": str(home / ".config")}


def start(folder: Path, *arguments: str, code: str = "from provenance.cli import main; main()") -> subprocess.Popen[str]:
    """Start the command line in a folder, or other code with the same arguments; output and errors go to files beside it."""
    with (folder / "out.txt").open("w") as out, (folder / "err.txt").open("w") as err:
        return subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            cwd=folder,
            env=environment(folder / "home"),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            text=True,
        )
