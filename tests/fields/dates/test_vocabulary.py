"""Lexicons are checked when they are read, and CLDR stands behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from provenance.errors import ConfigError
from provenance.fields.dates import vocabulary as module
from provenance.fields.dates.vocabulary import vocabulary
from provenance.lexicons import languages


@pytest.mark.parametrize("language", languages("dates"))
def test_every_lexicon_loads(language: str) -> None:
    assert vocabulary(language).classes["zone"]


def test_names_come_from_cldr() -> None:
    assert vocabulary("fr").senses["août"] == {"month": 8}
    assert vocabulary("fr").senses["jours"] == {"unit": "day"}
    assert vocabulary("sv").senses["onsdag"]["weekday"] == 2


def test_a_name_that_is_capitalised_is_no_name_in_small_letters() -> None:
    english = vocabulary("en").senses
    assert "month_unsure" in english["May"]
    assert "may" not in english


@pytest.mark.parametrize(
    ("book", "message"),
    [
        ({"roles": {"bogus": ["x"]}}, "no role 'bogus' under .roles."),
        ({"values": {"bogus": {"x": 1}}}, "no role 'bogus' under .values."),
        ({"values": {"month": {"x": "five"}}}, "month 'x' is 'five'; write a value of type int"),
    ],
)
def test_a_broken_lexicon_is_named(monkeypatch: pytest.MonkeyPatch, book: Mapping[str, Any], message: str) -> None:
    monkeypatch.setattr(module, "lexicon", lambda topic, language: book if language == "eo" else {})
    with pytest.raises(ConfigError, match=rf"dates/eo\.toml.*{message}"):
        module._vocabulary.__wrapped__("eo")
