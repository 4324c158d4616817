"""How wide the output may be."""

from __future__ import annotations

import shutil
import sys

_ELSEWHERE = 100
_NARROWEST = 40


def terminal_width() -> int:
    """Columns of the terminal, at least 40; 100 where the output goes elsewhere."""
    return max(_NARROWEST, shutil.get_terminal_size().columns) if sys.stdout.isatty() else _ELSEWHERE
