"""`provenance quarantine`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from provenance.cli.output import print_json, short
from provenance.cli.plain import counted
from provenance.cli.request import dataset_path
from provenance.cli.width import terminal_width
from provenance.read.dataset import open_dataset
from provenance.visible import one_line, visible


def quarantine(version: str, dataset: str | None, config: Path | None, json: bool) -> None:
    """List what was rejected, with reasons and remedies: what is open, or as JSON every entry, newest last."""
    entries = open_dataset(dataset_path(dataset, config)).version(version).quarantine().to_pylist()
    if json:
        print_json(entries)
        return
    still = [entry for entry in entries if entry["open"]]
    width = min(100, terminal_width())
    for entry in still:
        print("\n".join(_lines(entry, width)))
        print()
    settled = len(entries) - len(still)
    history = f"; {settled} more no longer are (--json lists all)" if settled else ""
    print(counted(len(still), "open entry", "open entries") + history)


def _lines(entry: Mapping[str, Any], width: int) -> Iterator[str]:
    part = "the whole snapshot" if entry["part"] is None else f"part {entry['part']}"
    yield visible(f"{entry['source']}  {entry['uri']}")
    yield f"  {part}, rejected by {visible(entry['stage'])}, version {entry['sequence']}, snapshot {short(entry['snapshot_id'])}"
    for reason in entry["reasons"]:
        column = f" in {visible(reason['column'])}" if reason["column"] else ""
        yield visible(f"  {reason['severity']}  {reason['rule']}") + column
        for label, text in (("observed", reason["observed"]), ("remedy", reason["remedy"])):
            yield from textwrap.wrap(
                one_line(text),
                width,
                initial_indent=f"    {label:<9} ",
                subsequent_indent=" " * 14,
                break_long_words=False,
                break_on_hyphens=False,
            )
