"""`provenance show`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import regex

from provenance.read.dataset import open_dataset
from tests.command import provenance
from tests.samples import Capture, evidence, publish
from tests.story import ARABIC, ARABIC_TITLE, EDIT, LEAK, LEAK_TITLE

_HARMFUL = regex.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def leak(story: Path) -> str:
    return provenance("show", "leak.html", "--dataset", story).out


def squeezed(string: str) -> str:
    return " ".join(string.split())


@pytest.mark.parametrize("name", ["leak.html", "https://gazette.example/leak", "fuel leak", "HARBOUR of"])
def test_an_article_is_found_by_address_and_title(story: Path, leak: str, name: str) -> None:
    outcome = provenance("show", name, "--dataset", story)
    assert (outcome.code, outcome.out) == (0, leak)


def test_an_article_is_found_by_its_id(story: Path, leak: str) -> None:
    id_ = provenance("show", "leak.html", "--dataset", story, "--json").json["article_id"]
    assert provenance("show", id_, "--dataset", story).out == leak
    assert provenance("show", id_.removeprefix("sha256:")[:16], "--dataset", story).out == leak


@pytest.mark.parametrize(
    "line",
    [
        "outlet     harbour-gazette, Harbour Gazette",
        "carried by portwire-watch",
        "authors    Ada Lindqvist; Tomás Rey",
        "language   en",
        "published  2031-03-14T07:05:00Z, day 2031-03-14, zone Europe/Lisbon (outlet)",
        "modified   day 2031-03-14",
        "agencies   credit: Reuters",
        "address    https://gazette.example/leak",
        "source     inbox, part 0 of leak.html",
        "captured   2031-03-15T12:30:00Z",
        "status     current",
        "revision   2 of 2, edited, published by version 2",
        "dates (1)",
        "  1. 2031-03-13, yearless, of event, in body, counted from 2031-03-14",
        "     text 42-50, source 60-68, day-month: …of Almina has been shut since [13 March]. About 1,250.5 tonnes of fue…",
        "  1. 1250.5 tonne, approximately, in body, unit as printed: tonnes, counted: fuel",
        "  1. direct, in quote, by the port authority",
        "     markup, json-ld:headline: [Harbour of Almina shut after fuel leak]",
        "     source 80-100, dateline: [14 March 2031, 07:05]",
        "     markup, credit-line: [(Reuters)]",
        "  share, source 400-413: Share this 12",
        "  domain_unexpected",
    ],
)
def test_every_field_is_shown(leak: str, line: str) -> None:
    assert squeezed(line) in squeezed(leak)
    assert line[:30] in leak


def test_the_whole_text_is_wrapped_and_keeps_its_paragraphs(leak: str) -> None:
    shown = leak.split(f"text ({len(EDIT)} characters)\n")[1].split("\n\ndates (")[0]
    assert [squeezed(each) for each in shown.split("\n\n")] == EDIT.split("\n\n")
    assert all(len(line) <= 100 for line in leak.splitlines())


def test_an_older_version_shows_the_article_as_it_was(story: Path) -> None:
    row = provenance("show", "leak.html", "--dataset", story, "--version", "1", "--json").json
    assert (row["revision"], row["text"]) == (1, LEAK)
    assert "1 of 1, new" in provenance("show", "leak.html", "--dataset", story, "--version", "1").out


def test_json_is_the_row_with_its_status(story: Path) -> None:
    row = provenance("show", "leak.html", "--dataset", story, "--json").json
    assert list(row) == open_dataset(story).latest().articles().column_names
    assert row["status"] == "current"
    assert row["captured_at"] == "2031-03-15T12:30:00Z"
    assert row["published_date"] == "2031-03-14"
    assert row["figures"][0]["value"] == "1250.5"
    assert row["figures"][0]["evidence"]["quote"] == "About 1,250.5 tonnes"
    assert row["host_id"] == "portwire-watch"
    assert row["domain"] == "gazette.example"


def test_status_and_what_is_missing_are_said(story: Path) -> None:
    shown = provenance("show", "spoiled.html", "--dataset", story).out
    for line in ("status     stale", "outlet     not known", "published  not given", "authors    not given"):
        assert line in shown.splitlines()
    assert "dates (" not in shown


@pytest.mark.parametrize("terminal", [False, True])
def test_no_control_character_of_a_document_reaches_the_terminal(story: Path, terminal: bool) -> None:
    outcome = provenance("show", "hostile.html", "--dataset", story, terminal=terminal)
    assert outcome.code == 0
    assert not _HARMFUL.search(outcome.out)
    for escape in (r"\x1b]0;owned\x07", r"\x9b2J", r"\u202e"):
        assert escape in outcome.out


def test_control_characters_in_evidence_are_written_out(tmp_path: Path) -> None:
    text = "Some 12\x1b[31m ships\x9d wait."
    mark = evidence(text, "12\x1b[31m ships", "rule\x1b")
    columns = {
        "title": None,
        "language": "e\x1bn",
        "outlet": "Gaz\x1bette",
        "canonical_url": "https://gazette.example/\x1b",
        "evidence": [{"field": "ti\x1btle", "evidence": mark}],
        "removed": [{"kind": "share\x1b", "quote": "\x1bshare", "raw_start": 0, "raw_end": 1}],
        "flags": ["flag\x1b"],
        "published_timezone": "Europe/\x1b",
        "published_timezone_basis": "outlet",
        "published_at": datetime(2031, 3, 14, tzinfo=UTC),
    }
    publish(tmp_path, [Capture(texts=(text,), columns=columns)])
    shown = provenance("show", "a.html", "--dataset", tmp_path).out
    assert not _HARMFUL.search(shown)
    assert r"[12\x1b[31m ships]\x9d wait." in shown


def test_right_to_left_text_stands_last_on_its_line(story: Path) -> None:
    shown = provenance("show", "arabic.html", "--dataset", story).out
    assert shown.splitlines()[0] == ARABIC_TITLE
    assert ARABIC in squeezed(shown)
    right_to_left = regex.compile(r"[\p{Bidi_Class=AL}\p{Bidi_Class=R}]")
    labels = [line for line in shown.splitlines() if not right_to_left.search(line) and line[:10].strip()]
    assert any(line.startswith("status     current") for line in labels)


def test_an_unknown_article_is_wrong_use(story: Path) -> None:
    outcome = provenance("show", "Harbor of Almina shot", "--dataset", story)
    assert (outcome.code, outcome.out) == (2, "")
    assert LEAK_TITLE in outcome.err


def test_an_ambiguous_name_is_wrong_use_and_lists_ids(story: Path) -> None:
    outcome = provenance("show", "ferry.txt", "--dataset", story)
    assert (outcome.code, outcome.out) == (2, "")
    listed = regex.findall(r"^  ([0-9a-f]{12})  Ferry notes$", outcome.err, flags=regex.MULTILINE)
    assert len(listed) == 2
    statuses = [provenance("show", id_, "--dataset", story, "--json").json["status"] for id_ in listed]
    assert sorted(statuses) == ["current", "withdrawn"]
