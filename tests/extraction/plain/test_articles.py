from __future__ import annotations

import pytest

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain import extract_plain

PROSE = "The mayor of Elmshaven said on Tuesday that the bridge over the Larn would stay closed for several weeks."
FIRST = " ".join(
    ["The mayor of Elmshaven said on Tuesday that the bridge over the Larn would stay closed for several weeks."] * 2
)
SECOND = " ".join(
    ["Le maire de Valmont a annoncé mardi que le pont sur la Larne resterait fermé pendant plusieurs semaines."] * 2
)


def titles(source: str) -> list[list[str]]:
    return [[block.string for block in draft.blocks if block.kind == "title"] for draft in extract_plain(source)]


def kinds(source: str) -> list[list[BlockKind]]:
    return [[block.kind for block in draft.blocks] for draft in extract_plain(source)]


def test_a_title_with_its_repetition_begins_an_article() -> None:
    source = f"Bridge closed in Elmshaven\n\n{FIRST}\n\nPont fermé à Valmont\n\nPont fermé à Valmont\n\n{SECOND}"
    assert titles(source) == [["Bridge closed in Elmshaven"], ["Pont fermé à Valmont"]]
    assert kinds(source)[1] == ["title", "duplicate", "paragraph"]


@pytest.mark.parametrize("rule", ["* * *", "-----", "====="])
def test_a_drawn_rule_between_two_titles(rule: str) -> None:
    source = f"Bridge closed in Elmshaven\n\n{FIRST}\n\n{rule}\n\nPont fermé à Valmont\n\n{SECOND}"
    assert titles(source) == [["Bridge closed in Elmshaven"], ["Pont fermé à Valmont"]]


def test_a_drawn_rule_between_paragraphs_parts_nothing() -> None:
    assert kinds(f"Bridge closed in Elmshaven\n\n{FIRST}\n\n* * *\n\n{FIRST}") == [
        ["title", "paragraph", "boilerplate", "paragraph"]
    ]


def test_a_title_with_its_publication_line() -> None:
    source = f"Bridge closed in Elmshaven\n\n{FIRST}\n\nPont fermé à Valmont\nPublié le 14 mars 2019 à 10h30\n\n{SECOND}"
    assert titles(source) == [["Bridge closed in Elmshaven"], ["Pont fermé à Valmont"]]


def test_a_title_with_its_byline_after_an_article_that_ended() -> None:
    ended = f"Bridge closed in Elmshaven\n\n{FIRST}\n\n(Reuters)\n\nPont fermé à Valmont\n\nPar Jean Favre\n\n{SECOND}"
    assert titles(ended) == [["Bridge closed in Elmshaven"], ["Pont fermé à Valmont"]]


def test_a_subhead_after_a_credit_begins_nothing() -> None:
    assert (
        len(kinds(f"Bridge closed in Elmshaven\n\n{FIRST}\n\nats/xyz\n\nPublié Modifié\n\nCracks in the pillars\n\n{FIRST}")) == 1
    )


def test_names_and_times_in_comments_begin_nothing() -> None:
    comment = f"Bob the Builder says\n\nPosted 14 March 2019 10:30\n\n{SECOND}\n\nReply"
    source = f"Bridge closed in Elmshaven\n\n{FIRST}\n\nLeave a comment\n\n{comment}"
    assert kinds(source) == [["title", "paragraph", *["comment"] * 5]]


def test_an_article_after_comments() -> None:
    head = "Le pont sur la Larne est fermé\nPublié le 14 mars 2019"
    source = f"Bridge closed in Elmshaven\n\n{FIRST}\n\nLeave a comment\n\n{head}\n\n{SECOND}"
    assert [title for (title,) in titles(source)] == ["Bridge closed in Elmshaven", "Le pont sur la Larne est fermé"]


def test_a_teaser_is_no_article() -> None:
    date = "Ferries for the people of Elmshaven\nPublished 14 March 2019"
    teaser = f"{date}\n\nThe first of them leaves at six in the morning, says the town."
    assert len(kinds(f"Bridge closed in Elmshaven\n\n{FIRST}\n\n{teaser}\n\nFerries")) == 1


def test_a_masthead_above_the_next_title() -> None:
    head = "Larn Gazette\nFerries for the people of Elmshaven\nFriday 14 March 2019, 17:45 GMT"
    source = f"Le Journal\nLe pont de Valmont reste fermé\n\n{SECOND}\n\nPartager (19)\n\n{head}\n\n{FIRST}"
    assert titles(source) == [["Le pont de Valmont reste fermé"], ["Ferries for the people of Elmshaven"]]
    assert kinds(source)[1] == ["navigation", "title", "publication", "paragraph"]


STANDFIRST = "Le maire parle de fissures dans les piliers de l’ouvrage et d’un chantier plus long que prévu."


@pytest.mark.parametrize(
    "head",
    [
        "Par Jean Favre\nPublié le 14 mars 2019 à 10h30\n\n",
        f"{STANDFIRST}\n\nPar Jean Favre\nPublié le 14 mars 2019 à 10h30\n\n",
        "VALMONT, 14 mars (AFP) - ",
    ],
)
def test_a_whole_header_begins_an_article_wherever_it_stands(head: str) -> None:
    source = f"Bridge closed in Elmshaven\n\n{FIRST}\n\nPont fermé à Valmont\n\n{head}{SECOND}"
    assert titles(source) == [["Bridge closed in Elmshaven"], ["Pont fermé à Valmont"]]


def test_the_header_of_a_page_without_line_ends_begins_an_article() -> None:
    second = f"Reuters Fri March 14, 2019 Valmont bridge closed X By Jane Roe | VALMONT {' '.join([SECOND] * 6)}"
    source = f"Bridge closed in Elmshaven\n\n{FIRST}\n\nThe bridge at Valmont is closed\n\n\n{second}"
    assert titles(source) == [["Bridge closed in Elmshaven"], ["Valmont bridge closed"]]


def test_a_date_below_a_paragraph_begins_nothing() -> None:
    source = (
        f"Bridge closed in Elmshaven\n\n{FIRST}\n\nWhat the mayor said about it\n\n{PROSE}\n\nPublished 14 March 2019\n\n{FIRST}"
    )
    assert len(kinds(source)) == 1


def test_a_headline_with_credit_and_date_on_one_line_with_the_dateline() -> None:
    first = f"Bridge closed for weeks to come\n\n{PROSE}\n\n{PROSE}"
    header = "The Gazette | Reuters 11/11/2030 19:12 ELMSHAVEN, 11 Nov. (REUTERS)"
    second = f"Strike called off after a night of talks\n\n{header} - {PROSE}\n\n{PROSE}"
    assert titles(f"{first}\n\n{second}") == [
        ["Bridge closed for weeks to come"],
        ["Strike called off after a night of talks"],
    ]
