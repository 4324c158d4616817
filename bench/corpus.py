"""A corpus of news pages, each a function of its number, as WARC: what the benches of the whole pipeline read.

usage: corpus.py FILE.warc.gz PAGES

Pages of five languages in house styles that differ in their marking up: navigation, icons, byline, an article of some forty
sentences with dates, figures and quotations, captions, an embedded post, related links, comments, footer, and scripts, which are
most of the bytes. The median page has about 90 kB, 900 elements, 4,800 characters of text, ten dated mentions and ten figures;
125 pages of real news sites, looked at for comparison, have 270 kB (scripts), 1,000, 4,500, five and nine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sentences import LANGUAGES, Language

START = datetime(2021, 3, 1, 6, tzinfo=UTC)
STYLES = 8


def page(number: int) -> tuple[str, bytes]:
    """Address and HTML of a page."""
    chance = random.Random(number)
    language = LANGUAGES[number % len(LANGUAGES)]
    style = random.Random(1000 + number % STYLES)  # what all pages of a house have in common
    at = START + timedelta(minutes=number * 7)
    title = language.title(chance)
    uri = f"https://paper{number % STYLES}.example/{language.code}/{at:%Y/%m/%d}/story-{number}"
    prefix = style.choice(("c", "art", "story", "m-block", "x"))
    paragraphs = _paragraphs(chance, language)
    parts = [
        _head(chance, style, language, title, uri, at),
        f'<body class="{prefix}-page"><a class="skip" href="#main">{language.skip}</a>',
        _navigation(style, language),
        f'<main id="main"><article class="{prefix}-article"><header><h1 class="{prefix}-title">{title}</h1>',
        f'<p class="{prefix}-standfirst">{language.sentence(chance)}</p>',
        f'<div class="{prefix}-meta"><span class="author" rel="author">{language.author(chance)}</span>',
        f'<time datetime="{at.isoformat()}">{language.date(at)}</time></div></header>',
        f'<figure><img src="/i/{number}.jpg" alt=""><figcaption>{language.sentence(chance)}</figcaption></figure>',
        f'<div class="{prefix}-body">',
        *_with_inserts(chance, style, language, prefix, paragraphs),
        "</div></article>",
        _related(chance, language, prefix),
        _comments(chance, language),
        "</main>",
        _navigation(style, language, "footer"),
        _state(chance, language),
        "</body></html>",
    ]
    return uri, "\n".join(parts).encode()


def _head(chance: random.Random, style: random.Random, language: Language, title: str, uri: str, at: datetime) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": at.isoformat(),
        "author": [{"@type": "Person", "name": language.author(chance)}],
        "publisher": {"@type": "NewsMediaOrganization", "name": f"Paper {style.randrange(100)}"},
    }
    metas = "".join(f'<meta name="site:{style.randrange(10**6)}" content="{style.randrange(10**9)}">' for _ in range(20))
    rules = "".join(f".c{style.randrange(10**6)}{{margin:{style.randrange(40)}px;color:#123}}" for _ in range(120))
    return (
        f'<!doctype html><html lang="{language.code}"><head><meta charset="utf-8"><title>{title} | Paper</title>{metas}'
        f'<meta property="og:title" content="{title}"><meta property="article:published_time" content="{at.isoformat()}">'
        f'<link rel="canonical" href="{uri}"><style>{rules}</style>'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head>'
    )


def _navigation(style: random.Random, language: Language, tag: str = "nav") -> str:
    icon = '<svg viewBox="0 0 8 8"><path d="M0 0h8v8H0z"/></svg>'
    links = (
        f'<li class="item-{number}"><a href="/{language.code}/section-{number}">{icon if number % 5 == 0 else ""}'
        f"<span>{language.word(style)}</span></a></li>"
        for number in range(60)
    )
    return f'<{tag} class="site-{tag}"><ul>{"".join(links)}</ul></{tag}>'


def _paragraphs(chance: random.Random, language: Language) -> list[str]:
    return [" ".join(language.sentence(chance) for _ in range(chance.randint(1, 4))) for _ in range(chance.randint(10, 34))]


def _with_inserts(
    chance: random.Random, style: random.Random, language: Language, prefix: str, paragraphs: list[str]
) -> Iterator[str]:
    every = style.randint(3, 6)
    for number, text in enumerate(paragraphs, start=1):
        first, _, rest = text.partition(" ")
        link = f'<a href="/{language.code}/t{number}">{language.word(chance)}</a>'
        yield f'<p class="{prefix}-p"><span>{first}</span> {rest} {link}.</p>'
        if number % every == 0:
            yield chance.choice(
                (
                    f"<h2>{language.title(chance)}</h2>",
                    f'<aside class="ad"><div><div id="slot-{number}"></div></div></aside>',
                    f'<blockquote class="twitter-tweet"><p>{language.sentence(chance)}</p></blockquote>',
                    f"<ul>{''.join(f'<li>{language.sentence(chance)}</li>' for _ in range(3))}</ul>",
                )
            )


def _related(chance: random.Random, language: Language, prefix: str) -> str:
    cards = (
        f'<div class="{prefix}-card"><a href="/{language.code}/r{number}"><div class="img"><picture>'
        f'<img src="/r{number}.jpg" alt=""></picture></div>'
        f'<h3>{language.title(chance)}</h3><span class="tag">{language.word(chance)}</span></a></div>'
        for number in range(40)
    )
    return f'<section class="related"><h2>{language.more}</h2>{"".join(cards)}</section>'


def _comments(chance: random.Random, language: Language) -> str:
    each = (
        f'<li><div class="comment"><b>{language.author(chance)}</b>'
        f'<div class="text"><p>{language.sentence(chance)}</p></div></div></li>'
        for _ in range(chance.randint(0, 20))
    )
    return f'<section id="comments"><ol>{"".join(each)}</ol></section>'


def _state(chance: random.Random, language: Language) -> str:
    """What scripts are given to build the page anew from: the larger part of a page's bytes."""
    entries = [
        {"id": chance.randrange(10**12), "kind": language.word(chance), "text": language.sentence(chance)}
        for _ in range(int(chance.lognormvariate(6.1, 0.8)))
    ]
    return f"<script>window.__STATE__={json.dumps(entries)}</script>" + '<script src="/a.js" async></script>' * 12


def record(number: int) -> bytes:
    """A page as a response record (ISO 28500, section 6.3)."""
    uri, html = page(number)
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(html)}\r\n\r\n".encode() + html
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{UUID(int=number)}>\r\nWARC-Target-URI: {uri}\r\n"
        f"WARC-Date: {START + timedelta(minutes=number * 7 + 30):%Y-%m-%dT%H:%M:%SZ}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def write(file: Path, pages: int) -> None:
    """Write so many pages, each a gzip member of its own (ISO 28500, annex D)."""
    with file.open("wb") as stream:
        for number in range(pages):
            stream.write(gzip.compress(record(number), 6, mtime=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("pages", type=int)
    given = parser.parse_args()
    write(given.file, given.pages)
    sizes = sorted(len(page(number)[1]) for number in range(min(given.pages, 500)))
    print(json.dumps({"pages": given.pages, "bytes": given.file.stat().st_size, "median_page": sizes[len(sizes) // 2]}))


if __name__ == "__main__":
    main()
