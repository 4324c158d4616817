"""Prefect's API: the one that is configured, or the embedded server."""

from __future__ import annotations

from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL

from provenance.errors import PipelineError


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
