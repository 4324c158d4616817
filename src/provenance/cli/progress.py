"""Progress on standard error: bars on a terminal, plain lines otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

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
