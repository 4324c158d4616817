"""The commands that read a dataset. Each body imports the file that does the work."""

from __future__ import annotations

from typing import Annotated

import typer

from provenance.cli.options import ArticleArgument, ConfigOption, DatasetOption, JsonOption, VersionOption


def log(dataset: DatasetOption = None, config: ConfigOption = None, json: JsonOption = False) -> None:
    """List the versions, newest first."""
    from provenance.cli.log import log as execute

    execute(dataset, config, json)


def show(
    article: ArticleArgument,
    version: VersionOption = "latest",
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Show one article with the evidence of its fields."""
    from provenance.cli.show import show as execute

    execute(article, version, dataset, config, json)


def diff(
    before: Annotated[str, typer.Argument(help="The older version: number, beginning of its id, or latest.")],
    after: Annotated[str, typer.Argument(help="The newer version.")] = "latest",
    article: Annotated[str | None, typer.Option("--article", help="Only this one, named as for history.")] = None,
    text: Annotated[bool, typer.Option("--text", help="Show the words of the text that changed.")] = False,
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Tell what changed between two versions, edits apart from technical upgrades; exit code 0 whether or not they differ."""
    from provenance.cli.diff import diff as execute

    execute(before, after, article, text, dataset, config, json)


def history(
    article: Annotated[str, typer.Argument(help="Address, title fragment (also of the past), or beginning of the article's id.")],
    version: VersionOption = "latest",
    text: Annotated[bool, typer.Option("--text", help="Show the words of the text that changed.")] = False,
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Tell every capture of one article, and what changed from one to the next; silent edits are marked."""
    from provenance.cli.history import history as execute

    execute(article, version, text, dataset, config, json)


def status(dataset: DatasetOption = None, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Tell how the dataset stands: version, articles, sources, quarantine, recipe."""
    from provenance.cli.status import status as execute

    execute(dataset, config, json)


def quarantine(
    version: VersionOption = "latest", dataset: DatasetOption = None, config: ConfigOption = None, json: JsonOption = False
) -> None:
    """List what was rejected, with reasons and remedies."""
    from provenance.cli.quarantine import quarantine as execute

    execute(version, dataset, config, json)


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


#: In the order in which help lists them.
COMMANDS = (log, show, diff, history, status, quarantine, sql)
