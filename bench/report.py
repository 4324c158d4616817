"""`make bench`: runs the benches, and writes what they found into docs/performance.md.

usage: python -m bench.report [NAME ...] [--folder FOLDER] [--render]

Without names all benches run, which takes some two hours on two cores, 10 GB of disk and nothing else to do. What a bench found
is kept in `bench/found.json` with the day and the load it ran under, so a row may be measured again alone. `--render` only writes
the tables anew.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.rows import BENCHES, INPUTS, Row

from score.table import replace_region

HERE = Path(__file__).parent
FOUND = HERE / "found.json"
DOCUMENT = HERE.parent / "docs" / "performance.md"
LIBRARIES = ("trafilatura", "lxml", "pyarrow", "deltalake", "great-expectations", "prefect", "fastwarc")

Found = dict[str, Any]


def machine() -> str:
    """What the benches run on."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, Python {platform.python_version()}, {libraries}"


def run(name: str, folder: Path) -> Found:
    """Run a bench, with what it reads made first."""
    command = [_path(part, folder) for part in BENCHES[name].command]
    load = os.getloadavg()[0]
    results = [json.loads(line) for line in _python(command).splitlines()]
    found = results if len(results) > 1 else results[0]
    return {"day": f"{datetime.now(UTC):%Y-%m-%d}", "load": round(load, 1), "machine": machine(), "result": found}


def _path(part: str, folder: Path) -> str:
    """The place of an input, which is made where it is not there yet."""
    if part not in INPUTS:
        return part
    path = folder / part
    if not path.exists():
        script, *options = INPUTS[part]
        _python([script, str(path), *options])
    return str(path)


def _python(command: Sequence[str]) -> str:
    script, *options = command
    print("bench:", *command, file=sys.stderr, flush=True)
    return subprocess.run([sys.executable, str(HERE / script), *options], check=True, stdout=subprocess.PIPE, text=True).stdout


def tables(found: Mapping[str, Found]) -> str:
    """The rows of all benches that have run, and what they ran on."""
    lines = ["| what | against what | measured | aim | day, load before |", "|---|---|---|---|---|"]
    for name, bench in BENCHES.items():
        if name in found:
            rows: Sequence[Row] = bench.rows(found[name]["result"])
            when = f"{found[name]['day']}, {found[name]['load']}"
            lines += [f"| {row.what} | {row.against} | {row.measured} | {row.aim} | {when} |" for row in rows]
    machines = dict.fromkeys(each["machine"] for each in found.values())
    return "\n".join([*lines, "", *(f"Measured on {each}." for each in machines)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help=", ".join(BENCHES))
    parser.add_argument("--folder", type=Path, default=HERE.parent / "build" / "bench", help="where inputs are made and kept")
    parser.add_argument("--render", action="store_true", help="run nothing")
    given = parser.parse_args()
    if unknown := sorted(set(given.names) - set(BENCHES)):
        parser.error(f"no bench {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    given.folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, Found] = json.loads(FOUND.read_text()) if FOUND.exists() else {}
    for name in () if given.render else given.names or BENCHES:
        found[name] = run(name, given.folder)
        FOUND.write_text(json.dumps(found, indent=1) + "\n")
    DOCUMENT.write_text(replace_region(DOCUMENT.read_text(), "figures", tables(found)))


if __name__ == "__main__":
    main()
