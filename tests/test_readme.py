"""What the README shows is what one sees."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
import regex

import provenance as library
from provenance.config import Config
from provenance.pipeline.request import make_request
from provenance.pipeline.run import run
from provenance.pipeline.steps import Direct
from provenance.pipeline.tools import tools_for
from tests.command import provenance

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("readme") / "dataset"
    for day in sorted(path for path in (ROOT / "data" / "inbox").iterdir() if path.is_dir()):
        request = make_request(Config(), [day], dataset=root)
        run(request, tools_for(request), Direct())
    return root


def test_the_article_looks_as_it_is_shown(dataset: Path) -> None:
    block = regex.search(r'provenance show "([^"]+)"\n((?:    .*\n)+)', README)
    assert block is not None
    seen = [line.strip() for line in provenance("show", block[1], "--dataset", dataset).out.splitlines()]
    shown = [line.strip() for line in block[2].splitlines() if line.strip() != "…"]
    assert len(shown) > 5
    assert [line for line in shown if line not in seen] == []


def test_the_two_lines_of_polars_give_the_current_articles(dataset: Path) -> None:
    lines = regex.findall(r"^    (revisions = .*|current = .*)$", README, regex.MULTILINE)
    assert len(lines) == 2
    names: dict[str, object] = {"polars": pl}
    exec("\n".join(lines).replace("data/dataset", str(dataset)), names)
    current = names["current"]
    assert isinstance(current, pl.DataFrame)
    ours = library.open(dataset).latest().articles()
    assert sorted(current["record_hash"]) == sorted(ours.column("record_hash").to_pylist())


def test_every_command_is_in_the_table() -> None:
    listed = set(regex.findall(r"^\| `provenance ([\w-]+)", README, regex.MULTILINE))
    commands = set(regex.findall(r"^  ([a-z][\w-]*)  ", provenance("--help").out, regex.MULTILINE))
    assert listed == commands


def test_every_link_leads_somewhere() -> None:
    for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for target in regex.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (path.parent / target).exists(), f"{path.name}: {target}"
