"""The same flow on a Dask cluster that runs already and on a Ray cluster of its own: the same version as without either."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from provenance.orchestrate.environment import variables
from provenance.orchestrate.server import prefect_server
from tests.command import provenance
from tests.flows.command import environment

SAMPLE = Path(__file__).parents[2] / "data" / "inbox" / "2031-03-14"

COMMAND = """
from provenance.cli import main

if __name__ == "__main__":
    main()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with a few documents, and the version that they come to without Prefect."""
    made = tmp_path_factory.mktemp("engines")
    (made / "in").mkdir()
    for each in sorted(SAMPLE.glob("*.txt"))[:4]:
        shutil.copy(each, made / "in")
    (made / "run.py").write_text(COMMAND)
    return made


@pytest.fixture(scope="module")
def expected(folder: Path) -> str:
    version: str = provenance("run", folder / "in", "--direct", "--dataset", folder / "direct", "--json").json["version"]
    return version


@pytest.fixture(scope="module")
def environ(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of all processes: one Prefect server, and a home of nobody."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables({}, folder / ".prefect", own_profiles=False).items():
            patch.setenv(name, value)
        with prefect_server(folder / ".prefect") as address:
            yield {
                **environment(folder / "home"),
                **variables({}, folder / ".prefect", False),
                "PREFECT_API_URL": f"{address}/api",
            }


def version(folder: Path, environ: dict[str, str], *options: str) -> str:
    command = [sys.executable, "run.py", "run", "in", "--json", *options]
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    found: str = json.loads(done.stdout)["version"]
    return found


@contextmanager
def dask_cluster(folder: Path, environ: dict[str, str]) -> Iterator[str]:
    """A scheduler and a worker, as their command line starts them; gives the scheduler's address."""
    file = folder / "scheduler.json"
    ours = {**environ, "DASK_TEMPORARY_DIRECTORY": str(folder / "dask")}
    loopback = ["--host", "127.0.0.1", "--no-dashboard"]
    commands = (
        ["dask", "scheduler", "--port", "0", "--scheduler-file", str(file), *loopback],
        ["dask", "worker", "--scheduler-file", str(file), "--nthreads", "2", *loopback],
    )
    with ExitStack() as stack:
        for command in commands:
            log = stack.enter_context((folder / f"{command[1]}.log").open("w"))
            process = subprocess.Popen([sys.executable, "-m", *command], env=ours, cwd=folder, stdout=log, stderr=log)
            stack.callback(process.wait)
            stack.callback(process.terminate)
            while not file.exists():
                assert process.poll() is None, (folder / f"{command[1]}.log").read_text()
                time.sleep(0.1)
        yield json.loads(file.read_text())["address"]


def test_a_dask_cluster_that_runs_already(folder: Path, environ: dict[str, str], expected: str) -> None:
    with dask_cluster(folder, environ) as scheduler:
        assert version(folder, environ, "--dataset", "dask-dataset", "--engine", "dask", "--scheduler", scheduler) == expected


def test_a_ray_cluster_for_the_run(folder: Path, environ: dict[str, str], expected: str) -> None:
    assert version(folder, environ, "--dataset", "ray-dataset", "--engine", "ray", "--workers", "2") == expected
    assert list((folder / "home").rglob("*")) == []
