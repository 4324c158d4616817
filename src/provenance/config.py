"""Configuration: `provenance.toml`, overridden by `PROVENANCE_*` variables, overridden by the command line.

    dataset = "data/dataset"            # or s3://bucket/prefix
    workers = 2

    [[sources]]
    name = "inbox"
    path = "data/inbox"

    [sources.columns]
    text = "body"

    [extract]
    max_bytes = 33554432

Paths in the file are relative to the file. A nested setting's variable joins the names with two underscores:
`PROVENANCE_EXTRACT__MAX_BYTES`.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import regex
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from provenance.errors import ConfigError
from provenance.model.place import Place, place_of

FILE = "provenance.toml"
PREFIX = "PROVENANCE_"

#: A source's name is part of every identity.
SOURCE_NAME = regex.compile(r"^[a-z0-9][a-z0-9._-]*$")


def usable_cpus() -> int:
    """The processors that this process may use."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(256, allowed or 1)


class ColumnsConfig(BaseModel):
    """Columns of a table of documents, as in `provenance.model.columns`; null leaves one to the known layouts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    uri: str | None = Field(default=None, min_length=1)
    payload: str | None = Field(default=None, min_length=1)
    html: str | None = Field(default=None, min_length=1)
    text: str | None = Field(default=None, min_length=1)
    title: str | None = Field(default=None, min_length=1)
    captured_at: str | None = Field(default=None, min_length=1)
    media_type: str | None = Field(default=None, min_length=1)
    charset: str | None = Field(default=None, min_length=1)


class SourceConfig(BaseModel):
    """A source: its name, which is part of every identity, where it lies, and what its columns are where it is a table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=SOURCE_NAME.pattern)
    path: str = Field(min_length=1)
    columns: ColumnsConfig = ColumnsConfig()


class ExtractConfig(BaseModel):
    """Bounds on one document, part of the recipe; a document above one is quarantined. Null keeps the built-in bound."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_bytes: int | None = Field(default=None, gt=0)
    max_ratio: int | None = Field(default=None, gt=0)
    max_characters: int | None = Field(default=None, gt=0)
    max_elements: int | None = Field(default=None, gt=0)
    max_links: int | None = Field(default=None, gt=0)
    max_attributes: int | None = Field(default=None, gt=0)
    max_depth: int | None = Field(default=None, gt=0)
    max_text: int | None = Field(default=None, gt=0)


def _place(given: object) -> object:
    return place_of(given) if isinstance(given, str) else given


class Config(BaseSettings):
    """All settings."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True)

    dataset: Annotated[Place, BeforeValidator(_place)] = Path("dataset")
    copies: Path = Path("copies")
    sources: tuple[SourceConfig, ...] = ()
    workers: int = Field(default_factory=usable_cpus, ge=0, le=256)
    deadline: float = Field(default=60, gt=0, le=86_400)
    max_worker_bytes: int | None = Field(default=None, gt=0)
    engine: Literal["local", "dask", "ray"] = "local"
    scheduler: str | None = Field(default=None, min_length=1)
    max_snapshot_bytes: int = Field(default=2**30, gt=0)
    registry: Path | None = None
    contracts: Path | None = None
    prefect_home: Path | None = None
    extract: ExtractConfig = ExtractConfig()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Variables before the file's values, which come in as arguments; no other source."""
        del settings_cls, dotenv_settings, file_secret_settings
        return (env_settings, init_settings)

    def overridden(self, **given: Any) -> Config:
        """The same with other settings, which were checked where they were given; null ones stay."""
        return self.model_copy(update={name: value for name, value in given.items() if value is not None})


def load_config(path: Path | None = None) -> Config:
    """The configuration of a file, by default `provenance.toml` of the working directory, where there is one.

    Raises ConfigError naming file and line, or the variable, and the fault.
    """
    file = path or Path(os.environ.get(f"{PREFIX}CONFIG", FILE))
    asked_for = path is not None or f"{PREFIX}CONFIG" in os.environ
    text, values = _read(file) if asked_for or file.is_file() else ("", {})
    try:
        return Config(**_anchored(values, file.parent))
    except ValidationError as error:
        raise ConfigError(_explain(error, file, text)) from error


def _read(file: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        line = regex.search(r"at line (\d+)", str(error))
        raise ConfigError(f"{file}:{line[1] if line else 1}: not TOML: {error}") from error


def _anchored(values: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Relative paths count from the file that holds them."""
    names = ("copies", "registry", "contracts", "prefect_home")
    paths: dict[str, Any] = {name: folder / values[name] for name in names if _is_path(values.get(name))}
    if _is_path(values.get("dataset")):
        paths["dataset"] = place_of(values["dataset"], folder)
    sources = values.get("sources")
    if isinstance(sources, list):
        paths["sources"] = [
            {**each, "path": str(place_of(each["path"], folder))}
            if isinstance(each, dict) and _is_path(each.get("path"))
            else each
            for each in sources
        ]
    return {**values, **paths}


def _is_path(value: object) -> bool:
    return isinstance(value, str)


def _explain(error: ValidationError, file: Path, text: str) -> str:
    first = error.errors()[0]
    name = ".".join(map(str, first["loc"]))
    variable = PREFIX + "__".join(str(part).upper() for part in first["loc"])
    if variable in os.environ or f"{PREFIX}{str(first['loc'][0]).upper()}" in os.environ:
        return f"the variable {variable}: {first['msg']}"
    key = next((str(part) for part in reversed(first["loc"]) if isinstance(part, str)), "")
    lines = text.splitlines()
    line = next((n for n, each in enumerate(lines, 1) if regex.match(rf"\s*\[*\s*{regex.escape(key)}\b", each)), 1)
    return f"{file}:{line}: {name}: {first['msg']}"
