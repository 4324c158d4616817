"""Keys, signed notes and checkpoints: C2SP signed-note and tlog-checkpoint, as docs/format.md uses them."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tests.format.agree import Disagreement, agree, need


@dataclass(frozen=True)
class Key:
    """An Ed25519 public key and its name."""

    name: str
    raw: bytes

    @property
    def signer(self) -> str:
        """Name of the key's folder; its first 8 digits are the key id of notes."""
        return hashlib.sha256(self.name.encode() + b"\n\x01" + self.raw).hexdigest()

    @classmethod
    def parse(cls, text: str) -> Key:
        """A verifier key `<name>+<key id>+<base64>`."""
        name, key_id, encoded = text.split("+", 2)
        content = decoded(encoded)
        need("an Ed25519 key", len(content) == 33 and content[0] == 1)
        key = cls(name, content[1:])
        agree("key id", key_id, key.signer[:8])
        return key

    def check(self, signature: bytes, content: bytes) -> None:
        """Disagreement where the signature is not this key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, content)
        except InvalidSignature as error:
            raise Disagreement(f"a signature of {self.name} does not verify") from error


def seed(text: str) -> tuple[Key, Ed25519PrivateKey]:
    """A private key of Go's form, and its public half."""
    private, key, name, key_id, encoded = text.split("+", 4)
    agree("form of a private key", (private, key), ("PRIVATE", "KEY"))
    content = decoded(encoded)
    secret = Ed25519PrivateKey.from_private_bytes(content[1:])
    public = Key(name, secret.public_key().public_bytes_raw())
    agree("key id", (content[0], key_id), (1, public.signer[:8]))
    return public, secret


def decoded(text: str) -> bytes:
    """The bytes of a base64 text; Disagreement where it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Disagreement(f"{text!r} is no base64") from error


@dataclass(frozen=True)
class Note:
    """A signed note: its text, and name, key id and signature of each line below it."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    @classmethod
    def parse(cls, content: str, signed: bool = True) -> Note:
        """C2SP signed-note; the note of an unsigned proof has no signature line."""
        text, blank, below = content.rpartition("\n\n")
        need(
            "a note has a blank line, and ends with a line end",
            bool(blank) and (below.endswith("\n") or (not signed and not below)),
        )
        lines = []
        for line in below.split("\n")[:-1]:
            form = re.fullmatch(r"— ([^\s+]+) (\S+)", line)
            need("a signature line", form is not None)
            assert form
            signature = decoded(form[2])
            lines.append((form[1], signature[:4], signature[4:]))
        return cls(text + "\n", tuple(lines))

    def signed_by(self, key: Key) -> bool:
        """Whether the key signed; Disagreement where a line says so and is not true."""
        mine = [sig for name, key_id, sig in self.signatures if (name, key_id.hex()) == (key.name, key.signer[:8])]
        for signature in mine:
            key.check(signature, self.text.encode())
        return bool(mine)


@dataclass(frozen=True)
class Checkpoint:
    """C2SP tlog-checkpoint."""

    origin: str
    size: int
    root: bytes

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """The three lines of a checkpoint."""
        origin, size, root, end = text.split("\n")
        need("three lines, and a size in decimal", end == "" and re.fullmatch("0|[1-9][0-9]*", size) is not None)
        return cls(origin, int(size), decoded(root))

    def check(self, manifest: dict[str, Any], log: str) -> None:
        """Against the log of a logical part."""
        need("the log in the origin", re.fullmatch(f"provenance/[0-9a-f]{{64}}/{log}", self.origin) is not None)
        stated = {"root": f"sha256:{self.root.hex()}", "size": self.size}
        agree(f"checkpoint of {log}", stated, manifest["logs"][log])
