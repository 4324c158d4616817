"""Authors of plain text: the names that a byline prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from provenance.extraction.plain.credits import is_name, is_newsroom, is_placed_name
from provenance.extraction.plain.phrases import WORD_END, alternatives, any_of, entries
from provenance.extraction.plain.wires import leading_agency
from provenance.fields.registry import Registry
from provenance.fields.tags import primary
from provenance.lexicons import lexicon
from provenance.normalize.passage import Passage

# What leads a byline, what ends it (a place, a role), and what stands between two names.
_JOBS = rf"(?<!\p{{L}}){any_of('jobs')}{WORD_END}"
_BY = regex.compile(
    rf"\s*{any_of('byline')}\s?:?\s+(?:(?:[\p{{L}}\p{{M}}'’-]+\s+){{0,3}}?{_JOBS}\s+(?=[\p{{Lu}}\p{{Lo}}]\S*\s\S))?"
)
# The Arabic conjunction is written together with the next name; some names begin with its letter.
_NO_AND = "وليد|وائل|وسام|وفاء|وجدي|وداد|وسيم|وهيب|وفيق|وحيد|ورد|وجيه|وصال|وهبة"
_BETWEEN = regex.compile(
    rf"\s*[,،/&;]\s*(?:{any_of('and')}\s+)?|\s+{any_of('and')}\s+"
    rf"|(?<=\p{{Arabic}}+\s\p{{Arabic}}+)\s+(?!(?:{_NO_AND})\s)و(?=\p{{Arabic}}{{2,}}\s\p{{Arabic}})"
)
# Between names without a word for "by" before them: `Jane Roe | John Doe`.
_BAR = regex.compile(r"\s*[|•·]\s*")
_DASH = regex.compile(r"\s[–—-]\s")
_SHOUTED = regex.compile(r"\s*\p{Lu}[\p{Lu}.'’-]+\s\p{Lu}[\p{Lu}.'’-]+(?!\p{L})")
# What somebody is, printed behind the name: `Jane Roe, Staff Writer`.
_JOB = regex.compile(_JOBS)
_NAME = regex.compile(r"[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]*(?:\s+[\p{L}\p{M}.'’-]+){1,4}")


@dataclass(frozen=True, slots=True)
class FoundAuthor:
    """A name in a passage: index of the passage, span of code points in its string."""

    passage: int
    start: int
    end: int


def find_authors(passages: Sequence[Passage], registry: Registry, language: str | None = None) -> tuple[FoundAuthor, ...]:
    """The names of all bylines, in order. Agencies and outlets are no authors, nor is a single word or what somebody is.

    `language` is that of the article (BCP 47 tag or None): `en` is "and" in Dutch, and stands before a place in Spanish.
    """
    end_of_names = _end(primary(language) if language else None)
    found: dict[str, FoundAuthor] = {}
    for index, passage in enumerate(passages):
        if passage.kind == "byline" and not is_newsroom(passage.string):
            placed = is_placed_name(passage.string)
            for start, end in _parts(passage.string) if placed else _names(passage.string, end_of_names):
                name = passage.string[start:end]
                if placed and any(name in each.string for at, each in enumerate(passages) if at != index):
                    continue  # a place that the text is about, or the publication
                known = bool(registry.agency_by_name(name) or registry.outlet_by_name(name))
                # Behind a name also `Reuters Berlin`; alone `Reuters Staff` is one.
                known = known or (leading_agency(name) is not None and any(each.passage == index for each in found.values()))
                # What the page is headed with is the publication.
                if not known and not any(name in each.string for each in passages[:index] if each.kind == "navigation"):
                    found.setdefault(name, FoundAuthor(index, start, end))
    return tuple(found.values())


@cache
def _end(language: str | None) -> regex.Pattern[str]:
    """What ends the names of a byline: a sign, a place in capitals, a word that stands before a place or an agency."""
    joins = lexicon("noise", language).get("and", ()) if language else ()
    words = alternatives(word for word in entries("byline_end") if word not in joins)
    # `Jane Roe Chief football writer`
    job = rf"\s+(?:\p{{Lu}}\p{{L}}+\s)?(?:\p{{Ll}}+\s){{1,2}}{_JOBS}"
    return regex.compile(rf"\s*[|–—•·(]|\s-\s|,?\s+\p{{Lu}}{{3,}}\b|,?\s+{words}\s|{job}")


def _parts(byline: str) -> Iterator[tuple[int, int]]:
    """The parts of two words or more of a line that has a dash between a name and a place, or a publication."""
    at = 0
    for dash in (*_DASH.finditer(byline), None):
        stop, end = (dash.start() if dash else len(byline)), (dash.end() if dash else len(byline))
        for between in (*_BETWEEN.finditer(byline, at, stop), None):
            last = between.start() if between else stop
            if _NAME.fullmatch(byline, at, last):
                yield at, last
            at = between.end() if between else end


def _names(byline: str, end_of_names: regex.Pattern[str]) -> Iterator[tuple[int, int]]:
    led = _BY.match(byline)
    start = led.end() if led else 0
    bars = (0, *(end for bar in _BAR.finditer(byline) for end in bar.span()), len(byline)) if led is None else ()
    if len(bars) > 2 and all(is_name(byline[first:end]) for first, end in zip(bars[::2], bars[1::2], strict=True)):
        yield from zip(bars[::2], bars[1::2], strict=True)
        return
    shouted = _SHOUTED.match(byline, start)
    ended = end_of_names.search(byline, shouted.end() if shouted else start)
    stop = ended.start() if ended else len(byline)
    first = True
    for between in (*_BETWEEN.finditer(byline, start, stop), None):
        end = between.start() if between else stop
        if _NAME.fullmatch(byline, start, end) and (first or not _JOB.search(byline, start, end)):
            yield start, end
            first = False
        start = between.end() if between else stop
