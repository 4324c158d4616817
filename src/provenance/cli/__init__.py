"""The command line. Nothing heavy is imported before a command needs it; `app` declares the commands, one file each does one."""

from __future__ import annotations

import os
import sys

#: As of a process that SIGPIPE ended: what was to be printed was not, so that neither 0 nor 1 would be true.
READER_LEFT = 141


def main() -> None:
    """Run the command line; ends the process with 0 success, 1 a finding, 2 wrong use, 130 interrupted, 141 reader left."""
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still to be written goes nowhere, or Python would try once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = READER_LEFT
    sys.exit(code)


def _run() -> int | str | None:
    """Run the command; gives the exit code."""
    from provenance.cli.app import app
    from provenance.errors import ProvenanceError

    try:
        app()
    except ProvenanceError as error:
        print(f"provenance: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("provenance: interrupted; what is published stays, run again to go on", file=sys.stderr)
        return 130
    except SystemExit as end:
        # Typer itself ends with 1 where the reader of our output has left; 1 is a finding, and this is none.
        return READER_LEFT if type(sys.stdout).__name__ == "PacifyFlushWrapper" else end.code
    return 0
