"""Configuration: file, then variables, then options; a fault names its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.config import load_config
from provenance.errors import ConfigError, UsageError
from provenance.pipeline.request import make_request


@pytest.fixture
def toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "provenance.toml"


def test_without_a_file_there_are_defaults(toml: Path) -> None:
    assert load_config().dataset == Path("dataset")


def test_paths_count_from_the_file(toml: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "conf" / "p.toml"
    elsewhere.parent.mkdir()
    elsewhere.write_text('dataset = "d"\n[[sources]]\nname = "inbox"\npath = "in"\n')
    config = load_config(elsewhere)
    assert config.dataset == elsewhere.parent / "d"
    assert config.sources[0].path == elsewhere.parent / "in"


def test_variables_win_over_the_file_and_options_over_variables(toml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml.write_text("workers = 2\n[extract]\nmax_bytes = 5\nmax_depth = 9\n[[sources]]\nname = 'a'\npath = 'b'\n")
    (toml.parent / "b").mkdir()
    monkeypatch.setenv("PROVENANCE_WORKERS", "3")
    monkeypatch.setenv("PROVENANCE_EXTRACT__MAX_BYTES", "7")
    config = load_config()
    assert (config.workers, config.extract.max_bytes, config.extract.max_depth) == (3, 7, 9)
    assert make_request(config).workers == 3
    assert make_request(config, workers=4).workers == 4


def test_bounds_reach_the_recipe_settings(toml: Path) -> None:
    toml.write_text("[extract]\nmax_bytes = 5\nmax_elements = 6\n")
    settings = make_request(load_config(), [Path()]).settings
    assert (settings.decode.max_bytes, settings.html.max_elements) == (5, 6)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("workers = 2\nworkers = \n", r"provenance\.toml:2: not TOML"),
        ('\nworkers = "many"\n', r"provenance\.toml:2: workers: Input should be a valid integer"),
        ("workers = 0\n", r"provenance\.toml:1: workers: "),
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
