"""Progress on standard error: bars on a terminal, plain lines otherwise."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.pipeline.steps import OnProgress


def note(line: str) -> None:
    """One line for the person who watches."""
    print(f"provenance: {line}", file=sys.stderr, flush=True)


@contextmanager
def progress() -> Iterator[OnProgress]:
    """What shows the progress of a run's steps."""
    if not sys.stderr.isatty():
        yield _lines
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True)) as bars:

        def show(name: str, done: int, total: int) -> None:
            if done == 0:
                # A run with an upgrade goes through the steps twice.
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=done, total=total)

        yield show


def _lines(name: str, done: int, total: int) -> None:
    """A line per step, and one per tenth of a step that has many parts."""
    if done and done * 10 // total > (done - 1) * 10 // total:
        note(name if total == 1 else f"{name} {done}/{total}")


@contextmanager
def share(name: str) -> Iterator[Callable[[int, int], None]]:
    """What shows how much of one piece of work is done, when it is told of it in bytes."""
    if not sys.stderr.isatty():
        yield _Tenths(name)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn(f"{name:10}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        task = bars.add_task(name, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


class _Tenths:
    """A line per tenth that is done."""

    def __init__(self, name: str) -> None:
        self._name, self._told = name, 0

    def __call__(self, done: int, total: int) -> None:
        tenths = done * 10 // total if total else 10
        if tenths > self._told:
            self._told = tenths
            note(f"{self._name} {tenths * 10}%")
