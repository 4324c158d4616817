"""What a run is asked to do, from the configuration and what the caller adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from provenance.config import Config
from provenance.errors import UsageError
from provenance.pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Source:
    """A named place: a folder, or one file."""

    name: str
    path: Path


@dataclass(frozen=True)
class Request:
    """What a run is asked to do. `registry` and `contracts` are folders, None for those shipped with the package."""

    dataset: Path
    sources: tuple[Source, ...]
    workers: int = 1
    max_snapshot_bytes: int = 2**30
    settings: Settings = field(default_factory=Settings)
    registry: Path | None = None
    contracts: Path | None = None


def make_request(
    config: Config, sources: Sequence[Path] = (), source: str = "inbox", workers: int | None = None, dataset: Path | None = None
) -> Request:
    """A request; what the caller gives wins over the configuration. Raises UsageError where no source is given or configured."""
    named = tuple(Source(source, path) for path in sources) or tuple(Source(each.name, each.path) for each in config.sources)
    if not named:
        raise UsageError("no source: name a folder or file, or put [[sources]] into provenance.toml")
    return Request(
        dataset=dataset or config.dataset,
        sources=named,
        workers=workers or config.workers,
        max_snapshot_bytes=config.max_snapshot_bytes,
        settings=settings_of(config),
        registry=config.registry,
        contracts=config.contracts,
    )


def settings_of(config: Config) -> Settings:
    """The built-in bounds, but for those that the configuration gives."""
    given = config.extract.model_dump(exclude_none=True)
    default = Settings()
    decode = {name: value for name, value in given.items() if hasattr(default.decode, name)}
    html = {name: value for name, value in given.items() if hasattr(default.html, name)}
    return Settings(replace(default.decode, **decode), replace(default.html, **html))
