"""`provenance key`."""

from __future__ import annotations

import os
from pathlib import Path

from provenance.cli.output import print_json
from provenance.errors import UsageError
from provenance.signing.keys import SigningKey, VerifierKey


def new(name: str, file: Path, json: bool) -> None:
    """Make a key pair: the private key in `file`, readable by its owner alone, the public one in `file`.pub.

    Raises UsageError where one of the files is there already, since a lost private key cannot be made again.
    """
    key, public = SigningKey.generate(name), file.with_name(f"{file.name}.pub")
    if public.exists():
        raise UsageError(f"{public}: it is there already; name another file")
    _create(file, key.to_text(), 0o600)
    _create(public, str(key.verifier), 0o644)
    if json:
        print_json({"name": name, "private": str(file), "public": str(public), "key": str(key.verifier)})
        return
    print(f"private key  {file}  keep it secret, and a copy of it safe")
    print(f"public key   {public}  give it to whoever shall check your signatures:")
    print(key.verifier)


def show(key: str, pem: bool) -> None:
    """Print a public key, as the line that `--trust` takes or in PEM."""
    found = read_public(key)
    print(found.pem() if pem else found, end="" if pem else "\n")


def read_public(key: str) -> VerifierKey:
    """A public key, given as its line or as the file that holds it. Raises UsageError."""
    if "+" in key and not Path(key).exists():
        return VerifierKey.parse(key)
    return VerifierKey.parse(_line(Path(key), "give a public key's file or its line"))


def read_private(file: Path) -> SigningKey:
    """The private key in a file. Raises UsageError."""
    return SigningKey.parse(_line(file, "`provenance key new NAME FILE` makes one"))


def _line(file: Path, remedy: str) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: not a key: {getattr(error, 'strerror', None) or error}; {remedy}") from error


def _create(file: Path, line: str, mode: int) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except OSError as error:
        raise UsageError(f"{file}: cannot be made: {error.strerror}; name another file") from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(f"{line}\n")
