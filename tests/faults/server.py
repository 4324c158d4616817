"""A server of faults: imports once, then forks a process for each fault, and one that looks at what the fault left.

    LD_PRELOAD=shim.so python -m tests.faults.server FOLDER

It reads requests as JSON lines, {"scenario", "mode", "number"}, and answers each with an Outcome as a JSON line. The number 0
of the mode COUNT goes without a fault and leaves the trace of its calls in FOLDER/<scenario>.trace.

After each fault, and again after the next run without one, the versions, `verify`, and what a power cut would take are looked at.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from provenance.dataset.layout import CACHE, STAGING
from provenance.dataset.log import entries
from provenance.errors import ProvenanceError
from tests.faults.durable import unflushed
from tests.faults.scenarios import RUN, SCENARIOS, Scenario, read_pages
from tests.faults.shim import Call, Mode, arm, read_trace
from tests.samples import schemas, verified


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fault came to. `wrong` says what must not be, and is empty where all is well."""

    scenario: str
    mode: str
    number: int
    ended: str  # published, killed, or the name of the error that was raised
    wrong: tuple[str, ...]


class Server:
    """The scenarios with their datasets of the start, and the version that each must end with."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._expected: dict[str, list[str]] = {}

    def handle(self, name: str, mode: Mode, number: int) -> Outcome:
        """Carry out one fault, and look at what it left."""
        scenario = SCENARIOS[name]
        if name not in self._expected:
            self._warm_up(scenario)
            self._expected[name] = self._without_fault(scenario)
        root = self._folder / "dataset"
        self._start(scenario, root)
        trace = self._folder / "fault.trace"
        ended = _forked(lambda: _act(scenario, root, mode, number, trace))
        wrong = _forked(lambda: list(_look(scenario, root, ended, self._expected[name], trace)))
        return Outcome(name, mode.name, number, ended, (wrong,) if isinstance(wrong, str) else tuple(wrong))

    def _warm_up(self, scenario: Scenario) -> None:
        """Import here, once, what the scenario imports, and compile what it compiles: that takes seconds in each process."""
        for module in _forked(lambda: _imported(scenario, self._folder / "warm")):
            with suppress(ImportError):  # some stand for another, under names that cannot be imported
                importlib.import_module(module)
        if scenario.name == RUN:
            read_pages()
        _refuse_threads()

    def _without_fault(self, scenario: Scenario) -> list[str]:
        """The ids that the scenario ends with, oldest first, and on the way the trace of its calls."""
        root, seed = self._folder / "dataset", self._seed(scenario)
        if scenario.prepare is not None:
            _forked(lambda: _silent(scenario.prepare, seed))
        self._start(scenario, root)
        ended = _forked(lambda: _act(scenario, root, Mode.COUNT, 0, self._folder / f"{scenario.name}.trace"))
        if ended != "published":
            raise RuntimeError(f"{scenario.name} does not work without a fault: {ended}")
        return list(_forked(lambda: _chain(root)))

    def _seed(self, scenario: Scenario) -> Path:
        return self._folder / f"seed-{scenario.name}"

    def _start(self, scenario: Scenario, root: Path) -> None:
        shutil.rmtree(root, ignore_errors=True)
        if scenario.prepare is not None:
            shutil.copytree(self._seed(scenario), root)


def _imported(scenario: Scenario, root: Path) -> list[str]:
    for function in (scenario.prepare, scenario.act):
        _silent(function, root)
    verified(root)
    shutil.rmtree(root)
    return list(sys.modules)


def _silent(function: Callable[[Path], object] | None, root: Path) -> None:
    if function is not None:
        function(root)


def _chain(root: Path) -> list[str]:
    return [entry.version for entry in reversed(entries(root)[1])]


def _act(scenario: Scenario, root: Path, mode: Mode, number: int, trace: Path) -> str:
    with trace.open("wb") as file:
        arm(root, mode, number, file.fileno())
        try:
            done = scenario.act(root)
        except ProvenanceError as error:
            return f"{type(error).__name__}"
        except Exception:
            return traceback.format_exc()
        return "nothing" if done is None else "published"


def _look(scenario: Scenario, root: Path, ended: str, expected: list[str], trace: Path) -> Iterator[str]:
    """What must not be: the dataset is read, verified, and the scenario carried out again."""
    calls = read_trace(trace)
    chain = _chain(root)
    if ended not in ("published", "killed", "DatasetError", "SourceError"):
        yield f"it ended with {ended}"
    if chain not in (expected[:-1], expected):
        yield f"the versions are {chain}"
    if ended == "published":
        if chain != expected:
            yield "an acknowledged version is not there"
        yield from _lost(root, calls)
    if (root / "_delta_log").is_dir():
        yield from (f"after the fault: {finding}" for finding in verified(root).findings)
    again = _act(scenario, root, Mode.COUNT, 0, trace)
    if again not in ("published", "nothing") or _chain(root) != expected:
        yield f"the next run: {again}, and ends with {_chain(root)}, not {expected}"
    yield from _lost(root, [*calls, *read_trace(trace)])
    yield from (f"after the next run: {finding}" for finding in verified(root).findings)


def _lost(root: Path, calls: Iterable[Call]) -> Iterator[str]:
    """Files of a version that are not flushed once it is acknowledged."""
    needless = {root / path for path in verified(root).orphans}
    for path in sorted(unflushed(calls)):
        # The dataset's own name stands in a folder outside of it, whose flush is not counted.
        if path != root and path.exists() and path not in needless and not _left_over(path.relative_to(root)):
            yield f"a power cut would take {path.relative_to(root)}"


def _left_over(path: Path) -> bool:
    """What no version rests on: the cache, the staging, temporary files, and a checkpoint that a run died before flushing."""
    return path.parts[0] in (CACHE, STAGING) or path.name.startswith(".") or "#" in path.name or "checkpoint" in path.name


def _forked(function: Callable[[], Any]) -> Any:
    """What a function gives in a process of its own; `killed` where that was killed. What it raises is given as a string."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            answer = function()
        except BaseException:
            answer = traceback.format_exc()
        with os.fdopen(writer, "w") as pipe:
            json.dump(answer, pipe)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        answer = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == -signal.SIGKILL:
        return "killed"
    if status != 0:
        return f"ended with {status}"
    return json.loads(answer)


def _refuse_threads() -> None:
    threads = len(list(Path("/proc/self/task").iterdir()))
    if threads != 1:
        raise RuntimeError(f"{threads} threads before the fork: only one of them would be there after it")


def main() -> None:
    """Serve until standard input ends."""
    folder = Path(sys.argv[1]).resolve()
    schemas()
    _refuse_threads()
    server = Server(folder)
    for line in sys.stdin:
        request = json.loads(line)
        outcome = server.handle(request["scenario"], Mode[request["mode"]], request["number"])
        print(json.dumps(asdict(outcome)), flush=True)


if __name__ == "__main__":
    main()
