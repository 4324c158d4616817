"""The entries of the registry: what is recorded of an outlet, an agency and a language's way of crediting.

pydantic checks the types below when a file is read; an entry made in code is taken as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, ClassVar

from pydantic import AfterValidator, ConfigDict, StringConstraints

from provenance.fields.tags import language_tag
from provenance.fields.zones import zone
from provenance.forms import normal_form


@cache
def _countries() -> frozenset[str]:
    """The codes of ISO 3166-1 alpha-2, as tzdata lists them."""
    table = files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text(encoding="utf-8")
    return frozenset(line.split("\t")[0] for line in table.splitlines() if line and not line.startswith("#"))


def _country(value: str) -> str:
    if value not in _countries():
        raise ValueError(f"{value!r} is no country of ISO 3166-1: write its two-letter code, such as FR")
    return value


def _timezone(value: str) -> str:
    try:
        zone(value)
    except KeyError:
        raise ValueError(f"{value!r} is no time zone of the IANA database: write its name, such as Europe/Paris") from None
    return value


def _language(value: str) -> str:
    if language_tag(value) != value:
        raise ValueError(f"{value!r} is no canonical BCP 47 tag: write {language_tag(value) or 'one such as fr or pt-BR'}")
    return value


_Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
_Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(normal_form)]
_Domain = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(?:\.[a-z0-9-]+)+$")]
_Country = Annotated[str, AfterValidator(_country)]
_Timezone = Annotated[str, AfterValidator(_timezone)]
_Language = Annotated[str, AfterValidator(_language)]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher. `domains` are host names without `www.`; `timezone` is the IANA zone that its pages print times in."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: _Id
    name: _Name
    country: _Country
    timezone: _Timezone
    language: _Language
    aliases: tuple[_Name, ...] = ()
    domains: tuple[_Domain, ...] = ()


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency. `name` and `aliases` mean it wherever they are printed so.

    `codes` are also ordinary letters or words (`AP`, `ats`): they mean it only in a credit, a byline or after a word such
    as "agency". `timezone` is the one of its head office, for those that date their copy by it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: _Id
    name: _Name
    country: _Country
    language: _Language
    aliases: tuple[_Name, ...] = ()
    codes: tuple[_Name, ...] = ()
    timezone: _Timezone | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """How a language credits an agency: words before its name.

    `sources` come before an agency that copy was taken from ("avec AFP", "Quelle: dpa"), `bylines` before an author,
    `nouns` say that what stands next is an agency ("agence", "Nachrichtenagentur"), `joins` stand between two of them.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    language: _Language
    sources: tuple[_Name, ...] = ()
    bylines: tuple[_Name, ...] = ()
    nouns: tuple[_Name, ...] = ()
    joins: tuple[_Name, ...] = ()
