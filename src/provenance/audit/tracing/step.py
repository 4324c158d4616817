"""One step of a trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from provenance.audit.finding import Finding


@dataclass(frozen=True)
class Step:
    """One step of the way from a value to its bytes: what it says, and what of that does not hold."""

    name: str
    facts: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()
