"""What a run is asked to do, from the configuration and what the caller adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from provenance.config import SOURCE_NAME, Config
from provenance.dataset.layout import CACHE, FOLDERS
from provenance.dataset.origin import folder_of
from provenance.errors import UsageError
from provenance.model.columns import Columns
from provenance.model.place import Place, place_of
from provenance.pipeline.process import Bounds
from provenance.pipeline.settings import Settings
from provenance.sources.bulk import JSONL, PARQUET, WARC, is_bulk

_DEFAULTS = Bounds()


@dataclass(frozen=True, slots=True)
class Source:
    """A named place: a folder, one file, or a URL of one. `columns` are those of tables of documents in it."""

    name: str
    path: Place
    columns: Columns = field(default_factory=Columns)


@dataclass(frozen=True)
class Request:
    """What a run is asked to do. `registry` and `contracts` are folders, None for those shipped with the package.

    `dataset` is its folder, or that of the working copy of one in a store. `workers` are processes, 0 for none: then this one
    reads, and `bounds` do not hold.
    """

    dataset: Path
    sources: tuple[Source, ...]
    workers: int = 0
    bounds: Bounds = _DEFAULTS
    max_snapshot_bytes: int = 2**30
    settings: Settings = field(default_factory=Settings)
    registry: Path | None = None
    contracts: Path | None = None


def make_request(
    config: Config, sources: Sequence[Place] = (), source: str = "inbox", workers: int | None = None, dataset: Place | None = None
) -> Request:
    """A request; what the caller gives wins over the configuration.

    Raises UsageError where no source is given or configured or one is not there, and for a dataset that cannot be one.
    """
    named = tuple(Source(source, path) for path in sources) or tuple(
        Source(each.name, place_of(each.path), Columns(**each.columns.model_dump())) for each in config.sources
    )
    if not named:
        raise UsageError("no source: name a folder or file, or put [[sources]] into provenance.toml")
    for each in named:
        _check_source(each)
    return Request(
        dataset=_checked_dataset(folder_of(dataset or config.dataset, config.copies)),
        sources=named,
        workers=config.workers if workers is None else workers,
        bounds=bounds_of(config),
        max_snapshot_bytes=config.max_snapshot_bytes,
        settings=settings_of(config),
        registry=config.registry,
        contracts=config.contracts,
    )


def bounds_of(config: Config) -> Bounds:
    """The configured bounds on what one document may take of its worker."""
    return Bounds(config.deadline, config.max_worker_bytes)


def settings_of(config: Config) -> Settings:
    """The built-in bounds, but for those that the configuration gives."""
    given = config.extract.model_dump(exclude_none=True)
    default = Settings()
    decode = {name: value for name, value in given.items() if hasattr(default.decode, name)}
    html = {name: value for name, value in given.items() if hasattr(default.html, name)}
    text = {name: value for name, value in given.items() if hasattr(default.text, name)}
    return Settings(replace(default.decode, **decode), replace(default.html, **html), replace(default.text, **text))


def _check_source(source: Source) -> None:
    if not SOURCE_NAME.fullmatch(source.name):
        raise UsageError(
            f"source {source.name!r}: a name has small letters, digits, dots, dashes and underscores; choose such a one"
        )
    if isinstance(source.path, str):
        if not is_bulk(source.path):
            formats = ", ".join((*WARC, *JSONL, *PARQUET))
            raise UsageError(f"{source.path}: no format that is read from a URL; give a file of {formats}")
    elif not source.path.exists():
        raise UsageError(f"{source.path}: no such file or folder; give a folder of documents, or one file")


def _checked_dataset(path: Path) -> Path:
    """The path, unless it is a file or a folder of other things, into which a dataset must not be mixed."""
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path}: a file; a dataset is a folder, so name one that is new or empty")
    if path.is_dir() and not (path / "_delta_log").exists():
        others = sorted(each.name for each in path.iterdir() if each.name not in {CACHE, *FOLDERS})
        if others:
            raise UsageError(f"{path}: no dataset, and not empty ({others[0]} is there); name a folder that is new or empty")
    return path
