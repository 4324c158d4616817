"""`provenance history`."""

from __future__ import annotations

from pathlib import Path

from tests.captures import T1, T2, T3, again, at
from tests.command import provenance
from tests.grown import grown, upgrade
from tests.story import LEAK_TITLE


def test_captures_and_a_silent_edit(story: Path) -> None:
    outcome = provenance("history", "fuel leak", "--text", "--dataset", story)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0] == LEAK_TITLE
    assert any(line.startswith("2031-03-14T12:00:00Z  new, revision 1, version 1, snapshot ") for line in lines)
    assert any(line.startswith("2031-03-15T12:30:00Z  edited silently, revision 2, version 2, snapshot ") for line in lines)
    assert "    changed after 2031-03-14T12:00:00Z, and the page's own modified time does not say so" in lines
    assert "{+¶The ferry to Nordhafen runs again.+}" in " ".join(outcome.out.split())
    assert lines[-1] == "2 captures, 1 edit, 1 of them silent"


def test_what_changed_nothing_is_told_too(tmp_path: Path) -> None:
    captures = at(T1, "A"), at(T2, "A"), at(T3, None)
    grown(
        tmp_path,
        [
            *([each] for each in captures),
            upgrade(*(again(each, text) for each, text in zip(captures, ("A!", "A!", None), strict=True))),
        ],
    )
    out = provenance("history", "a.html", "--dataset", tmp_path).out
    for words in ("seen again unchanged, version 2", "quarantined, version 3", "technical upgrade, revision 2, version 4"):
        assert words in out
    assert out.splitlines()[-1] == "3 captures, 0 edits, 0 of them silent"


def test_an_article_that_was_only_ever_rejected(story: Path) -> None:
    outcome = provenance("history", "broken.html", "--dataset", story)
    assert outcome.code == 0
    assert "no capture of it was ever accepted" in outcome.out
    assert "error text_too_short: 3 code points" in outcome.out


def test_json(story: Path) -> None:
    found = provenance("history", "leak.html", "--json", "--dataset", story).json
    assert (found["status"], found["revision"], len(found["events"])) == ("current", 2, 2)
    edit = found["events"][1]
    assert (edit["kind"], edit["silent"], edit["since"], edit["compared"]) == ("edited", True, "2031-03-14T12:00:00Z", [1, 2])
    assert [each["field"] for each in edit["changes"]] == ["text"]


def test_an_unknown_article_is_wrong_use(story: Path) -> None:
    outcome = provenance("history", "no such page", "--dataset", story)
    assert (outcome.code, outcome.out) == (2, "")
