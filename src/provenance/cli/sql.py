"""`provenance sql`."""

from __future__ import annotations

import json as json_form
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import regex
from rich.cells import cell_len, set_cell_size

from provenance.cli.output import print_json
from provenance.cli.plain import counted, scalar
from provenance.cli.request import dataset_path
from provenance.cli.width import terminal_width
from provenance.read.dataset import open_dataset
from provenance.read.query import query, rows
from provenance.visible import one_line

_NARROWEST = 8
_RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")


def sql(statement: str, version: str, dataset: str | None, config: Path | None, json: bool) -> None:
    """Query the current articles with DuckDB."""
    table = query(open_dataset(dataset_path(dataset, config)).version(version), statement)
    found = list(rows(table))
    if json:
        print_json(found)
        return
    if table.column_names:
        print(_grid(table.column_names, found, terminal_width()))
    print(counted(len(found), "row"))


def _grid(names: Sequence[str], found: Sequence[dict[str, Any]], width: int) -> str:
    """Columns two spaces apart, the widest ones cut until all fit; columns that do not fit even so are only counted."""
    shown = names[: max(1, (width + 2) // (_NARROWEST + 2))]
    cells = [[one_line(name) for name in shown], *([_cell(row[name]) for name in shown] for row in found)]
    widths = _fit([max(map(cell_len, column)) for column in zip(*cells, strict=True)], width)
    lines = ["  ".join(_set(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip() for row in cells]
    lines.insert(1, "  ".join("-" * size for size in widths))
    if len(shown) < len(names):
        lines.append(f"and {len(names) - len(shown)} more columns; select fewer, or --json shows all")
    return "\n".join(lines)


def _fit(widths: list[int], width: int) -> list[int]:
    room = width - 2 * (len(widths) - 1)
    limit = max(widths)
    while limit > _NARROWEST and sum(min(each, limit) for each in widths) > room:
        limit -= 1
    return [min(each, limit) for each in widths]


def _set(cell: str, size: int) -> str:
    if cell_len(cell) > size:
        cell = set_cell_size(cell, size - 1).rstrip() + "…"
    padding = " " * (size - cell_len(cell))
    # An isolate (UAX #9) keeps right-to-left text from changing places with the cells beside it.
    return (f"\u2068{cell}\u2069" if _RIGHT_TO_LEFT.search(cell) else cell) + padding


def _cell(value: Any) -> str:
    if isinstance(value, list | dict):
        return one_line(json_form.dumps(value, ensure_ascii=False, default=scalar))
    return one_line(scalar(value))
