"""The value that this step hands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One dated mention.

    `paragraph` is the index into the paragraphs given, `start` and `end` are code points in it, end exclusive. `rule` says what
    read it (`dates:absolute`). `kind` is `absolute`, `yearless`, `weekday`, `relative`, `time`, `range` or `vague`.

    `edtf` (EDTF, ISO 8601-2:2019) is None where the mention cannot be resolved. EDTF has no parts of the day, so an evening has
    its day as `edtf` and `evening` as `precision`. `precision` is `second`, `minute`, `hour`, `morning`, `afternoon`,
    `evening`, `night`, `day`, `week`, `month`, `season`, `year`, `decade` or `century`.

    `earliest` and `latest` bound the instant, aware, UTC, both inclusive to the microsecond. Without a known zone they are the
    first and last instant that any place on earth could mean (UTC+14, UTC-12), and `timezone` is None.

    `anchor` is the EDTF value that the mention was resolved against; `candidates` are the EDTF values that the text leaves open,
    `edtf` among them where a stated rule prefers one.
    """

    paragraph: int
    start: int
    end: int
    rule: str
    kind: str
    edtf: str | None = None
    earliest: datetime | None = None
    latest: datetime | None = None
    precision: str | None = None
    timezone: str | None = None
    timezone_basis: str | None = None
    anchor: str | None = None
    candidates: tuple[str, ...] = ()
