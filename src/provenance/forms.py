"""The two forms of a text.

*Normal form* is published: Unicode NFC (UAX #15) with LF line ends; spaces, quotation marks and dashes stay as the author
wrote them; a lone surrogate becomes U+FFFD. NFKC is not used: it would turn 10⁹ into 109.

*Match form* is only ever compared: case folded, with quotation marks, dashes and spaces unified, and soft hyphens and
zero-width characters removed.
"""

from __future__ import annotations

import re

import regex
import unicodedata2

#: White_Space of Unicode (stable since 6.3), written out.
WHITE_SPACE = r"\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

# Classes that name their characters mean the same to `re`, which is three times faster with them.
_LINE_END = re.compile(r"\r\n?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(f"[{WHITE_SPACE}]+")
_WIDE_SPACE = re.compile(f"[{WHITE_SPACE.replace(' ', '', 1)}]")
_QUOTE = re.compile(r"[\"“”„‟«»‹›‚‘’‛′″`´＂＇「」『』]")
_DASH = regex.compile(r"[\p{Dash}−]")


def normal_form(string: str) -> str:
    """NFC with LF line ends and no lone surrogates."""
    if "\r" in string:
        string = _LINE_END.sub("\n", string)
    return string if string.isascii() else unicodedata2.normalize("NFC", _SURROGATE.sub("\ufffd", string))


def match_form(string: str) -> str:
    """The form in which two texts are compared; never shown."""
    string = normal_form(string)
    if not string.isascii():
        string = _DASH.sub("-", _INVISIBLE.sub("", string))
    return single_spaced(_QUOTE.sub("'", string.casefold())).strip()


def single_spaced(string: str) -> str:
    """Each run of white space as one space; most strings have no others."""
    return _SPACE.sub(" ", string) if "  " in string or _WIDE_SPACE.search(string) else string
