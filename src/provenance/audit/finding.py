"""What an audit found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not what it should be: the rule that it breaks, the place, and what was seen there."""

    rule: str
    where: str
    observed: str
