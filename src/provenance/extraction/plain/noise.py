"""What a page puts around its articles: buttons, menus, bars and trails, notices, numbers of comments."""

from __future__ import annotations

import re
from functools import cache

import regex

from provenance.extraction.plain.phrases import COUNT, GLUED, alternatives, any_of, entries, locales
from provenance.extraction.plain.stamps import is_weekday

_BETWEEN = r"[\s|•·>›»/,:;()\[\]–—+&-]"


@cache
def _language_names() -> str:
    names = {locale.languages[locale.language] for locale in locales()}
    return alternatives(sorted(names, key=lambda name: (-len(name), name)))


_SHARE_WORD = rf"{any_of('share')}{GLUED}"
_NETWORK = rf"{any_of('networks')}{GLUED}"
_MENU_WORD = rf"(?:{any_of('menu')}|{_language_names()}){GLUED}"
_BUTTON = regex.compile(rf"(?:{_SHARE_WORD}|{_NETWORK})(?:\s?{COUNT})?")
_SHARE_LINE = regex.compile(rf"(?>(?:{_SHARE_WORD}|{_NETWORK}|{COUNT}|{_BETWEEN}))++")
_SHARE_RUN = regex.compile(rf"\s*(?:(?:{_SHARE_WORD}|{_NETWORK})\s*+(?:{COUNT}\s*+)?){{2,}}")
_SHARE_ONE = regex.compile(_SHARE_WORD)
_SINGLE_BUTTON = regex.compile(rf"{_BETWEEN}*(?:{_SHARE_WORD}|{_NETWORK}){_BETWEEN}*")
_MENU_ONE = regex.compile(_MENU_WORD)
# A capital within a word, of Latin or Cyrillic letters.
_GLUED = re.compile("[a-zß-ÿа-я][A-ZÀ-ÞА-Я]")
# Words of a bar that lost the spaces between them: `MenuSearchLog in`.
_GLUED_MENU = regex.compile(rf"(?:(?=\p{{Lu}}){_MENU_WORD}){{3}}")
_MENU_LINE = regex.compile(rf"(?>(?:{_MENU_WORD}|{_BETWEEN}))++")

# Of what asks for money only what is as short as buttons are. The longest phrase first: `subscribe now`, not `subscribe`.
_CALLS = [phrase for phrase in entries("advertisement") if phrase.count(" ") < 2]
_LABELS = {
    phrase for key in ("share", "networks", "menu", "comments_count", "consent_buttons", "form_fields") for phrase in entries(key)
}
_CONTROL = alternatives(sorted(_LABELS.union(_CALLS), key=lambda phrase: (-len(phrase), phrase))) + GLUED
_CONTROL_ONE = regex.compile(_CONTROL)
_CONTROLS = regex.compile(rf"(?>(?:{_CONTROL}|{COUNT}|{_BETWEEN}))++[?!]?")
_PUNCTUATION = re.compile(r"[.,;:!?\"«»“”„]")
_SECTIONS = regex.compile(r"\p{Lu}[\p{L}\p{M}'’-]*+(?:\s\p{Lu}[\p{L}\p{M}'’-]*+){2,14}")

_FURNITURE_PARTS = regex.compile(r"\s*[|•·>›»]\s*|\s/\s|/$")
_TRAIL_PARTS = regex.compile(r"\s*[›»>/]\s+")
_BAR_PARTS = regex.compile(r"\s*[|•·>›»\t]\s*|\s{2,}")
_TRAIL_SIGN, _BAR_SIGN, _WIDE = re.compile("[›»>/]"), re.compile(r"[|•·>›»\t]"), re.compile(r"\s\s")

_LEADING_TRAIL = regex.compile(
    rf"(?:{_MENU_WORD}\s?[/›»>]\s?){{1,4}}{_MENU_WORD}\s+(?=\P{{Ll}}\S*\s\S+\s\S)",
)

_COPYRIGHT = regex.compile(
    rf"(?:©|\(c\)|(?i:copyright))\s?.{{0,40}}?\d{{4}}.{{0,80}}|.{{0,60}}{any_of('copyright')}(?:[.!]|\s?©.{{0,40}})?"
    r"|[^.!?;]{0,80}\s©\s?\d{4}\s[^.!?;]{1,60}"
)
_PAGINATION = regex.compile(
    r"(?:\p{Lu}\p{L}*\s)?1\s?[|·]?\s2\s?[|·]?\s(?:\d{1,3}\s?[|·]?\s?|…\s?|\.{3}\s?)*(?:\p{Lu}\p{L}*\s?)?[›»>→]?"
)
_COMMENTS_COUNT = regex.compile(any_of("comments_count") + r"\s?(?:\(\d+\))?\s?:?")
_COMMENTS_LED = regex.compile(
    rf"{any_of('comments_count')}\s?\(\s?\d+\s?\)(?=\s\S)|(?=\p{{Lu}}{{5}}){any_of('comments_count')}\s\d+(?=\s\S)"
)
_SEPARATOR = regex.compile(r"(?:[*=_#~•·–—+-]\s*){3,}")


def is_share(line: str) -> bool:
    """Share buttons and their counters."""
    if len(line) > 200 or not _SHARE_LINE.fullmatch(line):
        return False
    return bool(_SHARE_ONE.search(line)) or sum(1 for _ in _BUTTON.finditer(line)) > 1


def is_single_button(line: str) -> bool:
    """One button without a counter, which may as well be a subhead."""
    return len(line) <= 60 and bool(_SINGLE_BUTTON.fullmatch(line))


def share_run(string: str, start: int) -> tuple[int, int] | None:
    """Two buttons or more in a row at `start`, within a line."""
    found = _SHARE_RUN.match(string, start, start + 300)
    return found.span() if found else None


def menu_words(line: str) -> int:
    """The number of menu words in a line of nothing else; 0 where there is anything else."""
    if is_weekday(line):
        return 1
    return sum(1 for _ in _MENU_ONE.finditer(line)) if len(line) <= 300 and _MENU_LINE.fullmatch(line) else 0


def is_controls(line: str) -> bool:
    """Two controls of a page or more, of whatever kind, and nothing else: `Sign in Subscribe now`, `Tweet 3 comments`."""
    if len(line) > 200 or not _CONTROLS.fullmatch(line):
        return False
    return sum(1 for _ in _CONTROL_ONE.finditer(line)) > 1


def is_section_list(line: str) -> bool:
    """Menu words by more than half, with sections of the publication's own: three, or two where all words have capitals."""
    if len(line) > 200 or _PUNCTUATION.search(line):
        return False
    words = line.split()
    if len(words) < 3 or 2 * sum(word[0].isupper() for word in words) < len(words):
        return False
    known = [found.group() for found in _MENU_ONE.finditer(line)]
    enough = len(known) > 2 or (len(known) == 2 and _SECTIONS.fullmatch(line) is not None)
    return enough and sum(len(each) for each in known) > len(line) / 2


def is_glued_menu(line: str) -> bool:
    """A line with three menu words or more that are written together."""
    return len(line) <= 200 and _GLUED.search(line) is not None and _GLUED_MENU.search(line) is not None


def is_bar(string: str) -> bool:
    """Short parts, set apart by bars, bullets or wide spaces.

    Three or more, two of them menu words or buttons; or two or more with a number of comments among them.
    """
    if len(string) > 300 or not (_BAR_SIGN.search(string) or _WIDE.search(string)):
        return False
    parts = [part for part in _BAR_PARTS.split(string) if part]
    if len(parts) < 2 or any(len(part) > 30 for part in parts):
        return False
    known = sum(1 for part in parts if menu_words(part) or is_share(part)) if len(parts) > 2 else 0
    return known > 1 or any(counts_comments(part) for part in parts)


def is_section_bar(string: str) -> bool:
    """Three parts or more of at most three words, set apart by bars, bullets or wide spaces, whatever they say; no table."""
    if len(string) > 300 or not (_BAR_SIGN.search(string) or _WIDE.search(string)):
        return False
    parts = [part for part in _BAR_PARTS.split(string) if part]
    return len(parts) > 2 and all(
        len(part) <= 30 and len(part.split()) <= 3 and part[0].isalpha() and part[-1] not in ".!?:;," for part in parts
    )


def is_trail(string: str) -> bool:
    """The trail from the front page down to the section: short parts between angle marks, the first of which is a menu word."""
    if len(string) > 300 or not _TRAIL_SIGN.search(string):
        return False
    parts = [part.strip() for part in _TRAIL_PARTS.split(string)]
    return len(parts) > 1 and all(0 < len(part) <= 60 for part in parts) and bool(menu_words(parts[0]))


def leading_trail(string: str) -> tuple[int, int] | None:
    """The trail before a headline on its line: `News / Health Hospital closes its …`."""
    found = _LEADING_TRAIL.match(string)
    return found.span() if found else None


@cache
def _any_control() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{L}})(?:{_CONTROL}|{_MENU_WORD})(?!\p{{L}})|{any_of('advertisement', 'consent')}")


def control_count(line: str) -> int:
    """How many controls, menu words and calls to subscribe stand anywhere in the line."""
    return sum(1 for _ in _any_control().finditer(line))


def is_furniture(string: str) -> bool:
    """A bar or a trail of which one part is a menu word or a control (`LOG IN | SUBSCRIBE: $1`), or words written together."""
    if len(_GLUED.findall(string)) > 2:
        return True
    parts = [part.strip() for part in _FURNITURE_PARTS.split(string)]
    return len(parts) > 1 and any(menu_words(part) or _CONTROLS.fullmatch(part) for part in parts if part)


def is_pagination(line: str) -> bool:
    """The pages that a text is spread over: `Page 1 2 3 Next`."""
    return len(line) <= 60 and bool(_PAGINATION.fullmatch(line))


def is_copyright(line: str) -> bool:
    """A notice of copyright."""
    return len(line) <= 200 and bool(_COPYRIGHT.fullmatch(line))


def counts_comments(line: str) -> bool:
    """A number of comments, which stands above articles as well as above comments."""
    return bool(_COMMENTS_COUNT.fullmatch(line))


def leads_comments(line: str) -> bool:
    """A number of comments with the comments behind it on one line: `Comments (2) jane_r 3 hours ago …`."""
    return _COMMENTS_LED.match(line) is not None


def is_separator(line: str) -> bool:
    """A rule drawn with characters."""
    return bool(_SEPARATOR.fullmatch(line))
