"""Prefect's API: the one that is configured, or the embedded server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.events.worker import EventsWorker
from prefect.logging.handlers import APILogHandler
from prefect.settings import PREFECT_API_URL, temporary_settings

from provenance.errors import PipelineError
from provenance.orchestrate.server import prefect_server

_FLUSH_SECONDS = 10


def configured_api() -> str | None:
    """The address of the API that is configured, by a variable, a profile or a file; None for the embedded server."""
    url: str | None = PREFECT_API_URL.value()
    return url


def require_api() -> None:
    """Start the embedded server, unless an API is configured, and make sure that the API answers. Raises PipelineError."""
    try:
        with get_client(sync_client=True) as client:
            fault = client.api_healthcheck()
    except RuntimeError as error:  # the embedded server did not come up
        fault = error
    if fault is not None:
        where = configured_api() or "the embedded server"
        raise PipelineError(
            f"Prefect's API does not answer ({where}): {fault}; check PREFECT_API_URL, or run with --direct"
        ) from fault


@contextmanager
def api_for(engine: str, home: Path) -> Iterator[None]:
    """Prefect's API for a run: workers elsewhere tell it of their tasks too, which the embedded server does not hear.

    Raises PipelineError where it does not answer.
    """
    if engine == "local":
        require_api()
        yield
    else:
        with shared_api(home):
            yield


@contextmanager
def shared_api(home: Path) -> Iterator[str]:
    """An API that other processes reach too: the one that is configured, or a full server for as long, with its files in `home`.

    Gives its address. Raises PipelineError where it does not answer.
    """
    configured = configured_api()
    if configured is not None:
        require_api()
        yield configured
        return
    with prefect_server(home) as address, temporary_settings({PREFECT_API_URL: f"{address}/api"}):
        try:
            yield f"{address}/api"
        finally:
            # Prefect sends logs and the states of tasks in the background.
            APILogHandler().flush()
            EventsWorker.drain_all(timeout=_FLUSH_SECONDS)
