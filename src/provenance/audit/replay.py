"""Replay: what the rows of every commit came to, put together again in order, as publishing must have put it.

Revisions, the two logs, the set, and the manifest that claims them. Rows come as facts from `facts`, so that what is kept from
commit to commit is a few hashes for each article and snapshot, however long their texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pyarrow as pa

from provenance.audit.commits import Commit
from provenance.audit.facts import Facts, ObservationFact, Portion, place
from provenance.audit.finding import Finding
from provenance.audit.rows import NAMING, Row, name_of
from provenance.dataset import layout, parquet
from provenance.dataset.manifest import LOGS, Log
from provenance.identity import lthash
from provenance.identity.merkle import Frontier
from provenance.identity.records import set_element

#: Where a finding belongs: step of the chain, stage, number of the file, row, and what the row was held against. Findings are
#: told in this order, in whatever order the work was done.
Order = tuple[int, int, int, int, int]
LINK, FILES, ROWS, COMMIT = range(4)
ITSELF, BEFORE, SOURCE, OBSERVATIONS = range(4)


@dataclass
class Replay:
    """What is carried from row to row and from commit to commit, and what was found on the way.

    Keys are those of `facts.key`. `places` tells where a snapshot stands: number of the file in `snapshot_files`, row.
    """

    root: Path
    schemas: Mapping[str, pa.Schema]
    findings: list[tuple[Order, Finding]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(layout.TABLES, 0))
    frontiers: dict[str, Frontier] = field(default_factory=lambda: {name: Frontier() for name in LOGS})
    set_state: lthash.State = field(default_factory=lthash.empty_state)
    # The last revision of each article: its number, and the key of its content hash.
    revisions: dict[bytes, tuple[int, bytes]] = field(default_factory=dict)
    snapshot_files: list[str] = field(default_factory=list)
    places: dict[bytes, int] = field(default_factory=dict)
    # What the articles of each snapshot must repeat of it.
    contexts: dict[bytes, bytes] = field(default_factory=dict)
    _last: dict[str, tuple[str, int] | None] = field(default_factory=dict)
    # What each snapshot came to under the recipe; the set holds it once, however often the snapshot came.
    observed: dict[bytes, bytes] = field(default_factory=dict)
    _links: dict[bytes, tuple[Portion, int]] = field(default_factory=dict)
    _open: list[tuple[Portion, ObservationFact]] = field(default_factory=list)
    _repeated: defaultdict[Portion, set[int]] = field(default_factory=lambda: defaultdict(set))
    _named: tuple[Portion, Mapping[int, str]] | None = None

    def begin(self, commit: Commit) -> None:
        """Start on a commit."""
        self._last.clear()
        if commit.anew:
            self.set_state, self.observed = lthash.empty_state(), {}

    def fold(self, portion: Portion, facts: Facts) -> None:
        """Add the facts of the next portion."""
        if facts.fault is not None:
            self.note((portion.commit, FILES, portion.number, portion.first, 0), "file", portion.file.path, facts.fault)
        self.findings += (((portion.commit, ROWS, portion.number, row, ITSELF), finding) for row, finding in facts.findings)
        self.counts[portion.file.table] += facts.rows
        self._order(portion, facts)
        self._snapshots(portion, facts)
        self._articles(portion, facts)
        for rejected in facts.quarantine:
            self._link(portion, rejected.row, rejected.link)
        self._observations(portion, facts)

    def end(self, commit: Commit) -> None:
        """Hold what a commit's rows came to against what it says."""
        self._close()
        for portion, row in self._links.values():
            self._found(portion, row, "observation", "no observation refers to it", OBSERVATIONS)
        self._links.clear()
        for portion, rows in self._repeated.items():
            self.set_state = self.set_state - self._sum(portion, rows)
        self._repeated.clear()
        physical, at = commit.physical, (commit.place, COMMIT, 0, 0, 0)
        if self.frontiers != physical.frontiers or lthash.digest(self.set_state) != lthash.digest(physical.set_state):
            where = layout.physical_path(physical.digest)
            self.note(at, "carried_state", where, "frontiers or set state are not those of the rows")
        for name, value in self._claims().items() if commit.manifest is not None else ():
            if getattr(commit.manifest, name) != value:
                where = layout.manifest_path(physical.version)
                self.note(at, name, where, f"the rows give {value}, the version says {getattr(commit.manifest, name)}")

    def note(self, order: Order, rule: str, where: str, observed: str) -> None:
        """Note something that is not what it should be."""
        self.findings.append((order, Finding(rule, where, observed)))

    def _claims(self) -> Mapping[str, object]:
        logs = {name: Log.of(frontier) for name, frontier in self.frontiers.items()}
        return {"counts": self.counts, "logs": logs, "set_digest": lthash.digest(self.set_state)}

    def _order(self, portion: Portion, facts: Facts) -> None:
        """A portion goes on where the one before it in the table ended."""
        before = self._last.get(portion.file.table)
        if before is not None and facts.first is not None and facts.first <= before:
            self._found(portion, portion.first, "order", f"it stands behind {before[0]}")
        self._last[portion.file.table] = facts.last or before

    def _snapshots(self, portion: Portion, facts: Facts) -> None:
        if facts.snapshots and self.snapshot_files[-1:] != [portion.file.path]:
            self.snapshot_files.append(portion.file.path)
        for row, snapshot, context in facts.snapshots:
            if snapshot in self.places:
                self._found(portion, row, "snapshot", "it stands twice")
            self.places[snapshot] = (len(self.snapshot_files) - 1) << 32 | row
            self.contexts[snapshot] = context

    def _articles(self, portion: Portion, facts: Facts) -> None:
        for fact in facts.articles:
            before, content = self.revisions.get(fact.article, (0, b""))
            if fact.revision != before + 1:
                self._found(portion, fact.row, "revision", f"it follows revision {before}")
            if portion.cause == "capture" and fact.content == content:
                self._found(portion, fact.row, "revision", f"it says what revision {before} said, so none was due")
            self.revisions[fact.article] = (fact.revision, fact.content)
            if self.contexts.get(fact.snapshot, fact.context) != fact.context:
                why = "source, address, capture time or payload hash are not those of its snapshot"
                self._found(portion, fact.row, "snapshot", why)
            self._link(portion, fact.row, fact.link)
        self.frontiers["articles"] = self.frontiers["articles"].extend(fact.leaf for fact in facts.articles)

    def _link(self, portion: Portion, row: int, link: bytes) -> None:
        if link in self._links:
            self._found(portion, row, "observation", "it stands twice")
        self._links[link] = (portion, row)

    def _observations(self, portion: Portion, facts: Facts) -> None:
        for fact in facts.observations:
            if self._open and self._open[0][1].snapshot != fact.snapshot:
                self._close()
            self._open.append((portion, fact))
            if fact.snapshot not in self.places:
                self._found(portion, fact.row, "observation", "there is no such snapshot")
            if fact.rejection is not None and self._links.pop(fact.rejection, None) is None:
                self._found(portion, fact.row, "quarantine", "the quarantined row is lost or altered")
            if fact.revision is not None and self._links.pop(fact.revision, None) is None:
                self._found(portion, fact.row, "observation", "the revision that it added is another, or none")
        self.frontiers["observations"] = self.frontiers["observations"].extend(fact.leaf for fact in facts.observations)
        self.set_state = self.set_state + facts.set_sum

    def _close(self) -> None:
        """End the run of observations of one snapshot: if it had come before under the recipe, the set holds them already."""
        if not self._open:
            return
        portion, first = self._open[0]
        now = sha256(b"".join(sorted({fact.element for _, fact in self._open}))).digest()
        before = self.observed.setdefault(first.snapshot, now)
        if before is not now:
            for repeated, fact in self._open:
                self._repeated[repeated].add(fact.row)
            if before != now:
                self._found(portion, first.row, "observation", "the same recipe had read its snapshot otherwise before")
        self._open.clear()

    def _sum(self, portion: Portion, rows: set[int]) -> lthash.State:
        """The LtHash of some observations of a portion, which are read again."""
        found = self._read(portion, self.schemas["observations"].names)
        return lthash.add(lthash.empty_state(), (set_element(row) for number, row in found if number in rows))

    def _found(self, portion: Portion, row: int, rule: str, observed: str, against: int = BEFORE) -> None:
        table, path = portion.file.table, portion.file.path
        name = self._names(portion).get(row, table)
        self.note((portion.commit, ROWS, portion.number, row, against), rule, place(path, row, name), observed)

    def _names(self, portion: Portion) -> Mapping[int, str]:
        """What the rows of a portion are called; those of the last one asked for are kept."""
        if self._named is None or self._named[0] != portion:
            table = portion.file.table
            names = {number: name_of(table, row) for number, row in self._read(portion, NAMING[table])}
            self._named = (portion, names)
        return self._named[1]

    def _read(self, portion: Portion, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
        """Some columns of a portion's rows, which were read before."""
        schema = self.schemas[portion.file.table]
        file = parquet.open_file(self.root / portion.file.path, schema)
        wanted = pa.schema([schema.field(name) for name in columns])
        for first, rows in parquet.row_batches(file, wanted, portion.first, portion.count, portion.count):
            yield from enumerate(rows.to_pylist(), first)
