"""From the decoded source of a page to the draft of its article."""

from __future__ import annotations

from provenance.errors import RejectedSnapshot
from provenance.extraction.draft import TEXT_KINDS, Draft
from provenance.extraction.html.body import body
from provenance.extraction.html.bylines import authors, stated_credits
from provenance.extraction.html.days import modified, published
from provenance.extraction.html.guard import check_source, check_tree, reject
from provenance.extraction.html.lines import told_apart
from provenance.extraction.html.page import Page
from provenance.extraction.html.places import canonical_url, language, site_name
from provenance.extraction.html.standfirst import standfirst
from provenance.extraction.html.titles import title
from provenance.extraction.limits import HtmlLimits

_DEFAULTS = HtmlLimits()


def extract_html(string: str, limits: HtmlLimits = _DEFAULTS, *, url: str | None = None) -> tuple[Draft, ...]:
    """The drafts in a page, given as decoded HTML: always one; `url` is the address that it was captured from, if known.

    Raises `RejectedSnapshot` (stage `extract`) where the page is over a limit, holds no article, or breaks one of the
    libraries; the reason says what to do.
    """
    check_source(string, limits)
    try:
        return (_draft(string, limits, url),)
    except (RejectedSnapshot, MemoryError):
        raise
    except Exception as error:
        # A page that breaks lxml, trafilatura or htmldate must not end the run. Memory is the machine's affair, not the page's.
        observed = f"{type(error).__name__}: {error}"
        reject("failed", observed, "look whether the page is HTML; if it is, report it with this message")


def _draft(string: str, limits: HtmlLimits, url: str | None) -> Draft:
    page = Page.parse(string)
    check_tree(page.tree, limits)
    address = canonical_url(page)
    site = site_name(page)
    headline = title(page, site.value if site else None)
    article = page.json_ld.first("articleBody")
    blocks = body(page.tree, address or url, headline.value if headline else None, article.value if article else None)
    if not any(block.kind in TEXT_KINDS for block in blocks):
        reject(
            "no_article",
            "no running text in the page",
            "check that the page was captured whole and shows an article without scripts",
        )
    summary = standfirst(page, headline.value if headline else None, blocks)
    named = authors(page, site.value if site else None)
    blocks = told_apart(blocks, named)
    return Draft(
        blocks=(*stated_credits(page, named, blocks), *((summary,) if summary else ()), *blocks),
        title=headline,
        authors=named,
        published=published(page, limits, address or url),
        modified=modified(page),
        language=language(page),
        site_name=site,
        canonical_url=address,
    )
