"""Checks of whole pages: articles, their fields, what is kept and removed, and some of their mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from provenance import extract
from provenance.errors import RejectedSnapshot
from provenance.fields.zones import zone
from provenance.forms import match_form
from provenance.model.article import Article, DateMention, Figure, Quote
from score.checks import Check, Placed
from score.mentions import Findings, check_mentions
from score.truth import Page, TrueArticle


def read(page: Page) -> tuple[Article, ...]:
    """The articles of a page; none where it is rejected."""
    context, captured = page.context, page.context.get("captured_at")
    try:
        return extract(
            page.data,
            media_type=context["media_type"],
            uri=context.get("uri", page.file),
            charset=context.get("charset"),
            captured_at=datetime.fromisoformat(captured) if captured else None,
        )
    except RejectedSnapshot:
        return ()


def check_pages(pages: Iterable[Page]) -> Iterator[Check]:
    """Checks of all pages. An article that is missing has every field wrong that the page states."""
    for page in pages:
        yield from check_page(page, read(page))


def check_page(page: Page, articles: Sequence[Article]) -> Iterator[Check]:
    """Checks of one page, against the articles that were read from it, in order."""
    language = page.articles[0].language
    right = len(articles) == len(page.articles)
    yield Check("articles in page", language, right, f"{page.file}: {len(articles)} of {len(page.articles)}")
    for part, true in enumerate(page.articles):
        where = f"{page.file}#{part}"
        yield from check_article(true, articles[part] if part < len(articles) else None, where)


def check_article(true: TrueArticle, read: Article | None, where: str) -> Iterator[Check]:
    """Checks of the fields, the text and the listed mentions of one article."""
    for measure, wanted, got in _fields(true, read):
        yield Check(measure, true.language, read is not None and got == wanted, f"{where}: {got!r}, is {wanted!r}")
    yield from _instants(true, read, where)
    text = match_form(read.text) if read else ""
    for line in true.kept:
        yield Check("body kept", true.language, match_form(line) in text, f"{where}: lost {line!r}")
    for line in true.noise:
        removed = read is not None and match_form(line) not in text
        yield Check("noise removed", true.language, removed, f"{where}: kept {line!r}")
    yield from check_mentions(true.mentions, findings(read), true.language, where, complete=False)


def _fields(true: TrueArticle, read: Article | None) -> Iterator[tuple[str, object, object]]:
    yield "title", match_form(true.title), match_form((read and read.title) or "")
    yield "authors", _set(true.authors), _set(read.authors if read else ())
    yield "language", true.language, ((read and read.language) or "")[:2]
    yield "outlet", true.outlet_id, read and read.outlet_id
    credited = (each.id for each in read.agencies if each.role != "mention") if read else ()
    yield "wire credits", set(true.credits), set(credited)
    yield "published day", true.published_date, read and read.published_date
    yield "modified day", true.modified_date, read and read.modified_date


def _instants(true: TrueArticle, read: Article | None, where: str) -> Iterator[Check]:
    """The instants, and whether each says that its zone was printed (`explicit`) just where the page does print one."""
    for name, at in (("published", true.published_at), ("modified", true.modified_at)):
        got, timezone, basis = (getattr(read, f"{name}_{column}", None) for column in ("at", "timezone", "timezone_basis"))
        right = read is not None and same_instant(at, got, timezone)
        yield Check(f"{name} instant", true.language, right, f"{where}: {got}, is {at}")
        if at is not None and got is not None:
            stated = (basis == "explicit") == (at.tzinfo is not None)
            yield Check("zone basis", true.language, stated, f"{where}: {name} in {timezone}, {basis}, is {at}")


def _set(names: Iterable[str]) -> set[str]:
    return {match_form(name) for name in names}


def same_instant(true: datetime | None, read: datetime | None, timezone: str | None) -> bool:
    """Whether an instant (UTC) is the one that the page prints, to the minute.

    Where the page states no zone, it is right when a clock in the zone that it was read in shows what is printed.
    """
    if true is None or read is None:
        return true is read
    if true.tzinfo is not None:
        return abs(read - true.astimezone(UTC)) < timedelta(minutes=1)
    if timezone is None:
        return False
    where = datetime.fromisoformat(f"2000-01-01T00:00{timezone}").tzinfo if timezone[0] in "+-" else zone(timezone)
    return read.astimezone(where).replace(tzinfo=None, second=0, microsecond=0) == true


def findings(article: Article | None) -> Findings:
    """The mentions that an article's text holds, with their places in it."""
    if article is None:
        return Findings("", (), (), ())
    return Findings(article.text, placed(article.dates), placed(article.figures), placed(article.quotes))


_Mention = TypeVar("_Mention", DateMention, Figure, Quote)


def placed(mentions: Iterable[_Mention]) -> list[Placed[_Mention]]:
    """The mentions that stand in the text of their article, with their places in it."""
    return [
        Placed(each.evidence.start, each.evidence.end, each)
        for each in mentions
        if each.evidence.start is not None and each.evidence.end is not None
    ]
