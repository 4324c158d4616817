"""Authors of plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.fields.authors import find_authors
from provenance.fields.registry import load_registry
from provenance.normalize.passage import Passage


def authors(byline: str, language: str | None = None, text: str = "") -> list[str]:
    passages = [
        Passage("title", "title", "Ferry line closed"),
        Passage("byline", "boilerplate", byline),
        Passage("paragraph", "body", text),
    ]
    found = find_authors(passages, load_registry(), language)
    return [passages[each.passage].string[each.start : each.end] for each in found]


@pytest.mark.parametrize(
    ("byline", "language", "names"),
    [
        ("Door Sanne de Wilde en Joris van Vliet", "nl", ["Sanne de Wilde", "Joris van Vliet"]),
        ("Por Ana López en Ciudad Real", "es", ["Ana López"]),
        ("Anna Kowalczyk i Jan Nowak", "pl", ["Anna Kowalczyk", "Jan Nowak"]),
        ("Af Mette Holm i Nordby", "da", ["Mette Holm"]),
        ("By Jane Roe Chief football writer", "en", ["Jane Roe"]),
    ],
)
def test_words_that_join_names_in_the_language_of_the_article(byline: str, language: str, names: list[str]) -> None:
    assert authors(byline, language) == names


def test_in_arabic_the_place_is_what_the_text_has_too() -> None:
    text = "أعلن محافظ وادي الأرز أن الجسر سيبقى مغلقا."
    assert authors("وادي الأرز - سلمى الحداد", "ar", text) == ["سلمى الحداد"]
    assert authors("سلمى الحداد – وادي الأرز", "ar", text) == ["سلمى الحداد"]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Dana Holloway | PORTHAVEN/BOSTON", ["Dana Holloway"]),
        ("By Dana Holloway and Luis Farrand", ["Dana Holloway", "Luis Farrand"]),
        ("Par Maëlle d'Orcy, Jean-Luc Péan et Ana Sá", ["Maëlle d'Orcy", "Jean-Luc Péan", "Ana Sá"]),
        ("Von Henrike Maasland", ["Henrike Maasland"]),
        ("Íñigo Barrasate", ["Íñigo Barrasate"]),
        ("By Reuters Staff", ["Reuters Staff"]),
        ("By Agence France-Presse", []),
        ("By Staff", []),
        ("By Martha Quayle, Staff Writer", ["Martha Quayle"]),
        ("By Martha Quayle in Millbrook", ["Martha Quayle"]),
        ("By Martha Quayle, Environment Correspondent, and Tom Rudge", ["Martha Quayle", "Tom Rudge"]),
        ("Door onze verslaggever Sanne de Wilde", ["Sanne de Wilde"]),
        ("Par Maud Kerlavan avec l'ATS", ["Maud Kerlavan"]),
        ("Íñigo Barrasate / Agencias", ["Íñigo Barrasate"]),
        ("di Giulia Ferranti e Marco Bellòdi", ["Giulia Ferranti", "Marco Bellòdi"]),
        ("Door Sanne de Wilde", ["Sanne de Wilde"]),
        ("Autor: Anna Kowalczyk", ["Anna Kowalczyk"]),
        ("Nell Harper and Joe Tanaka", ["Nell Harper", "Joe Tanaka"]),
        ("Автор: Ирина Соболева", ["Ирина Соболева"]),
        ("بقلم سلمى الحداد", ["سلمى الحداد"]),
        ("كتب: سامر الدباغ ومريم النجار", ["سامر الدباغ", "مريم النجار"]),
        ("بقلم خالد وليد الصفدي", ["خالد وليد الصفدي"]),
        ("Lucía Ferrando | Íñigo Barrasate", ["Lucía Ferrando", "Íñigo Barrasate"]),
        ("By MARTHA QUAYLE, Associated Press", ["MARTHA QUAYLE"]),
        ("From our newsroom", []),
        ("Da Redação", []),
    ],
)
def test_names_of_a_byline(byline: str, names: list[str]) -> None:
    assert authors(byline) == names


@given(st.text())
def test_any_byline_is_read(byline: str) -> None:
    assert all(name in byline for name in authors(byline))
