"""Menus: lines of menu words and controls, bars and trails of them, and where one stands before a headline."""

from __future__ import annotations

import re

import regex

from provenance.extraction.plain.noise import BUTTONS, counts_comments, is_share, keys_of, phrase_of
from provenance.extraction.plain.reader import CALLS, LANGUAGES, phrases_in, words_in
from provenance.extraction.plain.stamps import is_weekday

_MENU = ("menu", LANGUAGES)
# Of what asks for money only what is as short as buttons are.
_CONTROLS = (*BUTTONS, *_MENU, "comments_count", "consent_buttons", "form_fields", CALLS)
# A capital within a word, of Latin or Cyrillic letters.
_GLUED = re.compile("[a-zß-ÿа-я][A-ZÀ-ÞА-Я]")
_CAPITAL_WORD = regex.compile(r"\p{Lu}")
# Words of a bar that lost the spaces between them: `MenuSearchLog in`; of a trail: `News / Region`.
_GLUED_WORDS, _TRAIL_WORDS = 3, 5
_PUNCTUATION = re.compile(r"[.,;:!?\"«»“”„]")
_SECTIONS = regex.compile(r"\p{Lu}[\p{L}\p{M}'’-]*+(?:\s\p{Lu}[\p{L}\p{M}'’-]*+){2,14}")

_FURNITURE_PARTS = regex.compile(r"\s*[|•·>›»]\s*|\s/\s|/$")
_TRAIL_PARTS = regex.compile(r"\s*[›»>/]\s+")
_BAR_PARTS = regex.compile(r"\s*[|•·>›»\t]\s*|\s{2,}")
_TRAIL_SIGN, _BAR_SIGN, _WIDE = re.compile("[›»>/]"), re.compile(r"[|•·>›»\t]"), re.compile(r"\s\s")

_TRAIL_STEP, _BEHIND_TRAIL = regex.compile(r"\s?[/›»>]\s?"), regex.compile(r"\s+(?=\P{Ll}\S*\s\S+\s\S)")
_PAGINATION = regex.compile(
    r"(?:\p{Lu}\p{L}*\s)?1\s?[|·]?\s2\s?[|·]?\s(?:\d{1,3}\s?[|·]?\s?|…\s?|\.{3}\s?)*(?:\p{Lu}\p{L}*\s?)?[›»>→]?"
)
_PRICE = regex.compile(r"\p{Sc}")
# Of a menu at the head of a line: code points, controls, words of the site before it, and words between two that no lexicon has.
_MENU_REACH, _ENOUGH, _NAME_OF_SITE, _UNKNOWN = 400, 3, 4, 2


def menu_words(line: str) -> int:
    """The number of menu words in a line of nothing else; 0 where there is anything else."""
    if is_weekday(line):
        return 1
    return len(keys_of(line, _MENU, counted=False) or ()) if len(line) <= 300 else 0


def is_controls(line: str) -> bool:
    """Two controls of a page or more, of whatever kind, and nothing else: `Sign in Subscribe now`, `Tweet 3 comments`."""
    return len(line) <= 200 and len(_controls(line) or ()) > 1


def _controls(line: str) -> list[str] | None:
    return keys_of(line[:-1] if line[-1:] in ("?", "!") else line, _CONTROLS)


def is_section_list(line: str) -> bool:
    """Menu words by more than half, with sections of the publication's own: three, or two where all words have capitals."""
    if len(line) > 200 or _PUNCTUATION.search(line):
        return False
    words = line.split()
    if len(words) < 3 or 2 * sum(word[0].isupper() for word in words) < len(words):
        return False
    known = [line[start:end] for start, end in phrases_in(line, *_MENU)]
    enough = len(known) > 2 or (len(known) == 2 and _SECTIONS.fullmatch(line) is not None)
    return enough and sum(len(each) for each in known) > len(line) / 2


def is_glued_menu(line: str) -> bool:
    """A line with three menu words or more that are written together."""
    if len(line) > 200 or not _GLUED.search(line):
        return False
    return any(_glued_words(line, capital.start()) >= _GLUED_WORDS for capital in _CAPITAL_WORD.finditer(line))


def _glued_words(line: str, at: int) -> int:
    """The number of menu words with a capital that follow one another from a place."""
    number = 0
    while line[at : at + 1].isupper() and (part := phrase_of(line, at, _MENU)) is not None:
        at, number = part[0], number + 1
    return number


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
    at, number = 0, 0
    while number < _TRAIL_WORDS and (part := phrase_of(string, at, _MENU)) is not None:
        step, number = _TRAIL_STEP.match(string, part[0]), number + 1
        if step is None:
            behind = _BEHIND_TRAIL.match(string, part[0])
            return (0, behind.end()) if behind and number > 1 else None
        at = step.end()
    return None


def leading_menu(string: str) -> int:
    """The end of the menu at the head of a line, 0 for none: three controls or more, few words between them, perhaps behind the
    name of the site.

    There must be words behind it; in a script without capitals it ends with its last control.
    """
    end = number = 0
    for start, stop in words_in(string, 0, _MENU_REACH, *_CONTROLS, "signup", "consent"):
        between, priced = string[end:start].split(), _PRICE.search(string, end, start) is not None
        if len(between) - priced > (_UNKNOWN if number else _NAME_OF_SITE) or _PUNCTUATION.search(string[end:start]):
            break
        if string[start].islower() or (not priced and any(word[0].islower() for word in between)):
            break
        end, number = stop, number + 1
    return end if number >= _ENOUGH and len(string[end:].split()) >= _ENOUGH else 0


def control_count(line: str) -> int:
    """How many controls, menu words and calls to subscribe stand in the line as words."""
    return sum(1 for _ in phrases_in(line, *_CONTROLS, "advertisement", "consent"))


def is_furniture(string: str) -> bool:
    """A bar or a trail of which one part is a menu word or a control (`LOG IN | SUBSCRIBE: $1`), or words written together."""
    if len(_GLUED.findall(string)) > 2:
        return True
    parts = [part.strip() for part in _FURNITURE_PARTS.split(string)]
    return len(parts) > 1 and any(menu_words(part) or _controls(part) is not None for part in parts if part)


def is_pagination(line: str) -> bool:
    """The pages that a text is spread over: `Page 1 2 3 Next`."""
    return len(line) <= 60 and bool(_PAGINATION.fullmatch(line))
