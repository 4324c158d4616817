"""The forms of asides (see `asides`), in five classes by what must be true behind their words."""

from __future__ import annotations

import regex

from provenance.extraction.plain.credits import INITIALS, LATIN_NAME
from provenance.extraction.plain.forms import Form, form, in_capitals, of_words, then
from provenance.extraction.plain.phrases import COUNT, GLUED, WORD_END
from provenance.extraction.plain.reader import AGENCY_NAMES, glued, past, word, words_in
from provenance.extraction.plain.wires import AGENCIES, STAFF, WIRE

_BUTTONS = ("share", "networks", "comments_count")
_REQUESTS = ("form_fields", "consent_buttons", "signup", "advertisement")
_OF_PAGE = ("comments_form", "comments_sign", "consent", "signup", "copyright", "advertisement")
SPACES, _COUNT, _COLON = regex.compile(r"\s*"), regex.compile(rf"\s?{COUNT}"), regex.compile(r"\s?:")
_STOP = regex.compile(r"[.!?]")
# Behind a label; code points within which the last sign of a line stands.
_BEGINS, _ENDING = regex.compile(rf"{WORD_END}\s?:?\s*(?=[\p{{Lu}}\p{{Lo}}\d(\[]|$)"), 16
_BRACKET, _CLOSE = regex.compile(r"[(\[]\s?"), regex.compile(r"\s?:?\s[^()]{3,200}\)\.?")
# Code points between two requests of an appeal, and between its verb and what it wants; words of a long button.
_AMONG, _WANTED, _LONG = 80, 60, 4
_CAPITAL = r"(?=\p{Lu})"
# The account and the day of an embedded post; the title of a video and its length.
_POSTED_BY = r"[—–-]{1,2}\s\P{Ll}[^()@]{0,60}\(@\w{1,30}\)\s(?:(?!\d{4})[\p{L}\d.,]+\s){0,4}\d{4}(?!\d)"
_MOVING = r"\s?:\s[^.!?…()]{5,160}\(\d{1,2}:[0-5]\d\)"
_IN_BRACKETS = rf"\s?(?:{INITIALS})?{WIRE}(?:\s?[,;/&-]\s?[\p{{L}}\s./&-]{{1,30}})?\s?[)\]]\.?(?:\s(?:{STAFF}))?"

_AGENCY_IN_BRACKETS = then(_IN_BRACKETS)


def _long(phrase: str) -> bool:
    return len(phrase.split()) >= _LONG


def _titled(phrase: str) -> bool:
    """A single word with a capital."""
    return phrase.isalpha() and phrase[0].isupper() and phrase[1:].islower()


def _signed_off(string: str, at: int) -> int | None:
    """`(Reporting by Jane Roe; editing by John Doe)`."""
    bracket = _BRACKET.match(string, at)
    end = word(string, bracket.end(), "signoff") if bracket else None
    close = _CLOSE.match(string, end) if end else None
    return close.end() if close else None


def _in_brackets(string: str, at: int) -> int | None:
    """`(with dpa)`, `(JR, dpa)`."""
    bracket = _BRACKET.match(string, at)
    found = bracket and _AGENCY_IN_BRACKETS(string, word(string, bracket.end(), "with") or bracket.end())
    return found or None


def _contributed(string: str, at: int) -> int | None:
    """`dpa contributed to this report.`"""
    for _, end in words_in(string, at, at + _AMONG, "contributed"):
        stop = _STOP.search(string, at, end + _AMONG // 2)
        return stop.end() if stop and stop.start() >= end and stop.group() == "." else None
    return None


def _buttons(string: str, at: int) -> int | None:
    """Three buttons or counters in a row, or two of which one has a number or a colon."""
    end, number, told = at, 0, False
    while (button := glued(string, at, *_BUTTONS)) is not None:
        colon = _COLON.match(string, button)
        count = _COUNT.match(string, colon.end() if colon else button)
        sign = count or colon
        end = sign.end() if sign else button
        told = told or sign is not None or string[at].isdecimal()
        at, number = past(SPACES, string, end), number + 1
    return end if number > 2 or (number > 1 and told) else None


def _wanted(string: str, at: int) -> int | None:
    """Behind `sign up`: the newsletter that one signs up to."""
    for start, end in words_in(string, at, at + _WANTED, "newsletter", "form_fields"):
        if _STOP.search(string, at, start):
            return None
        if word(string, start, "newsletter") or (of_words(string[start:end]) and string[start].isupper()):
            return end
    return None


def _announces(string: str, at: int) -> int | None:
    """Behind a label, perhaps with its sign: something with a capital, or a number, and no full stop at the end of the line."""
    stopped = string[-_ENDING:].rstrip()[-1:] in tuple('.!?…”“»"')
    return at if _BEGINS.match(string, at) and not stopped else None


def _signed(string: str, at: int) -> int | None:
    """Behind a label that needs its colon."""
    return _announces(string, at) if _COLON.match(string, at) else None


#: Asides that are known to their end.
WHOLE: tuple[Form, ...] = (
    form("advertisement", WORD_END, "advertisement", written=in_capitals),
    form("advertisement", rf"{WORD_END}(?:\s\p{{Lu}}{{2,}}){{0,3}}{WORD_END}", "signup", written=str.isupper),
    form("caption", _MOVING, "menu"),
    form("credit", _in_brackets),
    form("credit", _signed_off),
    form("credit", rf"(?:-\p{{L}}+)?,\s{WIRE}:[\d/-]+", AGENCY_NAMES),
    form("credit", _contributed, AGENCY_NAMES),
    form("embed", then(_POSTED_BY, "—–-")),
    form("boilerplate", r"(?:\s©)?(?:\s(?i:copyright))?(?:\s\p{Lu}{2,6})?(?:\.|(?=\s\P{Ll}|$))", "copyright"),
    form("share", GLUED, "share", written=_long),
    form("share", _buttons),
)
#: Credits and labels without a sign of their own, with which a sentence may begin: where another thing begins behind them.
CREDITS: tuple[Form, ...] = (
    form("credit", rf"\s?{AGENCIES}\.?", "with"),
    form("credit", rf"\s(?:{STAFF})(?!\p{{L}})|/\p{{Lu}}\p{{Ll}}{{1,4}}|(?:/(?:\p{{Ll}}{{1,6}}|{WIRE})){{1,5}}", AGENCY_NAMES),
    form("credit", rf"\s?:\s(?:{AGENCIES}|{LATIN_NAME}(?:,\s{LATIN_NAME}){{0,3}})\.?", "signoff", "source"),
    form("advertisement", WORD_END, "advertisement", written=_titled),
    form("credit", rf"(?:{STAFF})(?!\p{{L}})"),
)  # fmt: skip
#: Labels before headlines.
POINTERS: tuple[Form, ...] = (
    form("related", rf"{WORD_END}(?:\s?[:>.]\s|\s(?=1\W))", "related", written=of_words),
    form("related", rf"{WORD_END}(?:\s?[:>.])?\s", "related", "related_colon", written=in_capitals),
)
#: The same without a sign, with which a sentence may begin.
BARE_POINTERS: tuple[Form, ...] = (form("related", rf"{WORD_END}\s{_CAPITAL}", "related", written=of_words),)
#: Requests to the reader, whose words go on to the next sentence.
APPEALS: tuple[Form, ...] = (form("advertisement", _wanted, "signup"),)
#: Phrases that may begin a sentence: a request where nothing of one follows, but perhaps other requests.
BARE_APPEALS: tuple[Form, ...] = (form("advertisement", GLUED, "advertisement", "form_fields", written=of_words),)
#: The name of a newsletter: a request where other requests follow.
NEWSLETTERS: tuple[Form, ...] = (form("advertisement", rf"{WORD_END}\s?[:?«„“\"]", "newsletter"),)
#: Labels behind the last sentence, of what follows to the end.
LABELS: tuple[Form, ...] = (
    form("related", _signed, "related_colon"),
    form("related", _announces, "related", written=of_words),
    form("comment", r"\s?[(\[]\s?\d+\s?[)\]](?=\s*(?:$|\P{Ll}))", "comments_count"),
    form("comment", _announces, "comments_form", written=of_words),
    form("boilerplate", r"(?=\s*(?:$|[.©]|\p{Lu}))", "copyright"),
    form("boilerplate", then(r"©|(?i:copyright)\s(?:©\s?)?\d{4}", "©cC")),
)
#: The same where a sentence has just ended: a label needs no sign, if what it announces is no sentence.
BARE_LABELS: tuple[Form, ...] = (
    *LABELS,
    form("related", _announces, "related", "related_colon", "source"),
)


def more_of_appeal(string: str, at: int) -> int | None:
    """The end of what may follow in an appeal: another name of the newsletter, a field, a button."""
    for start, end in words_in(string, at, at + _AMONG, "newsletter", *_REQUESTS):
        if _STOP.search(string, at, start):
            return None
        if word(string, start, "newsletter") or of_words(string[start:end]) or string[start].isupper():
            return end
    return None


def is_of_page(sentence: str) -> bool:
    """Whether a sentence says what only a page says, and none of its text."""
    return next(words_in(sentence, 0, len(sentence), *_OF_PAGE), None) is not None


def control(string: str, at: int) -> int | None:
    """The end of a button or a counter, as the header of a page leaves them at the head of its text."""
    end = glued(string, at, "share", "comments_count", "reading_time") if not string[at].islower() else None
    return past(_COUNT, string, end) if end is not None else None
