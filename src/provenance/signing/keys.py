"""Ed25519 keys (RFC 8032) in the text forms of signed notes, one line each.

The public one is `<name>+<key id>+<base64 of 0x01 and 32 bytes>`, called a verifier key (C2SP signed-note); the private one is
`PRIVATE+KEY+<name>+<key id>+<base64 of 0x01 and the 32-byte seed>`, as Go's `golang.org/x/mod/sumdb/note` has it. The name
says whose key it is; a schema-less URL is advised, such as `newsroom.example/desk`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass, field

import regex
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from provenance.errors import UsageError

#: The signature type of Ed25519 in notes.
ED25519 = b"\x01"
_PRIVATE = "PRIVATE+KEY+"
_NAME = regex.compile(r"[^\s\p{Z}\p{C}+]{1,200}")


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key and the name of its owner; `public` has 32 bytes."""

    name: str
    public: bytes

    @property
    def digest(self) -> bytes:
        """SHA-256 over name and key, of which notes give the first four bytes as the key's id."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()

    @property
    def id(self) -> bytes:
        """The key id of notes, 4 bytes."""
        return self.digest[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> VerifierKey:
        """The key of a line that `str` wrote. Raises UsageError."""
        if text.startswith(_PRIVATE):
            raise UsageError("this is a private key; give the public one, and make a new pair if others have seen this line")
        name, key = _parse(text)
        found = cls(name, key)
        if str(found) != text:
            raise UsageError("not a key: its id is not that of its name and bytes; copy the line again")
        return found

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether this key's owner signed the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def pem(self) -> str:
        """The bare key for other tools: SubjectPublicKeyInfo (RFC 8410) in PEM."""
        key = Ed25519PublicKey.from_public_bytes(self.public)
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return key.public_bytes(serialization.Encoding.PEM, form).decode()


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key: the name of its owner, and its seed of 32 bytes."""

    name: str
    seed: bytes = field(repr=False)

    @classmethod
    def generate(cls, name: str) -> SigningKey:
        """A new key. Raises UsageError for a name that notes cannot carry."""
        return cls(_checked_name(name), secrets.token_bytes(32))

    @property
    def verifier(self) -> VerifierKey:
        """The public key."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return VerifierKey(self.name, key.public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """The signature, 64 bytes; the same message gives the same one."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)

    def to_text(self) -> str:
        """The private line. To be kept secret."""
        return f"{_PRIVATE}{self.name}+{self.verifier.id.hex()}+{base64.b64encode(ED25519 + self.seed).decode()}"

    @classmethod
    def parse(cls, text: str) -> SigningKey:
        """The key of a line that `to_text` wrote. Raises UsageError, which never holds the line."""
        if not text.startswith(_PRIVATE):
            raise UsageError("not a private key; `provenance key new` makes one")
        key = cls(*_parse(text.removeprefix(_PRIVATE)))
        if key.to_text() != text:
            raise UsageError("not a private key: its id is not that of its name and bytes; copy the file again")
        return key


def _parse(text: str) -> tuple[str, bytes]:
    name, _, rest = text.partition("+")
    _, _, encoded = rest.partition("+")
    try:
        key = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        key = b""
    if len(key) != 33 or not key.startswith(ED25519):
        raise UsageError("not a key: one line `name+id+base64` is needed, of an Ed25519 key")
    return _checked_name(name), key[1:]


def _checked_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} cannot name a key: a name has no spaces, plus signs or control characters, and 1 to 200 others; "
            "newsroom.example/desk would do"
        )
    return name
