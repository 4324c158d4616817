"""Finding one article."""

from __future__ import annotations

import contextlib

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import UsageError
from provenance.model.snapshot import article_id
from provenance.read.find import find_article


def table(*rows: tuple[str, str | None, str | None]) -> pa.Table:
    """Articles of uri, canonical address and title; a uri twice is two parts."""
    uris = [uri for uri, _, _ in rows]
    ids = [article_id("inbox", uri, uris[:number].count(uri)) for number, uri in enumerate(uris)]
    names = ["article_id", "uri", "canonical_url", "title"]
    schema = pa.schema([pa.field(name, pa.string()) for name in names])
    return pa.table([ids, *map(list, zip(*rows, strict=True))], schema=schema)


ARTICLES = table(
    ("leak.html", "https://gazette.example/leak", "Harbour shut after “fuel leak”"),
    ("ferry.html", None, "Ferry waits outside the harbour"),
    ("two.txt", None, None),
    ("two.txt", None, "Harbour"),
    ("https://radio.example/a%20b", None, "ميناء المينا"),
)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("leak.html", 0),
        ("https://gazette.example/leak", 0),
        ("https://radio.example/a%20b", 4),
        ("FUEL LEAK", 0),
        ('after "fuel leak"', 0),
        ("waits  outside", 1),
        ("harbour", 3),
        ("المينا", 4),
    ],
)
def test_by_address_title_and_fragment(name: str, row: int) -> None:
    assert find_article(ARTICLES, name) == row


@given(st.integers(0, 4), st.integers(12, 64), st.booleans(), st.booleans())
def test_by_the_beginning_of_an_id(row: int, length: int, prefixed: bool, upper: bool) -> None:
    digits = ARTICLES.column("article_id")[row].as_py().removeprefix("sha256:")[:length]
    digits = digits.upper() if upper else digits
    assert find_article(ARTICLES, f"sha256:{digits}" if prefixed else digits) == row


def test_several_are_listed_with_their_ids() -> None:
    with pytest.raises(UsageError) as raised:
        find_article(ARTICLES, "two.txt")
    for part in (0, 1):
        assert article_id("inbox", "two.txt", part).removeprefix("sha256:")[:12] in str(raised.value)


def test_many_are_listed_up_to_ten() -> None:
    many = table(*((f"{number}.html", None, f"Storm warning {number}") for number in range(13)))
    with pytest.raises(UsageError) as raised:
        find_article(many, "storm")
    lines = str(raised.value).splitlines()
    assert "13 articles" in lines[0]
    assert len(lines) == 12
    assert lines[-1].strip() == "and 3 more"


@pytest.mark.parametrize("name", ["ferry wait outside harbor", "leek.html", "ferry.ht"])
def test_near_misses_are_named(name: str) -> None:
    with pytest.raises(UsageError, match=r"near to it are:\n  [0-9a-f]{12}  (Ferry waits|Harbour shut)"):
        find_article(ARTICLES, name)


@pytest.mark.parametrize("name", ["", " ", "\u200b", "sha256:", "abc", "xyzzy", "\ud800", "\x1b[2J"])
def test_none_is_wrong_use_and_says_how_to_list_them(name: str) -> None:
    with pytest.raises(UsageError) as raised:
        find_article(ARTICLES, name)
    assert "provenance sql" in str(raised.value)
    assert "\x1b" not in str(raised.value)


def test_a_hostile_title_is_written_out() -> None:
    hostile = table(("a", None, "Storm \x1b[2J one"), ("b", None, "Storm two"))
    with pytest.raises(UsageError, match=r"Storm \\x1b\[2J one"):
        find_article(hostile, "storm")


@given(st.text())
def test_any_name_finds_one_or_is_wrong_use(name: str) -> None:
    with contextlib.suppress(UsageError):
        assert 0 <= find_article(ARTICLES, name) < ARTICLES.num_rows


def test_no_article_at_all() -> None:
    with pytest.raises(UsageError, match="no article 'storm'"):
        find_article(ARTICLES.slice(0, 0), "storm")
