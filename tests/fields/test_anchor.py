"""A day to resolve mentions against, where a page does not say when it was published."""

from __future__ import annotations

from datetime import date

import pytest

from provenance.extraction.draft import BlockKind
from provenance.fields.dated import read_passages
from provenance.fields.mentions import inferred_anchor, read_dates, read_quotes
from provenance.fields.published import Published
from provenance.fields.times import Times
from provenance.model.evidence import Zone
from provenance.normalize.passage import Passage

CAPTION = ("caption", "The bridge on 6 May 2017. Photo: A. Lark")
POST = ("embed", "We saw it fall. — Lark (@lark) 5 May 2017")


def passages(*blocks: tuple[BlockKind, str]) -> list[Passage]:
    zones: dict[str, Zone] = {"caption": "caption", "embed": "embed"}
    return [Passage(kind, zones.get(kind, "body"), string) for kind, string in blocks]


@pytest.mark.parametrize(
    ("blocks", "anchor"),
    [
        ((CAPTION, POST), date(2017, 5, 6)),
        ((CAPTION, ("paragraph", "It cracked on 2 May 2017.")), date(2017, 5, 6)),
        ((CAPTION, POST, ("paragraph", "It fell on Friday 5 May.")), date(2017, 5, 6)),
        # A picture alone may be from an archive.
        ((CAPTION,), None),
        ((("caption", "The bridge on 6 May 2011."), POST), None),
        # A later day is planned, or the pictures are old.
        ((CAPTION, POST, ("paragraph", "It reopens on 1 June 2017.")), None),
        # 5 May 2017 was no Saturday.
        ((CAPTION, POST, ("paragraph", "It fell on Saturday 5 May.")), None),
        # What readers write, they write afterwards.
        ((("comment", "Anna, 6 May 2017"), ("comment", "Ben, 6 May 2017")), None),
        ((("paragraph", "On 5 May 2017 and 6 May 2017 it stood."),), None),
    ],
)
def test_two_places_must_bear_out_the_latest_day_shown(blocks: tuple[tuple[BlockKind, str], ...], anchor: date | None) -> None:
    assert inferred_anchor(read_passages(passages(*blocks), "en-GB", None), Times()) == anchor


def test_the_day_of_the_last_change_serves_where_nothing_else_is_stated() -> None:
    changed = Times(modified=Published(day=date(2017, 5, 8)))
    assert inferred_anchor(read_passages([], "en", None), changed) == date(2017, 5, 8)
    assert inferred_anchor(read_passages(passages(CAPTION), "en-GB", None), changed) == date(2017, 5, 6)
    assert inferred_anchor(read_passages(passages(("caption", "In 2011: 6 May 2011")), "en-GB", None), changed) == date(
        2017, 5, 8
    )


def test_a_stated_day_of_publication_is_never_replaced() -> None:
    assert inferred_anchor(read_passages(passages(CAPTION, POST), "en", None), Times(Published(day=date(2017, 5, 1)))) is None


def test_mentions_name_the_day_they_were_counted_from_and_nothing_is_published() -> None:
    page = passages(CAPTION, POST, ("paragraph", "It fell on Friday."))
    times = Times()
    dated = read_passages(page, "en-GB", None)
    dates = read_dates(dated, (), times, read_quotes(page, "en-GB"), inferred_anchor(dated, times))
    assert [(each.edtf, each.anchor) for each in dates if each.kind == "weekday"] == [("2017-05-05", "2017-05-06")]
    assert all(each.role != "published" for each in dates)
