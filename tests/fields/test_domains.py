from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.fields.domains import host_of, registered_domain


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.harbour.co.uk/news", "harbour.co.uk"),
        ("HTTP://Reader:secret@News.Harbour.COM.:8080/", "harbour.com"),
        ("https://harbour.com.br", "harbour.com.br"),
        ("https://gazette.github.io/a", "gazette.github.io"),
        ("https://city.kawasaki.jp/", "city.kawasaki.jp"),  # an exception rule of the list
        ("https://live.harbourgazette.example/a", "harbourgazette.example"),  # by the list's last rule
    ],
)
def test_registered_domains(url: str, domain: str) -> None:
    assert registered_domain(url) == domain


@pytest.mark.parametrize(
    "url",
    [
        "",
        "day-1/harbour.html",
        "urn:isbn:1",
        "ftp://harbour.com/a",
        "https:///a",
        "https://co.uk/",
        "https://localhost/",
        "https://example/",
        "https://192.0.2.1/",
        "https://[2001:db8::1]/",
        "https://[broken",
        "https://a..harbour.com/",
    ],
)
def test_what_has_no_registered_domain(url: str) -> None:
    assert registered_domain(url) is None


@given(st.text(max_size=30) | st.text(alphabet="a.-:/@[]0%é", max_size=20).map("https://".__add__))
def test_a_registered_domain_ends_its_host(url: str) -> None:
    domain, host = registered_domain(url), host_of(url)
    if domain is not None:
        assert host is not None
        assert host == domain or host.endswith("." + domain)
        assert registered_domain(f"https://{domain}/") == domain
