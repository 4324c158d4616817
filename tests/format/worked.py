"""A dataset with every type of value and every kind of event that docs/format.md speaks of, made by the project's own code."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

from provenance.dataset.tags import write_tag
from provenance.proof.signatures import sign_version
from provenance.read.dataset import open_dataset
from provenance.signing.keys import SigningKey
from tests.samples import OTHER_RECIPE, Capture, evidence, publish
from tests.story import LEAK_COLUMNS

KEY = SigningKey("desk.example", bytes(range(32)))

_MONDAY, _TUESDAY, _FRIDAY = (datetime(2031, 3, day, 9, 30, 0, 120, tzinfo=UTC) for day in (10, 11, 14))
#: Astral, combining, right to left, line and paragraph separators, quotes, controls, a noncharacter, the last code point.
UNUSUAL = "A\u0301 \U0001f6a2 עברית \u2028\u2029 \"'\\/ \x00\x08\t\n\x0b\x1b\x7f\x85 \ufeff\uffff\U0010ffff </script>"
_TEXT = f"About −7.5 °C. {UNUSUAL}"


def _figure(value: str | None, low: str | None = None, high: str | None = None) -> dict[str, Any]:
    bounds = {"value_low": low and Decimal(low), "value_high": high and Decimal(high)}
    names = {"qualifier": "exact", "unit": None, "unit_raw": UNUSUAL, "unit_candidates": ["degree", "celsius"], "counted": None}
    return {"value": value and Decimal(value), **bounds, **names, "zone": "body", "evidence": evidence(_TEXT, "About −7.5")}


EVERYTHING: dict[str, Any] = LEAK_COLUMNS | {
    "title": UNUSUAL,
    "authors": ["", UNUSUAL, "Ada", "Ada"],
    "published_date": date(1600, 1, 1),
    "published_at": datetime(2031, 3, 10, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=-3, minutes=-30))),
    "published_earliest": datetime(1, 1, 1, tzinfo=UTC),
    "published_latest": datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    "figures": [
        _figure("-7.5"),
        _figure("0"),
        _figure("-0.000000001", "-0", "0.123456789"),
        _figure(None, "-99999999999999999999999999999.999999999", "99999999999999999999999999999.999999999"),
    ],
    "dates": [LEAK_COLUMNS["dates"][0] | {"candidates": ["2031-03", "2032"], "earliest": None, "evidence": evidence(_TEXT, "C")}],
    "quotes": [],
    "evidence": [
        LEAK_COLUMNS["evidence"][0],
        {"field": "published", "evidence": evidence(_TEXT, "7.5")},
        {"field": "modified", "evidence": evidence(_TEXT, UNUSUAL)},
    ],
    "removed": [{"kind": "share", "quote": UNUSUAL, "raw_start": 0, "raw_end": 2**31 - 1}],
    "flags": ["domain_unexpected", "title_missing"],
}

_EVERYTHING = Capture("caf%C3%A9/everything.html", (_TEXT,), _MONDAY, columns=EVERYTHING)
_LONG = Capture("two.html", ("The first part.", None, "The third part."), _MONDAY, source="agency")
_FERRY = tuple(Capture("ferry.txt", (text,)) for text in ("The ferry is late.", "The ferry sails."))
_REJECTED = Capture("broken.html", rejected=True, captured_at=_TUESDAY, payload=b"\x00\xff")
_SPOILED = Capture("two.html", (None, "The second part."), _TUESDAY, source="agency")
_SAME = Capture("caf%C3%A9/everything.html", (_TEXT,), _TUESDAY, payload=b"<!-- another frame -->", columns=EVERYTHING)
_EARLIER = Capture("harbour.html", ("The harbour is open.",), _MONDAY)
_MENDED = Capture("mended.html", (None,), _MONDAY)
_HEADERS = (("content-type", "text/html"), ("link", UNUSUAL), ("link", ""))
_LATER = Capture("harbour.html", ("The harbour is shut.",), _TUESDAY, headers=_HEADERS)

VERSIONS = (
    (_EVERYTHING, _LONG, _FERRY[0], _MENDED),
    (_FERRY[1], _REJECTED, _SPOILED, _SAME, _LATER),
    (_FERRY[0], _EARLIER),
)
#: Read again: one otherwise, one that was quarantined, one that is accepted no more, the others as before.
UPGRADE = (
    replace(_EVERYTHING, columns=EVERYTHING | {"domain": "example"}),
    replace(_LONG, texts=("The first part.", "A second part.", None), payload=_LONG.snapshot.payload),
    *(replace(each, columns={"domain": "example"}) for each in _FERRY),
    _REJECTED,
    _SPOILED,
    _SAME,
    _LATER,
    replace(_MENDED, texts=("It is read now.",), payload=_MENDED.snapshot.payload),
    replace(_EARLIER, texts=("The harbour is open now.",), payload=_EARLIER.snapshot.payload),
)
AFTER = (replace(_FERRY[1], payload=b"with another frame"), Capture("last.html", ("The last.", None), _FRIDAY))


def publish_worked(root: Path) -> Path:
    """Five versions, the fourth a technical upgrade; the second and the last are signed, the first has a tag."""
    for captures in VERSIONS:
        publish(root, captures)
    publish(root, UPGRADE, OTHER_RECIPE, "technical_upgrade")
    publish(root, AFTER, OTHER_RECIPE)
    dataset = open_dataset(root)
    for number in ("2", "5"):
        sign_version(dataset, dataset.version(number), KEY)
    write_tag(root, "first.1", dataset.version("1").id)
    return root
