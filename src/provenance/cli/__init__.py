"""The command line. Nothing heavy is imported before a command needs it; `app` declares the commands, one file each does one."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; ends the process with 0 success, 1 a finding, 2 wrong use, 130 interrupted."""
    from provenance.cli.app import app
    from provenance.errors import ProvenanceError

    try:
        app()
    except ProvenanceError as error:
        print(f"provenance: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("provenance: interrupted; what is published stays, run again to go on", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has seen enough; closing standard output now would raise again.
        sys.stderr.close()
        sys.exit(0)
