"""`provenance log`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from provenance.read.dataset import open_dataset
from tests.command import provenance


def test_json_is_a_list_newest_first(story: Path) -> None:
    outcome = provenance("log", "--dataset", story, "--json")
    assert outcome.code == 0
    newest, first = outcome.json
    assert newest.keys() == {"version", "sequence", "parent", "published", "articles"}
    assert [(each["sequence"], each["articles"]) for each in (newest, first)] == [(2, 7), (1, 6)]
    assert newest["parent"] == first["version"] == open_dataset(story).version("1").id
    assert first["parent"] is None
    assert datetime.fromisoformat(newest["published"]) >= datetime.fromisoformat(first["published"])


def test_lines_name_every_version(story: Path) -> None:
    header, *lines = provenance("log", "--dataset", story).out.splitlines()
    assert header.split() == ["number", "version", "published", "articles"]
    for line, version in zip(lines, open_dataset(story).versions, strict=True):
        number, id_, *_ = line.split()
        assert number == str(version.sequence)
        assert version.id.startswith(f"sha256:{id_}")


def test_no_dataset_is_wrong_use(tmp_path: Path) -> None:
    outcome = provenance("log", "--dataset", tmp_path)
    assert outcome.code == 2
    assert "no dataset here" in outcome.err
    assert outcome.out == ""
