from __future__ import annotations

import pickle
from importlib.resources import files
from pathlib import Path

import pytest

from provenance.errors import ConfigError
from provenance.fields.registry import Registry, load_registry
from provenance.identity.hashes import hash_value

OUTLET = """
[[outlet]]
id = "harbour"
name = "Harbour Gazette"
domains = ["harbour.example"]
country = "GB"
timezone = "Europe/London"
language = "en"
"""

OTHER = """
[[outlet]]
id = "rive"
name = "Radio Rive"
aliases = ["Rive FM"]
domains = ["rive.example", "news.harbour.example"]
country = "CH"
timezone = "Europe/Zurich"
language = "fr-CH"
"""

AGENCY = """
[[agency]]
id = "coast"
name = "Coast Wire"
codes = ["cw"]
country = "IE"
language = "en"
"""


@pytest.fixture
def registry() -> Registry:
    return load_registry()


def folder(tmp_path: Path, outlets: str = OUTLET, agencies: str = AGENCY) -> Path:
    (tmp_path / "outlets.toml").write_text(outlets, encoding="utf-8")
    (tmp_path / "agencies.toml").write_text(agencies, encoding="utf-8")
    return tmp_path


def test_the_shipped_registry_loads(registry: Registry) -> None:
    assert {"afp", "reuters", "ap", "dpa", "ats", "efe"} <= {each.id for each in registry.agencies}
    assert registry.outlet("le-monde").timezone == "Europe/Paris"
    assert [each.id for each in registry.outlets] == sorted(each.id for each in registry.outlets)


def test_invented_outlets_are_marked_and_real_ones_are_not(registry: Registry) -> None:
    for outlet in registry.outlets:
        assert outlet.domains
        assert all(domain.endswith(".example") == outlet.id.startswith("sample-") for domain in outlet.domains)


def test_zones_of_shipped_entries_lie_in_their_countries(registry: Registry) -> None:
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    zones = {(country, name) for country, _, name, *_ in rows}
    claimed = {(each.country, each.timezone) for each in registry.outlets}
    claimed |= {(each.country, each.timezone) for each in registry.agencies if each.timezone is not None}
    assert claimed <= zones


def test_outlets_are_found_by_domain_and_the_nearest_domain_wins(tmp_path: Path) -> None:
    registry = load_registry(folder(tmp_path, OUTLET + OTHER))
    found = {
        host: registry.outlet_by_domain(host) for host in ("harbour.example", "m.Harbour.example.", "live.news.harbour.example")
    }
    assert [each and each.id for each in found.values()] == ["harbour", "harbour", "rive"]
    assert registry.outlet_by_domain("example") is None
    assert registry.outlet_by_domain("notharbour.example") is None


def test_names_are_compared_in_match_form(tmp_path: Path) -> None:
    registry = load_registry(folder(tmp_path, OUTLET + OTHER))
    for name in ("rive fm", "RIVE\u00a0FM", "Radio  Rive", "Ra\u00addio Rive"):
        outlet = registry.outlet_by_name(name)
        assert outlet is not None
        assert outlet.id == "rive"
    assert registry.outlet_by_name("Rive") is None
    agency = registry.agency_by_name("CW")
    assert agency is not None
    assert agency.id == "coast"


def test_the_hash_follows_what_is_said_and_not_how_it_is_written(tmp_path: Path) -> None:
    first = hash_value(load_registry(folder(tmp_path, OUTLET + OTHER)).as_value())
    assert hash_value(load_registry(folder(tmp_path, "# a comment\n" + OTHER + OUTLET)).as_value()) == first
    assert hash_value(load_registry(folder(tmp_path, OUTLET + OTHER.replace("Rive FM", "Rive 2"))).as_value()) != first


@pytest.mark.parametrize(
    ("outlets", "says"),
    [
        (OUTLET + OUTLET, "id 'harbour' is claimed by"),
        (OUTLET + OTHER.replace('"rive"', '"harbour"'), "id 'harbour' is claimed by"),
        (
            OUTLET + OTHER.replace("rive.example", "harbour.example"),
            "domain 'harbour.example' is claimed by 'harbour' and 'rive'",
        ),
        (OUTLET + OTHER.replace("Rive FM", "HARBOUR gazette"), "name 'harbour gazette' is claimed by 'harbour' and 'rive'"),
        (OUTLET.replace("London", "Londres"), r"number 1 \('harbour'\): timezone: .*'Europe/Londres' is no time zone"),
        (OUTLET.replace("Europe/London", "../zones"), "'../zones' is no time zone"),
        (OUTLET.replace('"GB"', '"UK"'), "country: .*'UK' is no country"),
        (OUTLET.replace('"en"', '"english"'), "language: .*'english' is no canonical BCP 47 tag"),
        (OUTLET.replace('"en"', '"en_gb"'), "write en-GB"),
        (OUTLET.replace('country = "GB"\n', ""), r"\('harbour'\): country: Field required"),
        (OUTLET + 'owner = "Coast Ltd"\n', "owner: Unexpected keyword argument"),
        (OUTLET.replace('name = "Harbour Gazette"', "name = 7"), "name: Input should be a valid string"),
        (OUTLET.replace("harbour.example", "https://harbour.example/"), "domains.0: String should match pattern"),
        (OUTLET.replace('"harbour"', '"Harbour Gazette"'), "id: String should match pattern"),
        ("outlet = 3", "begin each entry with"),
        ("[[outlets]]\nid = 'a'", "unknown table 'outlets'"),
        ("[[outlet]]\nid = \n", "at line 2"),
    ],
)
def test_a_broken_registry_names_file_and_entry(tmp_path: Path, outlets: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        load_registry(folder(tmp_path, outlets))
    assert "outlets.toml" in str(caught.value)


def test_an_agency_s_names_and_codes_belong_to_one(tmp_path: Path) -> None:
    other = AGENCY.replace('"coast"', '"cliff"').replace("Coast Wire", "Cliff Wire").replace('"cw"', '"CW"')
    with pytest.raises(ConfigError, match=r"agencies.toml: name 'cw' is claimed by 'coast' and 'cliff'"):
        load_registry(folder(tmp_path, agencies=AGENCY + other))


def test_a_missing_or_unreadable_file_is_named(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "agencies.toml").write_bytes(b"name = '\xff'")
    with pytest.raises(ConfigError, match=r"agencies.toml: not UTF-8 at byte 8"):
        load_registry(tmp_path)
    (tmp_path / "agencies.toml").unlink()
    with pytest.raises(ConfigError, match=r"agencies.toml: cannot be read"):
        load_registry(tmp_path)


def test_a_registry_that_was_used_pickles_as_its_entries() -> None:
    registry = load_registry()
    before = pickle.dumps(registry)
    hash(registry)
    assert registry.outlet_by_name(registry.outlets[0].name) == registry.outlets[0]
    assert pickle.dumps(registry) == before
    assert pickle.loads(before) == registry
