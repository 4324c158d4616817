"""Every rule of the articles: what breaks it is found, with column and reason, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from provenance.contracts.odcs import Contract
from provenance.identity.hashes import hash_bytes
from provenance.validate.run import Validation

Row = dict[str, Any]
Change = Callable[[Row], object]
Judge = Callable[..., Validation]


def text(value: str) -> Change:
    """Another text, and no evidence in the old one."""
    emptied: Row = {name: [] for name in ("dates", "figures", "quotes")}
    return lambda row: row.update(text=value, text_hash=hash_bytes(value.encode()), **emptied)


def columns(**values: object) -> Change:
    return lambda row: row.update(values)


def element(name: str, **values: object) -> Change:
    return lambda row: row[name][0].update(values)


def proof(name: str, **values: object) -> Change:
    return lambda row: row[name][0]["evidence"].update(values)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


DAY_ONLY: Row = {"published_at": None, "published_timezone": None, "published_timezone_basis": None}
NEVER: Row = {**DAY_ONLY, "published_date": None, "published_earliest": None, "published_latest": None}

#: Rule and column: a change that breaks this rule alone.
BREAKS: list[tuple[str, str | None, Change]] = [
    ("published_after_captured", None, columns(published_at=at(2026, 3, 4, 14))),
    ("published_after_captured", None, columns(**DAY_ONLY | {"published_date": date(2026, 3, 6)})),
    ("published_after_captured", None, columns(published_at=at(2026, 3, 5, 13), published_timezone_basis="outlet")),
    ("modified_after_captured", None, columns(modified_at=at(2026, 3, 4, 14), modified_timezone_basis="explicit")),
    ("modified_before_published", None, columns(modified_at=at(2026, 3, 3, 8), modified_date=date(2026, 3, 3))),
    ("modified_before_published", None, columns(modified_date=date(2022, 3, 4))),
    ("modified_shortly_before_published", None, columns(modified_at=at(2026, 3, 4, 8), modified_date=date(2026, 3, 4))),
    ("modified_shortly_before_published", None, columns(modified_date=date(2026, 3, 3))),
    ("published_bounds_reversed", None, columns(published_latest=at(2026, 3, 4, 8))),
    ("part_negative", "part", columns(part=-1)),
    ("domain_unexpected", "domain", columns(domain="elsewhere.example")),
    ("title_missing", "title", columns(title=None)),
    ("language_malformed", "language", columns(language="English")),
    ("language_malformed", "language", columns(language="en_GB")),
    ("outlet_unknown", "outlet_id", columns(outlet_id="lorvane-past")),
    ("outlet_missing", "outlet", columns(outlet_id=None, outlet=None)),
    ("host_unknown", "host_id", columns(host_id="portals")),
    ("published_missing", "published_date", columns(**NEVER)),
    ("published_date_implausible", "published_date", columns(**DAY_ONLY | {"published_date": date(1599, 12, 31)})),
    ("published_at_implausible", "published_at", columns(published_at=at(1599, 12, 31))),
    ("published_timezone_basis_unknown", "published_timezone_basis", columns(published_timezone_basis="guessed")),
    ("modified_date_implausible", "modified_date", columns(captured_at=None, modified_date=date(2200, 1, 1))),
    ("modified_at_implausible", "modified_at", columns(captured_at=None, modified_at=at(2200, 1, 1))),
    ("modified_timezone_basis_unknown", "modified_timezone_basis", columns(modified_timezone_basis="guessed")),
    ("text_too_short", "text", text("")),
    ("text_too_short", "text", text("Nineteen characters")),
    ("text_too_long", "text", text("a" * 5_000_001)),
    ("text_not_normal", "text", text("Every vote in the re\u0301gion was counted.")),
    ("text_not_normal", "text", text("Every vote was counted.\r\nTwice, she said.")),
    ("text_hash_wrong", "text_hash", columns(text_hash=hash_bytes(b"another text"))),
    ("content_hash_wrong", "content_hash", columns(content_hash=hash_bytes(b"another text"))),
    ("record_hash_wrong", "record_hash", columns(record_hash=hash_bytes(b"another row"))),
    ("kind_unknown", "dates.kind", element("dates", kind="roughly")),
    ("role_unknown", "dates.role", element("dates", role="birthday")),
    ("zone_unknown", "dates.zone", element("dates", zone="footer")),
    ("edtf_blank", "dates.edtf", element("dates", edtf="  ")),
    ("edtf_blank", "dates.edtf", element("dates", edtf="")),
    ("bounds_reversed", "dates.latest", element("dates", latest=at(2026, 3, 2))),
    ("timezone_basis_unknown", "dates.timezone_basis", element("dates", timezone_basis="guessed")),
    ("candidates_too_many", "dates.candidates", element("dates", candidates=[f"20{n}" for n in range(10, 21)])),
    ("range_reversed", "figures.value_high", element("figures", value=None, value_low=Decimal(9), value_high=Decimal(8))),
    ("qualifier_unknown", "figures.qualifier", element("figures", qualifier="about")),
    ("zone_unknown", "figures.zone", element("figures", zone="footer")),
    ("unit_unknown", "figures.unit", element("figures", unit="Gb")),
    ("unit_unknown", "figures.unit", element("figures", unit="currency:ZZZ")),
    ("percent_above_hundred", "figures.unit", element("figures", value=Decimal("100.000000001"))),
    ("percent_above_hundred", "figures.unit", element("figures", value=None, value_low=Decimal(99), value_high=Decimal(101))),
    ("percent_below_zero", "figures.unit", element("figures", value=Decimal(-3))),
    ("unit_raw_missing", "figures.unit_candidates", element("figures", unit=None, unit_raw=None, unit_candidates=["mile"])),
    ("kind_unknown", "quotes.kind", element("quotes", kind="indirect")),
    ("zone_unknown", "quotes.zone", element("quotes", zone="footer")),
    ("quote_empty", "quotes.text", element("quotes", text="")),
    ("layer_unknown", "dates.evidence.layer", proof("dates", layer="bytes", start=None, end=None)),
    ("evidence_not_in_text", "quotes.evidence.quote", proof("quotes", start=0)),
    ("evidence_not_in_text", "quotes.evidence.quote", proof("quotes", start=None, end=None)),
    ("evidence_not_in_text", "figures.evidence.quote", proof("figures", end=10_000)),
    ("evidence_not_in_text", "figures.evidence.quote", proof("figures", start=-5, end=-1)),
    ("evidence_not_in_text", "dates.evidence.quote", proof("dates", layer="source")),
    ("evidence_not_in_source", "dates.evidence.quote", proof("dates", raw_start=0, raw_end=5)),
    ("evidence_not_in_source", "dates.evidence.quote", proof("dates", raw_end=None)),
    ("evidence_not_in_source", "dates.evidence.quote", proof("dates", raw_end=10_000)),
    ("evidence_not_in_source", "quotes.evidence.quote",
     proof("quotes", layer="source", start=None, end=None, raw_start=None, raw_end=None)),
    ("removed_not_in_source", "removed.quote", element("removed", quote="Share that")),
    ("removed_not_in_source", "removed.quote", element("removed", raw_end=10_000)),
]  # fmt: skip


def test_broken_articles_give_the_broken_rule_and_no_other(judge: Judge, rows: Callable[[int], list[Row]]) -> None:
    broken = rows(len(BREAKS))
    for row, (_, _, change) in zip(broken, BREAKS, strict=True):
        change(row)
    verdicts = judge(broken).verdicts
    found = [[(reason.rule, reason.column) for reason in verdicts.get(number, ())] for number in range(len(BREAKS))]
    assert found == [[(rule, column)] for rule, column, _ in BREAKS]


def test_every_rule_before_a_commit_has_an_article_that_breaks_it(contract: Contract) -> None:
    agencies = {("agencies", "role_unknown")}  # the sound article has none; see below
    covered = {rule for rule, _, _ in BREAKS}
    open_rules = {(rule.view, rule.id) for rule in contract.rules if rule.id not in covered}
    assert open_rules - agencies == {
        ("articles", rule.id) for rule in contract.rules if contract.set_at_commit and rule.column in contract.set_at_commit
    }


KEEPS: list[Change] = [
    lambda row: None,
    columns(published_at=at(2026, 3, 4, 13)),  # within an hour of the capture: clocks
    columns(**DAY_ONLY | {"published_date": date(2026, 3, 5)}),  # a day on the other side of the date line
    columns(published_at=at(2026, 3, 5, 11), published_timezone_basis="assumed"),
    columns(captured_at=None, published_date=date(2199, 12, 31), published_at=None),
    columns(captured_at=at(9999, 12, 31, 23, 59)),
    # Zones: the instant is later although the printed day is earlier.
    columns(modified_at=at(2026, 3, 4, 9, 30), modified_date=date(2026, 3, 3)),
    columns(domain=None),
    columns(domain="www.lorvane-post.example"),
    columns(domain="portal.test", host_id="portal"),
    columns(outlet_id=None, domain="elsewhere.example"),
    columns(language="zh-Hant-TW"),
    columns(language=None),
    text("Twenty characters!!!"),
    text("En réalité, chaque vote de la région fut compté."),
    element("dates", candidates=[f"20{n}" for n in range(10, 20)], edtf=None),
    element("figures", unit="gigabyte"),
    element("figures", unit="currency:EUR", value=Decimal(-200)),
    element("figures", unit=None, unit_raw="Gb", unit_candidates=["gigabit", "gigabyte"], value=Decimal(500)),
    element("figures", value=Decimal(0)),
    element("figures", value=None, value_low=Decimal(100), value_high=Decimal(100)),
    proof("quotes", layer="markup", start=None, end=None, raw_start=None, raw_end=None),
    proof("quotes", layer="source", start=None, end=None),
]


def test_sound_articles_give_no_reason(judge: Judge, rows: Callable[[int], list[Row]]) -> None:
    sound = rows(len(KEEPS))
    for row, change in zip(sound, KEEPS, strict=True):
        change(row)
    assert judge(sound).verdicts == {}


def test_agencies_are_judged(judge: Judge, row: Row) -> None:
    proof_of_quote = row["quotes"][0]["evidence"]
    row["agencies"] = [{"id": "afp", "name": "AFP", "role": "owner", "evidence": proof_of_quote | {"start": 1}}]
    reasons = judge([row]).verdicts[0]
    assert {(reason.rule, reason.column) for reason in reasons} == {
        ("role_unknown", "agencies.role"),
        ("evidence_not_in_text", "agencies.evidence.quote"),
    }


def test_reasons_say_what_was_seen_and_what_to_do(judge: Judge, row: Row, contract: Contract) -> None:
    row["figures"][0]["value"] = Decimal("140.5")
    (reason,) = judge([row]).verdicts[0]
    assert reason.severity == "warning"
    assert reason.observed == "[0] percent_high 140.500000000"
    assert reason.remedy == next(rule.remedy for rule in contract.rules if rule.id == "percent_above_hundred")


def test_many_broken_elements_give_one_reason(judge: Judge, row: Row) -> None:
    row["figures"] = [dict(row["figures"][1], qualifier="about")] * 20
    (reason,) = judge([row]).verdicts[0]
    assert reason.observed.startswith("[0] qualifier 'about'; [1] qualifier 'about'; ")
    assert reason.observed.endswith("; and 17 more")


def test_long_values_are_cut(judge: Judge, row: Row) -> None:
    row["language"] = "x" * 10_000
    (reason,) = judge([row]).verdicts[0]
    assert len(reason.observed) < 300


def test_the_law_of_the_source_needs_the_source(judge: Judge, rows: Callable[[int], list[Row]]) -> None:
    pair = rows(2)
    for row in pair:
        row["dates"][0]["evidence"].update(raw_start=0, raw_end=5)
    from_source = judge(pair, [None, "LORVANE"])
    assert set(from_source.verdicts) == {1}


@pytest.mark.parametrize("flags", [[], ["published_label_without_value"]])
def test_flags_of_the_row_are_no_finding(judge: Judge, row: Row, flags: list[str]) -> None:
    row["flags"] = flags
    assert judge([row]).verdicts == {}
