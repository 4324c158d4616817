"""What a page puts around its articles: buttons, notices, numbers of comments, rules drawn with characters."""

from __future__ import annotations

import regex

from provenance.extraction.plain.phrases import COUNT
from provenance.extraction.plain.reader import ends, ends_glued, glued, past, phrases_at, words_in

_BETWEEN = regex.compile(r"[\s|•·>›»/,:;()\[\]–—+&-]")
_COUNT, _SPACES = regex.compile(COUNT), regex.compile(r"\s*")
#: The keys of share buttons.
BUTTONS = ("share", "networks")
_COPYRIGHT = regex.compile(r"(?:©|\(c\)|(?i:copyright))\s?.{0,40}?\d{4}.{0,80}|[^.!?;]{0,80}\s©\s?\d{4}\s[^.!?;]{1,60}")
_BEFORE_COPYRIGHT, _BEHIND_COPYRIGHT = 60, regex.compile(r"(?:[.!]|\s?©.{0,40})?")
_BEHIND_COUNT = regex.compile(r"\s?(?:\(\d+\))?\s?:?")
_SHOUTED = 5
# The account of the first comment may be in small letters: `Comments (2) jane_r 3 hours ago …`.
_LEADS = regex.compile(r"\s?\(\s?\d+\s?\)(?=\s(?:\P{Ll}|\S*[\d_@.]|\S+\s\P{L}))")
_LEADS_IN_CAPITALS = regex.compile(r"\s\d+(?=\s\S)")
_SEPARATOR = regex.compile(r"(?:[*=_#~•·–—+-]\s*){3,}")


def keys_of(line: str, keys: tuple[str, ...], counted: bool = True) -> list[str] | None:
    """The key of each phrase in a line of nothing else but signs between them, and counts; None where there is anything else."""
    found: list[str] = []
    at = 0
    while at < len(line):
        if _BETWEEN.match(line, at):
            at += 1
        elif (part := phrase_of(line, at, keys)) is not None:
            at = part[0]
            found.append(part[1])
        elif counted and (count := _COUNT.match(line, at)):
            at = count.end()
        else:
            return None
    return found


def phrase_of(line: str, at: int, keys: tuple[str, ...]) -> tuple[int, str] | None:
    """The end of the longest phrase at a place, and the first of the keys that it has."""
    for end, known in phrases_at(line, at):
        key = next((key for key in keys if key in known), None)
        if key is not None and ends_glued(line, end):
            return end, key
    return None


def is_share(line: str) -> bool:
    """Share buttons and their counters."""
    found = keys_of(line, BUTTONS) if len(line) <= 200 else None
    return found is not None and ("share" in found or len(found) > 1)


def is_single_button(line: str) -> bool:
    """One button without a counter, which may as well be a subhead."""
    found = keys_of(line, BUTTONS, counted=False) if len(line) <= 60 else None
    return found is not None and len(found) == 1


def share_run(string: str, start: int) -> tuple[int, int] | None:
    """Two buttons or more in a row at `start`, within a line."""
    at, buttons = past(_SPACES, string, start), 0
    while at < start + 300 and (end := glued(string, at, *BUTTONS)) is not None:
        at, buttons = past(_SPACES, string, end), buttons + 1
        at = past(_SPACES, string, past(_COUNT, string, at))
    return (start, at) if buttons > 1 else None


def is_copyright(line: str) -> bool:
    """A notice of copyright."""
    if len(line) > 200:
        return False
    phrases = words_in(line, 0, _BEFORE_COPYRIGHT, "copyright")
    return bool(_COPYRIGHT.fullmatch(line)) or any(_BEHIND_COPYRIGHT.fullmatch(line, end) for _, end in phrases)


def counts_comments(line: str) -> bool:
    """A number of comments, which stands above articles as well as above comments."""
    return any(_BEHIND_COUNT.fullmatch(line, end) for end in ends(line, 0, "comments_count"))


def leads_comments(line: str) -> bool:
    """A number of comments with the comments behind it on one line: `Comments (2) jane_r 3 hours ago …`."""
    forms = (_LEADS, _LEADS_IN_CAPITALS) if line[:_SHOUTED].isupper() else (_LEADS,)
    return any(form.match(line, end) for end in ends(line, 0, "comments_count") for form in forms)


def is_separator(line: str) -> bool:
    """A rule drawn with characters."""
    return bool(_SEPARATOR.fullmatch(line))
