"""Why something was not accepted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One broken rule: which, where, what was seen, and what to do about it."""

    rule: str
    observed: str
    remedy: str
    column: str | None = None
    severity: Severity = "error"
