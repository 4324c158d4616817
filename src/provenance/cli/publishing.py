"""The commands that change a dataset. Each body imports the file that does the work."""

from __future__ import annotations

from typing import Annotated

import typer

from provenance.cli.options import (
    ConfigOption,
    DatasetOption,
    EngineOption,
    JsonOption,
    NameOption,
    SchedulerOption,
    SourcesArgument,
    WorkersOption,
)
from provenance.model.place import place_of


def run(
    sources: SourcesArgument = None,
    source: NameOption = "inbox",
    workers: WorkersOption = None,
    direct: Annotated[bool, typer.Option("--direct", help="Run the same steps without Prefect.")] = False,
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    profile: Annotated[bool, typer.Option("--profile", help="Show where the time went, by step.")] = False,
    json: JsonOption = False,
) -> None:
    """Read what is new and publish it as a version."""
    from provenance.cli.run import run as execute

    places = [place_of(each) for each in sources or ()]
    execute(places, source, workers, direct, dataset, config, engine, scheduler, profile, json)


def schedule(
    sources: SourcesArgument = None,
    cron: Annotated[str | None, typer.Option("--cron", help='When to run, such as "*/15 * * * *" (UTC).')] = None,
    every: Annotated[str | None, typer.Option("--every", help="How often to run, such as 30s, 15m, 2h or 1d.")] = None,
    source: NameOption = "inbox",
    workers: WorkersOption = None,
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    json: JsonOption = False,
) -> None:
    """Run on a schedule until interrupted, through a Prefect server."""
    from provenance.cli.schedule import schedule as execute

    execute([place_of(each) for each in sources or ()], cron, every, source, workers, dataset, config, engine, scheduler, json)


def gc(
    older_than: Annotated[str, typer.Option("--older-than", help="Leave younger files alone, such as 30m, 2h or 1d.")] = "1h",
    yes: Annotated[bool, typer.Option("--yes", help="Delete what is shown.")] = False,
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Show files that stopped runs left and no version refers to; delete them with --yes."""
    from provenance.cli.gc import gc as execute

    execute(older_than, yes, dataset, config, json)


#: In the order in which help lists them.
COMMANDS = (run, schedule, gc)
