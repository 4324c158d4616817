"""From options and configuration to what the library takes. Options win over variables, variables over the file."""

from __future__ import annotations

from pathlib import Path

from provenance.config import load_config
from provenance.dataset.origin import folder_of, refresh
from provenance.model.place import place_of


def dataset_path(dataset: str | None, config: Path | None, anew: bool = False) -> Path:
    """The folder of the dataset that is meant; that of a working copy is brought up to date, with `anew` from its first byte."""
    configuration = load_config(config)
    root = folder_of(configuration.dataset if dataset is None else place_of(dataset), configuration.copies)
    refresh(root, anew)
    return root
