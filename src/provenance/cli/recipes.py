"""What differs between two recipes, as a table."""

from __future__ import annotations

from collections.abc import Iterable

from provenance.cli.output import short, table
from provenance.cli.plain import scalar
from provenance.identity.hashes import PREFIX
from provenance.read.recipes import Difference


def recipe_table(found: Iterable[Difference], ends: tuple[str, str]) -> str:
    """One line an entry; `ends` are what the two recipes are called."""
    return table(("entry", *ends), ((each.entry, _said(each.before), _said(each.after)) for each in found))


def _said(value: object) -> str:
    return "-" if value is None else short(value) if isinstance(value, str) and value.startswith(PREFIX) else scalar(value)
