"""What changed between two versions of a dataset: counts, the recipe, and every article that is not what it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from provenance.dataset.manifest import Manifest
from provenance.dataset.state import State, read_manifest
from provenance.errors import UsageError
from provenance.read.change import KINDS, ArticleChange, change_of, course_of
from provenance.read.changed import Place, changed_places
from provenance.read.current import current_revisions
from provenance.read.lives import Subject, load_lives
from provenance.read.recipes import Difference, differences, read_recipe
from provenance.read.rows import count, rows_at

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Diff:
    """The difference between two versions, the older one first.

    `sequences` are the numbers of the two, `versions` their ids; `counts` the rows of each table in both; `statuses` the articles
    by status in both; `recipe` the entries of the recipe that differ; `articles` what changed, by source, address and part.
    """

    sequences: tuple[int, int]
    versions: tuple[str, str]
    counts: Mapping[str, tuple[int, int]]
    statuses: Mapping[str, tuple[int, int]]
    recipe: tuple[Difference, ...]
    articles: tuple[ArticleChange, ...]

    @property
    def kinds(self) -> dict[str, int]:
        """How many articles changed in each way, in the order of `KINDS`; an article may have changed in several."""
        found = Counter(kind for article in self.articles for kind in article.kinds)
        return {kind: found[kind] for kind in KINDS if found[kind]}


def diff_states(before: State, after: State, schemas: Mapping[str, pa.Schema], only: str | None = None) -> Diff:
    """The difference between two states of one dataset; `only` limits its articles to the one of an id.

    Raises UsageError where the first is the newer one, DatasetError where a recipe or a file is lost.
    """
    older, newer = _manifest(before), _manifest(after)
    if older.sequence > newer.sequence:
        raise UsageError(
            f"version {older.sequence} is newer than version {newer.sequence}, and a dataset only grows: name the older one first"
        )
    current = current_revisions(before, schemas), current_revisions(after, schemas)
    places = changed_places(before, after, current, schemas)
    if only is not None:
        places = {subject: place for subject, place in places.items() if subject.article_id == only}
    statuses = [count(table, "status") for table in current]
    return Diff(
        sequences=(older.sequence, newer.sequence),
        versions=(older.version, newer.version),
        counts={name: (older.counts[name], newer.counts[name]) for name in newer.counts},
        statuses={name: (statuses[0].get(name, 0), statuses[1].get(name, 0)) for name in ("current", "stale", "withdrawn")},
        recipe=tuple(differences(read_recipe(before.root, older.recipe), read_recipe(after.root, newer.recipe))),
        articles=tuple(_articles(places, older.sequence, after, schemas)),
    )


def _manifest(state: State) -> Manifest:
    if state.last is None:
        raise UsageError(f"{state.root}: no version has been published here")
    return read_manifest(state.root, state.last.version)


def _articles(
    places: Mapping[Subject, Place], since: int, after: State, schemas: Mapping[str, pa.Schema]
) -> Iterator[ArticleChange]:
    lives = load_lives(after, schemas, places)
    courses = [course_of(lives[subject.article_id], place, since) for subject, place in places.items()]
    numbers = {each.row for course in courses for each in (course.before, course.between, course.after) if each is not None}
    entries = {number for place in places.values() for number in (*place.opened, *place.closed)}
    rows = _Rows(sorted(numbers), rows_at(after, "articles", schemas["articles"], numbers))
    rejected = _Rows(sorted(entries), rows_at(after, "quarantine", schemas["quarantine"], entries))
    for course in courses:
        change = change_of(course, rows, rejected)
        if change.kinds:
            yield change


class _Rows:
    """Rows of a table by their numbers, made Python objects when they are asked for."""

    def __init__(self, numbers: Sequence[int], table: pa.Table) -> None:
        self._places = {number: place for place, number in enumerate(numbers)}
        self._table = table.combine_chunks()

    def __getitem__(self, number: int) -> Row:
        row: Row = self._table.slice(self._places[number], 1).to_pylist()[0]
        return row
