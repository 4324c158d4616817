"""The command line, put together from its groups of commands. Nothing that does work is imported here."""

from __future__ import annotations

import typer

from provenance.cli import auditing, publishing, reading, trust

app = typer.Typer(
    name="provenance",
    help="Raw news text in, a verifiable, versioned Parquet dataset out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (*publishing.COMMANDS, *reading.COMMANDS, *auditing.COMMANDS, *trust.COMMANDS):
    app.command(command.__name__.replace("_", "-"))(command)
app.add_typer(trust.keys)
