from __future__ import annotations

import pytest

from provenance.extraction.draft import Block
from provenance.extraction.html import extract_html

SENTENCE = "The council of Harwick met on Tuesday and spoke for a long while about the old bridge over the river Lind. "
SUMMARY = "“Nobody” was hurt when the old bridge gave way, but the road stays closed."
META = f"<meta property='og:description' content='{SUMMARY.translate({0x201C: 34, 0x201D: 34})}'>"
LINKED = "“Nobody” was hurt when the <a href='/bridge'>old bridge</a> gave way, but the road stays closed."


def blocks(head: str, top: str, body: str = "") -> tuple[Block, ...]:
    (draft,) = extract_html(
        f"<html><head><title>x</title>{head}</head><body><header><h1>Bridge closed</h1>{top}</header>"
        f"<article><p>{SENTENCE * 3}</p>{body}<p>{SENTENCE * 2}</p></article></body></html>"
    )
    return draft.blocks


def kinds(found: tuple[Block, ...]) -> list[str]:
    return [block.kind for block in found]


@pytest.mark.parametrize("shown", [SUMMARY, LINKED, f"<span>{SUMMARY}</span>", f"  {SUMMARY}\n"])
def test_a_stated_summary_that_the_page_shows_is_the_standfirst(shown: str) -> None:
    assert blocks(META, f"<div>{shown}</div>")[0] == Block("standfirst", "body", SUMMARY)


def test_json_ld_states_it_as_well() -> None:
    node = '{"@type": "NewsArticle", "description": "The road stays closed until spring."}'
    head = f'<script type="application/ld+json">{node}</script>'
    assert blocks(head, "<div>The road stays closed until spring.</div>")[0].string == "The road stays closed until spring."


def test_a_summary_that_the_page_does_not_show_is_not_taken() -> None:
    assert "standfirst" not in kinds(blocks(META, ""))
    assert "standfirst" not in kinds(blocks(META, f"<script>{SUMMARY}</script><div>{SUMMARY} And more.</div>"))


def test_a_summary_that_stands_in_the_body_is_not_repeated() -> None:
    found = blocks(META, "", f"<p>{SUMMARY} {SENTENCE}</p>")
    assert "standfirst" not in kinds(found)
    assert sum(SUMMARY in block.string for block in found) == 1


def test_the_headline_as_summary_is_not_taken() -> None:
    assert "standfirst" not in kinds(blocks('<meta name="description" content="Bridge closed">', "<div>Bridge closed</div>"))


def test_many_elements_that_begin_alike_do_not_take_long() -> None:
    assert "standfirst" not in kinds(blocks(META, "<b>“Nobody”</b>" * 49_000))
