"""An intake: what one run read and judged, ready to be committed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from provenance.model.snapshot import Snapshot
from provenance.publish.revisions import Cause


@dataclass(frozen=True)
class Intake:
    """Snapshots with what they came to.

    `articles` holds the accepted rows with their hashes, without the columns that a commit sets; `quarantine` the rejected
    ones, likewise. `validation` is the result of the contract's rules as JSON bytes. Every snapshot has at least one row.
    """

    cause: Cause
    recipe: str
    snapshots: Mapping[str, Snapshot]
    articles: pa.Table
    quarantine: Sequence[Mapping[str, Any]]
    validation: bytes | None

    def without(self, known: Collection[str]) -> Intake:
        """The intake less some snapshots, which another writer published meanwhile."""
        if not known:
            return self
        keep = pc.invert(pc.is_in(self.articles.column("snapshot_id"), pa.array(sorted(known), pa.string())))
        return replace(
            self,
            snapshots={id_: snapshot for id_, snapshot in self.snapshots.items() if id_ not in known},
            articles=self.articles.filter(keep),
            quarantine=[row for row in self.quarantine if row["snapshot_id"] not in known],
        )
