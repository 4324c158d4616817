"""`provenance status`."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.config import load_config
from provenance.pipeline.request import make_request
from provenance.pipeline.tools import tools_for
from tests.command import provenance
from tests.story import publish_story


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty configuration: the one of the working folder must not count."""
    path = tmp_path_factory.mktemp("config") / "provenance.toml"
    path.write_text("", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, config: Path) -> Path:
    """The story, read by the recipe that is installed."""
    recipe = tools_for(make_request(load_config(config), [config.parent])).recipe
    return publish_story(tmp_path_factory.mktemp("installed"), recipe.text)


def test_json(story: Path, config: Path) -> None:
    outcome = provenance("status", "--dataset", story, "--config", config, "--json")
    assert outcome.code == 0
    found = outcome.json
    assert found["sequence"] == 2
    assert found["version"] == provenance("log", "--dataset", story, "--json").json[0]["version"]
    assert found["articles"] == {"current": 5, "stale": 1, "withdrawn": 1}
    assert (found["revisions"], found["snapshots"]) == (8, 11)
    assert found["sources"] == [{"source": "inbox", "snapshots": 11, "addresses": 7, "latest_capture": "2031-03-15T12:30:00Z"}]
    assert found["quarantine"] == {"open": 2, "snapshots": 2, "entries": 3}
    assert found["bytes"] == sum(path.stat().st_size for path in story.rglob("*") if path.is_file())


def test_another_recipe_is_told_with_what_differs(story: Path, config: Path) -> None:
    recipe = provenance("status", "--dataset", story, "--config", config, "--json").json["recipe"]
    assert not recipe["same"]
    assert recipe["dataset"] != recipe["installed"]
    entries = {each["entry"]: each for each in recipe["differences"]}
    # The story's recipe names two entries; one of them is what is installed.
    assert "packages.regex" in entries
    assert entries["packages.regex"]["dataset"] is None
    shown = provenance("status", "--dataset", story, "--config", config).out
    assert "differs from the installed one" in shown
    assert "technical upgrade" in shown
    assert "packages.regex" in shown


def test_the_installed_recipe_is_the_same(installed: Path, config: Path) -> None:
    outcome = provenance("status", "--dataset", installed, "--config", config, "--json")
    assert outcome.json["recipe"]["same"]
    assert outcome.json["recipe"]["differences"] == []
    assert "technical upgrade" not in provenance("status", "--dataset", installed, "--config", config).out


def test_a_setting_that_differs_is_named(installed: Path, tmp_path: Path) -> None:
    other = tmp_path / "provenance.toml"
    other.write_text("[extract]\nmax_depth = 77\n", encoding="utf-8")
    [difference] = provenance("status", "--dataset", installed, "--config", other, "--json").json["recipe"]["differences"]
    assert difference["entry"].endswith("max_depth")
    assert difference["installed"] == 77


def test_lines(story: Path, config: Path) -> None:
    outcome = provenance("status", "--dataset", story, "--config", config)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    for line in (
        "articles    5 current, 1 stale, 1 withdrawn",
        "revisions   8",
        "source      inbox: 11 snapshots of 7 addresses, latest capture 2031-03-15T12:30:00Z",
        "quarantine  2 open entries of 2 snapshots, 3 ever",
    ):
        assert line in lines


def test_no_dataset_is_wrong_use(tmp_path: Path) -> None:
    outcome = provenance("status", "--dataset", tmp_path)
    assert outcome.code == 2
    assert "no dataset here" in outcome.err
