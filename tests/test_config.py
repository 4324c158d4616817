"""Configuration: file, then variables, then options; a fault names its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.config import load_config, usable_cpus
from provenance.errors import ConfigError, UsageError
from provenance.pipeline.process import Bounds
from provenance.pipeline.request import make_request


@pytest.fixture
def toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PROVENANCE_WORKERS")
    return tmp_path / "provenance.toml"


def test_without_a_file_there_are_defaults(toml: Path) -> None:
    assert load_config().dataset == Path("dataset")


def test_paths_count_from_the_file(toml: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "conf" / "p.toml"
    elsewhere.parent.mkdir()
    elsewhere.write_text('dataset = "d"\n[[sources]]\nname = "inbox"\npath = "in"\n')
    config = load_config(elsewhere)
    assert config.dataset == elsewhere.parent / "d"
    assert config.sources[0].path == str(elsewhere.parent / "in")


def test_variables_win_over_the_file_and_options_over_variables(toml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml.write_text("workers = 2\n[extract]\nmax_bytes = 5\nmax_depth = 9\n[[sources]]\nname = 'a'\npath = 'b'\n")
    (toml.parent / "b").mkdir()
    monkeypatch.setenv("PROVENANCE_WORKERS", "3")
    monkeypatch.setenv("PROVENANCE_EXTRACT__MAX_BYTES", "7")
    config = load_config()
    assert (config.workers, config.extract.max_bytes, config.extract.max_depth) == (3, 7, 9)
    assert make_request(config).workers == 3
    assert make_request(config, workers=4).workers == 4


def test_without_configuration_there_is_a_worker_for_each_processor(toml: Path) -> None:
    assert make_request(load_config(), [Path()]).workers == usable_cpus() >= 1
    assert make_request(load_config(), [Path()], workers=0).workers == 0


def test_bounds_of_workers_reach_the_request_and_not_the_recipe(toml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built_in = make_request(load_config(), [Path()])
    toml.write_text("deadline = 5\nmax_worker_bytes = 6\n")
    monkeypatch.setenv("PROVENANCE_DEADLINE", "2.5")
    request = make_request(load_config(), [Path()])
    assert request.bounds == Bounds(2.5, 6)
    assert request.settings == built_in.settings


def test_bounds_reach_the_recipe_settings(toml: Path) -> None:
    toml.write_text("[extract]\nmax_bytes = 5\nmax_elements = 6\nmax_text = 7\n")
    settings = make_request(load_config(), [Path()]).settings
    assert (settings.decode.max_bytes, settings.html.max_elements, settings.text.max_text) == (5, 6, 7)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("workers = 2\nworkers = \n", r"provenance\.toml:2: not TOML"),
        ('\nworkers = "many"\n', r"provenance\.toml:2: workers: Input should be a valid integer"),
        ("workers = -1\n", r"provenance\.toml:1: workers: "),
        ("deadline = 0\n", r"provenance\.toml:1: deadline: "),
        ("wrokers = 2\n", r"provenance\.toml:1: wrokers: Extra inputs"),
        ("\n[extract]\nmax_byte = 5\n", r"provenance\.toml:3: extract\.max_byte: "),
        ("[[sources]]\nname = 'In Box'\npath = 'x'\n", r"provenance\.toml:2: sources\.0\.name: "),
    ],
)
def test_a_fault_names_file_and_line(toml: Path, text: str, said: str) -> None:
    toml.write_text(text)
    with pytest.raises(ConfigError, match=said):
        load_config()


def test_a_fault_in_a_variable_names_the_variable(toml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVENANCE_WORKERS", "many")
    with pytest.raises(ConfigError, match="PROVENANCE_WORKERS"):
        load_config()


def test_a_file_that_was_asked_for_must_be_there(toml: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(Path("nowhere.toml"))


def test_no_source_is_wrong_use(toml: Path) -> None:
    with pytest.raises(UsageError, match="no source"):
        make_request(load_config())


def test_columns_of_a_source_reach_the_request(toml: Path) -> None:
    (toml.parent / "b").mkdir()
    toml.write_text("[[sources]]\nname = 'a'\npath = 'b'\n[sources.columns]\ntext = 'body'\ncaptured_at = 'got.at'\n")
    (source,) = make_request(load_config()).sources
    assert source.columns.named == {"text": "body", "captured_at": "got.at"}


def test_a_column_that_nothing_is_read_from_is_a_fault(toml: Path) -> None:
    toml.write_text("[[sources]]\nname = 'a'\npath = 'b'\n[sources.columns]\nauthor = 'by'\n")
    with pytest.raises(ConfigError, match=r"provenance\.toml:5: sources\.0\.columns\.author: "):
        load_config()


def test_a_url_counts_from_nowhere(toml: Path) -> None:
    toml.write_text('[[sources]]\nname = "crawl"\npath = "s3://bucket/crawl.warc.gz"\n')
    assert load_config(toml).sources[0].path == "s3://bucket/crawl.warc.gz"
