"""Captures of one page in few words: when, and what its parts came to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tests.samples import Capture

T1, T2, T3, T4 = (datetime(2031, 3, day, 12, tzinfo=UTC) for day in (1, 2, 3, 4))


def at(when: datetime | None, *texts: str | None) -> Capture:
    return Capture(texts=texts, captured_at=when)


def bare(*texts: str | None) -> Capture:
    return at(None, *texts)


def rejected(when: datetime | None) -> Capture:
    return Capture(texts=("unreadable",), captured_at=when, rejected=True)


def again(capture: Capture, *texts: str | None, rejected: bool = False) -> Capture:
    """The same snapshot, read otherwise."""
    return replace(capture, payload=capture.snapshot.payload, texts=texts, rejected=rejected)
