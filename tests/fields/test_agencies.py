from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.extraction.draft import Block, BlockKind
from provenance.fields.agencies import find_agencies
from provenance.fields.registry import load_registry
from provenance.model.evidence import Zone
from provenance.normalize.passage import Passage, passage

REGISTRY = load_registry()


def block(string: str, kind: BlockKind = "paragraph", zone: Zone = "body") -> Passage:
    return passage(Block(kind, zone, string))


def roles(*passages: Passage) -> list[tuple[str, str]]:
    return [(each.id, each.role) for each in find_agencies(passages, REGISTRY)]


def credits(string: str, kind: BlockKind = "paragraph") -> list[str]:
    found = find_agencies((block(string, kind),), REGISTRY)
    assert all(each.role == "credit" for each in found)
    return [each.id for each in found]


@pytest.mark.parametrize(
    ("string", "ids"),
    [
        ("(Reuters)", ["reuters"]),
        ("[dpa]", ["dpa"]),
        ("AFP", ["afp"]),
        ("dpa", ["dpa"]),
        ("(AP)", ["ap"]),
        ("AFP, Reuters", ["afp", "reuters"]),
        ("ats/kro/vil", ["ats"]),
        ("(dpa/lno)", ["dpa"]),
        ("red/dpa", ["dpa"]),
        ("sda/dpa", ["ats", "dpa"]),
        ("(avec AFP)", ["afp"]),
        ("Avec AFP et Reuters", ["afp", "reuters"]),
        ("Source: AP", ["ap"]),
        ("Quelle : dpa/AFP", ["dpa", "afp"]),
        ("Con información de EFE y Europa Press.", ["efe", "europa-press"]),
        ("With files from Ann Hill, The Canadian Press and Karl Haas.", ["canadian-press"]),
        ("(Additional reporting by AP and Reuters)", ["ap", "reuters"]),
        ("المصدر: رويترز و أ ف ب", ["reuters", "afp"]),
        ("رويترز، فرانس برس", ["reuters", "afp"]),
        ("© 2031 AFP", ["afp"]),
        ("© AFP, all rights reserved", ["afp"]),
        ("PORTVILLE, 4 mar (EFE).- El puerto siguió cerrado.", ["efe"]),
        ("PORTVILLE (AP) — The harbour stayed closed on Tuesday.", ["ap"]),
        ("PORTVILLE, March 4 (Reuters) - The harbour stayed closed.", ["reuters"]),
        ("Nordhafen/Berlin (dpa/lno) – Der Hafen blieb geschlossen.", ["dpa"]),
        ("(ats) - Le port est resté fermé.", ["ats"]),
        ("الميناء (رويترز) - ظل الميناء مغلقا.", ["reuters"]),
        ("Der Hafen blieb geschlossen. (dpa)", ["dpa"]),
        ("« Le port rouvrira mercredi. » (ats/afp)", ["ats", "afp"]),
    ],
)
def test_shapes_of_a_credit_in_running_text(string: str, ids: list[str]) -> None:
    assert credits(string) == ids


@pytest.mark.parametrize(
    ("string", "kind", "ids"),
    [
        ("Le Courrier du Port avec AFP et Reuters | 04.03.2031 à 10h21", "publication", ["afp", "reuters"]),
        ("Nordhafen Zeitung mit dpa", "credit", ["dpa"]),
        ("Reuters Tue Mar 4, 2031", "publication", ["reuters"]),
        ("PORTVILLE (AP) —", "dateline", ["ap"]),
        ("ATS/Marie Rochat", "credit", ["ats"]),
        ("With files from The Canadian Press", "credit", ["canadian-press"]),
    ],
)
def test_credit_blocks(string: str, kind: BlockKind, ids: list[str]) -> None:
    assert credits(string, kind) == ids


@pytest.mark.parametrize(
    ("string", "found"),
    [
        ("By Ann Hill, Associated Press", [("ap", "byline")]),
        ("Von Karl Haas und dpa", [("dpa", "byline")]),
        ("By AP", [("ap", "byline")]),
        ("Par Anne Collin avec AFP", [("afp", "credit")]),
        ("By PA Smith", []),
        ("By Spa Jones", []),
    ],
)
def test_bylines(string: str, found: list[tuple[str, str]]) -> None:
    assert roles(block(string, "byline")) == found


@pytest.mark.parametrize(
    ("string", "found"),
    [
        ("The mayor told Reuters that the harbour would reopen.", [("reuters", "mention")]),
        ("Un porte-parole l'a confirmé à l'AFP.", [("afp", "mention")]),
        ("according to the news agency AP", [("ap", "mention")]),
        ("sagte er der Nachrichtenagentur dpa.", [("dpa", "mention")]),
        ("وقال المتحدث لرويترز وفرانس برس", [("reuters", "mention"), ("afp", "mention")]),
        ("A report (Reuters) named the ship.", [("reuters", "mention")]),
        ("With Reuters in the room, the mayor fell silent.", [("reuters", "mention")]),
        ("With files from the harbour in hand, he spoke. Reuters listened.", [("reuters", "mention")]),
        ("The mayor told Reuters. Reuters asked again.", [("reuters", "mention")]),
    ],
)
def test_a_mention_is_no_credit(string: str, found: list[tuple[str, str]]) -> None:
    assert roles(block(string)) == found


@pytest.mark.parametrize(
    "string",
    [
        "The MENA region, a SPA hotel, the PA system, TT races and AP courses.",
        "MAP",
        "Il y a des ats et des dpa.",
        "reuters",
        "Reutersberg",
        "XAFP AFPX",
        "La carte (MAP) montre le port.",
    ],
)
def test_ordinary_letters_and_parts_of_words_are_no_agencies(string: str) -> None:
    assert [each for each in roles(block(string)) if each[0] != "reuters"] == []


def test_a_heading_is_no_credit_line() -> None:
    assert roles(block("Reuters", "subhead"), block("AFP", "title")) == [("reuters", "mention"), ("afp", "mention")]


@pytest.mark.parametrize("kind", ["caption", "comment", "share", "navigation", "related", "duplicate", "advertisement"])
def test_noise_is_not_read(kind: BlockKind) -> None:
    assert roles(block("(AFP)", kind)) == []


def test_zones_that_are_not_the_outlet_s_are_not_read() -> None:
    assert roles(block("told Reuters", zone="comment"), block("told Reuters", zone="caption")) == []


@pytest.mark.parametrize("string", ["© AFP", "The harbour on Tuesday. © AFP", "Copyright dpa"])
def test_a_copyright_sign_alone_is_that_of_a_photograph(string: str) -> None:
    assert [each for each in roles(block(string)) if each[1] == "credit"] == []


def test_beside_the_text_only_the_shapes_of_a_credit_count() -> None:
    assert roles(block("With files from The Canadian Press", "boilerplate", "boilerplate")) == [("canadian-press", "credit")]
    assert roles(block("Follow the news of Reuters", "boilerplate", "boilerplate")) == []


def test_a_byline_and_a_dateline_credit_an_agency_once() -> None:
    assert roles(block("Íñigo Haro / EFE", "byline"), block("PORTVILLE (EFE) - El puerto siguió cerrado.")) == [("efe", "byline")]


def test_of_each_role_the_first_is_kept() -> None:
    passages = (block("The mayor told Reuters."), block("Reuters asked again."), block("(Reuters)"), block("Reuters", "credit"))
    found = find_agencies(passages, REGISTRY)
    assert [(each.id, each.role, each.passage) for each in found] == [("reuters", "mention", 0), ("reuters", "credit", 2)]


_PIECES = [
    "Reuters",
    "AFP",
    "(",
    ")",
    "/",
    " ",
    "dpa",
    "avec ",
    "et",
    "PORTVILLE ",
    " - ",
    ". ",
    "ats/ab",
    "e\u0301",
    "\r\n",
    "© ",
    "و",
]


@given(
    st.lists(st.lists(st.sampled_from(_PIECES) | st.text(max_size=5), max_size=12).map("".join), max_size=3),
    st.sampled_from(["paragraph", "credit", "byline", "title", "publication"]),
)
def test_spans_hold_a_name_of_the_agency(strings: list[str], kind: BlockKind) -> None:
    passages = tuple(block(string, kind) for string in strings)
    found = find_agencies(passages, REGISTRY)
    for each in found:
        agency = REGISTRY.agency_by_name(passages[each.passage].string[each.start : each.end])
        assert agency is not None
        assert (agency.id, agency.name) == (each.id, each.name)
    assert len({(each.id, each.role) for each in found}) == len(found)
    assert list(found) == sorted(found, key=lambda each: (each.passage, each.start))
