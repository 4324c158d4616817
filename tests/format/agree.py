"""How the second reader says that a dataset or a proof is not what docs/format.md says."""

from __future__ import annotations

from typing import Any


class Disagreement(Exception):
    """What stands there is not what follows from the page."""


def agree(where: str, stated: Any, follows: Any) -> None:
    """Hold what is stated against what follows from the rest; Disagreement where they differ."""
    if stated != follows:
        raise Disagreement(f"{where}: states {stated!r}, from the page follows {follows!r}")


def need(where: str, holds: bool) -> None:
    """Disagreement where a rule of the page does not hold."""
    if not holds:
        raise Disagreement(where)
