"""`provenance run`."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from provenance.cli.output import print_json
from provenance.cli.profile import profile_table, sums
from provenance.cli.progress import note, progress
from provenance.config import load_config
from provenance.errors import UsageError
from provenance.model.place import Place, place_of
from provenance.orchestrate.environment import prepare
from provenance.pipeline.look import Work, look
from provenance.pipeline.profile import Stopwatch
from provenance.pipeline.report import SHOWN, Report
from provenance.pipeline.request import make_request
from provenance.pipeline.run import run as run_steps
from provenance.pipeline.steps import Direct, OnProgress
from provenance.pipeline.tools import tools_for
from provenance.pipeline.wording import LONGEST, headline, refusals, unshown
from provenance.visible import shorten, visible


def run(
    sources: Sequence[Place],
    source: str,
    workers: int | None,
    direct: bool,
    dataset: str | None,
    config: Path | None,
    engine: str | None,
    scheduler: str | None,
    profile: bool,
    json: bool,
) -> None:
    """Read what is new and publish it; the report goes to standard output, all else to standard error."""
    watch = Stopwatch()
    if direct and engine not in (None, "local"):
        raise UsageError(f"--direct goes without Prefect, and so without its engine {engine}; give one of the two")
    configuration = load_config(config).overridden(engine=engine, scheduler=scheduler)
    request = make_request(configuration, sources, source, workers, None if dataset is None else place_of(dataset))
    tools = tools_for(request)
    with progress() as on_progress:
        with watch("discover"):
            work = look(request, tools)
        if direct or work.is_empty:
            report = run_steps(request, tools, Direct(request.workers, on_progress), watch, work)
        else:
            home = prepare(request.dataset, configuration.prefect_home)
            given = {
                "sources": [str(path) for path in sources] or None,
                "dataset": dataset,
                "source": source,
                "workers": workers,
                "config": None if config is None else str(config),
                "engine": engine,
                "scheduler": scheduler,
            }
            report = _through_prefect(given, configuration.engine, home, on_progress, watch, work)
    if json:
        print_json(report.as_json())
    else:
        print("\n".join(describe(report, _options(dataset, config))))
        if profile:
            print("\n" + profile_table(report))
    if report.exit_code:
        raise typer.Exit(report.exit_code)


def _through_prefect(
    given: Mapping[str, Any], engine: str, home: Path, on_progress: OnProgress, watch: Stopwatch, work: Work
) -> Report:
    note("starting Prefect (--direct goes without)")
    from provenance.flows.publish import publish_here
    from provenance.orchestrate.api import api_for

    with api_for(engine, home):
        report: Report = publish_here(on_progress, watch, work)(**given)
    return report


def describe(report: Report, options: str = "") -> Iterable[str]:
    """The report in lines; `options` are those that the next commands need to find the dataset."""
    if not report.found:
        yield "Nothing found: the sources hold no document (.txt, .html, .warc, .jsonl, .parquet …). Nothing published."
    else:
        yield headline(report).capitalize() if report.versions else "Nothing new, nothing published."
    yield ""
    yield f"snapshots  {report.found} found = {report.read} read + {report.skipped} skipped + {len(report.pending)} pending"
    yield (
        f"articles   {report.rows} read = {report.accepted} accepted + {report.quarantined} quarantined "
        f"+ {report.unchanged} unchanged"
    )
    if report.passed_over:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(report.passed_over.items()))
        yield f"besides    {visible(kinds)}"
    yield from _versions(report)
    yield f"dataset    {visible(report.dataset)}"
    yield f"seconds    {report.profile.whole.seconds:.1f} = {sums(report.profile)}"
    pending = [(each.where, each.why) for each in report.pending]
    yield from _listed("pending (the next run tries again)", pending, len(pending))
    yield from _listed("quarantined", refusals(report), report.quarantined, f": provenance quarantine{options}")
    if report.version is not None:
        yield ""
        yield "try next"
        yield f"  provenance log{options}"
        yield f"  provenance verify{options}"
        yield f'  provenance sql{options} "select outlet, published_date, title from articles"'


def _versions(report: Report) -> Iterable[str]:
    if report.sequence is None:
        return
    first = report.sequence - len(report.versions) + 1
    for number, version in enumerate(report.versions, first):
        yield f"version    {number}  {version.removeprefix('sha256:')[:12]}"
    if not report.versions:
        yield f"version    {report.sequence}  {(report.version or '').removeprefix('sha256:')[:12]} (as before)"


def _listed(title: str, rows: Sequence[Sequence[str]], count: int, where: str = "") -> Iterable[str]:
    if not rows:
        return
    yield ""
    yield title
    for row in rows[:SHOWN]:
        yield "  " + "  ".join(shorten(visible(cell), LONGEST) for cell in row)
    left_out = unshown(rows, count)
    if left_out:
        yield f"  and {left_out} more{where}"


def _options(dataset: str | None, config: Path | None) -> str:
    given = (("--dataset", dataset), ("--config", config))
    return "".join(f" {name} {shlex.quote(str(value))}" for name, value in given if value is not None)
