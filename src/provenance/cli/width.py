"""How wide the output may be, and whether it may be coloured."""

from __future__ import annotations

import os
import shutil
import sys

_ELSEWHERE = 100
_NARROWEST = 40


def terminal_width() -> int:
    """Columns of the terminal, at least 40; 100 where the output goes elsewhere."""
    return max(_NARROWEST, shutil.get_terminal_size().columns) if sys.stdout.isatty() else _ELSEWHERE


def is_coloured() -> bool:
    """Whether the output may hold colours: on a terminal, unless `NO_COLOR` is set (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
