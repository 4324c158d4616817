"""`provenance history`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from provenance.cli.changes import change_json, change_lines
from provenance.cli.output import print_json, short
from provenance.cli.plain import counted, scalar
from provenance.cli.request import dataset_path
from provenance.cli.width import is_coloured, terminal_width
from provenance.read.dataset import open_dataset
from provenance.read.history import Event, History
from provenance.visible import one_line, shorten, visible

_WIDEST = 100


def history(article: str, version: str, text: bool, dataset: str | None, config: Path | None, json: bool) -> None:
    """Tell everything that became of one article."""
    found = open_dataset(dataset_path(dataset, config)).version(version).history(article)
    if json:
        print_json(_as_json(found, text))
        return
    for line in _lines(found, min(_WIDEST, terminal_width()), text, is_coloured()):
        print(line)


def _lines(found: History, width: int, text: bool, colour: bool) -> Iterator[str]:
    yield one_line(found.title or "(no title)")
    yield f"{visible(found.source)}, part {found.part} of {visible(found.uri)}"
    state = "no capture of it was ever accepted" if found.revision is None else f"revision {found.revision}, {found.status}"
    yield f"article {short(found.article_id)}, {state}"
    for event in found.events:
        yield ""
        yield from _event(event, width, text, colour)
    silent = sum(event.silent for event in found.events)
    captures = sum(event.kind != "technical_upgrade" for event in found.events)
    yield ""
    edits = sum(event.kind == "edited" for event in found.events)
    yield f"{counted(captures, 'capture')}, {counted(edits, 'edit')}, {silent} of them silent"


def _event(event: Event, width: int, text: bool, colour: bool) -> Iterator[str]:
    yield f"{_when(event)}  {_what(event)}{_published(event)}, version {event.version}, snapshot {short(event.snapshot_id)}"
    for reason in event.reasons:
        yield f"    {visible(reason['severity'])} {visible(reason['rule'])}: {shorten(reason['observed'], width)}"
    if event.kind == "edited":
        seen = "the capture before" if event.since is None else scalar(event.since)
        yield f"    changed after {seen}, {_notice(event)}"
    if event.compared and event.compared[1] != event.revision:
        yield f"    compared as one recipe reads both: revision {event.compared[0]} with {event.compared[1]}"
    if event.compared and not event.changes:
        yield "    only where values were read"
    yield from change_lines(event.changes, width, text, colour)


def _when(event: Event) -> str:
    if event.kind == "technical_upgrade":
        return "  read again"
    return scalar(event.captured_at) if event.captured_at else "no capture time"


def _what(event: Event) -> str:
    if event.kind == "technical_upgrade":
        gone = {"quarantined": ", rejected by the new recipe", "gone": ", not found by the new recipe"}
        return "technical upgrade" + gone.get(event.outcome, "")
    names = {"unchanged": "seen again unchanged", "gone": "gone from the page", "edited": f"edited{' silently' * event.silent}"}
    return names.get(event.kind, event.kind)


def _published(event: Event) -> str:
    """The revision that it added, and what that was published as where it is told as something else here."""
    if event.revision is None:
        return ""
    told = event.kind == event.change
    return f", revision {event.revision}" + ("" if told else f" (published as {str(event.change).replace('_', ' ')})")


def _notice(event: Event) -> str:
    return "and the page's own modified time does not say so" if event.silent else "and the page's own modified time says so"


def _as_json(found: History, text: bool) -> dict[str, Any]:
    events = [{**vars(event), "changes": change_json(event.changes, text)} for event in found.events]
    return {**asdict(found), "events": events}
