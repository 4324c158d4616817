"""What stands around the text, told by where it stands in the page."""

from __future__ import annotations

import json

import pytest

from provenance.extraction.draft import Block, Draft
from provenance.extraction.html import extract_html

SENTENCE = "The council of Harwick met on Tuesday and spoke for a long while about the old bridge over the river Lind."
TEXT = "".join(f"<p>{SENTENCE} {SENTENCE} That was item {number}.</p>" for number in range(6))
BODY = [f"{SENTENCE} {SENTENCE} That was item {number}." for number in range(6)]


def draft(body: str, head: str = "") -> Draft:
    (only,) = extract_html(f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>")
    return only


def blocks(body: str, head: str = "") -> list[tuple[str, str]]:
    return [(block.kind, block.string) for block in draft(body, head).blocks]


def text(body: str, head: str = "") -> list[str]:
    return [block.string for block in draft(body, head).blocks if block.zone == "body"]


def test_what_stands_below_the_frame_of_the_article_is_boilerplate() -> None:
    offer = f"<div class=offer><p>Read our paper for two weeks, without any obligation. {SENTENCE}</p></div>"
    found = blocks(f"<h1>Bridge closed</h1><div class=text>{TEXT}</div>{offer}")
    assert [string for kind, string in found if kind == "paragraph"] == BODY
    assert [string for kind, string in found if kind == "boilerplate"] == [
        f"Read our paper for two weeks, without any obligation. {SENTENCE}"
    ]


def test_an_article_in_several_frames_of_one_class_is_kept_whole() -> None:
    half = len(TEXT) // 2
    assert text(f"<h1>Bridge</h1><div class=chunk>{TEXT[:half]}</div><div class=chunk>{TEXT[half:]}</div>") == BODY


def test_lists_tables_and_quotations_stand_in_the_frame_around_them() -> None:
    last = f"<ul><li>{SENTENCE}</li></ul><blockquote><p>“{SENTENCE}”</p></blockquote>"
    assert text(f"<h1>Bridge closed</h1><div class=text>{TEXT}{last}</div>") == [*BODY, SENTENCE, f"“{SENTENCE}”"]


def test_a_paragraph_that_is_nothing_but_links_elsewhere_is_related() -> None:
    found = blocks(
        f'<h1>Bridge closed</h1>{TEXT}<p><a href="/other">The other bridge is open, says the council</a></p><p>{SENTENCE}</p>'
    )
    assert ("related", "The other bridge is open, says the council") in found
    found = blocks(f'<h1>Bridge closed</h1>{TEXT}<h2><a href="#next">What comes next</a></h2><p>{SENTENCE}</p>')
    assert ("subhead", "What comes next") in found


def test_a_caption_is_no_text() -> None:
    figure = f"<figure><img src=a.jpg><figcaption>The old bridge in May. {SENTENCE}</figcaption></figure>"
    assert text(f"<h1>Bridge closed</h1>{TEXT}{figure}<p>{SENTENCE}</p>") == [*BODY, SENTENCE]


def test_embedded_posts_have_a_zone_of_their_own_and_quotations_stay() -> None:
    post = f"<blockquote class=twitter-tweet><p>{SENTENCE} Indeed.</p>— Ada Lindt (@ada)</blockquote>"
    quotation = f"<blockquote><p>{SENTENCE} So they said.</p></blockquote>"
    found = {block.string: block.zone for block in draft(f"<h1>Bridge closed</h1>{TEXT}{post}{quotation}{TEXT}").blocks}
    assert found[f"{SENTENCE} Indeed."] == "embed"
    assert found[f"{SENTENCE} So they said."] == "body"


def test_the_line_that_the_article_body_does_not_state_is_boilerplate_only_outside_of_the_frame() -> None:
    stated = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(BODY)})
    box = f"<div class=consent><p>May we show you what others wrote? {SENTENCE}</p></div>"
    body = f"<h1>Bridge closed</h1><div class=text>{TEXT}{box}<p>{SENTENCE} Left out.</p><p>{BODY[5]}</p></div>"
    found = text(body, f'<script type="application/ld+json">{stated}</script>')
    assert found == [*BODY, f"{SENTENCE} Left out.", BODY[5]]


def test_no_break_spaces_stay() -> None:
    line = f"«\u00a0{SENTENCE}\u00a0»\u202f: 12\u202f000 voix."
    assert text(f"<h1>Bridge closed</h1>{TEXT}<p>{line}</p>")[-1] == line


def test_private_characters_of_the_page_stay() -> None:
    assert text(f"<h1>Bridge closed</h1>{TEXT}<p>{SENTENCE} \U00100100\U0010fffd</p>")[-1] == f"{SENTENCE} \U00100100\U0010fffd"


def test_an_empty_line_inside_of_a_paragraph_element_parts_it() -> None:
    assert text(f"<h1>Bridge closed</h1>{TEXT}<p>{SENTENCE}<br><br>{SENTENCE} Next.</p>")[-2:] == [SENTENCE, f"{SENTENCE} Next."]


def test_a_time_inside_of_a_sentence_stays() -> None:
    line = "<p>The bridge closed at <time datetime='2031-05-06'>noon on Tuesday</time>, the council of Harwick said.</p>"
    assert text(f"<h1>Bridge closed</h1>{TEXT}{line}")[-1] == "The bridge closed at noon on Tuesday, the council of Harwick said."


@pytest.mark.parametrize(
    ("line", "kinds", "string"),
    [
        ('<p class="byline">By Ada Lindt, with AFP</p>', ["byline"], "By Ada Lindt, with AFP"),
        ('<div class="articleAuthor"><span>Ada Lindt</span> / <span>EFE</span></div>', ["byline"], "Ada Lindt / EFE"),
        ('<span itemprop="author">Ada Lindt</span>', ["byline"], "Ada Lindt"),
        ('<a rel="author" href="/ada">Ada Lindt</a>', ["byline"], "Ada Lindt"),
        ('<div class="article-source">Source: dpa</div>', ["credit"], "Source: dpa"),
        ('<p class="photo-credit">Photo: AFP</p>', [], "Photo: AFP"),
        ('<aside><p class="byline">By Ben Orrow</p></aside>', [], "By Ben Orrow"),
    ],
)
def test_signatures_are_read_where_markup_calls_them_so(line: str, kinds: list[str], string: str) -> None:
    found = draft(f"<h1>Bridge closed</h1>{line}<div class=text>{TEXT}</div>").blocks
    assert [block.kind for block in found if block.string == string and block.kind in ("byline", "credit")] == kinds


def test_the_standfirst_above_the_frame_is_kept() -> None:
    lead = f'<div class="article-lead">{SENTENCE} It is the third time</div>'
    found = draft(f"<h1>Bridge closed</h1>{lead}<div class=text>{TEXT}</div>").blocks
    assert [block.string for block in found if block.zone == "body"] == [f"{SENTENCE} It is the third time", *BODY]


def test_linked_data_credits_an_agency() -> None:
    stated = json.dumps({"@type": "NewsArticle", "author": {"@type": "Organization", "name": "AFP"}, "creditText": "AFP / dpa"})
    found = draft(f"<h1>Bridge closed</h1>{TEXT}", f'<script type="application/ld+json">{stated}</script>').blocks
    assert found[:2] == (Block("byline", "boilerplate", "AFP"), Block("credit", "boilerplate", "AFP / dpa"))
