"""Every error that this package raises on purpose.

    ProvenanceError
    ├── UsageError            wrong use: an argument, a path, a setting        exit code 2
    │   ├── ConfigError       provenance.toml, an override or the registry
    │   └── ContractError     a file in schemas/
    ├── SourceError           raw material that could not be read this time    the snapshot stays pending
    ├── RejectedSnapshot      raw material that was read and cannot be used    the snapshot is quarantined
    ├── DatasetError          the dataset is not what its log says it is       exit code 1
    │   ├── ConflictError     another writer committed first, retries used up
    │   └── UnsoundIndexError the cache of what is known does not fit the dataset; it is made anew
    ├── ProofError            a proof or a signature does not hold             exit code 1
    └── PipelineError         a fault of ours: counts do not add up, a rule raised

A message says what was wrong, where, and what to do about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.model.quarantine import Reason


class ProvenanceError(Exception):
    """The root of the tree; `exit_code` is what the command line ends with."""

    exit_code = 1


class UsageError(ProvenanceError):
    """The request itself is wrong; nothing was written."""

    exit_code = 2


class ConfigError(UsageError):
    """The configuration, an environment override or the registry is wrong; names file and line."""


class ContractError(UsageError):
    """A contract in `schemas/` cannot be used; names file and line."""


class SourceError(ProvenanceError):
    """A snapshot could not be read this time: it stays pending and is tried again by the next run."""


class RejectedSnapshot(ProvenanceError):
    """A snapshot was read whole and no article can be made of it; `stage` and `reason` go to the quarantine."""

    def __init__(self, stage: str, reason: Reason) -> None:
        super().__init__(f"{stage}: {reason.observed}: {reason.remedy}")
        self.stage = stage
        self.reason = reason


class DatasetError(ProvenanceError):
    """The dataset on disk contradicts itself."""


class ConflictError(DatasetError):
    """Other writers committed first more often than we may retry."""


class UnsoundIndexError(DatasetError):
    """The index under `_cache/` is not what was written, or of another history; publishing catches it and makes a new one."""


class ProofError(ProvenanceError):
    """A proof, a signed note or an envelope that is malformed, or that does not show what it claims."""


class PipelineError(ProvenanceError):
    """The pipeline broke one of its own rules; the run stops and publishes nothing."""
