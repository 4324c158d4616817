"""Raw news text in, a verifiable, versioned Parquet dataset out.

    import provenance

    dataset = provenance.open("data/dataset")
    dataset.latest().articles()          # current articles, an Arrow table
    dataset.diff("1", "2")               # what changed between two versions
    provenance.trace(dataset.latest(), "title")   # one article, back to its bytes
    provenance.extract(b"...")           # one document, without any dataset

Names are looked up when they are used, so that the command line starts without Arrow and the extractors.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from provenance.audit.tracing.trace import trace
    from provenance.pipeline.one import extract
    from provenance.read.dataset import Dataset, Version
    from provenance.read.dataset import open_dataset as open

__all__ = ["Dataset", "Version", "extract", "open", "trace"]

_HOMES = {
    "Dataset": ("provenance.read.dataset", "Dataset"),
    "Version": ("provenance.read.dataset", "Version"),
    "extract": ("provenance.pipeline.one", "extract"),
    "open": ("provenance.read.dataset", "open_dataset"),
    "trace": ("provenance.audit.tracing.trace", "trace"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
