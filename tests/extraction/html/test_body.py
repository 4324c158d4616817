from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.extraction.draft import Draft
from provenance.extraction.html import extract_html

SENTENCE = "The council of Harwick met on Tuesday and spoke for a long while about the old bridge over the river Lind."


def draft(body: str, head: str = "") -> Draft:
    (only,) = extract_html(
        f"<!DOCTYPE html><html><head><title>x</title>{head}</head><body><article>{body}</article></body></html>"
    )
    return only


def kinds_and_strings(body: str) -> list[tuple[str, str]]:
    return [(block.kind, block.string) for block in draft(body).blocks]


def paragraph(number: int) -> str:
    return f"{SENTENCE} {SENTENCE} That was item {number}."


def test_paragraphs_and_subheads_come_in_the_order_of_the_page() -> None:
    body = f"<h1>Bridge closed</h1><p>{paragraph(1)}</p><h2>What comes next</h2><p>{paragraph(2)}</p>"
    assert kinds_and_strings(body) == [
        ("paragraph", paragraph(1)),
        ("subhead", "What comes next"),
        ("paragraph", paragraph(2)),
    ]


def test_the_headline_is_not_repeated_as_the_first_block() -> None:
    found = draft(f"<h1>Old bridge closed</h1><p>Old bridge closed</p><p>{paragraph(1)}</p><p>{paragraph(2)}</p>")
    assert found.title is not None
    assert found.title.value == "Old bridge closed"
    assert "Old bridge closed" not in [block.string for block in found.blocks]


def test_a_line_break_stays_inside_the_paragraph() -> None:
    body = f"<p>{paragraph(1)}<br>Second line.</p><p>{paragraph(2)}</p>"
    assert kinds_and_strings(body) == [("paragraph", f"{paragraph(1)}\nSecond line."), ("paragraph", paragraph(2))]


def test_an_empty_line_parts_paragraphs_where_the_page_has_no_paragraph_elements() -> None:
    assert kinds_and_strings("<div>First line.<br>Second <b>line</b>.<br> <br>Another.</div>") == [
        ("paragraph", "First line.\nSecond line."),
        ("paragraph", "Another."),
    ]


def test_table_rows_and_list_items_are_blocks() -> None:
    rows = "<table><tr><td>Bridges</td><td>12</td></tr><tr><td>Roads</td><td>31</td></tr></table>"
    found = [
        string
        for _, string in kinds_and_strings(f"<p>{paragraph(1)}</p>{rows}<ul><li>{paragraph(2)}</li><li>{paragraph(3)}</li></ul>")
    ]
    assert found == [paragraph(1), "Bridges\t12", "Roads\t31", paragraph(2), paragraph(3)]


def test_an_embedded_post_is_told_from_a_quotation() -> None:
    post = "We are glad that the bridge will be mended before the summer fair begins."
    quotation = "A bridge is more than a road, and we have to treat it so, said the builder."
    body = (
        f'<p>{paragraph(1)}</p><blockquote class="twitter-tweet"><p>{post}</p></blockquote>'
        f"<blockquote><p>{quotation}</p></blockquote><p>{paragraph(2)}</p>"
    )
    found = draft(body).blocks
    assert {(block.kind, block.zone) for block in found if block.string == post} == {("embed", "embed")}
    assert {(block.kind, block.zone) for block in found if block.string == quotation} == {("paragraph", "body")}


def test_joiners_and_characters_new_to_unicode_stay() -> None:
    text = f"{SENTENCE} \u0645\u06cc\u200c\u0634\u0648\u062f \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001fae8 {SENTENCE}"
    assert kinds_and_strings(f"<p>{text}</p><p>{paragraph(2)}</p>")[0] == ("paragraph", text)


def test_a_short_page_keeps_the_sentences_that_inline_elements_run_through() -> None:
    # Under trafilatura's least length, so that its last resort is what is left.
    assert ("paragraph", "The bridge is closed today.") in kinds_and_strings(
        "<div>The <b>bridge</b> is closed <i>today</i>.</div><div>More soon.</div>"
    )


def test_deep_nesting_within_the_limit_is_read() -> None:
    assert kinds_and_strings("<div>" * 450 + f"<p>{paragraph(1)}</p>" + "</div>" * 450) == [("paragraph", paragraph(1))]


@settings(max_examples=30)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div>", "</div>", "<br>", "<h2>", "</h2>", "<li>", "<td>", "&nbsp;", "\u200b", " \n", SENTENCE, "x"]
        ),
        max_size=30,
    )
)
def test_no_block_is_empty_or_white_space(pieces: list[str]) -> None:
    blocks = draft(f"<p>{paragraph(1)}</p><p>{paragraph(2)}</p>" + "".join(pieces)).blocks
    assert blocks
    assert all(block.string.strip() == block.string != "" for block in blocks)
    assert all(block.raw_start is None for block in blocks)
