from __future__ import annotations

from pathlib import Path

import pytest

from provenance.orchestrate.environment import OWN_PREFECT, prepare, variables

HOME = Path("/data/.prefect")


def test_prefect_is_kept_out_of_the_users_home() -> None:
    assert variables({}, HOME, own_profiles=False)["PREFECT_HOME"] == str(HOME)


@pytest.mark.parametrize("name", OWN_PREFECT)
def test_a_prefect_of_the_users_own_is_left_alone(name: str) -> None:
    assert "PREFECT_HOME" not in variables({name: "theirs"}, HOME, own_profiles=False)


def test_the_users_profiles_are_left_alone() -> None:
    assert "PREFECT_HOME" not in variables({}, HOME, own_profiles=True)


def test_nothing_the_user_has_set_is_changed() -> None:
    chosen = dict.fromkeys(variables({}, HOME, own_profiles=False), "chosen")
    assert variables(chosen, HOME, own_profiles=False) == {}


def test_a_chosen_log_level_is_seen_on_the_terminal() -> None:
    quiet = "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"
    assert quiet in variables({}, HOME, own_profiles=False)
    assert quiet not in variables({"PREFECT_LOGGING_LEVEL": "DEBUG"}, HOME, own_profiles=False)


@pytest.fixture
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in variables({}, tmp_path, own_profiles=False):
        # Set first, so that what prepare() sets is undone at the end.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    for name in OWN_PREFECT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "user"))


@pytest.mark.usefixtures("clean")
def test_the_folder_is_beside_the_dataset_unless_configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert prepare(tmp_path / "deep" / "down" / "dataset") == tmp_path / "deep" / "down" / ".prefect"
    monkeypatch.delenv("PREFECT_HOME")
    assert prepare(tmp_path / "dataset", tmp_path / "elsewhere") == tmp_path / "elsewhere"


@pytest.mark.usefixtures("clean")
def test_the_users_profiles_name_the_folder(tmp_path: Path) -> None:
    theirs = tmp_path / "user" / ".prefect"
    theirs.mkdir(parents=True)
    (theirs / "profiles.toml").touch()
    assert prepare(tmp_path / "dataset") == theirs
