"""Settings that reach the data: they are part of the recipe, and of nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from provenance.extraction.decode import DecodeLimits
from provenance.extraction.html import HtmlLimits


@dataclass(frozen=True, slots=True)
class Settings:
    """Deterministic bounds on what is extracted; a document above one is quarantined with the bound's name."""

    decode: DecodeLimits = field(default_factory=DecodeLimits)
    html: HtmlLimits = field(default_factory=HtmlLimits)
