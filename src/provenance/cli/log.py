"""`provenance log`."""

from __future__ import annotations

from pathlib import Path

from provenance.cli.output import print_json, short, table
from provenance.cli.request import dataset_path
from provenance.read.dataset import open_dataset


def log(dataset: str | None, config: Path | None, json: bool) -> None:
    """List the versions, newest first."""
    rows = [
        {
            "version": version.id,
            "sequence": version.sequence,
            "parent": version.parent,
            "published": version.published,
            "articles": version.article_count(),
        }
        for version in open_dataset(dataset_path(dataset, config)).versions
    ]
    if json:
        print_json(rows)
        return
    lines = [(row["sequence"], short(str(row["version"])), row["published"], row["articles"]) for row in rows]
    print(table(("number", "version", "published", "articles"), lines))
