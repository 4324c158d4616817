"""A full Prefect server as a child of this process: the embedded one schedules nothing."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from provenance.errors import PipelineError

HOST = "127.0.0.1"
STARTUP_SECONDS = 120
SHUTDOWN_SECONDS = 15

# The scheduler plans few runs at a time for a deployment, and looks again after a minute, which is too late for short intervals.
_SCHEDULER = {"PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "10"}


@contextmanager
def prefect_server(home: Path) -> Iterator[str]:
    """Start a server on the loopback address, wait until it answers, and stop it at the end; gives its address.

    It takes what it needs from the environment, and logs to `server.log` in `home`. Raises PipelineError where it does not come
    up in two minutes.
    """
    home.mkdir(parents=True, exist_ok=True)
    log, port = home / "server.log", _free_port()
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(port)]
    with log.open("ab") as output:
        # A session of its own: Ctrl-C is meant for us, who need the server once more to pause the schedule.
        server = subprocess.Popen(
            command,
            env={**_SCHEDULER, **os.environ},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            address = f"http://{HOST}:{port}"
            _wait_for(server, f"{address}/api/health", log)
            yield address
        finally:
            _stop(server)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(server: subprocess.Popen[bytes], health: str, log: Path) -> None:
    end = time.monotonic() + STARTUP_SECONDS
    while not _answers(health):
        if server.poll() is not None:
            raise PipelineError(f"the Prefect server ended with code {server.returncode}; {log} says why")
        if time.monotonic() > end:
            raise PipelineError(f"the Prefect server did not answer within {STARTUP_SECONDS} s; see {log}")
        time.sleep(0.2)


def _answers(health: str) -> bool:
    try:
        with urlopen(health, timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, TimeoutError, ConnectionError):
        return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Stop the server with all that it started: its command runs the server proper as a child."""
    for kill in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(server.pid, kill)
            server.wait(SHUTDOWN_SECONDS)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
