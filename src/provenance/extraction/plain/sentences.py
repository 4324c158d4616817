"""What a line looks like, whatever its language: a sentence, prose, a headline."""

from __future__ import annotations

import regex

from provenance.forms import match_form

_CLOSING = r"[\"”“»«’'›)\]\s]*"
_SENTENCE_END = regex.compile(rf"(?:[.!?。؟！？۔]|…){_CLOSING}$")
# A full stop, unless it belongs to initials (`the U.S.`) or to dots that leave something open (`...`).
_FULL_STOP = regex.compile(rf"(?<!\.)(?<!\b\p{{Lu}})[.。۔]{_CLOSING}$")
_OPEN_END = regex.compile(r"[:;,،؛|•·/>]$")
_OPENING = regex.compile(r"[\p{L}\p{N}\p{Ps}\p{Pi}\"'’¿¡„‚#@+…$€£]")
_SMALL_WORD = regex.compile(r"(?<![\p{L}'’-])\p{Ll}[\p{Ll}\p{M}]{3,}")
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*")

_TITLE_BREAKS = "|–—-•·:»›"
_TRAIL_SIGNS = ">›»/"

# How much of a line tells how it ends; lines may be megabytes long.
_TAIL = 16

#: Code points; the longest headlines and subheads of newspapers stay below, the shortest paragraphs of prose above.
HEADLINE = 200
SUBHEAD = 120
PROSE = 60
LONG = 250
#: Words of a masthead at most, and of a headline that is told by nothing but its place at least.
MASTHEAD = TITLE = 4


def ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does, with or without closing quotation marks."""
    return bool(_SENTENCE_END.search(line[-_TAIL:]))


def ends_statement(line: str) -> bool:
    """Whether the line ends with a full stop, as headlines do not."""
    return bool(_FULL_STOP.search(line[-_TAIL:]))


def is_prose(line: str) -> bool:
    """Whether the line is running text beyond doubt."""
    return len(line) >= LONG or (len(line) >= PROSE and ends_sentence(line))


def is_headline(line: str, longest: int = HEADLINE) -> bool:
    """Whether the line could be a headline: short, with a letter, and not ending as a statement or a list does."""
    fits = len(line) <= longest and bool(_OPENING.match(line)) and bool(_WORD.search(line))
    return fits and not ends_statement(line) and not _OPEN_END.search(line)


def is_masthead(line: str, below: str) -> bool:
    """Whether a line above a headline names the site or the section: a single word, or few words above a far longer line.

    A name of several words has capitals but for small words; `Dead sea level falls` above a standfirst is a headline.
    """
    return words(line) == 1 or (is_name_of_site(line) and 2 * len(line) < len(below))


def is_name_of_site(line: str) -> bool:
    """Whether a line is as the name of a publication or a section is: few words, all with capitals but for small ones."""
    longest = MASTHEAD + 2 if line.isupper() else MASTHEAD
    return words(line) <= longest and not _SMALL_WORD.search(line)


def words(line: str) -> int:
    """The number of words, for scripts that part them."""
    return sum(1 for _ in _WORD.finditer(line))


def with_site(line: str, headline: str) -> bool:
    """Whether a line is the headline with the name of the site behind it or before it, or with the trail that leads to it."""
    long, short = match_form(line), match_form(headline)
    if long.startswith(short):
        rest = long.removeprefix(short).strip()
        return bool(rest) and rest[0] in _TITLE_BREAKS
    rest = long.removesuffix(short).rstrip()
    return long.endswith(short) and bool(rest) and rest[-1] in _TITLE_BREAKS + _TRAIL_SIGNS
