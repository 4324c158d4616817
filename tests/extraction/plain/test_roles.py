from __future__ import annotations

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain import extract_plain

PROSE = "The mayor of Elmshaven said on Tuesday that the bridge over the Larn would stay closed for several weeks."
WRAPPED = "The mayor of Elmshaven said on Tuesday that\nthe bridge over the Larn would stay closed for\nseveral weeks."


def blocks(source: str) -> list[tuple[BlockKind, str]]:
    (draft,) = extract_plain(source)
    return [(block.kind, block.string) for block in draft.blocks]


def kinds(source: str) -> list[BlockKind]:
    return [kind for kind, _ in blocks(source)]


def test_hard_wrapped_lines_are_one_block() -> None:
    assert blocks(f"Bridge closed\n\n{WRAPPED}\n\n{WRAPPED}") == [("title", "Bridge closed"), *[("paragraph", WRAPPED)] * 2]


def test_lines_longer_than_any_wrap_are_paragraphs() -> None:
    long = f"{PROSE} {PROSE}"
    assert kinds(f"Bridge closed\n{long}\n{long}") == ["title", "paragraph", "paragraph"]


def test_a_page_that_begins_with_prose_has_no_title() -> None:
    assert kinds(f"{PROSE}\n\nCracks in the pillars\n\n{PROSE}") == ["paragraph", "subhead", "paragraph"]
    assert kinds(WRAPPED) == ["paragraph"]


def test_a_title_without_blank_line_below() -> None:
    assert kinds(f"Bridge closed\n{WRAPPED}") == ["title", "paragraph"]


def test_a_title_on_two_lines() -> None:
    assert blocks(f"Bridge closed:\nmayor speaks of cracks\n\n{PROSE}")[0] == ("title", "Bridge closed:\nmayor speaks of cracks")


def test_single_words_before_the_title_are_navigation() -> None:
    assert kinds(f"Larnside\n\nBridge closed\n\n{PROSE}") == ["navigation", "title", "paragraph"]


def test_a_title_of_one_word() -> None:
    assert kinds(f"Closed\n\n{PROSE}") == ["title", "paragraph"]


def test_the_title_of_the_browser_window_above_the_headline() -> None:
    assert kinds(f"Bridge closed | Elmshaven Gazette\n\nBridge closed\n\n{PROSE}") == ["duplicate", "title", "paragraph"]


def test_another_title_of_the_browser_window_is_no_headline() -> None:
    source = f"Elmshaven Gazette | Bridge: what we know\n\nCracks close the bridge over the Larn\n\n{PROSE}"
    assert kinds(source) == ["navigation", "title", "paragraph"]


def test_the_title_repeated_in_other_quotes_and_case() -> None:
    assert kinds(f'“Bridge” closed\n\n{PROSE}\n\n"BRIDGE" CLOSED\n\n{PROSE}') == ["title", "paragraph", "duplicate", "paragraph"]


def test_questions_and_quotations_are_subheads() -> None:
    for subhead in ("Who saw the cracks?", "“We saw nothing”", "Cracks in the pillars"):
        assert kinds(f"Bridge closed\n\n{PROSE}\n\n{subhead}\n\n{PROSE}") == ["title", "paragraph", "subhead", "paragraph"]


def test_a_short_statement_is_a_paragraph() -> None:
    assert kinds(f"Bridge closed\n\n{PROSE}\n\nNobody was hurt.\n\n{PROSE}")[2] == "paragraph"


def test_a_standfirst_stands_above_the_byline() -> None:
    assert kinds(f"Bridge closed\n\n{PROSE}\n\nBy Jane Roe\n\n{PROSE}") == ["title", "standfirst", "byline", "paragraph"]


def test_everything_after_the_opening_of_comments_is_comment() -> None:
    source = f"Bridge closed\n\n{PROSE}\n\nOne thought on “Bridge closed”\n\n  1. Bob\n\n{PROSE}\n\nReply\n\nLeave a comment"
    assert kinds(source) == ["title", "paragraph", *["comment"] * 5]


def test_a_link_to_the_comments_above_the_text_opens_nothing() -> None:
    assert kinds(f"Bridge closed\n\nLeave a comment\n\n{PROSE}") == ["title", "comment", "paragraph"]


def test_a_link_to_the_form_within_the_text_opens_nothing() -> None:
    source = f"Bridge closed\n\n{PROSE}\n\nJoin the conversation\n\n{PROSE}\n\n{PROSE}"
    assert kinds(source) == ["title", "paragraph", "comment", "paragraph", "paragraph"]


def test_a_form_opens_comments_that_look_like_some() -> None:
    source = f"Bridge closed\n\n{PROSE}\n\nAdd a comment\n\n1. Bob\n\n{PROSE}\n\n2. Bea\n\n{PROSE}"
    assert kinds(source) == ["title", "paragraph", *["comment"] * 5]


def test_the_number_of_comments_within_the_text_opens_nothing() -> None:
    assert kinds(f"Bridge closed\n\n{PROSE}\n\n12 comments\n\n{PROSE}") == ["title", "paragraph", "comment", "paragraph"]


def test_an_embedded_post_is_kept_and_marked() -> None:
    (draft,) = extract_plain(f"Bridge closed\n\n{PROSE}\n\nNo bridge\nno fun\n\n— Ann Poe (@annpoe) 14 March 2019\n\n{PROSE}")
    assert [(block.kind, block.zone) for block in draft.blocks][2:4] == [("embed", "embed")] * 2
    assert draft.blocks[2].string == "No bridge\nno fun"


def test_date_and_counter_of_an_embedded_post_are_its_own() -> None:
    post = "Ann Poe\n@annpoe\nNo bridge, no fun.\n14 March 2019, 09:14 · 12 shares"
    assert blocks(f"Bridge closed\n\n{PROSE}\n\n{post}\n\n{PROSE}")[2:] == [("embed", post), ("paragraph", PROSE)]


def test_a_masthead_above_the_title_is_navigation() -> None:
    for gap in ("\n", "\n\n"):
        source = f"Larn Gazette{gap}Bridge in Elmshaven closed for weeks\n\n{PROSE}"
        assert kinds(source) == ["navigation", "title", "paragraph"]


def test_a_name_beside_the_publication_line_is_the_byline() -> None:
    source = f"Bridge closed\n14 March 2019\nJane van der Roe\n\n{PROSE}"
    assert blocks(source)[2] == ("byline", "Jane van der Roe")


def test_a_number_of_comments_opens_them_above_the_form() -> None:
    source = f"Bridge closed\n\n{PROSE} {PROSE}\n\nComments (1)\nBob: I knew it.\nLeave a comment"
    assert kinds(source) == ["title", "paragraph", "comment"]


def test_names_with_their_age_are_comments() -> None:
    source = f"Bridge closed\n\n{PROSE} {PROSE}\n\nComments (12)\nbob_61 · 3 hours ago\nI knew it!\n18 likes · Reply"
    assert kinds(source) == ["title", "paragraph", "comment"]


def test_headlines_below_a_label_are_related() -> None:
    assert kinds(f"Bridge closed\n\n{PROSE}\n\nRead also\nCracks in the hall\nFerries for all\n\n{PROSE}")[2:] == [
        "related",
        "paragraph",
    ]


def test_the_title_of_a_video_above_its_caption() -> None:
    source = f"Bridge closed\n\nA look at the bridge\nA look at the bridge / 18h20 / 3 min.\n\n{PROSE}"
    assert kinds(source) == ["title", "duplicate", "caption", "paragraph"]


def test_a_dateline_is_cut_off() -> None:
    for dateline in (
        "ELMSHAVEN (Reuters) -",
        "Bad Larn, 14 septembre (AFP) –",
        "Villarriba, 14 mar (EFE).-",
        "القاهرة (رويترز) -",
        "(dpa/AFP) -",
    ):
        assert blocks(f"Bridge closed\n\n{dateline} {PROSE}")[1:] == [("dateline", dateline), ("paragraph", PROSE)]


def test_a_sentence_with_an_agency_in_parentheses_is_no_dateline() -> None:
    prose = f"Nobody told the agency (AFP) - and yet it knew. {PROSE}"
    assert blocks(f"Bridge closed\n\n{prose}")[1:] == [("paragraph", prose)]


def test_a_dateline_of_a_wrapped_paragraph() -> None:
    assert blocks(f"Bridge closed\n\nELMSHAVEN (dpa) - {WRAPPED}")[1:] == [
        ("dateline", "ELMSHAVEN (dpa) -"),
        ("paragraph", WRAPPED),
    ]


def test_a_closing_credit_is_cut_off() -> None:
    assert blocks(f"Bridge closed\n\n{PROSE} (ats/afp)")[1:] == [("paragraph", PROSE), ("credit", "(ats/afp)")]


def test_a_header_line_falls_into_its_parts() -> None:
    source = f"Bridge closed\n\nElmshaven Gazette with AFP | 14.03.2019 at 09:15 • Updated 14.03.2019 at 11:40\n\n{PROSE}"
    assert blocks(source)[1:-1] == [
        ("credit", "Elmshaven Gazette with AFP"),
        ("boilerplate", "|"),
        ("publication", "14.03.2019 at 09:15 • Updated 14.03.2019 at 11:40"),
    ]
    assert kinds(f"Pont fermé\n\nPar Jean Favre, publié le 14 mars 2019\n\n{PROSE}") == [
        "title", "byline", "boilerplate", "publication", "paragraph",
    ]  # fmt: skip
    assert kinds(f"Bridge closed | Mayor speaks\n\n{PROSE}") == ["title", "paragraph"]


def test_what_stands_above_the_headline_is_navigation_though_it_is_several_lines() -> None:
    above = "The Larn Post\nElmshaven Larnmouth Overwater\nMy Paper"
    headline = "Bridge over the Larn drained of traffic after engineers find cracks"
    page = f"{above}\n\n{headline}\n\nBy Jane Roe\n\n{PROSE}"
    assert [block.kind for draft in extract_plain(page) for block in draft.blocks] == [
        "navigation",
        "title",
        "byline",
        "paragraph",
    ]


def test_a_short_headline_above_its_byline_stays_the_title() -> None:
    page = f"A bridge too old\n\nBy Jane Roe\n\nWhat the engineers found below the deck of the Larn bridge\n\n{PROSE}"
    first = extract_plain(page)[0].blocks[0]
    assert (first.kind, first.string) == ("title", "A bridge too old")


def test_a_comment_below_the_number_of_comments_is_none_of_the_text() -> None:
    page = f"Bridge closed for weeks\n\n{PROSE}\n\n{PROSE}\n\nComments (2)\n~larnside 14 March 2019 10:15\nAbout time."
    kinds = [block.kind for block in extract_plain(page)[0].blocks]
    assert kinds == ["title", "paragraph", "paragraph", "comment"]


def test_a_short_headline_above_a_long_standfirst_is_no_masthead() -> None:
    standfirst = "Engineers blame frost and heavy lorries for a record number of cracks in the old bridge"
    source = f"Old bridge gives way\n{standfirst}\n14 May 2031, 09:30 GMT\n\n{PROSE}\n\n{PROSE}"
    assert blocks(source)[0] == ("title", "Old bridge gives way")


HEADLINE = "Old bridge over the Larn gives way after a week of frost"
HEADER = f"By Jane Roe\n14 May 2031, 09:30 GMT\n\n{PROSE}\n\n{PROSE}"


def test_bars_and_names_of_sites_above_the_headline_are_navigation() -> None:
    above = "ELMSHAVEN HERALD\nLOG IN | SUBSCRIBE: $1 FOR 6 MONTHS\nWeather  Ferries  Chess club  Letters"
    for top in (
        above,
        "Kiosk+ | The papers\nSort by: date",
        "MenuSuchenFährenBriefe (0)",
        "Elmshaven Herald Ferries Home/Region/",
    ):
        assert [string for kind, string in blocks(f"{top}\n{HEADLINE}\n{HEADER}") if kind == "title"] == [HEADLINE], top


def test_a_trail_that_ends_in_the_headline_is_not_the_headline() -> None:
    assert [kind for kind, _ in blocks(f"Harbour > Larn > {HEADLINE}\n\n{HEADLINE}\n{HEADER}")][:2] == ["duplicate", "title"]
    assert blocks(f"News / Region {HEADLINE}\n{HEADER}")[:2] == [("navigation", "News / Region"), ("title", HEADLINE)]


def test_an_account_above_a_post_begins_it() -> None:
    post = "Larn Ferries @LarnFerries\nNo boats today. We know this hurts.\n7:15 AM · May 13, 2032 · 88.4K Views"
    found = [kind for kind, _ in blocks(f"{HEADLINE}\n{HEADER} {PROSE}\n{post}\n{PROSE} {PROSE}")]
    assert found[-7:] == ["paragraph", "embed", "embed", "embed", "boilerplate", "share", "paragraph"]


def test_who_contributed_is_a_credit() -> None:
    lines = ("Staff writer Ida Koen contributed to this report.", "(JK, PAP)", "(abc/dpa)")
    assert [blocks(f"{HEADLINE}\n{HEADER}\n\n{line}")[-1] for line in lines] == [("credit", line) for line in lines]


def test_two_articles_with_names_and_a_date_below_the_second_headline() -> None:
    second = "Council sets aside money for a new bridge over the Larn\nAnn Poe, John Doe\n15 May 2031, 10:00"
    source = f"{HEADLINE}\n{HEADER} {PROSE}\n\nREGION\n\n{second}\n\n{PROSE} {PROSE}\n\n{PROSE}"
    assert len(extract_plain(source)) == 2


def test_the_headline_is_the_line_whose_words_the_text_has() -> None:
    text = "The old bridge over the Larn gave way on Tuesday after a week of frost, the mayor of Elmshaven said in the evening."
    for top in ("The Gazette of the Larn Valley", "Meer info", "Menu Search Log in SUBSCRIBE for £1 a week Politics Sport"):
        source = f"{top}\n\n{HEADLINE}\n\n{text}\n\n{PROSE}"
        assert [string for kind, string in blocks(source) if kind == "title"] == [HEADLINE], top


def test_a_headline_that_shares_no_word_with_its_text_stays_the_title() -> None:
    standfirst = "The old bridge over the Larn gave way after a week of frost and nobody knows when it will open again"
    source = f"“It is over now, and I am tired”\n{standfirst}\nBy Jane Roe\n\n{PROSE}\n\n{PROSE}"
    assert blocks(source)[0] == ("title", "“It is over now, and I am tired”")


def test_the_title_of_the_window_and_the_headline_within_the_page() -> None:
    page = f"Dam gives way near Elmshaven | The Gazette\n\nGazette Home Sport Dam gives way near Elmshaven {PROSE} {PROSE}"
    assert blocks(page)[1:3] == [("navigation", "Gazette Home Sport"), ("title", "Dam gives way near Elmshaven")]


def test_the_headline_again_at_the_head_of_the_line_of_the_text() -> None:
    page = f"Dam gives way near Elmshaven\n\nDam gives way near Elmshaven By Jane Roe | Staff Writer\n14 March 2031\n\n{PROSE}"
    assert kinds(page) == ["title", "duplicate", "byline", "publication", "paragraph"]


def test_the_title_of_a_video_is_the_articles_where_there_is_no_other() -> None:
    assert kinds(f"A look at the bridge\nA look at the bridge / 18h20 / 3 min.\n\n{PROSE}") == ["title", "caption", "paragraph"]


def test_a_legend_behind_a_paragraph_takes_nothing_of_it() -> None:
    page = f"Bridge closed\n\n{PROSE} {PROSE} The bridge on Sunday. Photo: Jane Roe"
    assert blocks(page)[1:] == [("paragraph", f"{PROSE} {PROSE}"), ("caption", "The bridge on Sunday. Photo: Jane Roe")]


def test_a_list_below_pointers_in_one_paragraph_is_text() -> None:
    pointers, below = "Read also\nFerry sails again", "What changes now\n\nThe bus runs at 7\nThe toll is 2 euros"
    page = f"Bridge closed\n\n{PROSE}\n\n{pointers}\n\n{below}\n\n{PROSE}"
    assert kinds(page) == ["title", "paragraph", "related", "paragraph", "paragraph", "paragraph"]


def test_initials_below_the_copy_of_an_agency() -> None:
    assert [kinds(f"Bridge closed\n\n{PROSE}\n\n{line}")[-1] for line in ("yk/cmo/bd", "RCP // MLS", "tv/bo, with AFP")] == [
        "credit"
    ] * 3
