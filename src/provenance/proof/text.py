"""The text form of an inclusion proof (C2SP tlog-proof v1): extra data, leaf index, path, and the log's checkpoint as a note."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

import regex

from provenance.errors import ProofError
from provenance.signing.note import Note

HEADER = "c2sp.org/tlog-proof@v1"
_INDEX = regex.compile(r"index (0|[1-9][0-9]{0,18})")
#: A path has one hash a level; no tree of ours is higher.
_LONGEST_PATH = 64


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """A leaf's place in a log: `index` from 0, `path` of 32-byte hashes from the leaf's sibling up, the log's checkpoint.

    `extra` is not authenticated by the form: whoever reads it must hold it against the leaf.
    """

    extra: bytes
    index: int
    path: tuple[bytes, ...]
    note: Note

    def to_text(self) -> str:
        """The lines of the standard."""
        hashes = [base64.b64encode(each).decode() for each in self.path]
        head = [HEADER, f"extra {base64.b64encode(self.extra).decode()}", f"index {self.index}", *hashes]
        return "\n".join(head) + "\n\n" + self.note.to_text()

    @classmethod
    def parse(cls, text: str) -> InclusionProof:
        """The proof that `to_text` wrote. Raises ProofError saying which line is not one of a proof's."""
        head, separator, note = text.partition("\n\n")
        lines = head.split("\n")
        if lines[0] != HEADER or not separator:
            raise ProofError(f"not a proof: the first line must be {HEADER}, and an empty line must stand before the checkpoint")
        if len(lines) < 3 or not lines[1].startswith("extra "):
            raise ProofError("line 2 of the proof must be `extra` with the article, and line 3 its `index`")
        index = _INDEX.fullmatch(lines[2])
        if index is None or len(lines) - 3 > _LONGEST_PATH:
            raise ProofError("line 3 of the proof must be `index` with a number, and at most 64 hashes may follow")
        path = tuple(_base64(line, number) for number, line in enumerate(lines[3:], start=4))
        if any(len(each) != 32 for each in path):
            raise ProofError("a hash of the proof does not have 32 bytes")
        return cls(_base64(lines[1].removeprefix("extra "), 2), int(index[1]), path, Note.parse(note))


def _base64(text: str, line: int) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise ProofError(f"line {line} of the proof is not base64: {error}") from error
