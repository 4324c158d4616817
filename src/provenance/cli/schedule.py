"""`provenance schedule`."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import timedelta
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import regex

from provenance.cli.progress import note
from provenance.config import load_config
from provenance.errors import UsageError
from provenance.identity.hashes import hash_bytes
from provenance.orchestrate.environment import prepare
from provenance.pipeline.request import make_request
from provenance.pipeline.run import tools_for
from provenance.visible import one_line

if TYPE_CHECKING:
    from provenance.orchestrate.schedule import Ended

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def schedule(
    sources: Sequence[Path],
    cron: str | None,
    every: str | None,
    source: str,
    workers: int | None,
    dataset: Path | None,
    config: Path | None,
    json: bool,
) -> None:
    """Run on a schedule until interrupted; a line per run on standard output."""
    if (cron is None) == (every is None):
        raise UsageError('give either --cron or --every, such as --cron "*/15 * * * *" or --every 15m')
    interval = None if every is None else parse_interval(every)
    configuration = load_config(config)
    request = make_request(configuration, sources, source, workers, dataset)
    tools_for(request)  # a broken contract or registry is told now, not by the first run
    home = prepare(request.dataset, configuration.prefect_home)
    signal.signal(signal.SIGTERM, _interrupt)
    note("starting Prefect")
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from provenance.orchestrate.api import configured_api, require_api
    from provenance.orchestrate.schedule import check_cron, serve
    from provenance.orchestrate.server import prefect_server

    if cron is not None:
        check_cron(cron)
    where = request.dataset.absolute()
    parameters = {
        "sources": [str(path.absolute()) for path in sources] or None,
        "dataset": str(where),
        "source": source,
        "workers": workers,
        "config": None if config is None else str(config.absolute()),
    }
    # One deployment for each dataset, so that one API may serve several, and the same one again after a restart.
    name = f"schedule-{hash_bytes(str(where).encode(errors='surrogateescape')).removeprefix('sha256:')[:8]}"
    with ExitStack() as stack:
        api = configured_api()
        if api is None:
            address = stack.enter_context(prefect_server(home))
            stack.enter_context(temporary_settings({PREFECT_API_URL: f"{address}/api"}))
            note(f"Prefect's pages: {address}")
        else:
            require_api()
            note(f"Prefect's API: {api}")

        def served() -> None:
            note(f"runs {f'at {cron} (UTC)' if cron else f'every {every}'} as publish/{name}; Ctrl-C ends it")

        def ended(run: Ended) -> None:
            print(_as_json(run) if json else _as_line(run), flush=True)

        asyncio.run(serve(name, parameters, cron, interval, ended, served))
    note("stopped; what is published stays")


def parse_interval(text: str) -> timedelta:
    """An interval such as 30s, 15m, 2h or 1d. Raises UsageError."""
    match = regex.fullmatch(r"([1-9][0-9]{0,5})([smhd])", text)
    if match is None:
        raise UsageError(f"--every {text}: not an interval; write a number and a unit, such as 30s, 15m, 2h or 1d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


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
