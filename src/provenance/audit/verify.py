"""Verify: recompute everything that a version claims, from its first commit on; or, quickly, hold its files against their hashes.

Covered are the chain of log entries, physical parts and manifests; every file's hash; every row's hashes, ids and revision;
both laws of evidence; the log root and the set digest; and what Delta's own readers see. What no file can prove about itself,
a rollback to an older version or a wholesale rewrite, is only found against a version id kept elsewhere.

Memory is bounded by row groups and workers, but for a few hashes that are kept of each article and snapshot. Findings are the
same, in the same order, whatever the number of workers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError, TableNotFoundError

from provenance.audit.checkpoints import check_checkpoints
from provenance.audit.commits import Chain, portions_of, read_chain
from provenance.audit.files import check_data_files, check_texts
from provenance.audit.finding import Finding
from provenance.audit.orphans import strangers, unreferenced
from provenance.audit.pool import Workers
from provenance.audit.recompute import OnProgress, Recomputation
from provenance.audit.replay import FILES, LINK, Order
from provenance.dataset import layout
from provenance.dataset.log import first_line, numbers
from provenance.dataset.remains import remains

#: Bytes of data from which on a pool of processes pays for its start.
POOL_FROM = 4 * 2**20


@dataclass(frozen=True)
class Verification:
    """What was checked, what is wrong with it, and which files are none of the version's.

    `orphans` are files in the dataset's own folders that no version refers to (harmless left-overs of stopped runs), `strangers`
    what else lies at the top of the folder; both are told of the newest version only. A `quick` verification checked files
    alone, and `rows` are those that it did not look at.
    """

    version: str | None
    versions: int
    files: int
    rows: int
    findings: tuple[Finding, ...]
    orphans: tuple[str, ...]
    strangers: tuple[str, ...]
    quick: bool


def verify(
    root: Path,
    schemas: Mapping[str, pa.Schema],
    version: str | None = None,
    on_progress: OnProgress | None = None,
    workers: int = 1,
    pool_from: int = POOL_FROM,
) -> Verification:
    """Verify a dataset up to a version, the newest by default, with up to `workers` processes.

    Less than `pool_from` bytes of data are checked in this process. Raises DatasetError where the log does not hold that version.
    """
    chain = read_chain(root, schemas["articles"], version)
    data = sum(file.size for _, _, file in portions_of(chain.commits))
    with Workers(workers if data >= pool_from else 1) as pool:
        replay = Recomputation(root, schemas, chain, pool, on_progress or _silent).run()
    return _verification(root, schemas, chain, version, replay.findings, sum(replay.counts.values()), quick=False)


def verify_files(
    root: Path,
    schemas: Mapping[str, pa.Schema],
    version: str | None = None,
    on_progress: OnProgress | None = None,
    workers: int = 1,
) -> Verification:
    """Verify the files of a version alone: sizes, hashes and the chain; no row is looked at. `workers` are threads.

    Raises DatasetError where the log does not hold that version.
    """
    chain = read_chain(root, schemas["articles"], version)
    faults = check_data_files(root, portions_of(chain.commits), workers, on_progress or _silent)
    found = [((commit.place, FILES, number, 0, 0), finding) for commit, number, finding in faults]
    rows = sum(file.rows for _, _, file in portions_of(chain.commits))
    return _verification(root, schemas, chain, version, found, rows, quick=True)


def _verification(
    root: Path,
    schemas: Mapping[str, pa.Schema],
    chain: Chain,
    version: str | None,
    found: list[tuple[Order, Finding]],
    rows: int,
    quick: bool,
) -> Verification:
    """What was found of the rows, put together with what is to be found of chain, texts and Delta log."""
    found += (((place, LINK, 0, 0, 0), finding) for place, finding in chain.findings)
    found += (((place, FILES, -1, 0, 0), finding) for place, finding in check_texts(root, chain.commits))
    findings = [finding for _, finding in sorted(found, key=lambda each: each[0])]
    referenced = chain.referenced()
    if chain.last is None and (lost := remains(root)):
        findings.append(Finding("log_lost", "_delta_log", f"it tells of no version, and {lost} of one"))
    if version is None:
        findings += check_checkpoints(root, chain.added, schemas["articles"])
        findings += delta_view(root, referenced)
    return Verification(
        version=chain.last.entry.version if chain.last else None,
        versions=chain.last.entry.sequence if chain.last else 0,
        files=sum(1 for _ in portions_of(chain.commits)),
        rows=rows,
        findings=tuple(findings),
        orphans=tuple(unreferenced(root, referenced)) if version is None else (),
        strangers=tuple(strangers(root)) if version is None else (),
        quick=quick,
    )


def _silent(done: int, total: int) -> None:
    del done, total


def delta_view(root: Path, referenced: set[str]) -> Iterator[Finding]:
    """What readers of the Delta table see is what our commits added, no more and no less."""
    try:
        # The paths as the log has them: as addresses they would be escaped wherever the dataset's own path has a space.
        seen = set(pa.table(DeltaTable(root).get_add_actions()).column("path").to_pylist())
    except TableNotFoundError as error:
        # A first run that was stopped leaves the folder of the log without an entry: no version, and none is claimed.
        if numbers(root):
            yield Finding("delta_view", "_delta_log", f"Delta readers cannot open it: {first_line(error)}")
        return
    except (DeltaError, OSError, ValueError) as error:
        yield Finding("delta_view", "_delta_log", f"Delta readers cannot open it: {first_line(error)}")
        return
    ours = {path for path in referenced if path.startswith(layout.TABLES["articles"] + "/")}
    for path in sorted(seen ^ ours):
        observed = "Delta readers see it and no version published it" if path in seen else "Delta readers miss it"
        yield Finding("delta_view", path, observed)
