from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.extraction.draft import Block, BlockKind
from provenance.fields.outlets import FoundOutlet, identify_outlet
from provenance.fields.registry import Registry, load_registry
from provenance.normalize.passage import Passage, passage

REGISTRY = load_registry()
FILE = "day-1/harbour.txt"


def line(kind: BlockKind, string: str) -> Passage:
    return passage(Block(kind, "boilerplate", string))


def found(
    *passages: Passage,
    site_name: str | None = None,
    canonical_url: str | None = None,
    uri: str = FILE,
    registry: Registry = REGISTRY,
) -> FoundOutlet:
    return identify_outlet(registry, site_name=site_name, canonical_url=canonical_url, uri=uri, passages=passages)


@pytest.mark.parametrize(
    ("kind", "string", "outlet_id", "name"),
    [
        ("publication", "Harbour Gazette", "sample-harbour-gazette", "Harbour Gazette"),
        ("publication", "  The Harbour Gazette, 4 March 2031", "sample-harbour-gazette", "The Harbour Gazette"),
        (
            "credit",
            "Le Courrier du Port avec AFP et Reuters | 04.03.2031 à 10h21",
            "sample-courrier-du-port",
            "Le Courrier du Port",
        ),
        ("byline", "Nordhafen Zeitung mit dpa", "sample-nordhafen-zeitung", "Nordhafen Zeitung"),
        ("dateline", "El Malecón Diario martes 4 de marzo", "sample-el-malecon-diario", "El Malecón Diario"),
        ("publication", "صحيفة الميناء | ٤ مارس ٢٠٣١", "sample-al-mina", "صحيفة الميناء"),
        ("publication", "Radio\u00a0Rive – direct", "sample-radio-rive", "Radio\u00a0Rive"),
    ],
)
def test_a_line_that_opens_with_a_publication_s_name(kind: BlockKind, string: str, outlet_id: str, name: str) -> None:
    passages = (line("title", "Storm closes harbour"), line(kind, string))
    outlet = found(*passages)
    assert (outlet.outlet_id, outlet.host_id, outlet.passage, outlet.rule) == (outlet_id, None, 1, "outlet:line")
    assert passages[1].string[outlet.start : outlet.end] == name


@pytest.mark.parametrize(
    ("kind", "string"),
    [
        ("paragraph", "Harbour Gazette, 4 March 2031"),  # running text
        ("comment", "Harbour Gazette"),
        ("byline", "Radio Rive journalist Ann Hill"),  # a sentence goes on
        ("publication", "Harbour Gazettes"),
        ("publication", "harbour gazette"),  # not the name as it is printed
        ("credit", "Reuters"),  # the source of the copy, not the publisher
        ("byline", "Reuters"),
        ("publication", "News from Harbour Gazette"),
    ],
)
def test_other_lines_tell_nothing(kind: BlockKind, string: str) -> None:
    assert found(line(kind, string)) == FoundOutlet(None)


def test_the_page_s_address_comes_before_the_site_s_name() -> None:
    outlet = found(site_name="Radio Rive", canonical_url="https://harbourgazette.example/a")
    assert (outlet.outlet_id, outlet.rule) == ("sample-harbour-gazette", "outlet:canonical-url")


def test_a_known_name_at_an_unknown_address_may_be_another_paper_of_that_name() -> None:
    outlet = found(site_name="Radio Rive", uri="https://radiorive.com/a")
    assert (outlet.outlet_id, outlet.outlet, outlet.domain) == (None, "Radio Rive", "radiorive.com")


def test_the_site_s_name_tells_where_there_is_no_address() -> None:
    outlet = found(site_name="radio rive")
    assert (outlet.outlet_id, outlet.outlet, outlet.value, outlet.rule) == (
        "sample-radio-rive",
        "Radio Rive",
        "radio rive",
        "outlet:site-name",
    )


def test_a_site_s_name_may_carry_a_slogan() -> None:
    assert found(site_name="Harbour Gazette | News from the coast").outlet_id == "sample-harbour-gazette"
    assert found(site_name="Live: Harbour Gazette").outlet_id == "sample-harbour-gazette"


def test_addresses_tell_where_the_page_does_not() -> None:
    canonical = found(canonical_url="https://www.radiorive.example/a", uri="https://harbourgazette.example/a")
    assert (canonical.outlet_id, canonical.rule) == ("sample-radio-rive", "outlet:canonical-url")
    assert (canonical.host_id, canonical.domain) == ("sample-harbour-gazette", "radiorive.example")
    captured = found(uri="https://m.radiorive.example/a")
    assert (captured.outlet_id, captured.rule, captured.host_id) == ("sample-radio-rive", "outlet:uri", None)
    assert captured.value == "https://m.radiorive.example/a"
    relative = found(canonical_url="/news/a", uri="https://m.radiorive.example/a")
    assert (relative.outlet_id, relative.domain) == ("sample-radio-rive", "radiorive.example")


def test_the_host_is_the_site_that_carries_another_one_s_article() -> None:
    outlet = found(line("credit", "Radio Rive avec AFP"), uri="https://harbourgazette.example/a")
    assert (outlet.outlet_id, outlet.host_id) == ("sample-radio-rive", "sample-harbour-gazette")


@pytest.mark.parametrize(
    "header",
    [
        (line("publication", "Reuters Tue Mar 4, 2031"),),
        (line("byline", "Reuters, 4 March 2031"),),
        (line("credit", "Reuters"), line("publication", "Tue Mar 4, 2031")),
    ],
)
def test_an_agency_publishes_itself_where_a_dated_page_opens_with_its_name(header: tuple[Passage, ...]) -> None:
    outlet = found(*header, line("title", "Storm closes harbour"), line("paragraph", "The harbour stayed closed."))
    assert (outlet.outlet_id, outlet.rule, outlet.passage, outlet.start, outlet.end) == ("reuters", "outlet:agency-line", 0, 0, 7)
    # The same line on a newspaper's page, or below the text, is a credit.
    assert found(*header, site_name="Harbour Gazette").outlet_id == "sample-harbour-gazette"
    assert found(*header, site_name="Cliff Courier").outlet == "Cliff Courier"
    assert found(line("paragraph", "The harbour stayed closed."), *header) == FoundOutlet(None)


def test_an_unknown_name_is_given_as_it_is_stated() -> None:
    outlet = found(site_name=" Cliff Courier ", uri="https://www.cliffcourier.example/a")
    expected = FoundOutlet("cliffcourier.example", outlet="Cliff Courier", rule="outlet:site-name", value="Cliff Courier")
    assert outlet == expected
    assert found(site_name="Rive Live", uri="https://radiorive.example/a").outlet_id == "sample-radio-rive"


def test_nothing_stated_gives_nothing() -> None:
    assert found() == FoundOutlet(None)
    assert found(site_name="  ", uri="https://unknown.example/a") == FoundOutlet("unknown.example")


@given(
    st.sampled_from(["publication", "credit", "byline", "dateline", "paragraph"]),
    st.lists(
        st.sampled_from(["Reuters", "Le Courrier du Port", "avec", " | ", " ", "4 March", "é", "\n", "Radio Rive"]) | st.text()
    ),
    st.none() | st.text(),
    st.text() | st.text().map("https://".__add__),
)
def test_spans_hold_the_name_that_was_found(kind: BlockKind, parts: list[str], site_name: str | None, uri: str) -> None:
    passages = (line(kind, "".join(parts)),)
    outlet = found(*passages, site_name=site_name, uri=uri)
    if outlet.passage is not None:
        named = REGISTRY.outlet_by_name(passages[outlet.passage].string[outlet.start : outlet.end])
        assert named is not None
        assert named.id == outlet.outlet_id
    assert outlet.host_id is None or outlet.host_id != outlet.outlet_id
    assert (outlet.outlet is None) == (outlet.rule is None)
