"""Who wrote it: bylines and credits, after the habits of newspapers."""

from __future__ import annotations

import regex

from provenance.extraction.plain.phrases import WORD_END, any_of
from provenance.extraction.plain.reader import AGENCY_NAMES, holds, phrases_in
from provenance.extraction.plain.wires import AGENCIES, AGENCY, WIRE, WITH_AGENCIES, compiled, is_bare_agency

_BY, _AND, _WITH = any_of("byline"), any_of("and"), any_of("with")

#: Two to five words, of which the first and the last begin with a capital; or of a script without capitals.
_CAPITALISED = r"\p{Lu}[\p{L}\p{M}.'’-]*"
LATIN_NAME = rf"{_CAPITALISED}(?:\s(?:(?!{_AND}\s)\p{{Ll}}{{1,4}}\s){{0,2}}{_CAPITALISED}){{1,4}}"
_NAME = rf"(?:{LATIN_NAME}|[\p{{Lo}}\p{{M}}]+(?:\s[\p{{Lo}}\p{{M}}]+){{1,4}})"
#: Names with commas or an `and` between them.
NAMES = rf"{_NAME}(?:\s?(?:,|/|&|{_AND})\s?{_NAME}){{0,5}}"
#: Up to five words with capitals.
PLACE = rf"{_CAPITALISED}(?:[\s/,]{{1,2}}{_CAPITALISED}){{0,4}}"
_CITY = r"\p{Lu}{2,}(?:[\s/,.-]{1,2}\p{Lu}{2,}){0,4}(?=\s)"

_OUTLET = r"\p{Lu}[\p{L}\p{M}\d.&'’-]*(?:\s[\p{L}\d.&'’-]+){0,5}?"

_JOB = rf"(?<!\p{{L}}){any_of('jobs')}{WORD_END}"
# What somebody is may stand before the name, and the agency that helped behind the last one.
_BYLINE = compiled(
    rf"{_BY}\s?:?\s(?:(?:[\p{{L}}\p{{M}}'’-]+\s){{0,3}}?{_JOB}\s)?(?P<names>.+?)(?P<rest>\s?[(,/]?\s?(?:{_WITH}\s?)?{AGENCIES}\s?\)?)?"
)
# The same behind the name, in small letters: `By Jane Roe Chief football writer`.
_BYLINE_OF_STAFF = regex.compile(rf"{_BY}\s?:?\s{LATIN_NAME}\s(?:\p{{Lu}}\p{{L}}+\s)?(?:\p{{Ll}}+\s){{1,2}}{_JOB}")
_BY_OUTLET = regex.compile(rf"{_BY}\s?:?\s{any_of('articles')}\s")
_ROLE = regex.compile(rf"(?:[\p{{L}}\p{{M}}'’-]+\s){{0,4}}{_JOB}(?:\s[\p{{L}}\p{{M}}'’-]+){{0,3}}")
_CAPITALISED_NAME = regex.compile(LATIN_NAME)
_FULL_NAME, _NAME_OR_PLACE = regex.compile(_NAME), regex.compile(rf"{_NAME}|{PLACE}")
_AMONG_NAMES = regex.compile(rf"\s?[,،/&|–—]\s?(?:{_AND}\s)?|\s-\s|\s{_AND}\s")
# The Arabic conjunction is written together with the next word, and is the first letter of names too.
_AND_WRITTEN_TOGETHER = regex.compile(r"\s?[,،]\s?|\sو(?=\p{Arabic})")
_SIGN_OFF = compiled(
    rf"\(\s?{any_of('signoff')}\s?:?\s.+\)|{any_of('signoff')}\s?:?\s(?:{AGENCIES}|{NAMES})(?:\s\p{{Ll}}{{1,4}}\s{PLACE})?(?:;\s?.+)?"
)
#: Of staff, before the agency whose copy they took: `(JK, PAP)`.
INITIALS = r"(?:\p{Lu}{2,3}|\p{Ll}{2,4})\s?[,/;]\s?"
_CREDIT = compiled(
    rf"(?:©\s?|{any_of('source')}\s?:\s?)?{AGENCIES}(?:\s\p{{Ll}}{{2,4}}(?:/\p{{Ll}}{{2,4}}){{1,3}})?"
    rf"|(?:{_OUTLET}\s|\*\s?)?{WITH_AGENCIES}"
    rf"|[(\[]\s?(?:{_WITH}\s?|{INITIALS})?{WIRE}(?:\s?(?:[,;/&-]|{_AND}\s)\s?[\p{{L}}.]{{1,20}}){{0,4}}\s?[)\]]\.?"
    rf"|{_BY}\s?:\s?{AGENCIES}"
    rf"|{WIRE}(?:/(?:\p{{Ll}}{{1,6}}|\p{{Lu}}{{2,4}}|\p{{Lu}}\p{{Ll}}{{2}}|{AGENCY})){{1,5}}"
    rf"|(?:\p{{Lu}}\.\s?){{2,3}}[(\[]\s?(?:{_WITH}\s?)?{WIRE}\s?[)\]]"
    rf"|(?:\p{{Lu}}{{2,3}},\s?){{1,3}}{AGENCY}|\p{{Ll}}{{2,4}}(?:/\p{{Ll}}{{2,4}})*,\s{WITH_AGENCIES}"
)
_CONTRIBUTED = regex.compile(rf"[^.!?]*{NAMES}[^.!?]{{0,40}}{any_of('contributed')}{WORD_END}[^.!?]{{0,40}}\.?")
_DESK = compiled(
    rf"(?:{NAMES}|{_OUTLET}|\p{{Lo}}+)\s?[|/–-]\s?(?:{AGENCIES}|{_JOB})|{NAMES}\s?,\s?(?:{AGENCIES}|{_JOB})"
    rf"|{NAMES}\s?/\s?{AGENCIES},?\s(?:{LATIN_NAME}|{PLACE}),?"
    rf"|{NAMES}\s?,?\s(?:{_AND}\s)?{AGENCIES}|{NAMES}\s?,?\s{WITH_AGENCIES}|{AGENCIES}\s?[|/–-]\s?{NAMES}"
)
# Names, and in parentheses an agency with initials of staff: `Jane Roe (dpa/abc)`. Without capitals any words would be names.
_SIGNED = compiled(
    rf"{LATIN_NAME}(?:\s?(?:,|/|&|{_AND})\s?{LATIN_NAME}){{0,5}}\s\(\s?(?:{_WITH}\s?)?{WIRE}"
    r"(?:\s?/\s?\p{L}{1,6}){0,3}\s?\)"
)
_INITIALED = regex.compile(r"(?:\p{Lu}\.\s?)+\(")
_ARABIC = regex.compile(r"\p{Arabic}")
_SHORT_NAME = regex.compile(r"[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}.'’&-]*(?:\s[\p{L}\p{N}][\p{L}\p{M}\p{N}.'’&-]*){0,5}")
_PICTURES = regex.compile(rf",\s{any_of('caption')}\s?:?\s(?=\p{{Lu}})")
_WITH_PLACE = regex.compile(rf"{LATIN_NAME}\s?,\s{_CAPITALISED}(?:\s{_CAPITALISED}){{0,2}}")
_ARABIC_PAIR = regex.compile(r"(?:\p{Arabic}+\s){1,6}[–—-](?:\s\p{Arabic}+[،]?){1,6}")
# A label of a header whose value is missing; the whole newsroom instead of an author.
_UNFILLED = regex.compile(
    rf"(?:{any_of('byline', 'signoff', 'source', 'caption', 'related_colon', 'reading_time_label')}\s?:\s?)+"
)
_NEWSROOM = regex.compile(rf"(?:{_BY}\s?:?\s)?{any_of('newsroom')}")

_BYLINE_BAR = regex.compile(rf"(?<!\S)(?P<byline>{_BY}\s{NAMES})\s*(?P<bar>\|)\s*(?P<city>{_CITY})")
_OUTLET_WITH = compiled(rf"(?:^|(?<=[.!?…»”\"]\s))(?P<credit>{_OUTLET}\s{WITH_AGENCIES})\s*(?P<bar>[|•·])")


def _names_agency(line: str) -> bool:
    """Whether an agency may be named in the line; in Arabic its name may be written together with the word before."""
    return next(phrases_in(line, AGENCY_NAMES), None) is not None or _ARABIC.search(line) is not None


def is_byline(line: str) -> bool:
    """`By X and Y`, perhaps with a place."""
    found = _BYLINE.fullmatch(line) if len(line) <= 160 else None
    if found is None or (len(line) <= 100 and _BYLINE_OF_STAFF.fullmatch(line)):
        return found is not None
    return any(_are_names(among.split(found["names"])) for among in (_AMONG_NAMES, _AND_WRITTEN_TOGETHER))


def is_signed(line: str) -> bool:
    """`Jane Roe (dpa/abc)`."""
    return len(line) <= 100 and _names_agency(line) and bool(_SIGNED.fullmatch(line)) and not _INITIALED.match(line)


def is_byline_of_people(line: str) -> bool:
    """A byline that is not one of a publication, perhaps with the agency that helped."""
    return is_byline(line) and not is_by_outlet(line)


def is_by_outlet(line: str) -> bool:
    """Whether what follows the word for "by" begins with an article, as names of publications do: `Par Le Matin avec AFP`."""
    return bool(_BY_OUTLET.match(line))


def _are_names(parts: list[str]) -> bool:
    return bool(_FULL_NAME.fullmatch(parts[0])) and all(
        _NAME_OR_PLACE.fullmatch(part) or _ROLE.fullmatch(part) or is_bare_agency(part) for part in parts[1:]
    )


def is_role(line: str) -> bool:
    """What somebody is, as it stands beside a name in a byline: `Staff Writer`."""
    return len(line) <= 60 and bool(_ROLE.fullmatch(line))


def is_credit(line: str) -> bool:
    """`(Reuters)`, `ats/xyz`, `The Gazette with AFP and Reuters`, `Source: dpa`, `Reporting by X; editing by Y`."""
    if len(line) <= 100 and _names_agency(line) and _CREDIT.fullmatch(line):
        return True
    signed_off = len(line) <= 250 and holds(line, "signoff") and _SIGN_OFF.fullmatch(line)
    return bool(signed_off or (len(line) <= 160 and holds(line, "contributed") and _CONTRIBUTED.fullmatch(line)))


def is_desk(line: str) -> bool:
    """A name or an outlet with the agencies that its copy is from: `Jane Roe / AFP`, `The Gazette - Reuters`."""
    return len(line) <= 100 and bool(_DESK.fullmatch(line))


def is_name(line: str) -> bool:
    """Two to five words that could be the name of a person, all but particles with a capital."""
    return len(line) <= 60 and bool(_CAPITALISED_NAME.fullmatch(line))


def are_names(line: str) -> bool:
    """Names as `is_name` has them, with commas or an `and` between them, and perhaps who took the pictures."""
    pictures = _PICTURES.search(line)
    return all(is_name(part) for part in _AMONG_NAMES.split(line[: pictures.start()] if pictures else line))


def is_name_with_place(line: str) -> bool:
    """`Jane Roe, Elmshaven`."""
    return len(line) <= 60 and bool(_WITH_PLACE.fullmatch(line))


def is_placed_name(line: str) -> bool:
    """A name and a place, or a publication, with a dash between, in Arabic, where nothing tells which is which."""
    return len(line) <= 60 and bool(_ARABIC_PAIR.fullmatch(line))


def is_short_name(line: str) -> bool:
    """Up to six words of which the first begins with a capital, or is of a script without capitals."""
    return len(line) <= 60 and bool(_SHORT_NAME.fullmatch(line))


def is_unfilled(line: str) -> bool:
    """A label without its value, `Photo:`."""
    return len(line) <= 60 and bool(_UNFILLED.fullmatch(line))


def is_newsroom(line: str) -> bool:
    """A byline that names nobody: `From our newsroom`."""
    return len(line) <= 60 and bool(_NEWSROOM.fullmatch(line))


def byline_with_city(string: str) -> regex.Match[str] | None:
    """`By X and Y | CITY` within a line; groups byline, bar, city."""
    return _BYLINE_BAR.search(string)


def outlet_with_agencies(string: str) -> regex.Match[str] | None:
    """`Outlet with AFP and Reuters |` within a line; groups credit, bar."""
    return _OUTLET_WITH.search(string)
