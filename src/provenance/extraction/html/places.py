"""What the page says about itself: its language, the name of the site, its own address."""

from __future__ import annotations

from urllib.parse import urlsplit

import regex

from provenance.extraction.draft import Stated
from provenance.extraction.html.bylines import stated_names
from provenance.extraction.html.page import Page, squeeze

# The shape of BCP 47 (RFC 5646) language tags with script and region; Open Graph writes an underscore.
_TAG = regex.compile(
    r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<region>[a-z]{2}|\d{3}))?", regex.IGNORECASE
)


def language_tag(printed: str) -> str | None:
    """A language tag in its canonical case (`pt-BR`, RFC 5646 section 2.1.1), or None where the string is not one."""
    match = _TAG.fullmatch(printed.strip())
    if match is None:
        return None
    script, region = match["script"], match["region"]
    subtags = (match["language"].lower(), script.title() if script else None, region.upper() if region else None)
    return "-".join(filter(None, subtags))


def language(page: Page) -> Stated | None:
    """The language of the page: the html element, JSON-LD `inLanguage`, then Open Graph."""
    root = page.tree.getroottree().getroot()
    candidates = [(root.get("lang"), "html:lang"), (root.get("xml:lang"), "html:xml:lang")]
    if found := page.json_ld.first("inLanguage"):
        candidates.append((found.value, found.rule))
    candidates.append((page.meta("og:locale"), "meta:og:locale"))
    for printed, rule in candidates:
        if printed and (tag := language_tag(printed)):
            return Stated(tag, rule)
    return None


def site_name(page: Page) -> Stated | None:
    """The name under which the page is published: JSON-LD publisher, `og:site_name`, `application-name`."""
    for node in page.json_ld.articles:
        for publisher, _ in stated_names(page.json_ld.values(node, "publisher")):
            if not publisher.value.lower().startswith(("http:", "https:")):
                return Stated(squeeze(publisher.value), publisher.rule)
    for meta in ("og:site_name", "application-name"):
        if content := page.meta(meta):
            return Stated(squeeze(content), f"meta:{meta}")
    return None


def _absolute(url: str | None) -> str | None:
    """The address where it is an absolute http one."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return (url or "").strip() if parts.scheme in ("http", "https") and parts.hostname else None


def canonical_url(page: Page) -> str | None:
    """The page's own address: `link rel=canonical` (RFC 6596), `og:url`, JSON-LD `url`; None where none is absolute."""
    for link in page.tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (url := _absolute(link.get("href"))):
            return url
    stated = page.json_ld.first("url")
    return _absolute(page.meta("og:url")) or _absolute(stated.value if stated else None)
