"""`provenance schedule`."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from provenance.cli.interval import parse_interval
from provenance.cli.progress import note
from provenance.config import load_config
from provenance.errors import UsageError
from provenance.identity.hashes import hash_bytes
from provenance.model.place import Place, absolute, place_of
from provenance.orchestrate.environment import prepare
from provenance.pipeline.request import make_request
from provenance.pipeline.tools import tools_for
from provenance.visible import one_line

if TYPE_CHECKING:
    from provenance.orchestrate.schedule import Ended


def schedule(
    sources: Sequence[Place],
    cron: str | None,
    every: str | None,
    source: str,
    workers: int | None,
    dataset: str | None,
    config: Path | None,
    engine: str | None,
    scheduler: str | None,
    json: bool,
) -> None:
    """Run on a schedule until interrupted; a line per run on standard output."""
    if (cron is None) == (every is None):
        raise UsageError('give either --cron or --every, such as --cron "*/15 * * * *" or --every 15m')
    interval = None if every is None else parse_interval("--every", every)
    configuration = load_config(config).overridden(engine=engine, scheduler=scheduler)
    request = make_request(configuration, sources, source, workers, None if dataset is None else place_of(dataset))
    tools_for(request)  # a broken contract or registry is told now, not by the first run
    home = prepare(request.dataset, configuration.prefect_home)
    signal.signal(signal.SIGTERM, _interrupt)
    note("starting Prefect")
    from provenance.orchestrate.api import shared_api
    from provenance.orchestrate.schedule import check_cron, serve

    if cron is not None:
        check_cron(cron)
    where = absolute(configuration.dataset if dataset is None else place_of(dataset))
    parameters = {
        "sources": [absolute(place) for place in sources] or None,
        "dataset": where,
        "source": source,
        "workers": workers,
        "config": None if config is None else str(config.absolute()),
        "engine": engine,
        "scheduler": scheduler,
    }
    # One deployment for each dataset, so that one API may serve several, and the same one again after a restart.
    name = f"schedule-{hash_bytes(where.encode(errors='surrogateescape')).removeprefix('sha256:')[:8]}"
    with shared_api(home) as api:
        note(f"Prefect: {api.removesuffix('/api')}")

        def served() -> None:
            note(f"runs {f'at {cron} (UTC)' if cron else f'every {every}'} as publish/{name}; Ctrl-C ends it")

        def ended(run: Ended) -> None:
            print(_as_json(run) if json else _as_line(run), flush=True)

        asyncio.run(serve(name, parameters, cron, interval, ended, served))
    note("stopped; what is published stays")


def _as_line(run: Ended) -> str:
    at = "-" if run.at is None else f"{run.at:%Y-%m-%d %H:%M:%SZ}"
    outcome = "" if run.completed else f"{run.state.lower()}: "
    return f"{at}  {run.name}  {outcome}{one_line(run.message)}"


def _as_json(run: Ended) -> str:
    at = None if run.at is None else run.at.isoformat()
    return dumps({"run": run.name, "state": run.state, "message": run.message, "ended": at}, ensure_ascii=False)


def _interrupt(number: int, frame: object) -> NoReturn:
    """End on SIGTERM as on Ctrl-C, so that the server is stopped too."""
    del number, frame
    raise KeyboardInterrupt
