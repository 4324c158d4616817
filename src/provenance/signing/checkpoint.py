"""Checkpoints (C2SP tlog-checkpoint): size and root of a log as the text of a note."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

import regex

from provenance.errors import ProofError

_SIZE = regex.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: `origin` names the log, `size` counts its leaves, `root` has 32 bytes."""

    origin: str
    size: int
    root: bytes

    def to_text(self) -> str:
        """Three lines: origin, size, root in base64."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """The checkpoint of a note's text; extension lines are refused, since we write none. Raises ProofError."""
        lines = text.split("\n")
        try:
            if len(lines) == 4 and lines[0] and not lines[3] and _SIZE.fullmatch(lines[1]):
                checkpoint = cls(lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True))
                if len(checkpoint.root) == 32 and checkpoint.to_text() == text:
                    return checkpoint
        except (ValueError, binascii.Error):
            pass
        raise ProofError("not a checkpoint: three lines are needed, the log's origin, its size, and its root in base64")
