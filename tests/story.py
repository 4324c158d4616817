"""A small dataset of two versions with something of every kind: for tests of reading and of the commands that read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.samples import Capture, evidence, publish

DAY_1, DAY_2 = datetime(2031, 3, 14, 12, tzinfo=UTC), datetime(2031, 3, 15, 12, 30, tzinfo=UTC)

LEAK_TITLE = "Harbour of Almina shut after fuel leak"
LEAK = (
    "The harbour of Almina has been shut since 13 March.\n\n"
    "About 1,250.5 tonnes of fuel leaked, and “nobody is in danger”, the port authority said. "
    "Ships wait outside the breakwater, and the fishing fleet stays in port until the water has been tested once more."
)
EDIT = LEAK + "\n\nThe ferry to Nordhafen runs again."
ARABIC_TITLE = "إغلاق ميناء المينا بعد تسرب"
ARABIC = "أغلق ميناء المينا أمس. وقال شاهد إن 12 سفينة تنتظر."
#: Sets the terminal's title, clears the screen (also as an 8-bit control), and reverses the rest of the line.
HOSTILE = "\x1b]0;owned\x07 \x1b[2J \x9b2J \u202e drawrof"

_MARKUP = {"layer": "markup", "start": None, "end": None, "raw_start": None, "raw_end": None}
_CREDIT = {**_MARKUP, "quote": "(Reuters)", "rule": "credit-line"}

LEAK_COLUMNS: dict[str, Any] = {
    "canonical_url": "https://gazette.example/leak",
    "domain": "gazette.example",
    "title": LEAK_TITLE,
    "authors": ["Ada Lindqvist", "Tomás Rey"],
    "language": "en",
    "outlet_id": "harbour-gazette",
    "outlet": "Harbour Gazette",
    "host_id": "portwire-watch",
    "agencies": [
        {
            "id": "reuters",
            "name": "Reuters",
            "role": "credit",
            "evidence": {**_MARKUP, "quote": "(Reuters)", "rule": "credit-line"},
        }
    ],
    "published_date": date(2031, 3, 14),
    "published_at": datetime(2031, 3, 14, 7, 5, tzinfo=UTC),
    "published_timezone": "Europe/Lisbon",
    "published_timezone_basis": "outlet",
    "modified_date": date(2031, 3, 14),
    "dates": [
        {
            "kind": "yearless",
            "role": "event",
            "zone": "body",
            "edtf": "2031-03-13",
            "earliest": datetime(2031, 3, 12, 10, tzinfo=UTC),
            "latest": datetime(2031, 3, 14, 12, tzinfo=UTC),
            "precision": "day",
            "timezone": None,
            "timezone_basis": None,
            "anchor": "2031-03-14",
            "candidates": [],
            "evidence": {**evidence(LEAK, "13 March", "day-month"), "raw_start": 60, "raw_end": 68},
        }
    ],
    "figures": [
        {
            "value": Decimal("1250.5"),
            "value_low": None,
            "value_high": None,
            "qualifier": "approximately",
            "unit": "tonne",
            "unit_raw": "tonnes",
            "unit_candidates": [],
            "counted": "fuel",
            "zone": "body",
            "evidence": evidence(LEAK, "About 1,250.5 tonnes", "number-unit"),
        }
    ],
    "quotes": [
        {
            "kind": "direct",
            "text": "nobody is in danger",
            "match_text": "nobody is in danger",
            "speaker": "the port authority",
            "zone": "quote",
            "evidence": evidence(LEAK, "nobody is in danger", "quotation-marks"),
        }
    ],
    "evidence": [
        {"field": "title", "evidence": {**_MARKUP, "quote": LEAK_TITLE, "rule": "json-ld:headline"}},
        {
            "field": "published",
            "evidence": {
                **_MARKUP,
                "layer": "source",
                "quote": "14 March 2031, 07:05",
                "rule": "dateline",
                "raw_start": 80,
                "raw_end": 100,
            },
        },
    ],
    "removed": [{"kind": "share", "quote": "Share this\n12", "raw_start": 400, "raw_end": 413}],
    "flags": ["domain_unexpected"],
}

_LEAK = Capture("leak.html", (LEAK,), DAY_1, columns=LEAK_COLUMNS)
_FERRY = Capture("ferry.txt", ("The ferry is late.", "The ferry sails again."), columns={"title": "Ferry notes"})

VERSIONS = (
    (
        _LEAK,
        _FERRY,
        Capture("arabic.html", (ARABIC,), DAY_1, columns={"title": ARABIC_TITLE, "language": "ar"}),
        Capture("hostile.html", (f"Calm {HOSTILE} text.",), DAY_1, columns={"title": f"Hostile {HOSTILE}", "authors": [HOSTILE]}),
        Capture("mended.html", (None,), DAY_1),
        Capture("spoiled.html", ("It was well once.",), DAY_1, columns={"title": "Well once"}),
    ),
    (
        Capture("leak.html", (EDIT,), DAY_2, columns=LEAK_COLUMNS),
        Capture("ferry.txt", ("The ferry is late.",), columns={"title": "Ferry notes"}),
        Capture("mended.html", ("It is well now.",), DAY_2, columns={"title": "Well now"}),
        Capture("spoiled.html", (None,), DAY_2),
        Capture("broken.html", rejected=True, captured_at=DAY_2, payload=b"\x00"),
    ),
)


def publish_story(root: Path, recipe: bytes) -> Path:
    """Publish both versions under a recipe."""
    for captures in VERSIONS:
        publish(root, captures, recipe)
    return root
