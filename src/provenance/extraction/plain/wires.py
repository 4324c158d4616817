"""Agencies: their names in credits, the initials of their staff, and datelines, after the habits of agencies.

The names stand in many patterns, some several times. So they are defined once in each (`(?(DEFINE)…)`) and called there.
"""

from __future__ import annotations

import regex

from provenance.alternation import calling
from provenance.extraction.plain.phrases import WORD_END, alternatives, any_of
from provenance.extraction.plain.stamps import MONTH
from provenance.lexicons import agency_names

_DEFINED = {
    "agency": alternatives(agency_names(), ignore_case=False) + WORD_END,
    "wire": alternatives(agency_names()) + WORD_END,
}
#: The name of an agency as it is written, and in any case (`DPA`): in patterns that `compiled` compiles.
AGENCY, WIRE = "(?&agency)", "(?&wire)"
_AND = any_of("and")
#: Agencies in a list, and behind the word for "with".
AGENCIES = rf"{AGENCY}(?:\s?(?:,|/|&|{_AND})\s?{AGENCY})*"
WITH_AGENCIES = rf"{any_of('with')}\s?{AGENCIES}"


def compiled(pattern: str) -> regex.Pattern[str]:
    """A pattern that may have names of agencies in it."""
    return regex.compile(calling(pattern, _DEFINED))


_BARE = compiled(AGENCIES)
_LEADING_AGENCY = compiled(AGENCY)
#: Initials of staff, on a line of their own below agency copy: `yk/cmo/bd`, `msl/ zan/`, `RCP // MLS`.
STAFF = (
    r"(?:\p{Ll}{2,5}\s?/{1,2}\s?)+(?:\p{Ll}{2,5})?|(?:\p{Lu}{2,4}\s?/{1,2}\s?)+\p{Lu}{2,4}"
    r"|(?:\p{Lo}{1,2}(?:\s\p{Lo})?\s?/\s?)+\p{Lo}{1,2}(?:\s\p{Lo})?(?!\p{L})"
)
_INITIALS_LINE = regex.compile(STAFF)

#: The city, perhaps the day, and the agency before the first sentence: `BERLIN, May 5 (dpa) - `.
_IN_CAPITALS = r"[\p{Lu}\p{Lo}\p{N}][\p{L}\p{M}\p{N}.'’-]*"
_PLACE_OR_DAY = rf"(?:(?:{MONTH}(?!\p{{L}})|{_IN_CAPITALS}|\p{{Ll}}{{1,3}}(?!\p{{L}}))[\s,/]{{1,2}}){{0,8}}"
_WIRES = rf"{WIRE}(?:\s?[,،/&]\s?{WIRE}|\s{_AND}\s\p{{L}}+){{0,3}}"
_DATELINE = compiled(
    rf"{_PLACE_OR_DAY}\((?:[^()\n]{{1,20}}/)?{_WIRES}\)\.?\s*[-–—:]+(?=\s|\p{{Lo}})"
    rf"|\({_WIRES}\)(?:\s?[-–—]\s{_PLACE_OR_DAY}[-–—])?(?=\s\P{{Ll}})"
    rf"|\p{{Lo}}+(?:\s\p{{Lo}}+){{0,3}}\s[-–—]\s{WIRE}\s?:(?=\s)"
)
# The same behind a header on one line with it: `The Gazette 11/11/2030 19:12 ALMENARA, 11 Nov. (EFE) - `.
_LATE_DATELINE = compiled(
    rf"(?<=\s)\p{{Lu}}{{3,}}(?:[\s.-]\p{{Lu}}{{2,}}){{0,3}}(?:,\s[\p{{L}}\d.\s]{{2,16}})?\s\({_WIRES}\)\s*[-–—]+(?=\s)"
)
_HEADER_LENGTH = 160
# Papers print the place in capitals and a long dash, without an agency.
_PLACE_AND_DASH = regex.compile(
    r"\p{Lu}{3,}(?:[\s.-]\p{Lu}{2,}){0,3}(?:,\s\p{Lu}[\p{L}.]+){0,2}\s?(?:[—–]|--)\s(?=[\p{Lu}“\"«„])"
)


def is_bare_agency(line: str) -> bool:
    """Nothing but the name of an agency, which may as well be a subhead."""
    return bool(_BARE.fullmatch(line))


def is_initials(line: str) -> bool:
    """The initials of those who wrote and edited agency copy; a line that may as well be a subhead (`TCP/IP`)."""
    return len(line) <= 30 and bool(_INITIALS_LINE.fullmatch(line))


def leading_agency(string: str) -> tuple[int, int] | None:
    """The agency that a string begins with."""
    found = _LEADING_AGENCY.match(string)
    return found.span() if found else None


def dateline(string: str) -> tuple[int, int] | None:
    """The dateline that a paragraph begins with."""
    found = _DATELINE.match(string)
    return found.span() if found else None


def late_dateline(string: str) -> tuple[int, int] | None:
    """A dateline behind the header of a page on one line, where no sentence has ended yet."""
    if "(" not in string[:_HEADER_LENGTH]:
        return None
    found = _LATE_DATELINE.search(string, 0, _HEADER_LENGTH)
    return found.span() if found else None


def leading_place(string: str) -> tuple[int, int] | None:
    """The place in capitals, set off by a long dash, that a paragraph begins with."""
    found = _PLACE_AND_DASH.match(string)
    return found.span() if found else None
