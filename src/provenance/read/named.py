"""Which article somebody means, among all that a dataset has ever seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from provenance.dataset.state import State
from provenance.read.current import current_revisions
from provenance.read.find import COLUMNS, find_first
from provenance.read.lives import Subject
from provenance.read.rejected import rejected_article

_NAMES = [*COLUMNS, "source", "part"]
_KEYS = ["article_id", "revision"]


def find_subject(name: str, state: State, schemas: Mapping[str, pa.Schema]) -> Subject:
    """The article that is meant, as it is now, or failing that as it was, or as it was rejected.

    A snapshot that was rejected as a whole stands for the first article of its address. Raises UsageError where none is meant, or
    more than one.
    """
    row = find_first(_tables(state, schemas), name)
    return Subject(row["source"], row["uri"], row["part"])


def _tables(state: State, schemas: Mapping[str, pa.Schema]) -> Iterator[pa.Table]:
    revisions = state.table("articles", schemas["articles"], [*_NAMES, "revision"])
    current = current_revisions(state, schemas).select(_KEYS)
    yield revisions.join(current, _KEYS, join_type="inner").sort_by("article_id").select(_NAMES)
    yield revisions.select(_NAMES)
    columns = ["source", "uri", "part", "article"]
    rejected = [_rejected(row) for row in state.table("quarantine", schemas["quarantine"], columns).to_pylist()]
    yield pa.Table.from_pylist(rejected, schema=pa.schema([schemas["articles"].field(name).remove_metadata() for name in _NAMES]))


def _rejected(row: dict[str, Any]) -> dict[str, Any]:
    article = rejected_article(row)
    subject = Subject(row["source"], row["uri"], row["part"] or 0)
    known = {"article_id": subject.article_id, "source": subject.source, "uri": subject.uri, "part": subject.part}
    return {**known, "canonical_url": article.get("canonical_url"), "title": article.get("title")}
