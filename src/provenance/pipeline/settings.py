"""Settings that reach the data: they are part of the recipe, and of nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from inspect import signature
from typing import Any, TypeVar

from provenance.extraction.limits import DecodeLimits, HtmlLimits, TextLimits

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """Deterministic bounds on what is extracted; a document above one is quarantined with the bound's name."""

    decode: DecodeLimits = field(default_factory=DecodeLimits)
    html: HtmlLimits = field(default_factory=HtmlLimits)
    text: TextLimits = field(default_factory=TextLimits)

    @classmethod
    def recorded(cls, recipe: Mapping[str, Any]) -> Settings:
        """The settings that a recipe records; a bound that it does not know, or that is not known here, is the built-in one."""
        said = recipe.get("settings") or {}
        return cls(
            _known(DecodeLimits, said.get("decode")),
            _known(HtmlLimits, said.get("html")),
            _known(TextLimits, said.get("text")),
        )


def _known(limits: type[T], said: Mapping[str, Any] | None) -> T:
    names = signature(limits).parameters
    return limits(**{name: value for name, value in (said or {}).items() if name in names})
