"""The two forms of a text.

*Normal form* is published: Unicode NFC (UAX #15) with LF line ends; spaces, quotation marks and dashes stay as the author
wrote them; a lone surrogate becomes U+FFFD. NFKC is not used: it would turn 10⁹ into 109.

*Match form* is only ever compared: case folded, with quotation marks, dashes and spaces unified, and soft hyphens and
zero-width characters removed.
"""

from __future__ import annotations

import regex
import unicodedata2

_LINE_END = regex.compile(r"\r\n?")
_SURROGATE = regex.compile(r"[\ud800-\udfff]")
_INVISIBLE = regex.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_SPACE = regex.compile(r"\s+")
_QUOTE = regex.compile(r"[\"“”„‟«»‹›‚‘’‛′″`´＂＇「」『』]")
_DASH = regex.compile(r"[\p{Dash}−]")


def normal_form(string: str) -> str:
    """NFC with LF line ends and no lone surrogates."""
    string = _SURROGATE.sub("\ufffd", _LINE_END.sub("\n", string))
    return string if string.isascii() else unicodedata2.normalize("NFC", string)


def match_form(string: str) -> str:
    """The form in which two texts are compared; never shown."""
    string = _INVISIBLE.sub("", normal_form(string)).casefold()
    return _SPACE.sub(" ", _DASH.sub("-", _QUOTE.sub("'", string))).strip()
