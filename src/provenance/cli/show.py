"""`provenance show`."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc

from provenance.cli.article import article_lines
from provenance.cli.output import print_json
from provenance.cli.request import dataset_path
from provenance.cli.width import terminal_width
from provenance.read.dataset import open_dataset
from provenance.read.find import find_article

#: Longer lines read badly.
_WIDEST = 100


def show(article: str, version: str, dataset: str | None, config: Path | None, json: bool) -> None:
    """Show one article with the evidence of its fields. Raises UsageError where `article` names none, or more than one."""
    published = open_dataset(dataset_path(dataset, config)).version(version)
    articles = published.articles()
    [row] = articles.slice(find_article(articles, article), 1).to_pylist()
    if json:
        print_json(row)
        return
    same = pc.equal(published.revisions(["article_id"]).column("article_id"), row["article_id"])
    for line in article_lines(row, pc.sum(same).as_py(), min(_WIDEST, terminal_width())):
        print(line)
