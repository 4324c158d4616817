"""Zones come from the tzdata package, by their IANA names only."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.fields.zones import zone


def test_a_zone_knows_its_offsets() -> None:
    assert datetime(2023, 7, 1, tzinfo=zone("Europe/Paris")).utcoffset() == timedelta(hours=2)
    assert datetime(2023, 1, 1, tzinfo=zone("Etc/GMT+5")).utcoffset() == timedelta(hours=-5)
    assert zone("Europe/Paris") is zone("Europe/Paris")


@pytest.mark.parametrize(
    "name", ["", "Larnow", "Europe", "Europe/Larnow", "../zones", "/etc/localtime", "Europe/../UTC", "zone.tab", "__init__"]
)
def test_an_unknown_name_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        zone(name)


@given(st.text(max_size=12))
def test_any_other_text_is_a_zone_or_a_key_error(name: str) -> None:
    try:
        found = zone(name)
    except KeyError:
        return
    assert datetime(2023, 7, 1, tzinfo=found).utcoffset() is not None
