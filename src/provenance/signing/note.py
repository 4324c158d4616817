"""Signed notes (C2SP signed-note v1): a text, an empty line, and a line for each signature."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from provenance.errors import ProofError
from provenance.signing.keys import SigningKey, VerifierKey

_LINE = regex.compile(r"— ([^\s\p{Z}+]+) ([A-Za-z0-9+/=]+)")
_CONTROL = regex.compile(r"[\x00-\x09\x0b-\x1f]")
#: Bounds on what is parsed; the standard asks for 16 signatures at least.
LONGEST = 1 << 20
MOST_SIGNATURES = 100


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """A line of a note: the signer's name, the key's id (4 bytes), and the signature."""

    name: str
    key_id: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"— {self.name} {base64.b64encode(self.key_id + self.signature).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A note; its text ends with a line end. Without a signature it is no signed note, and nobody vouches for it."""

    text: str
    signatures: tuple[NoteSignature, ...] = ()

    def signed(self, key: SigningKey) -> Note:
        """The note with the key's signature added."""
        mine = NoteSignature(key.name, key.verifier.id, key.sign(self.text.encode()))
        return Note(self.text, (*self.signatures, mine))

    def to_text(self) -> str:
        """Text, empty line, signatures."""
        return self.text + "\n" + "".join(map(str, self.signatures))

    @classmethod
    def parse(cls, text: str) -> Note:
        """The note that `to_text` wrote. Raises ProofError for anything else."""
        body, separator, lines = text.rpartition("\n\n")
        if len(text) > LONGEST or not separator or _CONTROL.search(text) or (lines and not lines.endswith("\n")):
            raise ProofError("not a note: a text, an empty line and lines of signatures are needed, without control characters")
        signatures = tuple(map(_signature, lines.removesuffix("\n").split("\n") if lines else ()))
        if len(signatures) > MOST_SIGNATURES:
            raise ProofError(f"the note has {len(signatures)} signatures, {MOST_SIGNATURES} are allowed")
        return cls(body + "\n", signatures)

    def signers(self, trusted: Iterable[VerifierKey]) -> list[VerifierKey]:
        """Those of the trusted keys that signed the note.

        Signatures of other keys are ignored. Raises ProofError where one bears a trusted key's name and id and does not verify.
        """
        found = []
        for key in trusted:
            mine = [each for each in self.signatures if (each.name, each.key_id) == (key.name, key.id)]
            if any(not key.verifies(each.signature, self.text.encode()) for each in mine):
                raise ProofError(
                    f"the signature of {key.name} on the note does not verify: the note was altered, or it is forged"
                )
            if mine:
                found.append(key)
        return found


def _signature(line: str) -> NoteSignature:
    match = _LINE.fullmatch(line)
    try:
        blob = base64.b64decode(match[2], validate=True) if match else b""
    except (ValueError, binascii.Error):
        blob = b""
    if match is None or len(blob) <= 4:
        raise ProofError(f"not a signature line: {line[:100]!r}")
    return NoteSignature(match[1], blob[:4], blob[4:])
