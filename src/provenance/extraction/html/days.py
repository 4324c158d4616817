"""When the page says that it was published and modified.

An instant that the markup states of the article goes first. Where it states none, htmldate finds the day, and an instant that
the page states elsewhere is taken where it falls on that day, on its own clock or in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

import regex
from htmldate import find_date
from htmldate.extractors import FAST_TAGS

from provenance.extraction.draft import Stated
from provenance.extraction.html.page import Page
from provenance.extraction.limits import HtmlLimits

_PUBLISHED_METAS = (
    "article:published_time",
    "article:published:time",  # parted by colons throughout, as Open Graph parts `og:image:width`
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
)
_MODIFIED_METAS = (
    "article:modified_time",
    "article:modified:time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
)
#: Names that some sites give to other days than that of the article.
_LOOSE_METAS = ("date", "pubdate", "publishdate", "publish-date", "publication_date", "dc.date", "dc.date.issued", "dcterms.date",
                "dcterms.created", "parsely-pub-date", "sailthru.date")  # fmt: skip

# ISO 8601 extended format with a time of day, as loosely as pages write it.
_ISO = regex.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[T ]\s*(?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?"
    r"\s*(?:(?P<utc>Z|UTC|GMT)|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})?)?",
    regex.ASCII,
)
# RFC 5322, section 3.3, with a zone that its section 4.3 knows or a numeric one.
_MAIL = regex.compile(
    r"(?:\w{3},\s*)?\d{1,2} \w{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UT|UTC|[ECMP][SD]T)", regex.ASCII
)
_DIGIT = regex.compile(r"\d")


def instant(printed: str) -> datetime | None:
    """The day and time of day that a string states (ISO 8601 or RFC 5322), aware where it states an offset; else None."""
    printed = printed.strip()
    try:
        if _MAIL.fullmatch(printed):
            return parsedate_to_datetime(printed)
        if match := _ISO.fullmatch(printed):
            sign = f"{match['sign']}{match['hours']}:{match['minutes'] or '00'}" if match["sign"] else ""
            return datetime.fromisoformat(f"{match['day']}T{match['time']}{'+00:00' if match['utc'] else sign}")
    except ValueError:
        return None
    return None


def published(page: Page, limits: HtmlLimits, url: str | None) -> Stated | None:
    """The instant as printed, else the day (ISO 8601, rule `htmldate`); None where the page tells neither."""
    stated = _instants(_markup(page, "datePublished", _PUBLISHED_METAS))
    if stated and stated[0][1].tzinfo:
        return stated[0][0]
    # Without an offset it is no instant yet: what is stated elsewhere for the same day may have one.
    day = stated[0][1].date() if stated else _day(page, limits, url)
    if day is None:
        return None
    agreeing = [(each, moment) for each, moment in (*stated, *_instants(_loose(page))) if day in _days(moment)]
    return min(agreeing, key=_without_offset)[0] if agreeing else Stated(day.isoformat(), "htmldate")


def modified(page: Page) -> Stated | None:
    """The instant of the last change as printed, or None."""
    stated = _instants(_markup(page, "dateModified", _MODIFIED_METAS))
    return stated[0][0] if stated else None


def _markup(page: Page, key: str, metas: Iterable[str]) -> Iterator[Stated]:
    """What JSON-LD, meta elements and microdata state of the article and of its page, in that order."""
    for nodes in (page.json_ld.articles, page.json_ld.pages):
        for node in nodes:
            if isinstance(value := node.value.get(key), str):
                yield Stated(value, f"json-ld:{node.path}.{key}")
    for name in metas:
        yield from (Stated(content, f"meta:{name}") for content in page.metas.get(name, ()))
    for element in page.tree.iter("time"):
        if (printed := element.get("datetime")) and (element.get("itemprop") or "").lower() == key.lower():
            yield Stated(printed, f"microdata:{key}")


def _loose(page: Page) -> Iterator[Stated]:
    """What meta elements and time elements state without saying that it is the article's publication."""
    for name in _LOOSE_METAS:
        yield from (Stated(content, f"meta:{name}") for content in page.metas.get(name, ()))
    for element in page.tree.iter("time"):
        if (printed := element.get("datetime")) and not element.get("itemprop"):
            yield Stated(printed, "html:time")


def _instants(stated: Iterable[Stated]) -> list[tuple[Stated, datetime]]:
    """Those that state a time of day, those with an offset first."""
    found = [(each, moment) for each in stated if (moment := instant(each.value))]
    return sorted(found, key=_without_offset)


def _without_offset(pair: tuple[Stated, datetime]) -> bool:
    return pair[1].tzinfo is None


def _days(moment: datetime) -> frozenset[date]:
    """The days of an instant: on its own clock and, where it states an offset, in UTC."""
    try:
        return frozenset({moment.date(), moment.astimezone(UTC).date()} if moment.tzinfo else {moment.date()})
    except OverflowError:
        return frozenset({moment.date()})


def _day(page: Page, limits: HtmlLimits, url: str | None) -> date | None:
    """The day of first publication that htmldate finds."""
    # The extensive search tries every piece of text with a digit; each costs some milliseconds.
    pieces = {str(text) for element in page.tree.iter(*FAST_TAGS) for text in element.xpath("text()") if _DIGIT.search(str(text))}
    extensive = len(pieces) <= limits.max_date_candidates
    found = find_date(page.tree, extensive_search=extensive, original_date=True, max_date=limits.latest_day, url=url)
    return date.fromisoformat(found) if found else None
