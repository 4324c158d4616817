"""What differs between two recipes, by their texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from provenance.dataset.layout import recipe_path
from provenance.errors import DatasetError
from provenance.identity.hashes import hash_bytes


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry of a recipe (`packages.lxml`, `steps.dates`), and what the two say of it; null where one lacks it."""

    entry: str
    before: Any
    after: Any


def read_recipe(root: Path, digest: str) -> bytes:
    """The text behind a recipe's hash. Raises DatasetError where it is lost or altered."""
    path = root / recipe_path(digest)
    try:
        text = path.read_bytes()
    except OSError as error:
        raise DatasetError(f"{path}: {error.strerror}; restore it from a copy of the dataset") from error
    if hash_bytes(text) != digest:
        raise DatasetError(f"{path}: its bytes hash to {hash_bytes(text)}; restore it from a copy of the dataset")
    return text


def differences(before: bytes, after: bytes) -> list[Difference]:
    """The entries in which two recipe texts differ, by name."""
    old, new = dict(_entries(orjson.loads(before))), dict(_entries(orjson.loads(after)))
    names = sorted(old.keys() | new.keys())
    return [Difference(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)]


def _entries(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, member in value.items():
            yield from _entries(member, f"{name}.{key}" if name else key)
    else:
        yield name, value
