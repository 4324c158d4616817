"""`provenance tag`."""

from __future__ import annotations

from pathlib import Path

from provenance.cli.output import print_json, short, table
from provenance.cli.request import dataset_path
from provenance.dataset.tags import delete_tag, write_tag
from provenance.errors import UsageError
from provenance.read.dataset import Dataset, open_dataset


def tag(name: str | None, version: str, delete: bool, dataset: str | None, config: Path | None, json: bool) -> None:
    """Name a version, forget a name, or list the names. Raises UsageError for a name that cannot be one or is taken."""
    opened = open_dataset(dataset_path(dataset, config))
    if delete:
        if name is None:
            raise UsageError("name the tag to delete")
        delete_tag(opened.root, name)
    elif name is not None:
        write_tag(opened.root, name, opened.version(version).id)
    rows = _rows(opened)
    if json:
        print_json(rows)
    elif not rows:
        print("no tags")
    else:
        print(
            table(
                ("tag", "number", "version"),
                [(row["tag"], row["sequence"] or "lost", short(str(row["version"]))) for row in rows],
            )
        )


def _rows(opened: Dataset) -> list[dict[str, object]]:
    numbers = {version.id: version.sequence for version in opened.versions}
    return [{"tag": name, "version": id_, "sequence": numbers.get(id_)} for name, id_ in opened.tags.items()]
