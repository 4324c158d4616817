from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.extraction.draft import Draft, Stated
from provenance.extraction.html import extract_html
from provenance.extraction.html.days import instant
from provenance.extraction.html.pins import complete_date
from provenance.extraction.limits import HtmlLimits

SENTENCE = "The council of Harwick met at noon and spoke for a long while about the old bridge over the river Lind. "


def draft(head: str = "", body: str = "", limits: HtmlLimits | None = None) -> Draft:
    source = f"<!DOCTYPE html><html><head>{head}</head><body>{body}<p>{SENTENCE * 4}</p></body></html>"
    (only,) = extract_html(source, limits or HtmlLimits())
    return only


def news(key: str, value: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "{key}": "{value}"}}</script>'


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (news("datePublished", "2024-03-05T07:30:00+01:00"), Stated("2024-03-05T07:30:00+01:00", "json-ld:$[0].datePublished")),
        (meta("article:published_time", "2024-03-05 07:30Z"), Stated("2024-03-05 07:30Z", "meta:article:published_time")),
        (
            news("datePublished", "Tue, 05 Mar 2024 07:30:00 GMT"),
            Stated("Tue, 05 Mar 2024 07:30:00 GMT", "json-ld:$[0].datePublished"),
        ),
        (news("datePublished", "2024-03-05"), Stated("2024-03-05", "htmldate")),
        (
            news("datePublished", "2024-03-05T07:30:00") + meta("date", "2024-03-05T07:30:00+01:00"),
            Stated("2024-03-05T07:30:00+01:00", "meta:date"),
        ),
        (
            news("datePublished", "2024-03-05T07:30:00") + meta("date", "2024-03-09T07:30:00+01:00"),
            Stated("2024-03-05T07:30:00", "json-ld:$[0].datePublished"),
        ),
    ],
)
def test_published_is_the_instant_as_printed_or_the_day(head: str, expected: Stated) -> None:
    assert draft(head).published == expected


def test_a_time_element_counts_where_it_agrees_with_the_day() -> None:
    day = news("datePublished", "2024-03-05")
    assert draft(day, '<time datetime="2024-03-05T23:30:00-05:00">late</time>').published == Stated(
        "2024-03-05T23:30:00-05:00", "html:time"
    )
    assert draft(day, '<time datetime="2024-03-04T23:30:00-05:00">late</time>').published == Stated(
        "2024-03-04T23:30:00-05:00", "html:time"
    )
    assert draft(day, '<time datetime="2019-01-01T10:00:00Z">old</time>').published == Stated("2024-03-05", "htmldate")


def test_a_page_without_a_date_has_none() -> None:
    assert draft().published is None
    assert draft().modified is None


@pytest.mark.parametrize("printed", ["June 5 14:30 2300", "5 June 14:30", "Tuesday 10:45", "yesterday at 10:45", "3 hours ago"])
def test_an_incomplete_date_is_never_completed_from_today(printed: str) -> None:
    assert draft(body=f'<p class="date">{printed}</p>').published is None


def test_modified_comes_from_json_ld_then_meta() -> None:
    changed = meta("article:modified_time", "2024-03-06T08:00:00Z")
    assert draft(changed).modified == Stated("2024-03-06T08:00:00Z", "meta:article:modified_time")
    assert draft(changed + news("dateModified", "2024-03-07T08:00:00Z")).modified == Stated(
        "2024-03-07T08:00:00Z", "json-ld:$[0].dateModified"
    )


def test_the_last_possible_day_is_a_setting() -> None:
    body = '<p class="date">Published 5 March 2024</p>'
    assert draft(body=body).published == Stated("2024-03-05", "htmldate")
    assert draft(body=body, limits=HtmlLimits(latest_day="2020-12-31")).published is None


@pytest.mark.parametrize(
    "string", ["2024-03-05", "5 March 2024", "2024-13-05T10:00:00Z", "2024-03-05T10:00:00+99:00", "", "x" * 9999]
)
def test_what_states_no_time_of_day_is_no_instant(string: str) -> None:
    assert instant(string) is None


@given(
    st.datetimes(min_value=datetime.fromisoformat("1900-01-01")).map(lambda each: each.replace(microsecond=0)),
    st.integers(-14 * 60, 14 * 60),
    st.sampled_from(["T", " "]),
)
def test_every_iso_instant_is_read(moment: datetime, offset: int, separator: str) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    assert instant(aware.isoformat(separator)) == aware
    assert instant(moment.isoformat(separator)) == moment
    assert instant(f"{moment.isoformat(separator)}.123Z") == moment.replace(tzinfo=UTC)


@pytest.mark.parametrize("string", ["5 June 14:30", "June 2024", "14:30", "Tuesday"])
def test_dateutil_may_not_complete_a_date(string: str) -> None:
    with pytest.raises(ValueError, match="not a complete date"):
        complete_date(string)
    assert complete_date("5 June 2024 14:30").date().isoformat() == "2024-06-05"
