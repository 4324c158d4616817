"""What stands below and beside an article: lists of other articles, comments without heading, posts, requests."""

from __future__ import annotations

import pytest

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain import extract_plain

PROSE = "The mayor of Elmshaven said on Tuesday that the bridge over the Larn would stay closed for several weeks."
LONG = f"{PROSE} {PROSE} {PROSE}"


def kinds(*blocks: str) -> list[BlockKind]:
    (draft,) = extract_plain("\n\n".join(["Bridge in Elmshaven closed", LONG, *blocks]))
    return [block.kind for block in draft.blocks[2:]]


def test_a_list_of_headlines_at_the_end() -> None:
    assert kinds("Most read", "Snow day in Hanford", "Who was the woman in the window?", "Tolls to double") == ["related"] * 4


def test_a_list_ends_where_prose_begins() -> None:
    assert kinds("Most read", "Snow day in Hanford", "Tolls to double", PROSE) == ["related", "related", "subhead", "paragraph"]


def test_a_single_short_line_below_a_label_may_be_a_subhead() -> None:
    assert kinds("Read also", "Cracks in the pillars", PROSE) == ["related", "subhead", "paragraph"]
    assert kinds("Read also", "Villages along the Larn count the cost", PROSE) == ["related", "related", "paragraph"]


def test_a_correction_stays_in_the_text() -> None:
    note = "This article was amended on 7 November 2031. An earlier version gave a wrong number."
    assert kinds("Most read", "Snow day in Hanford", note)[-1] == "paragraph"
    assert kinds(note) == ["paragraph"]


@pytest.mark.parametrize("head", ["Bob Mole\n\n14 March 2019, 10:15", "Bob Mole 14.03.2019, 10:15"])
def test_comments_without_a_heading(head: str) -> None:
    comment = (*head.split("\n\n"), "Nobody told us anything about this, as usual in our town, I am afraid.", "Reply")
    assert set(kinds(*comment, *comment)) == {"comment"}


def test_one_reply_makes_no_comments() -> None:
    assert kinds("Bob Mole", "14 March 2019, 10:15", PROSE, "Reply", PROSE)[2] == "paragraph"


def test_a_post_without_dash() -> None:
    post = "No #bridge, no fun"
    assert kinds(post, "Ann Poe (@annpoe) March 14, 2031", PROSE) == ["embed", "embed", "paragraph"]
    assert kinds(PROSE, "Ann Poe (@annpoe) March 14, 2031", PROSE) == ["paragraph", "embed", "paragraph"]


def test_a_line_of_live_coverage_is_headed_by_its_time() -> None:
    assert kinds("17.20", PROSE, "15.05 GMT", PROSE) == ["subhead", "paragraph"] * 2


@pytest.mark.parametrize(
    "request_",
    [
        "Sign up to First Light, our free morning newsletter", "Recevez chaque matin notre newsletter « Au large »",
        "Iscriviti alla nostra newsletter", "Melden Sie sich für unseren Newsletter an",
    ],
)  # fmt: skip
def test_a_request_to_take_a_newsletter(request_: str) -> None:
    assert kinds(request_, PROSE) == ["advertisement", "paragraph"]


def test_an_article_about_newsletters_and_cookies_stays() -> None:
    about = "Newsletters sign up more readers than any other page, and cookies count them, said the publisher of the Gazette."
    assert kinds(about) == ["paragraph"]
