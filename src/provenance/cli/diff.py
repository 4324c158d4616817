"""`provenance diff`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from provenance.cli.changes import change_json, change_lines
from provenance.cli.output import print_json, short, table
from provenance.cli.plain import counted
from provenance.cli.recipes import recipe_table
from provenance.cli.request import dataset_path
from provenance.cli.width import is_coloured, terminal_width
from provenance.read.change import ArticleChange
from provenance.read.dataset import open_dataset
from provenance.read.diff import Diff
from provenance.visible import one_line, shorten, visible

_WORDS = {
    "new": "new",
    "edited": "edited",
    "technical_upgrade": "technical upgrade",
    "earlier_capture": "earlier capture added",
    "quarantined": "moved to quarantine",
    "rejected_again": "rejected again",
    "released": "out of quarantine",
    "stale": "stale",
    "withdrawn": "withdrawn",
    "returned": "back to current",
}
_WIDEST = 100


def diff(before: str, after: str, article: str | None, text: bool, dataset: str | None, config: Path | None, json: bool) -> None:
    """Tell what changed between two versions."""
    found = open_dataset(dataset_path(dataset, config)).diff(before, after, article)
    if json:
        print_json(_as_json(found, text))
        return
    for line in _lines(found, min(_WIDEST, terminal_width()), text, is_coloured()):
        print(line)


def _lines(found: Diff, width: int, text: bool, colour: bool) -> Iterator[str]:
    (old, new), (old_id, new_id) = found.sequences, found.versions
    yield f"version {old} ({short(old_id)}) -> version {new} ({short(new_id)})"
    yield ""
    counts = [(f"{name} articles", *pair) for name, pair in found.statuses.items()]
    rows = [("revisions" if name == "articles" else f"{name} rows", *pair) for name, pair in found.counts.items()]
    yield table(("", "before", "after"), [row for row in (*counts, *rows) if row[1] or row[2]])
    yield ""
    if found.recipe:
        yield f"The recipe differs in {counted(len(found.recipe), 'entry', 'entries')}:"
        yield recipe_table(found.recipe, ("before", "after"))
    else:
        yield "The recipe is the same."
    kinds = ", ".join(f"{number} {_WORDS[kind]}" for kind, number in found.kinds.items())
    yield ""
    yield f"{counted(len(found.articles), 'article')} changed{': ' if kinds else ''}{kinds}"
    for article in found.articles:
        yield ""
        yield from _article(article, width, text, colour)


def _article(article: ArticleChange, width: int, text: bool, colour: bool) -> Iterator[str]:
    kinds = [_WORDS[kind] + (" silently" if kind == "edited" and article.silent else "") for kind in article.kinds]
    yield f"{', '.join(kinds)}: {one_line(article.title or '(no title)')}"
    yield f"  {visible(article.source)}, part {article.part} of {visible(article.uri)}"
    yield f"  article {short(article.article_id)}, {_revisions(article)}"
    for reason in article.reasons:
        yield f"  {visible(reason['severity'])} {visible(reason['rule'])}: {shorten(reason['observed'], width)}"
    if "technical_upgrade" in article.kinds:
        yield "  changed by the technical upgrade" + ("" if article.upgrade else _nothing(article))
        yield from change_lines(article.upgrade, width, text, colour)
    if "edited" in article.kinds and article.revision_before is not None:
        yield "  changed by the publisher" + (": nothing in the end" if not article.edit else _modified(article))
        yield from change_lines(article.edit, width, text, colour)


def _revisions(article: ArticleChange) -> str:
    old, new = article.revision_before, article.revision_after
    if new is None:
        return "no revision was ever accepted"
    status = "" if article.status_after == "current" else f", {article.status_after}"
    others = [str(number) for number in article.added if number != new]
    added = f" (also added: {', '.join(others)})" if others else ""
    if old == new:
        return f"revision {new} as before{added}{status}"
    return f"revision {new if old is None else f'{old} -> {new}'}{added}{status}"


def _nothing(article: ArticleChange) -> str:
    return (
        ": nothing of the current revision"
        if article.revision_before == article.revision_after
        else ": only where values were read"
    )


def _modified(article: ArticleChange) -> str:
    return ", and the page's own modified time does not say so" if article.silent else ""


def _as_json(found: Diff, text: bool) -> dict[str, Any]:
    def pairs(values: Any) -> dict[str, Any]:
        return {name: {"before": old, "after": new} for name, (old, new) in values.items()}

    ends = [{"sequence": number, "version": id_} for number, id_ in zip(found.sequences, found.versions, strict=True)]
    return {
        "before": ends[0],
        "after": ends[1],
        "counts": pairs(found.counts),
        "statuses": pairs(found.statuses),
        "recipe": [{"entry": each.entry, "before": each.before, "after": each.after} for each in found.recipe],
        "kinds": found.kinds,
        "articles": [
            {**vars(each), "upgrade": change_json(each.upgrade, text), "edit": change_json(each.edit, text)}
            for each in found.articles
        ],
    }
