"""`provenance diff`."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from tests.captures import T1, T2, T3, again, at
from tests.command import provenance
from tests.grown import grown, upgrade
from tests.samples import Capture
from tests.story import HOSTILE, LEAK_TITLE

_HARMFUL = regex.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def test_articles_are_told_with_what_changed(story: Path) -> None:
    outcome = provenance("diff", 1, 2, "--dataset", story)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert ["current", "articles", "6", "5"] in [line.split() for line in lines]
    assert regex.fullmatch(r"version 1 \([0-9a-f]{12}\) -> version 2 \([0-9a-f]{12}\)", lines[0])
    for line in (
        "The recipe is the same.",
        "5 articles changed: 1 new, 1 edited, 2 moved to quarantine, 1 out of quarantine, 1 stale, 1 withdrawn",
        f"edited silently: {LEAK_TITLE}",
        "  changed by the publisher, and the page's own modified time does not say so",
        "new, out of quarantine: Well now",
        "moved to quarantine, stale: Well once",
        "withdrawn: Ferry notes",
        "  error text_too_short: 3 code points",
    ):
        assert line in lines


def test_words_are_shown_on_demand_and_coloured_only_on_a_terminal(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("diff", 1, 2, "--article", "leak.html", "--dataset", story)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "{+" not in provenance(*arguments).out
    plain = provenance(*arguments, "--text").out
    assert "{+¶The ferry to Nordhafen runs again.+}" in " ".join(plain.split())
    assert "\x1b" not in plain
    coloured = provenance(*arguments, "--text", terminal=True).out
    assert "\x1b[32m{+¶" in coloured
    assert regex.sub(r"\x1b\[[0-9]*m", "", coloured).split() == plain.split()
    monkeypatch.setenv("NO_COLOR", "1")
    assert provenance(*arguments, "--text", terminal=True).out.split() == plain.split()


def test_upgrade_and_edit_stand_apart(tmp_path: Path) -> None:
    grown(tmp_path, [[at(T1, "One.")], upgrade(again(at(T1, "One."), "One!")), [at(T2, "Two!")]])
    lines = provenance("diff", 1, 3, "--text", "--dataset", tmp_path).out.splitlines()
    upgraded, edited = (
        lines.index("  changed by the technical upgrade"),
        lines.index("  changed by the publisher, and the page's own modified time does not say so"),
    )
    assert "      One[-.-]{+!+}" in lines[upgraded:edited]
    assert "      [-One-]{+Two+}!" in lines[edited:]
    assert "steps.dates  1       2" in lines


def test_json_has_everything(story: Path) -> None:
    found = provenance("diff", 1, "--json", "--text", "--dataset", story).json
    assert found.keys() == {"before", "after", "counts", "statuses", "recipe", "kinds", "articles"}
    assert [found[end]["sequence"] for end in ("before", "after")] == [1, 2]
    assert found["statuses"]["stale"] == {"before": 0, "after": 1}
    [leak] = [each for each in found["articles"] if each["uri"] == "leak.html"]
    assert (leak["kinds"], leak["silent"]) == (["edited"], True)
    assert (leak["revision_before"], leak["revision_after"], leak["added"]) == (1, 2, [2])
    [text] = leak["edit"]
    assert [each["kind"] for each in text["words"]] == ["same", "added"]
    assert "".join(each["text"] for each in text["words"]) == text["after"]


def test_nothing_changed(story: Path) -> None:
    outcome = provenance("diff", "latest", "latest", "--dataset", story)
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1] == "0 articles changed"


@pytest.mark.parametrize("arguments", [("2", "1"), ("1", "9"), ("1", "2", "--article", "no such page")])
def test_wrong_use(story: Path, arguments: tuple[str, ...]) -> None:
    outcome = provenance("diff", *arguments, "--dataset", story)
    assert (outcome.code, outcome.out) == (2, "")


def test_no_control_character_of_a_document_reaches_the_terminal(tmp_path: Path) -> None:
    hostile = {"title": f"Title {HOSTILE}", "authors": [HOSTILE], "language": "e\x1bn", "flags": [f"flag{HOSTILE}"]}
    figure = {
        **dict.fromkeys(("value", "value_low", "value_high", "unit")),
        "unit_raw": HOSTILE,
        "counted": HOSTILE,
        "qualifier": "exact",
        "unit_candidates": [],
        "zone": "body",
        "evidence": {
            **dict.fromkeys(("start", "end", "raw_start", "raw_end")),
            "layer": "markup",
            "quote": HOSTILE,
            "rule": HOSTILE,
        },
    }
    steps = [
        [Capture(texts=("A",), captured_at=T1)],
        [Capture(texts=(f"A {HOSTILE} b",), captured_at=T2, columns={**hostile, "figures": [figure]})],
        [Capture(texts=(f"A {HOSTILE} c",), captured_at=T3, columns={"title": f"Other {HOSTILE}"})],
    ]
    grown(tmp_path, steps)
    for ends in ((1, 2), (2, 3)):
        assert not _HARMFUL.search(provenance("diff", *ends, "--text", "--dataset", tmp_path).out)
    assert not _HARMFUL.search(provenance("history", "a.html", "--text", "--dataset", tmp_path).out)
    assert not _HARMFUL.search(provenance("trace", "a.html", "--version", 2, "--dataset", tmp_path).out)
