"""The report of a run: two counts that add up, or the run fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from provenance.errors import PipelineError
from provenance.pipeline.profile import Profile
from provenance.sources.found import Pending

#: Entries of a list that a report shows; `provenance quarantine` lists all.
SHOWN = 20


@dataclass(frozen=True)
class Report:
    """What a run came to.

    Snapshots found = read + skipped (published already) + pending (could not be read this time). Articles read = accepted (a new
    revision) + quarantined + unchanged, where a snapshot from which nothing can be extracted is one quarantined entry.
    `versions` are the ids published by the run, `version` and `sequence` those of the dataset after it.
    `quarantine` holds the first rows that each commit quarantined, at most `SHOWN`;
    `passed_over` counts by kind what the sources hold besides snapshots.
    """

    dataset: str
    version: str | None
    sequence: int | None
    versions: Sequence[str]
    found: int
    read: int
    skipped: int
    pending: Sequence[Pending]
    rows: int
    accepted: int
    quarantined: int
    unchanged: int
    profile: Profile
    quarantine: Sequence[Mapping[str, Any]] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.found != self.read + self.skipped + len(self.pending):
            raise PipelineError(
                f"snapshots do not add up: {self.found} found, {self.read} read + {self.skipped} skipped "
                f"+ {len(self.pending)} pending"
            )
        if self.rows != self.accepted + self.quarantined + self.unchanged:
            raise PipelineError(
                f"articles do not add up: {self.rows} read, {self.accepted} accepted + {self.quarantined} quarantined "
                f"+ {self.unchanged} unchanged"
            )

    @property
    def exit_code(self) -> int:
        """1 while something is pending, else 0."""
        return 1 if self.pending else 0

    def as_json(self) -> dict[str, Any]:
        """The object that `run --json` prints."""
        return {
            "version": self.version,
            "sequence": self.sequence,
            "versions": list(self.versions),
            "snapshots": {"read": self.read, "skipped": self.skipped, "pending": len(self.pending)},
            "passed_over": dict(self.passed_over),
            "articles": {"accepted": self.accepted, "quarantined": self.quarantined, "unchanged": self.unchanged},
            "seconds": round(self.profile.whole.seconds, 3),
            "profile": self.profile.as_json(),
        }
