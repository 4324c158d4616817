"""Recompute the rows of a chain of commits: portions to workers, their facts into the replay, citations to their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

import pyarrow as pa

from provenance.audit.citations import Citation, Place, check_citations
from provenance.audit.commits import Chain, Commit, decode_limits, portions_of
from provenance.audit.facts import PORTION, Facts, Portion, check, unreadable
from provenance.audit.files import data_fault
from provenance.audit.pool import Workers
from provenance.audit.replay import ROWS, SOURCE, Replay
from provenance.dataset.manifest import DataFile
from provenance.extraction.limits import DecodeLimits

#: Articles whose citations are kept before their sources are read. It bounds memory; the more there are, the less often a
#: snapshot file is read.
CITED = 100_000

#: Told as work goes on: bytes done, bytes in all.
OnProgress = Callable[[int, int], None]


class Recomputation:
    """The walk over all rows of a chain; `replay` holds what was found."""

    def __init__(self, root: Path, schemas: Mapping[str, pa.Schema], chain: Chain, workers: Workers, show: OnProgress) -> None:
        self.replay = Replay(root, schemas)
        self._root, self._schemas, self._workers, self._show = root, schemas, workers, show
        self._commits = chain.commits
        self._limits: Callable[[str | None], DecodeLimits] = cache(partial(decode_limits, root))
        self._cited: defaultdict[tuple[str, DecodeLimits], list[Citation]] = defaultdict(list)
        self._waiting = 0
        # The articles' bytes count twice, since their evidence is held against the sources in a second step.
        sizes = [(file.table, file.size, file.rows) for _, _, file in portions_of(chain.commits)]
        articles = [(size, rows) for table, size, rows in sizes if table == "articles"]
        self._per_citation = sum(size for size, _ in articles) / max(1, sum(rows for _, rows in articles))
        self._total = sum(size for _, size, _ in sizes) + sum(size for size, _ in articles)
        self._done = 0.0

    def run(self) -> Replay:
        """Recompute everything."""
        checking = partial(check, self._root, self._schemas)
        commits = iter(self._commits)
        commit: Commit | None = None
        for portion, facts in self._workers.run(checking, self._portions(), _died):
            while commit is None or commit.place != portion.commit:
                commit = self._next(commit, commits)
            self.replay.fold(portion, facts)
            self._cite(portion, facts, commit)
            self._progress(portion.file.size * (portion.count / portion.file.rows if portion.file.rows else 1))
        while commit := self._next(commit, commits):
            pass
        self._hold_citations()
        self._show(self._total, self._total)
        return self.replay

    def _next(self, commit: Commit | None, commits: Iterator[Commit]) -> Commit | None:
        """End one commit and begin on the following one."""
        if commit is not None:
            self.replay.end(commit)
        following = next(commits, None)
        if following is not None:
            self.replay.begin(following)
        return following

    def _portions(self) -> Iterator[Portion]:
        for commit, number, file in portions_of(self._commits):
            fault = data_fault(self._root, file)
            size = PORTION[file.table] if fault is None else max(file.rows, 1)
            for first in range(0, max(file.rows, 1), size):
                yield _portion(commit, number, file, first, min(size, file.rows - first), fault)

    def _cite(self, portion: Portion, facts: Facts, commit: Commit) -> None:
        limits = self._limits(commit.recipe)
        for fact in facts.articles:
            found = self.replay.places.get(fact.snapshot)
            if found is not None:  # that there is no such snapshot is told of its observation
                path, row = self.replay.snapshot_files[found >> 32], found & 0xFFFFFFFF
                place = Place(portion.commit, portion.number, portion.file.path, fact.row)
                self._cited[path, limits].append(Citation(row, place, fact.spans, fact.seal))
                self._waiting += 1
        if self._waiting >= CITED:
            self._hold_citations()

    def _hold_citations(self) -> None:
        for answer in check_citations(self._root, self._schemas, self._cited, self._workers):
            if isinstance(answer, int):
                self._progress(answer * self._per_citation)
            else:
                place, finding = answer
                self.replay.findings.append(((place.commit, ROWS, place.number, place.row, SOURCE), finding))
        self._cited.clear()
        self._waiting = 0

    def _progress(self, done: float) -> None:
        self._done = min(self._done + done, self._total)
        self._show(int(self._done), self._total)


def _portion(commit: Commit, number: int, file: DataFile, first: int, count: int, fault: str | None) -> Portion:
    return Portion(
        commit=commit.place,
        number=number,
        file=file,
        first=first,
        count=count,
        sequence=commit.physical.sequence,
        recipe=commit.recipe,
        cause=commit.cause,
        same_writer=commit.physical.writer.get("pyarrow") == pa.__version__,
        fault=fault,
    )


def _died(portion: Portion) -> Facts:
    rows = f"rows {portion.first} to {portion.first + portion.count}"
    return unreadable(f"the process that read {rows} of it died: the file makes the reader crash, or takes all memory")
