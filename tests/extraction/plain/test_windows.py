"""Pages below the title of their window: the name of the site, the menu and the header that ran together with the text."""

from __future__ import annotations

import pytest

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain import extract_plain

MENU = "Elm Post News Sport Log in"
STAMP = "14 March 2031, 10:15"
TEXT = "The mayor of Elmshaven said on Tuesday that the bridge over the Larn would stay closed for several weeks. " * 4


def found(source: str) -> dict[BlockKind, list[str]]:
    (draft,) = extract_plain(source)
    kinds = dict.fromkeys(block.kind for block in draft.blocks)
    return {kind: [block.string for block in draft.blocks if block.kind == kind] for kind in kinds}


@pytest.mark.parametrize("sign", ["|", "-", "–", "»", "::"])
def test_the_headline_stands_again_behind_the_menu(sign: str) -> None:
    page = f"Cracks close the Larn bridge {sign} Elm Post\n\n{MENU} Cracks close the Larn bridge Jane Roe {STAMP} {TEXT}"
    kinds = found(page)
    assert kinds["title"] == ["Cracks close the Larn bridge"]
    assert kinds["byline"] == ["Jane Roe"]
    assert kinds["publication"] == [STAMP]


def test_another_headline_behind_the_menu() -> None:
    byline = "By Jane Roe (with AFP)"
    page = f"Elmshaven loses its bridge - Elm Post\n\n{MENU} Cracks close the Larn bridge {byline} {STAMP} {TEXT}"
    kinds = found(page)
    assert kinds["title"] == ["Cracks close the Larn bridge"]
    assert kinds["byline"] == [byline]


def test_the_name_of_the_site_is_cut_from_a_headline_that_stands_nowhere_else() -> None:
    kinds = found(f"Elmshaven loses its bridge - Elm Post\n\n{TEXT}\n\n{TEXT}\n\n© 2031 Elm Post")
    assert kinds["title"] == ["Elmshaven loses its bridge"]


@pytest.mark.parametrize("headline", ["Elmshaven loses its bridge - again", "The mayor: “Nobody saw the cracks” – an interview"])
def test_a_headline_with_a_dash_stays_whole(headline: str) -> None:
    assert found(f"{headline}\n\n{TEXT}\n\n© 2031 Elm Post")["title"] == [headline]


def test_a_place_behind_a_dash_that_the_stamp_begins_with_is_no_site() -> None:
    page = f"Mayor resigns over cracks - Elmshaven\n\nElmshaven, 14 March 2031\n\n{TEXT}"
    assert found(page)["title"] == ["Mayor resigns over cracks - Elmshaven"]


def test_what_a_quotation_ends_with_is_no_site() -> None:
    assert found(f"Le maire dénonce un chantier « très lent »\n\n{TEXT}")["title"] == [
        "Le maire dénonce un chantier « très lent »"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sport, culture and politics met on the Larn bridge on Sunday, and News travels fast in Elmshaven, said the mayor.",
        "Menu prices, said the cook, have doubled since the bridge over the Larn was closed to all guests from the north.",
    ],
)
def test_prose_with_words_of_a_menu_keeps_them(text: str) -> None:
    assert found(f"Cracks close the Larn bridge\n\n{text}\n\n{TEXT}")["paragraph"][0] == text


def test_the_page_of_another_site_begins_an_article() -> None:
    first = f"Cracks close the Larn bridge\n\n{TEXT}"
    menu = "Larn Radio News Traffic Weather"
    second = f"Ferry sails again to Larn - Larn Radio\n\n{menu} Ferry is back on the water 15 March 2031, 08:10 {TEXT}"
    assert len(extract_plain(f"{first}\n\n{second}")) == 2


def test_a_stamp_behind_the_repeated_headline_needs_no_label() -> None:
    kinds = found(f"Cracks close the Larn bridge\n\nCracks close the Larn bridge 14/03/2031 - 10:15 {TEXT}")
    assert kinds["publication"] == ["14/03/2031 - 10:15"]


def test_a_stamp_ends_with_the_parenthesis_that_it_opens() -> None:
    stamp = f"{STAMP} (updated 12:30)"
    page = f"Cracks close the Larn bridge - Elm Post\n\n{MENU} Cracks close the Larn bridge Jane Roe {stamp} {TEXT}"
    assert found(page)["publication"] == [stamp]
