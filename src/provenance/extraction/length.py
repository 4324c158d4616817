"""The bound on running text. What reads fields takes time for every character, dense figures and dates the most."""

from __future__ import annotations

from collections.abc import Iterable

from provenance.errors import RejectedSnapshot
from provenance.extraction.draft import Draft
from provenance.extraction.limits import TextLimits
from provenance.model.quarantine import Reason


def check_length(length: int, limits: TextLimits) -> None:
    """Raise `RejectedSnapshot` (stage `extract`) where so many characters of text are over the bound."""
    if length > limits.max_text:
        observed = f"{length:,} characters of text, more than {limits.max_text:,}"
        remedy = f"split the text, or raise extract.max_text above {length:,} and expect it to take long"
        raise RejectedSnapshot("extract", Reason("extract.max_text", observed, remedy, "text"))


def check_drafts(drafts: Iterable[Draft], limits: TextLimits) -> None:
    """The same for all that the drafts of a document hold."""
    check_length(sum(len(block.string) for draft in drafts for block in draft.blocks), limits)
