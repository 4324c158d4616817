"""The commands for people who do not trust each other: proofs, keys, signatures, tags. Bodies import what does the work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from provenance.cli.options import ConfigOption, DatasetOption, JsonOption, TrustOption, VersionArgument, VersionOption

KeyNameArgument = Annotated[str, typer.Argument(help="Whose key it is, such as newsroom.example/desk.")]

keys = typer.Typer(name="key", help="Make and show signing keys.", no_args_is_help=True)


def prove(
    article: Annotated[
        str | None, typer.Argument(help="Address, title fragment, or beginning of the article's id.", show_default=False)
    ] = None,
    version: VersionOption = "latest",
    revision: Annotated[int | None, typer.Option("--revision", min=1, help="Another revision than the current one.")] = None,
    consistency: Annotated[
        tuple[str, str] | None,
        typer.Option("--consistency", metavar="OLD NEW", help="Prove instead that NEW only added to OLD.", show_default=False),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="File to make; by default standard output.")] = None,
    dataset: DatasetOption = None,
    config: ConfigOption = None,
) -> None:
    """Write a self-contained proof that a version holds an article just so."""
    from provenance.cli.prove import prove as execute

    execute(article, version, revision, consistency, out, dataset, config)


def check_proof(
    file: Annotated[Path, typer.Argument(help="Proof, or - for standard input.")],
    version: Annotated[
        list[str] | None, typer.Option("--version", help="Whole version id that you trust; may be repeated.", show_default=False)
    ] = None,
    trust: TrustOption = None,
    payload: Annotated[
        Path | None, typer.Option("--payload", help="File that must be the bytes which the article was read from.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Check a proof offline, without the dataset; exit code 1 when it does not hold."""
    from provenance.cli.check_proof import check_proof as execute

    execute(file, version or [], trust or [], payload, json)


def sign(
    key: Annotated[Path, typer.Argument(help="File of the private key.")],
    version: VersionArgument = "latest",
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Verify a version and sign it; exit code 1 when anything is wrong with it."""
    from provenance.cli.sign import sign as execute

    execute(version, key, dataset, config, json)


def tag(
    name: Annotated[str | None, typer.Argument(help="Name to give; without one the tags are listed.", show_default=False)] = None,
    version: VersionArgument = "latest",
    delete: Annotated[bool, typer.Option("--delete", help="Forget the name; the version stays.")] = False,
    dataset: DatasetOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Name a version, such as cited-in-report-3, or list the names."""
    from provenance.cli.tag import tag as execute

    execute(name, version, delete, dataset, config, json)


@keys.command("new")
def new_key(
    name: KeyNameArgument,
    file: Annotated[Path, typer.Argument(help="File to make for the private key; the public one goes beside it as .pub.")],
    json: JsonOption = False,
) -> None:
    """Make a key pair (Ed25519)."""
    from provenance.cli.key import new

    new(name, file, json)


@keys.command("show")
def show_key(
    key: Annotated[str, typer.Argument(help="Public key, or its file.")],
    pem: Annotated[bool, typer.Option("--pem", help="In PEM, for other tools.")] = False,
) -> None:
    """Print a public key."""
    from provenance.cli.key import show

    show(key, pem)


#: In the order in which help lists them; `keys` is a group of its own.
COMMANDS = (prove, check_proof, sign, tag)
