"""The command line, called as a user calls it but in this process."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from provenance.cli import main


@dataclass(frozen=True)
class Outcome:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def provenance(*arguments: object, terminal: bool = False) -> Outcome:
    """Run `provenance` with arguments; `terminal` says that standard output is one."""
    out, err, code = _Terminal() if terminal else io.StringIO(), io.StringIO(), 0
    with (
        patch("sys.argv", ["provenance", *map(str, arguments)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    return Outcome(code, out.getvalue(), err.getvalue())
