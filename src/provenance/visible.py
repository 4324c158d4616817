"""Document text as a terminal may have it: nothing in it moves the cursor, starts an escape sequence or reorders the line."""

from __future__ import annotations

import regex

# Control characters, lone surrogates, line and paragraph separators, and the embeddings, overrides and isolates of the
# bidirectional algorithm (UAX #9), which reach past the string when they are left open.
_HIDDEN = regex.compile(r"[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]")
_SPACE = regex.compile(r"\s+")


def visible(string: str) -> str:
    """The string on one line, with every such character written as Python's escape: `\\x1b`, `\\u202e`."""
    return _HIDDEN.sub(_escape, string)


def one_line(string: str) -> str:
    """`visible`, but with white space of any kind and length, line ends as well, as one space."""
    return visible(_SPACE.sub(" ", string)).strip()


def shorten(string: str, length: int) -> str:
    """The beginning of `one_line`, at most `length` code points, with an ellipsis where something was cut off."""
    line = one_line(string)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def _escape(match: regex.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")
