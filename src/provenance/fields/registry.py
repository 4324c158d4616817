"""The registry: which outlets and news agencies there are, and what is known of each.

`data/registry/outlets.toml` and `data/registry/agencies.toml` hold the entries. What they say reaches the data, so the hash of
`Registry.as_value()` is part of the recipe; comments and the order of entries do not matter.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from provenance.errors import ConfigError
from provenance.fields.registry_entries import Agency, Outlet, Wording
from provenance.forms import match_form

__all__ = ["Agency", "Outlet", "Registry", "Wording", "load_registry"]


@dataclass(frozen=True)
class Registry:
    """All entries, in the order of their ids (languages for wordings), with look-ups."""

    outlets: tuple[Outlet, ...]
    agencies: tuple[Agency, ...]
    wordings: tuple[Wording, ...] = ()

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[Registry], tuple[object, ...]]:
        """Pickled as the entries alone: in another process strings hash otherwise, and the look-ups do not pickle."""
        return Registry, (self.outlets, self.agencies, self.wordings)

    @cached_property
    def _hash(self) -> int:
        """The hash of all entries, taken once: the registry is a key of what is compiled from it."""
        return hash((self.outlets, self.agencies, self.wordings))

    @cached_property
    def _by_domain(self) -> Mapping[str, Outlet]:
        return MappingProxyType({domain: outlet for outlet in self.outlets for domain in outlet.domains})

    @cached_property
    def _by_name(self) -> Mapping[str, Outlet]:
        return MappingProxyType({match_form(name): each for each in self.outlets for name in (each.name, *each.aliases)})

    @cached_property
    def _agencies_by_name(self) -> Mapping[str, Agency]:
        return MappingProxyType({match_form(name): each for each in self.agencies for name in _agency_names(each)})

    @cached_property
    def _by_id(self) -> Mapping[str, Outlet]:
        return MappingProxyType({outlet.id: outlet for outlet in self.outlets})

    def outlet(self, outlet_id: str) -> Outlet:
        """The outlet of an id. Raises KeyError for an unknown one."""
        return self._by_id[outlet_id]

    def outlet_by_domain(self, domain: str) -> Outlet | None:
        """The outlet of a host name: its own entry, or else that of the nearest domain above it (`fr.news.example`)."""
        labels = domain.lower().rstrip(".").split(".")
        candidates = (".".join(labels[start:]) for start in range(len(labels)))
        return next((self._by_domain[each] for each in candidates if each in self._by_domain), None)

    def outlet_by_name(self, name: str) -> Outlet | None:
        """The outlet of a name or alias, compared in match form."""
        return self._by_name.get(match_form(name))

    def agency_by_name(self, name: str) -> Agency | None:
        """The agency of a name, alias or code, compared in match form."""
        return self._agencies_by_name.get(match_form(name))

    def as_value(self) -> dict[str, Any]:
        """Everything that the registry says, as a value with a canonical form."""
        return {
            "outlets": [asdict(each) for each in self.outlets],
            "agencies": [asdict(each) for each in self.agencies],
            "wordings": [asdict(each) for each in self.wordings],
        }


def _agency_names(agency: Agency) -> tuple[str, ...]:
    return (agency.name, *agency.aliases, *agency.codes)


def load_registry(folder: Path | None = None) -> Registry:
    """Read `outlets.toml` and `agencies.toml` of a folder; None means the data that is shipped with the package.

    Raises ConfigError, with file and entry, for a file that is missing or no TOML, for missing and unknown keys, for unknown
    time zones, countries and languages, and for ids, names, aliases, codes and domains that are claimed twice.
    """
    where: Traversable = files("provenance.registry") if folder is None else folder
    outlets_file, agencies_file = where.joinpath("outlets.toml"), where.joinpath("agencies.toml")
    outlet_tables, agency_tables = _tables(outlets_file, {"outlet"}), _tables(agencies_file, {"agency", "wording"})
    outlets = _entries(outlets_file, "outlet", outlet_tables, Outlet)
    agencies = _entries(agencies_file, "agency", agency_tables, Agency)
    wordings = _entries(agencies_file, "wording", agency_tables, Wording)
    _unique(outlets_file, "id", ((each.id, each.id) for each in outlets))
    _unique(outlets_file, "domain", ((domain, each.id) for each in outlets for domain in each.domains))
    _unique(outlets_file, "name", ((name, each.id) for each in outlets for name in _once((each.name, *each.aliases))))
    _unique(agencies_file, "id", ((each.id, each.id) for each in agencies))
    _unique(agencies_file, "name", ((name, each.id) for each in agencies for name in _once(_agency_names(each))))
    _unique(agencies_file, "wording", ((each.language, each.language) for each in wordings))
    return Registry(
        tuple(sorted(outlets, key=lambda each: each.id)),
        tuple(sorted(agencies, key=lambda each: each.id)),
        tuple(sorted(wordings, key=lambda each: each.language)),
    )


def _tables(file: Traversable, known: set[str]) -> Mapping[str, Any]:
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read ({error.strerror}): put the registry file there") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: not UTF-8 at byte {error.start}: save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not TOML: {error}: mend the line") from error
    for key in sorted(tables.keys() - known):
        raise ConfigError(f"{file}: unknown table {key!r}: known are {', '.join(f'[[{each}]]' for each in sorted(known))}")
    return tables


_Entry = TypeVar("_Entry", Outlet, Agency, Wording)


def _entries(file: Traversable, table: str, tables: Mapping[str, Any], kind: type[_Entry]) -> tuple[_Entry, ...]:
    rows = tables.get(table, [])
    if not isinstance(rows, list):
        raise ConfigError(f"{file}: {table!r} is not a list of tables: begin each entry with [[{table}]]")
    adapter = TypeAdapter(kind)
    return tuple(_checked(adapter, f"{file}: [[{table}]] number {number}", row) for number, row in enumerate(rows, start=1))


def _checked(adapter: TypeAdapter[_Entry], where: str, row: Any) -> _Entry:
    try:
        return adapter.validate_python(row)
    except ValidationError as error:
        label = f" ({row['id']!r})" if isinstance(row, dict) and "id" in row else ""
        faults = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
        raise ConfigError(f"{where}{label}: {'; '.join(faults)}") from error


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Match forms, each once: one entry may list several spellings of a name."""
    return tuple(dict.fromkeys(map(match_form, names)))


def _unique(file: Traversable, what: str, claims: Iterable[tuple[str, str]]) -> None:
    claimed: dict[str, str] = {}
    for value, owner in claims:
        if value in claimed:
            raise ConfigError(f"{file}: {what} {value!r} is claimed by {claimed[value]!r} and {owner!r}: leave it to one of them")
        claimed[value] = owner
