"""Lexicons: what differs by language, as data: `data/registry/lexicons/<topic>/<language>.toml`; names of news agencies.

Parsed once a process, never changed; their hash is part of the recipe.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@cache
def lexicon(topic: str, language: str) -> Mapping[str, Any]:
    """The lexicon of a topic (`dates`, `figures`, `quotes`, `noise`) in a language (`fr`); empty where there is none."""
    path = files("provenance.registry").joinpath("lexicons", topic, f"{language}.toml")
    if not path.is_file():
        return MappingProxyType({})
    return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def languages(topic: str) -> tuple[str, ...]:
    """The languages that a topic has a lexicon for, sorted."""
    folder = files("provenance.registry").joinpath("lexicons", topic)
    if not folder.is_dir():
        return ()
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def agency_names() -> tuple[str, ...]:
    """Whatever a credit may print for a news agency by `data/registry/agencies.toml`: names, aliases and codes, longest first."""
    path = files("provenance.registry").joinpath("agencies.toml")
    agencies = tomllib.loads(path.read_text(encoding="utf-8"))["agency"]
    names = {name for each in agencies for name in (each["name"], *each.get("aliases", ()), *each.get("codes", ()))}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
