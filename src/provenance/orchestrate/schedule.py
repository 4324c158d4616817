"""The flow on a schedule: served by this process until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from httpx import TransportError
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterNextScheduledStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.schedules import CronSchedule
from prefect.client.schemas.sorting import FlowRunSort
from prefect.runner import Runner
from prefect.states import Cancelled
from prefect.types.entrypoint import EntrypointType

from provenance.errors import UsageError
from provenance.flows.publish import publish

#: Seconds between two looks at the API, for runs that are due and for runs that ended.
POLL_SECONDS = 2

_ENDED = [StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.CANCELLED]


#: Name of the state of runs that were let go.
SKIPPED = "Skipped"


@dataclass(frozen=True)
class Ended:
    """A run that has ended: the name and message of the state in which it did, and when."""

    name: str
    state: str
    message: str
    completed: bool
    at: datetime | None


OnEnded = Callable[[Ended], None]


def check_cron(cron: str) -> None:
    """Raise UsageError where `cron` is not a cron expression."""
    try:
        CronSchedule(cron=cron)
    except ValueError as error:
        raise UsageError(f'--cron "{cron}": not a cron expression; write five fields, such as "*/15 * * * *"') from error


async def serve(
    name: str,
    parameters: dict[str, Any],
    cron: str | None,
    every: timedelta | None,
    on_ended: OnEnded,
    on_served: Callable[[], None],
) -> None:
    """Run the flow on a schedule through the API that is configured, until SIGINT or SIGTERM; the schedule is paused then.

    Runs never overlap. Of those that fell due while one was under way only the last is carried out. Calls `on_served` when the
    schedule stands, and `on_ended` after every run.
    """
    # The limit is the runner's and not the deployment's: that one's slots are kept by the server, and stay taken after kill -9.
    runner = Runner(name=name, limit=1, query_seconds=POLL_SECONDS, pause_on_shutdown=True)
    deployment = await runner.aadd_flow(
        publish,
        name=name,
        cron=cron,
        interval=every,
        parameters=parameters,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    on_served()
    stop = asyncio.Event()
    serving = asyncio.create_task(runner.start())
    await asyncio.sleep(0)  # the runner sets a handler for SIGTERM when it starts, which ends the process; ours comes after
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    watching = asyncio.create_task(_watch(deployment, on_ended))
    stopping = asyncio.create_task(stop.wait())
    try:
        done, _ = await asyncio.wait({serving, watching, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        watching.cancel()
        stopping.cancel()
        if runner.started:
            await runner.astop()
        else:
            serving.cancel()
        await asyncio.gather(serving, watching, stopping, return_exceptions=True)
    for task in done:
        task.result()


async def _watch(deployment: UUID, on_ended: OnEnded) -> None:
    """Tell of every run of a deployment that ends from now on, in the order in which they end."""
    async with get_client() as client:
        told = {run.id for run in await _ended(client, deployment)}
        while True:
            await asyncio.sleep(POLL_SECONDS)
            try:
                await _skip_late(client, deployment)
                ended = await _ended(client, deployment)
            except TransportError:
                # The runner asks the same API all the time, and ends the schedule when it stays away.
                continue
            for run in reversed(ended):
                if run.id not in told and run.state_name != SKIPPED:
                    told.add(run.id)
                    on_ended(_as_ended(run))


async def _ended(client: PrefectClient, deployment: UUID) -> list[FlowRun]:
    return await client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])),
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=_ENDED))),
        sort=FlowRunSort.END_TIME_DESC,
        limit=100,
    )


async def _skip_late(client: PrefectClient, deployment: UUID) -> None:
    """Cancel the runs that are due and wait, but for the last one, which sees the same files."""
    due = await client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])),
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
            next_scheduled_start_time=FlowRunFilterNextScheduledStartTime.model_validate({"before_": datetime.now(UTC)}),
        ),
        sort=FlowRunSort.EXPECTED_START_TIME_DESC,
        limit=100,
    )
    for run in due[1:]:
        await client.set_flow_run_state(
            run.id, Cancelled(name=SKIPPED, message="Another run was under way, and a later one is due.")
        )


def _as_ended(run: FlowRun) -> Ended:
    state = run.state
    return Ended(
        name=run.name,
        state=run.state_name or "Unknown",
        message=(state.message if state else None) or "",
        completed=state is not None and state.is_completed(),
        at=run.end_time,
    )
