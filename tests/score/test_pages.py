"""A wrong field, a lost sentence and a kept line lower the figure of their measure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from score.pages import check_article, check_page, read, same_instant
from score.truth import Page, TrueArticle, load_pages

PAGE = next(page for page in load_pages() if page.file.endswith("en-tram.html"))
TRUE = PAGE.articles[0]
READ = read(PAGE)[0]
KNOWN = {each.measure for each in check_article(TRUE, READ, "here") if not each.right}


def newly_wrong(true: TrueArticle = TRUE, **changes: object) -> set[str]:
    article = replace(READ, **changes)
    return {each.measure for each in check_article(true, article, "here") if not each.right} - KNOWN


@pytest.mark.parametrize(
    ("changes", "measures"),
    [
        ({"title": "Eskdale tram"}, {"title"}),
        ({"title": None}, {"title"}),
        ({"authors": ()}, {"authors"}),
        ({"authors": ("Callum Reay", "Imogen Tallow")}, {"authors"}),
        ({"language": "sco"}, {"language"}),
        ({"outlet_id": "sample-radio-rive"}, {"outlet"}),
        ({"agencies": ()}, {"wire credits"}),
        ({"published_date": date(2031, 5, 13)}, {"published day"}),
        ({"published_date": None}, {"published day"}),
        ({"published_at": datetime(2031, 5, 14, 6, 15, tzinfo=UTC)}, {"published instant"}),
        ({"modified_at": None}, {"modified instant"}),
        ({"published_timezone_basis": "assumed"}, {"zone basis"}),
        ({"text": READ.text.replace("while engineers", "when engineers ")}, {"body kept"}),
        ({"text": READ.text + "\nBy Callum Reay"}, {"noise removed"}),
        ({"figures": ()}, {"figures recall"}),
        ({"quotes": READ.quotes[:1]}, {"quotes recall"}),
    ],
)
def test_what_is_wrong_lowers_its_measure(changes: dict[str, object], measures: set[str]) -> None:
    assert newly_wrong(**changes) == measures


def test_an_invented_day_is_wrong() -> None:
    assert newly_wrong(replace(TRUE, published_date=None)) == {"published day"}


def test_a_credit_that_the_page_does_not_give_is_wrong() -> None:
    assert newly_wrong(replace(TRUE, credits=())) == {"wire credits"}


def test_an_article_that_is_missing_has_everything_wrong() -> None:
    checks = list(check_page(PAGE, ()))
    assert [each.measure for each in checks if each.right] == []
    assert checks[0].measure == "articles in page"


def test_an_article_too_many_is_wrong() -> None:
    assert not next(check_page(PAGE, (READ, READ))).right


def test_instants_are_compared_to_the_minute() -> None:
    at = datetime.fromisoformat("2031-05-14T06:15:00+01:00")
    assert same_instant(at, at.astimezone(UTC), "Europe/London")
    assert not same_instant(at, at.astimezone(UTC) + timedelta(minutes=1), "Europe/London")
    assert not same_instant(at, None, None)
    assert not same_instant(None, at, "UTC")


@pytest.mark.parametrize(("timezone", "right"), [("Europe/Paris", True), ("+02:00", True), ("UTC", False), (None, False)])
def test_without_a_printed_zone_the_clock_is_compared(timezone: str | None, right: bool) -> None:
    printed, read_at = datetime.fromisoformat("2031-05-14T08:15"), datetime(2031, 5, 14, 6, 15, tzinfo=UTC)
    assert same_instant(printed, read_at, timezone) is right


def test_a_page_that_is_rejected_has_no_articles() -> None:
    assert read(Page("empty.txt", b" ", {"media_type": "text/plain"}, ())) == ()
