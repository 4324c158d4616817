"""Lines of a page's body that are none of its text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provenance.extraction.draft import TEXT_KINDS, Block, Stated
from provenance.extraction.html.lines import told_apart

PROSE = "The ferry line across the bay was closed on Friday, its operator said in a statement to the port."


def kinds(*strings: str, authors: tuple[str, ...] = ()) -> list[str]:
    blocks = [Block("paragraph", "body", string) for string in strings]
    return [block.kind for block in told_apart(blocks, [Stated(name, "meta:author") for name in authors])]


def test_prose_stays() -> None:
    assert kinds(PROSE, PROSE) == ["paragraph", "paragraph"]


def test_what_stands_around_the_text_is_told_by_its_form() -> None:
    lines = ("By Dana Holloway", "14 March 2031, 5:40 p.m.", PROSE, "Read also: Storm over the bay", "(Reuters)")
    assert kinds(*lines) == ["byline", "publication", "paragraph", "related", "credit"]


def test_the_name_of_a_stated_author_is_a_byline() -> None:
    assert kinds("Dana Holloway", PROSE, authors=("Dana HOLLOWAY",)) == ["byline", "paragraph"]


def test_a_post_stays_a_post() -> None:
    post = Block("embed", "embed", "(Reuters)")
    assert told_apart([post], ()) == (post,)


@given(st.lists(st.text(min_size=1), max_size=5))
def test_no_block_is_lost_or_changed(strings: list[str]) -> None:
    blocks = [Block("paragraph", "body", string) for string in strings]
    told = told_apart(blocks, ())
    assert [block.string for block in told] == strings
    assert all(block.zone == "body" for block in told if block.kind in TEXT_KINDS)
