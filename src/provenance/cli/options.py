"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="Configuration file; by default provenance.toml of the working folder.")
]
DatasetOption = Annotated[
    str | None, typer.Option("--dataset", help="Dataset: a folder, or s3://bucket/prefix; by default the configured one.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
VersionOption = Annotated[str, typer.Option("--version", help="Version by number, tag, beginning of its id, or latest.")]
SourcesArgument = Annotated[
    list[str] | None,
    typer.Argument(help="Folders, files or URLs to read; by default the configured sources.", show_default=False),
]
NameOption = Annotated[str, typer.Option("--source", help="Name of the source that SOURCES belong to; part of every identity.")]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        "--workers", min=0, help="Processes that extract, by default one for each processor; the output is the same. 0: none."
    ),
]
EngineOption = Annotated[
    Literal["local", "dask", "ray"] | None,
    typer.Option("--engine", help="Where to read: here, or on a cluster through Prefect; the output is the same."),
]
SchedulerOption = Annotated[
    str | None,
    typer.Option("--scheduler", help="Address of the cluster's scheduler; by default a cluster is started here for the run."),
]
VersionArgument = Annotated[str, typer.Argument(help="Version by number, tag, beginning of its id, or latest.")]
ArticleArgument = Annotated[str, typer.Argument(help="Address, title fragment, or beginning of the article's id.")]
TrustOption = Annotated[
    list[str] | None,
    typer.Option("--trust", help="Public key, or its file, that must vouch for it; may be repeated.", show_default=False),
]
