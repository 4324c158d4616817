"""Where the time of a run went, as `provenance run` shows it."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.pipeline.profile import Profile, Spent
from provenance.pipeline.report import Report

_HEADER = ("step", "documents", "seconds", "CPU seconds", "documents/s", "documents/CPU s")
_STAGES = {"html": "read HTML", "text": "read text", "hash": "hash rows", "write": "write rows"}


def sums(profile: Profile) -> str:
    """Tenths of seconds by step; as shown they add up to the whole."""
    steps = {name: round(10 * spent.seconds) for name, spent in profile.steps.items()}
    start = round(10 * profile.whole.seconds) - sum(steps.values())
    return " + ".join(f"{tenths / 10:.1f} {name}" for name, tenths in {"start": start, **steps}.items())


def profile_table(report: Report) -> str:
    """A line for each step, and for each stage of reading in the workers."""
    rows = list(_rows(report))
    widths = [len(title) for title in _HEADER]
    widths[0] = max(len(name) for name, *_ in rows)
    lines = ("  ".join([f"{row[0]:{widths[0]}}", *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows)
    return "\n".join(lines)


def _rows(report: Report) -> Iterator[tuple[str, ...]]:
    profile, documents = report.profile, report.profile.documents
    yield _HEADER
    yield "start", "", f"{profile.start.seconds:.2f}", f"{profile.start.cpu_seconds:.2f}"
    for name, spent in profile.steps.items():
        yield _row(name, report.found if name == "discover" else documents, spent)
    yield _row("in all", documents, profile.whole)
    if profile.stages:
        yield ("",)
        yield (f"reading, in {profile.workers} workers together" if profile.workers else "reading, within the step `extract`",)
        for name, spent in {**profile.stages, "in all": sum(profile.stages.values(), Spent())}.items():
            yield f"  {_STAGES.get(name, name)}", "", "", f"{spent.cpu_seconds:.2f}", "", _rate(documents, spent.cpu_seconds)


def _row(name: str, documents: int, spent: Spent) -> tuple[str, ...]:
    seconds, cpu = spent.seconds, spent.cpu_seconds
    return name, f"{documents:,}", f"{seconds:.2f}", f"{cpu:.2f}", _rate(documents, seconds), _rate(documents, cpu)


def _rate(documents: int, seconds: float) -> str:
    return f"{documents / seconds:,.1f}" if seconds >= 0.005 else ""
