"""`provenance status`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from provenance.cli.output import print_json, short, table
from provenance.cli.plain import counted, scalar
from provenance.cli.recipes import recipe_table
from provenance.cli.request import dataset_path
from provenance.config import load_config
from provenance.dataset.origin import place_name
from provenance.pipeline.request import settings_of
from provenance.pipeline.tools import load_tools
from provenance.read.dataset import open_dataset
from provenance.read.status import Status, dataset_status
from provenance.visible import visible


def status(dataset: str | None, config: Path | None, json: bool) -> None:
    """Tell how the dataset stands: version, articles, sources, quarantine, recipe."""
    root = dataset_path(dataset, config)
    newest = open_dataset(root).latest()
    settings = load_config(config)
    recipe = load_tools(settings_of(settings), settings.registry, settings.contracts).recipe
    found = dataset_status(newest, recipe.hash, recipe.text)
    if json:
        print_json(_as_json(root, found))
        return
    print(table(("dataset", place_name(root)), _rows(found)))
    if not found.is_installed:
        print("\nThe installed recipe differs, so the next run makes a technical upgrade first:")
        print(recipe_table(found.changes, ("dataset", "installed")))


def _rows(found: Status) -> Iterator[tuple[str, str]]:
    yield "version", f"{found.sequence} ({found.version})"
    yield "published", found.published
    yield "articles", ", ".join(f"{number} {name}" for name, number in found.articles.items())
    yield "revisions", str(found.revisions)
    yield "snapshots", str(found.snapshots)
    for source in found.sources:
        latest = "no capture times" if source.latest_capture is None else f"latest capture {scalar(source.latest_capture)}"
        counts = f"{counted(source.snapshots, 'snapshot')} of {counted(source.addresses, 'address', 'addresses')}"
        yield "source", f"{visible(source.source)}: {counts}, {latest}"
    entries = counted(found.open_entries, "open entry", "open entries")
    yield "quarantine", f"{entries} of {counted(found.open_snapshots, 'snapshot')}, {found.entries} ever"
    yield "recipe", f"{short(found.recipe)}, {'same as' if found.is_installed else 'differs from'} the installed one"
    yield "size", f"{found.size / 1e6:.1f} MB"


def _as_json(root: Path, found: Status) -> dict[str, Any]:
    return {
        "dataset": place_name(root),
        "version": found.version,
        "sequence": found.sequence,
        "published": found.published,
        "articles": found.articles,
        "revisions": found.revisions,
        "snapshots": found.snapshots,
        "sources": [asdict(source) for source in found.sources],
        "quarantine": {"open": found.open_entries, "snapshots": found.open_snapshots, "entries": found.entries},
        "recipe": {
            "dataset": found.recipe,
            "installed": found.installed,
            "same": found.is_installed,
            "differences": [{"entry": each.entry, "dataset": each.before, "installed": each.after} for each in found.changes],
        },
        "bytes": found.size,
    }
