"""From options and configuration to what the library takes. Options win over variables, variables over the file."""

from __future__ import annotations

from pathlib import Path

from provenance.config import load_config


def dataset_path(dataset: Path | None, config: Path | None) -> Path:
    """The dataset folder that is meant."""
    return dataset or load_config(config).dataset
