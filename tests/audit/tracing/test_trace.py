"""From a published article back to its bytes."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import provenance as library
from provenance.audit.tracing.trace import Trace, trace
from provenance.errors import UsageError
from provenance.identity.hashes import hash_bytes
from provenance.read.dataset import open_dataset
from tests.captures import T1, T2, again, at
from tests.command import provenance
from tests.grown import grown, upgrade
from tests.samples import Capture, evidence
from tests.story import EDIT

SOURCE = "HARBOUR SHUT\nThe port of Ålmina is shut. About 12 ships wait."
TEXT = "The port of Ålmina is shut. About 12 ships wait."
AT = SOURCE.index("About")


def mark(quote: str, **places: Any) -> dict[str, Any]:
    start = SOURCE.index(quote)
    return {**evidence(TEXT, quote), "raw_start": start, "raw_end": start + len(quote), **places}


def capture(**columns: Any) -> Capture:
    return Capture("port.txt", (TEXT,), datetime(2031, 3, 14, tzinfo=UTC), payload=SOURCE.encode(), columns=columns)


def figure(place: dict[str, Any]) -> dict[str, Any]:
    nothing = dict.fromkeys(("value", "value_low", "value_high", "unit", "unit_raw", "counted"))
    return {**nothing, "qualifier": "exact", "unit_candidates": [], "zone": "body", "evidence": place}


@pytest.fixture
def port(tmp_path: Path) -> Path:
    title = {
        **mark("port"),
        "layer": "source",
        "quote": "HARBOUR SHUT",
        "start": None,
        "end": None,
        "raw_start": 0,
        "raw_end": 12,
    }
    return grown(
        tmp_path / "dataset",
        [
            [
                capture(
                    title="HARBOUR SHUT",
                    evidence=[{"field": "title", "evidence": title}],
                    figures=[figure(mark("About 12 ships"))],
                    removed=[{"kind": "share", "quote": "HARBOUR", "raw_start": 0, "raw_end": 7}],
                )
            ]
        ],
    ).root


def steps(found: Trace) -> dict[str, list[str]]:
    return {step.name: [finding.rule for finding in step.findings] for step in found.steps}


def test_every_step_holds_and_says_where(port: Path) -> None:
    found = trace(open_dataset(port).latest(), "port.txt")
    assert found.findings == ()
    assert found.payload == SOURCE.encode()
    assert list(steps(found)) == [
        *("row", "file of articles", "log of articles", "commit", "validation", "recipe"),
        *("observation", "log of observations", "snapshot", "file of snapshots", "bytes"),
    ]
    facts = {step.name: step.facts for step in found.steps}
    assert facts["snapshot"]["payload_hash"] == hash_bytes(SOURCE.encode())
    assert (facts["log of articles"]["leaf"], facts["log of articles"]["size"]) == (0, 1)
    assert facts["commit"]["id"] == open_dataset(port).latest().id
    assert (port / facts["file of articles"]["path"]).is_file()
    assert facts["bytes"]["charset"] == "utf-8"


def test_a_piece_is_shown_in_text_source_and_bytes(port: Path) -> None:
    pieces = {piece.field: piece for piece in trace(open_dataset(port).latest(), "port.txt").evidence}
    assert list(pieces) == ["title", "figures[0]", "removed[0]"]
    found = pieces["figures[0]"]
    assert found.in_text is not None
    assert found.in_source is not None
    assert (found.in_text.before[-6:], found.in_text.quote, found.in_text.after) == ("shut. ", "About 12 ships", " wait.")
    assert (found.in_source.quote, found.in_source.after) == ("About 12 ships", " wait.")
    # The Å before it takes two bytes.
    assert found.bytes == (AT + 1, AT + 15)
    assert SOURCE.encode()[slice(*found.bytes)] == b"About 12 ships"


def test_where_no_place_was_recorded_the_only_one_is_shown(tmp_path: Path) -> None:
    nowhere = {"raw_start": None, "raw_end": None}
    once, often = figure(mark("About 12", **nowhere)), figure(mark("i", **nowhere))
    dataset = grown(tmp_path, [[capture(figures=[once, often])]])
    first, second = trace(dataset.latest(), "port.txt").evidence
    assert (first.verbatim, first.bytes) == ((AT,), (AT + 1, AT + 9))
    assert first.in_source is not None
    assert first.in_source.quote == "About 12"
    assert len(second.verbatim) == SOURCE.count("i")
    assert (second.in_source, second.bytes) == (None, None)


def test_both_laws_of_evidence_are_checked(tmp_path: Path) -> None:
    wrong_text, wrong_source = mark("ships"), mark("ships")
    wrong_text["start"] -= 1
    wrong_source["raw_end"] -= 1
    dataset = grown(tmp_path, [[capture(figures=[figure(wrong_text), figure(wrong_source), figure(mark("ships"))])]])
    found = trace(dataset.latest(), "port.txt")
    rules = [[finding.rule for finding in piece.findings] for piece in found.evidence]
    assert rules == [["evidence_in_text"], ["evidence_in_source"], []]
    assert len(found.findings) == 2


def test_a_revision_of_an_upgrade_leads_to_its_commit_and_recipe(tmp_path: Path) -> None:
    dataset = grown(tmp_path, [[at(T1, "A")], upgrade(again(at(T1, "A"), "A!")), [at(T2, "B!", "C")]])
    found = trace(dataset.version("2"), "a.html")
    facts = {step.name: step.facts for step in found.steps}
    assert found.findings == ()
    assert (found.article["text"], facts["commit"]["number"], facts["snapshot"]["sequence"]) == ("A!", 2, 1)
    assert facts["recipe"]["steps"] == {"dates": 2}
    latest = trace(dataset.latest(), found.article["article_id"])
    assert (latest.findings, latest.article["text"]) == ((), "B!")


def test_an_older_revision_under_a_newer_version(story: Path) -> None:
    found = trace(open_dataset(story).latest(), "arabic.html")
    assert list(steps(found))[3:5] == ["commit", "version"]
    assert {step.name: step.facts.get("number") for step in found.steps if "number" in step.facts} == {"commit": 1, "version": 2}


def test_the_python_interface(story: Path) -> None:
    assert library.trace(library.open(story).latest(), "leak.html").article["text"] == EDIT


@pytest.mark.parametrize(("name", "what"), [("broken.html", "never accepted"), ("no such page", "no article")])
def test_what_cannot_be_traced_is_wrong_use(story: Path, name: str, what: str) -> None:
    with pytest.raises(UsageError, match=what):
        trace(open_dataset(story).latest(), name)


@pytest.mark.parametrize("folder", ["_snapshots", "articles", "_recipes", "_manifests", "_physical"])
def test_an_altered_file_on_the_way_is_found(port: Path, folder: str) -> None:
    for path in [path for path in (port / folder).rglob("*") if path.is_file()]:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    outcome = provenance("trace", "port.txt", "--dataset", port)
    assert outcome.code == 1
    assert folder in outcome.out.partition("WRONG")[2] + outcome.err


def test_rows_of_another_dataset_are_found(port: Path, tmp_path: Path) -> None:
    """Files that were replaced as a whole, with the names that they had, agree with each other and not with the version."""
    other = grown(tmp_path / "other", [[Capture("port.txt", ("Forged.",), payload=b"Forged.")]]).root
    for folder in ("articles", "_snapshots", "_observations"):
        [ours], [theirs] = (list((root / folder).rglob("*.parquet")) for root in (port, other))
        shutil.copy(theirs, ours)
    found = steps(trace(open_dataset(port).latest(), "port.txt"))
    assert found["file of articles"] == ["file"]
    assert found["log of articles"] == ["logs"]
