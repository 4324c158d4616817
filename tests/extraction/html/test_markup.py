from __future__ import annotations

import json
from typing import Any

import pytest

from provenance.extraction.draft import Draft, Stated
from provenance.extraction.html import extract_html
from provenance.extraction.html.bylines import names

SENTENCE = "The council of Harwick met on Tuesday and spoke for a long while about the old bridge over the river Lind. "


def draft(head: str = "", body: str = "", attributes: str = "") -> Draft:
    (only,) = extract_html(f"<!DOCTYPE html><html{attributes}><head>{head}</head><body>{body}<p>{SENTENCE * 4}</p></body></html>")
    return only


def script(value: Any) -> str:
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


def news(**fields: Any) -> str:
    return script({"@type": "NewsArticle", **fields})


TITLED = '{"@type": "NewsArticle", "headline": "Bridge closed"}'


@pytest.mark.parametrize(
    ("head", "path"),
    [
        (script(TITLED), "$[0]"),
        (script(f"[{TITLED}]"), "$[0][0]"),
        (script(f'{{"@context": "https://schema.org", "@graph": [{{"@type": "WebSite"}}, {TITLED}]}}'), "$[0].@graph[1]"),
        (script(f'{{"@type": "WebPage", "mainEntity": {TITLED}}}'), "$[0].mainEntity"),
        (script('{"@type": ["Article", "http://schema.org/ReportageNewsArticle"], "headline": "Bridge closed"}'), "$[0]"),
        (script(f"\n//<![CDATA[\n{TITLED}\n//]]>\n"), "$[0]"),
        (script(f"<!-- {TITLED} -->"), "$[0]"),
        (script(f"{TITLED};"), "$[0]"),
        (script('{"@type": "NewsArticle", "headline": "Bridge\nclosed"}'), "$[0]"),
        (script('{"@type": "NewsArticle", "headline": "broken') + script(TITLED), "$[1]"),
        (script("[" * 100_000) + script(TITLED), "$[1]"),
    ],
)
def test_the_headline_is_found_in_every_shape_of_json_ld_and_the_rule_says_where(head: str, path: str) -> None:
    assert draft(head, "<h1>Something else</h1>").title == Stated("Bridge closed", f"json-ld:{path}.headline")


def test_the_headline_of_another_type_is_not_taken() -> None:
    assert draft(script({"@type": "VideoObject", "headline": "Watch"}), "<h1>Bridge closed</h1>").title == Stated(
        "Bridge closed", "html:h1"
    )


def test_the_name_of_the_section_behind_the_headline_is_left_out_where_the_page_shows_it_without() -> None:
    head = script({"@type": "NewsArticle", "headline": "Old bridge closed for a year | Town"})
    assert draft(head, "<h1>Old bridge closed for a year</h1>").title == Stated("Old bridge closed for a year", "html:h1")


def test_the_line_above_a_headline_is_left_out_where_the_markup_tells_it_apart() -> None:
    kicker = '<span class="title__kicker">Harwick</span><span aria-hidden="true"> - </span>'
    assert draft("", f"<h1>{kicker}<span>Bridge closed</span></h1>").title == Stated("Bridge closed", "html:h1")
    assert draft("", '<h1><span class="a">Harwick</span> <b>Bridge closed</b></h1>').title == Stated(
        "Harwick Bridge closed", "html:h1"
    )


def test_titles_fall_back_to_open_graph_and_lose_the_name_of_the_site() -> None:
    head = (
        '<meta property="og:title" content="Bridge &amp; road closed - Harwick Post">'
        '<meta property="og:site_name" content="Harwick Post">'
    )
    assert draft(head, "<h1>One</h1><h1>Two</h1>").title == Stated("Bridge & road closed", "meta:og:title")


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ada Lindt", ["Ada Lindt"]),
        ({"@type": "Person", "name": "Ada Lindt"}, ["Ada Lindt"]),
        ([{"@type": "Person", "name": "Ada Lindt"}, {"@type": "Person", "name": "Ben Orrow"}], ["Ada Lindt", "Ben Orrow"]),
        ({"name": ["Ada Lindt", "Ben Orrow"]}, ["Ada Lindt", "Ben Orrow"]),
        ([{"@type": "Organization", "name": "Reuters"}, {"@type": "Person", "name": "Ada Lindt"}], ["Ada Lindt"]),
        ({"@type": "Organization", "name": "Reuters"}, ["Reuters"]),
        (["Harwick Post", "Ada Lindt"], ["Ada Lindt"]),
        ([], []),
        (7, []),
    ],
)
def test_authors_of_json_ld(author: Any, expected: list[str]) -> None:
    found = draft(news(author=author, publisher={"@type": "Organization", "name": "Harwick Post"})).authors
    assert [each.value for each in found] == expected
    assert all(each.rule.startswith("json-ld:$[0].author") for each in found)


def test_authors_are_followed_through_references() -> None:
    graph = [{"@type": "NewsArticle", "author": {"@id": "#ada"}}, {"@type": "Person", "@id": "#ada", "name": "Ada Lindt"}]
    assert draft(script({"@graph": graph})).authors == (Stated("Ada Lindt", "json-ld:$[0].@graph[1].name"),)


def test_a_site_as_author_gives_way_to_people_of_a_meta_element() -> None:
    post = news(
        author={"@type": "Organization", "name": "Harwick Post"}, publisher={"@type": "Organization", "name": "Harwick Post Ltd"}
    )
    assert [each.value for each in draft(post + '<meta name="author" content="Ada Lindt">').authors] == ["Ada Lindt"]
    assert [each.value for each in draft(post + '<meta name="author" content="Harwick Post, Harwick">').authors] == [
        "Harwick Post"
    ]


def test_the_word_for_author_is_no_part_of_a_name() -> None:
    assert [each.value for each in draft('<meta name="author" content="Autorin Ada Lindt, Ben Orrow">').authors] == [
        "Ada Lindt",
        "Ben Orrow",
    ]


def test_authors_fall_back_to_meta_elements() -> None:
    head = (
        '<meta property="article:author" content="https://example.org/ada"><meta name="byl" content="By Ada Lindt and Ben Orrow">'
    )
    assert draft(head).authors == (Stated("Ada Lindt", "meta:byl"), Stated("Ben Orrow", "meta:byl"))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("By Ada Lindt", ("Ada Lindt",)),
        ("Von Ada Lindt und Ben Orrow", ("Ada Lindt", "Ben Orrow")),
        ("Texto: Ana Ruiz y Pablo Gil", ("Ana Ruiz", "Pablo Gil")),
        ("Ana Ruiz y Pablo Gil Soto", ("Ana Ruiz", "Pablo Gil Soto")),
        ("José Ortega y Gasset", ("José Ortega y Gasset",)),
        ("Von Miller", ("Von Miller",)),
        ("Ursula von der Aue", ("Ursula von der Aue",)),
        ("Ada Lindt (al), ada@example.org; @benorrow | Ben Orrow", ("Ada Lindt", "Ben Orrow")),
        ("Ada Lindt, Ada Lindt", ("Ada Lindt",)),
        ("<a href='/ada'>Ada&nbsp;Lindt</a>", ("Ada Lindt",)),
        ("https://example.org/ada", ()),
        ("admin", ()),
        ("a" * 5_000, ()),
        ("Image: Someone", ()),
    ],
)
def test_names_in_a_byline(printed: str, expected: tuple[str, ...]) -> None:
    assert names(printed) == expected


@pytest.mark.parametrize(
    ("attributes", "head", "expected"),
    [
        (' lang="en-gb"', "", Stated("en-GB", "html:lang")),
        (' xml:lang="fr"', "", Stated("fr", "html:xml:lang")),
        ("", news(inLanguage="pt_BR"), Stated("pt-BR", "json-ld:$[0].inLanguage")),
        (' lang="English"', '<meta property="og:locale" content="zh_Hant_TW">', Stated("zh-Hant-TW", "meta:og:locale")),
        ("", "", None),
    ],
)
def test_language(attributes: str, head: str, expected: Stated | None) -> None:
    assert draft(head, attributes=attributes).language == expected


def test_the_name_of_the_site() -> None:
    assert draft(news(publisher={"name": "Harwick Post"})).site_name == Stated("Harwick Post", "json-ld:$[0].publisher.name")
    assert draft('<meta name="application-name" content="Post">').site_name == Stated("Post", "meta:application-name")
    assert draft().site_name is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<link rel="canonical" href="https://example.org/a">', "https://example.org/a"),
        ('<link rel="canonical" href="/a"><meta property="og:url" content="https://example.org/b">', "https://example.org/b"),
        (news(url="http://example.org/c"), "http://example.org/c"),
        ('<link rel="canonical" href="javascript:void(0)">', None),
        ('<link rel="canonical" href="https://[bad">', None),
    ],
)
def test_the_canonical_address_is_absolute(head: str, expected: str | None) -> None:
    assert draft(head).canonical_url == expected
