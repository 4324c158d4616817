"""`provenance quarantine`."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import regex

from provenance.identity.hashes import hash_bytes
from provenance.pipeline.rows import uncommitted
from provenance.publish.commit import commit
from provenance.publish.intake import Intake
from tests.command import provenance
from tests.samples import RECIPE, Capture, contracts, publish, rejection, schemas


def test_open_entries_with_reasons_and_remedies(story: Path) -> None:
    outcome = provenance("quarantine", "--dataset", story)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert {line for line in lines if line.startswith("inbox")} == {"inbox  broken.html", "inbox  spoiled.html"}
    assert sum(line.startswith("  the whole snapshot, rejected by decode, version 2") for line in lines) == 1
    assert sum(line.startswith("  part 0, rejected by contract, version 2") for line in lines) == 1
    for line in ("  error  text_too_short in text", "    observed  3 code points", "    remedy    Look at the page."):
        assert lines.count(line) == 2
    assert lines[-1] == "2 open entries; 1 more no longer are (--json lists all)"


def test_json_lists_every_entry_newest_last(story: Path) -> None:
    outcome = provenance("quarantine", "--dataset", story, "--json")
    assert outcome.code == 0
    entries = outcome.json
    assert [each["sequence"] for each in entries] == [1, 2, 2]
    assert {each["uri"]: each["open"] for each in entries} == {
        "mended.html": False,
        "spoiled.html": True,
        "broken.html": True,
    }
    assert entries[0].keys() == {*schemas()["quarantine"].names, "open"}
    assert entries[0]["reasons"][0]["remedy"] == "Look at the page."


def test_an_older_version(story: Path) -> None:
    [entry] = provenance("quarantine", "--dataset", story, "--version", "1", "--json").json
    assert (entry["uri"], entry["open"]) == ("mended.html", True)


def test_nothing_rejected(tmp_path: Path) -> None:
    publish(tmp_path, [Capture()])
    assert provenance("quarantine", "--dataset", tmp_path).out == "0 open entries\n"
    assert provenance("quarantine", "--dataset", tmp_path, "--json").json == []


def test_what_a_document_says_is_written_out(tmp_path: Path) -> None:
    capture = Capture(rejected=True)
    reason = {
        "rule": "odd",
        "severity": "error",
        "column": None,
        "observed": "title \x1b[2J\nwith \x9b and \u202e",
        "remedy": "Look.",
    }
    entry = rejection(capture.snapshot, None, RECIPE, reasons=[reason])
    none = pa.Table.from_pylist([], schema=uncommitted(schemas()["articles"]))
    given = Intake.of("capture", hash_bytes(RECIPE), [capture.snapshot], none, [entry], schemas())
    hashes = {name: contract.hash for name, contract in contracts().items()}
    commit(tmp_path, given, schemas(), hashes, {})
    shown = provenance("quarantine", "--dataset", tmp_path).out
    assert not regex.search(r"[\x1b\x9b\u202e]", shown)
    assert r"observed  title \x1b[2J with \x9b and \u202e" in shown
