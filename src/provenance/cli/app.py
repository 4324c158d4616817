"""The commands and their options. Each body imports the file that does the work, so that `--help` loads none of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="provenance",
    help="Raw news text in, a verifiable, versioned Parquet dataset out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="Configuration file; by default provenance.toml of the working folder.")
]
DatasetOption = Annotated[Path | None, typer.Option("--dataset", help="Dataset folder; by default the configured one.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
VersionOption = Annotated[str, typer.Option("--version", help="Version by number, beginning of its id, or latest.")]
SourcesArgument = Annotated[
    list[Path] | None, typer.Argument(help="Folders or files to read; by default the configured sources.", show_default=False)
]
NameOption = Annotated[str, typer.Option("--source", help="Name of the source that SOURCES belong to; part of every identity.")]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=1, help="Processes that extract; the output is the same.")]


@app.command()
def run(
    sources: SourcesArgument = None,
    source: NameOption = "inbox",
    workers: WorkersOption = None,
    direct: Annotated[bool, typer.Option("--direct", help="Run the same steps without Prefect.")] = False,
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Read what is new and publish it as a version."""
    from provenance.cli.run import run as execute

    execute(sources or [], source, workers, direct, dataset, config, json)


@app.command()
def log(dataset: DatasetOption = None, config: ConfigOption = None, json: JsonOption = False) -> None:
    """List the versions, newest first."""
    from provenance.cli.log import log as execute

    execute(dataset, config, json)


@app.command()
def show(
    article: Annotated[str, typer.Argument(help="Address, title fragment, or beginning of the article's id.")],
    version: VersionOption = "latest",
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Show one article with the evidence of its fields."""
    from provenance.cli.show import show as execute

    execute(article, version, dataset, config, json)


@app.command()
def status(dataset: DatasetOption = None, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Tell how the dataset stands: version, articles, sources, quarantine, recipe."""
    from provenance.cli.status import status as execute

    execute(dataset, config, json)


@app.command()
def quarantine(
    version: VersionOption = "latest", dataset: DatasetOption = None, config: ConfigOption = None, json: JsonOption = False
) -> None:
    """List what was rejected, with reasons and remedies."""
    from provenance.cli.quarantine import quarantine as execute

    execute(version, dataset, config, json)


@app.command()
def verify(
    version: Annotated[str, typer.Argument(help="Version by number, beginning of its id, or latest.")] = "latest",
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Recompute everything that a version claims, back to the first; exit code 1 when anything is wrong."""
    from provenance.cli.verify import verify as execute

    execute(version, dataset, config, json)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="SQL over articles, figures, dates, quotes, agencies, quarantine.")],
    version: VersionOption = "latest",
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Query the current articles with DuckDB."""
    from provenance.cli.sql import sql as execute

    execute(query, version, dataset, config, json)


@app.command()
def schedule(
    sources: SourcesArgument = None,
    cron: Annotated[str | None, typer.Option("--cron", help='When to run, such as "*/15 * * * *" (UTC).')] = None,
    every: Annotated[str | None, typer.Option("--every", help="How often to run, such as 30s, 15m, 2h or 1d.")] = None,
    source: NameOption = "inbox",
    workers: WorkersOption = None,
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Run on a schedule until interrupted, through a Prefect server."""
    from provenance.cli.schedule import schedule as execute

    execute(sources or [], cron, every, source, workers, dataset, config, json)
