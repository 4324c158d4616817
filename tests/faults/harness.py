"""Faults asked of the server, one by one, and counted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.faults.shim import AT_ONE_CALL, ENVIRONMENT, Call, Mode, build, read_trace

CHECKOUT = Path(__file__).parents[2]


class Faults:
    """A running server. `outcomes` are what it answered so far, each with the call that was hit."""

    def __init__(self, folder: Path, process: subprocess.Popen[str]) -> None:
        self._folder = folder.resolve()
        self._process = process
        self._calls: dict[str, list[Call]] = {}
        self.outcomes: list[tuple[Call, dict[str, Any]]] = []

    def calls(self, scenario: str) -> list[Call]:
        """The calls that a scenario makes on the dataset without a fault."""
        if scenario not in self._calls:
            self._ask(scenario, Mode.COUNT, 0)
            self._calls[scenario] = read_trace(self._folder / f"{scenario}.trace")
        return self._calls[scenario]

    def hit(self, scenario: str, call: Call, mode: Mode) -> dict[str, Any]:
        """Let one call go wrong."""
        outcome = self._ask(scenario, mode, call.number)
        self.outcomes.append((call, outcome))
        return outcome

    def failures(self) -> list[str]:
        """What was wrong, a line each."""
        return [
            f"{each['scenario']}: {each['mode']} at call {call.number}, {call.name} {call.path}: ended {each['ended']}: {wrong}"
            for call, each in self.outcomes
            for wrong in each["wrong"]
        ]

    def counts(self, keys: Iterable[str]) -> Counter[tuple[str, ...]]:
        """How many faults there were by `scenario`, `mode`, `call` or `folder`."""
        wanted = list(keys)
        root = self._folder / "dataset"
        return Counter(
            tuple({**each, "call": call.name, "folder": call.folder(root)}[key] for key in wanted) for call, each in self.outcomes
        )

    def _ask(self, scenario: str, mode: Mode, number: int) -> dict[str, Any]:
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the server has no pipes")
        self._process.stdin.write(json.dumps({"scenario": scenario, "mode": mode.name, "number": number}) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the server of faults died at {scenario}, {mode.name}, call {number}")
        outcome: dict[str, Any] = json.loads(answer)
        return outcome


def plan(faults: Faults, scenario: str) -> Iterator[tuple[Call, Mode]]:
    """Every call of a scenario with every mode that can do something to it."""
    for call in faults.calls(scenario):
        yield from ((call, mode) for mode in AT_ONE_CALL if call.takes(mode))


@contextmanager
def serving(folder: Path, prefix: Iterable[str] = ()) -> Iterator[Faults]:
    """A server that works in a folder; `prefix` is a command that it runs under, such as strace."""
    # `env` loads the shim into the interpreter alone, not into a tool that it runs under.
    server = [sys.executable, "-m", "tests.faults.server", str(folder)]
    command = [*prefix, "env", f"LD_PRELOAD={build(folder)}", *server]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **ENVIRONMENT}, cwd=CHECKOUT
    ) as process:
        yield Faults(folder, process)
        if process.stdin is not None:
            process.stdin.close()
