"""What looks like a figure and is none: addresses, clock times, dates, scores, phone numbers, ordinals, list numbers.

The patterns here hold for every language (ISO 8601, E.164, Internet addresses) or take month and day names from CLDR; what a
language adds stands in the list `exclude` of its lexicon.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import regex
from babel import Locale

from provenance.alternation import alternation, spelled
from provenance.fields.figures.numerals import DIGIT

#: Disjoint stretches of a paragraph in the order of the text: start, and end exclusive.
Spans = tuple[tuple[int, int], ...]

_D = f"[{DIGIT}]"
_DAY = rf"{_D}{{1,2}}(?:\.|er|º|ª|st|nd|rd|th)?"
_ZONE = r"(?:GMT|UTC|CES?T|E[SD]T|P[SD]T|C[SD]T|BST|IST|MSK|JST|hrs)"

# Without one of these no address is looked for.
_ADDRESS_SIGNS = ("@", "#", "://")
_DOT_WITHIN = regex.compile(r"(?<=\w)\.[\w-]")
# Possessive throughout: a host name of a million letters is read once.
_ADDRESS = regex.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]++@\S+|[#@][\w-]+|"
    r"(?<![\w.-])(?=[\p{N}-]*+[\p{L}_])[\w-]++(?:\.[\w-]++)++(?<=\.\p{L}{2,12})(?:/\S*)?"
)

# All of these begin with a digit, a sign or a bracket, so that the search is quick to skip prose.
_NUMERIC = (
    rf"{_D}{{1,2}}:{_D}{{2}}(?::{_D}{{2}})?(?:\s?[ap]\.?\s?m\b\.?)?",  # 08:30
    rf"{_D}{{1,3}}:{_D}{{1,3}}(?!{_D})",  # 2:1
    rf"{_D}{{1,2}}(?:[.:]{_D}{{2}})?\s?(?:[ap]\.m\.?|[ap]m|[AP]M)(?!\p{{L}})",  # 8 p.m.
    rf"{_D}{{1,2}}\s?[hH]\s?{_D}{{2}}(?!{_D})",  # 21h07
    rf"{_D}{{3,4}}\s?{_ZONE}(?!\p{{L}})|{_D}{{1,2}}(?:[.:h]{_D}{{2}})?\s?{_ZONE}(?!\p{{L}})",  # 0930 GMT
    rf"{_D}{{1,4}}([-/.])\s?{_D}{{1,2}}\1\s?{_D}{{1,4}}(?![.,]?{_D})",  # 14.03.2031, 2031-03-14
    rf"(?:1[89]|20){_D}{{2}}\s?[-–—/]\s?(?:(?:1[89]|20){_D}{{2}}|{_D}{{2}})(?!{_D})",  # 2016-2017, 2014/15
    rf"{_D}++(?:\.{_D}++){{2,}}+(?<!(?<!{_D}){_D}{{1,3}}(?:\.{_D}{{3}})+)",  # 192.168.0.1, but 1.234.567
    rf"\+{_D}[{DIGIT} ().\u00a0\u202f-]{{6,}}{_D}",  # E.164
    rf"\({_D}{{3}}\) ?{_D}{{3}}-{_D}{{4}}|{_D}{{3}}-(?:{_D}{{3}}-)?{_D}{{4}}(?!{_D})",
    rf"0{_D}(?:[ .\u00a0\u202f-]{_D}{{2}}){{4}}(?!{_D})",  # 01 23 45 67 89
    rf"0{_D}+(?:[ /-]{_D}+)*(?![.,]?{_D})",  # 007, 0800 123456
    # four groups or more that are no thousands: 83 555 17 20
    rf"(?!{_D}{{1,3}}(?:[ \u00a0\u202f]{_D}{{3}})+(?![ \u00a0\u202f]?{_D}))"
    rf"{_D}{{1,4}}(?:[ \u00a0\u202f-]{_D}{{2,4}}){{3,}}(?!{_D})",
    rf"\[{_D}+\]",  # a note
    # a postcode and its town where an address has them: 75011 Paris
    rf"(?<=[,;(]\s|^|\n){_D}{{3}}(?!00){_D}{{2}}\s\p{{Lu}}[\p{{Ll}}-]+(?=\s?[,.;)]|\s*$|\s\p{{Ll}}{{1,3}}\s)",
    rf"(?!{_D}{{1,3}}-{_D}{{1,2}}/{_D}{{1,2}}(?!{_D}))"  # 12-34-56, but 1-1/2
    rf"{_D}+[-–/:]{_D}+(?:[-–/:]{_D}+)+(?!{_D})",
)
_NUMERIC_BEGIN = regex.compile(rf"{_D}+|[+(\[]")
# The number behind a word for a telephone, whatever its form; without one of the first letters there is none.
_DIAL = (
    "tel", "Tel", "TEL", "tél", "Tél", "phon", "otline", "elpline", "nfolini", "verde", "vert", "هاتف", "رقم", "ساخن",
)  # fmt: skip
_DIALLED = regex.compile(
    r"(?:(?i:\b(?:tel|tél)\b\.?|\bt[eé]l[eéè]f[oó]n[eo]?\w{0,3}\b|\bphone\b|\bhotline\b|\bhelpline\b|\binfolini\w+\b"
    r"|\bnumero verde\b|\bnuméro vert\b)|هاتف|الهاتف|الرقم|رقم|الخط الساخن)"
    rf"[^{DIGIT}\n]{{0,20}}\+?{_D}(?:[{DIGIT} ()./\u00a0\u202f-]{{1,18}}{_D})?"
)
_LIST_NUMBER = regex.compile(rf"^\s*\(?{_D}{{1,3}}[.)](?=\s)|^\s*{_D}{{1,2}}\s?[°º](?=\s)")


@dataclass(frozen=True, slots=True)
class Exclusions:
    """What is masked: `numeric` is matched where a digit, a sign or a bracket stands, `worded` searched for."""

    numeric: regex.Pattern[str]
    worded: regex.Pattern[str]


@cache
def exclusion_pattern(locale: Locale | None, patterns: tuple[str, ...], ordinal_suffixes: tuple[str, ...]) -> Exclusions:
    """Everything that is masked in a paragraph of a language; `patterns` are the lexicon's own."""
    numeric = list(_NUMERIC)
    if ordinal_suffixes:
        numeric.append(rf"{_D}+(?:{'|'.join(ordinal_suffixes)})(?![\p{{L}}\p{{M}}])")
    worded = list(patterns)
    if locale is not None:
        months = _spellings(locale.months.values())
        numeric.append(
            rf"{_DAY}(?:\s?[-–/,]\s?{_DAY}|\s\p{{L}}{{1,3}}\s{_DAY})*[\s-](?:\p{{L}}{{1,2}}\s)?{months}(?:,?\s(?:\p{{L}}{{1,3}}\s)?{_D}{{4}}(?!{_D}))?"
        )
        if _month_first(locale):
            worded.append(rf"\b{months}\s{_DAY}(?:\s?[-–]\s?{_D}{{1,2}})?(?![.,]?{_D})(?:,?\s{_D}{{4}}(?!{_D}))?")
        worded.append(rf"\b{_spellings(locale.days.values())},?\s(?![4-9]\d|3[2-9]){_DAY}(?![.,]?{_D})")
    digits = rf"(?<![{DIGIT}])(?<![{DIGIT}][.,])(?:{'|'.join(numeric)})"
    return Exclusions(regex.compile(digits, regex.VERSION0), regex.compile("|".join(worded) or "(?!)", regex.VERSION0))


def excluded(text: str, exclusions: Exclusions) -> Spans:
    """The spans of a paragraph in which no figure begins."""
    spans = [match.span() for match in _LIST_NUMBER.finditer(text)]
    if any(sign in text for sign in _ADDRESS_SIGNS) or _DOT_WITHIN.search(text):
        spans += [match.span() for match in _ADDRESS.finditer(text)]
    done = 0
    for begin in _NUMERIC_BEGIN.finditer(text):
        if begin.start() >= done and (match := exclusions.numeric.match(text, begin.start())):
            spans.append(match.span())
            done = match.end()
    spans += [match.span() for match in exclusions.worded.finditer(text)]
    if any(word in text for word in _DIAL) and _NUMERIC_BEGIN.search(text):
        spans += [match.span() for match in _DIALLED.finditer(text)]
    return merged(spans)


def merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """The spans in order, those that touch or overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def inside(position: int, spans: Spans) -> bool:
    """Whether a position lies in one of the merged spans."""
    index = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return index >= 0 and position < spans[index][1]


def _month_first(locale: Locale) -> bool:
    pattern: str = locale.date_formats["long"].pattern
    return pattern.find("M") < pattern.find("d")


def _spellings(contexts: Iterable[dict[str, dict[int, str]]]) -> str:
    """Names of months or days as CLDR writes them and with a capital; abbreviations may lack their full stop."""
    found: set[str] = set()
    for context in contexts:
        for width in ("wide", "abbreviated"):
            for name in context.get(width, {}).values():
                if len(name) > 2 and not name.isdecimal():
                    found |= {name, name.rstrip("."), name[0].upper() + name[1:]}
    names = sorted(found, key=lambda name: (-len(name), name))
    return rf"{alternation(map(spelled, names))}(?!\p{{L}})"
