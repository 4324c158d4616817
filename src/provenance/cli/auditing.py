"""The commands that recompute what a dataset claims. Each body imports the file that does the work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.options import (
    ArticleArgument,
    ConfigOption,
    DatasetOption,
    JsonOption,
    TrustOption,
    VersionArgument,
    VersionOption,
    WorkersOption,
)


def verify(
    version: VersionArgument = "latest",
    quick: Annotated[bool, typer.Option("--quick", help="Hold the files against their hashes only; look at no row.")] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes that recompute (threads with --quick).", show_default=False)
    ] = None,
    trust: TrustOption = None,
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Recompute everything that a version claims, back to the first; exit code 1 when anything is wrong."""
    from provenance.cli.verify import verify as execute

    execute(version, quick, workers, trust or [], dataset, config, json)


def trace(
    article: ArticleArgument,
    field: Annotated[str | None, typer.Option("--field", help="Only the evidence of this: title, figures, figures[0] …")] = None,
    payload: Annotated[
        Path | None, typer.Option("--payload", help="Write the raw bytes to this new file, or alone to standard output (-).")
    ] = None,
    version: VersionOption = "latest",
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Go from a published article back to its raw bytes, recomputing each step; exit code 1 when one does not hold."""
    from provenance.cli.trace import trace as execute

    execute(article, field, payload, version, dataset, config, json)


def reproduce(
    version: VersionArgument = "latest",
    sample: Annotated[
        int | None, typer.Option("--sample", min=1, help="Read only that many snapshots, chosen at random.")
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", min=0, help="Repeat the sample of an earlier call.")] = None,
    workers: WorkersOption = None,
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Extract again from the stored snapshots and compare; exit code 1 when anything comes out otherwise."""
    from provenance.cli.reproduce import reproduce as execute

    execute(version, sample, seed, workers, dataset, config, json)


#: In the order in which help lists them.
COMMANDS = (verify, trace, reproduce)
