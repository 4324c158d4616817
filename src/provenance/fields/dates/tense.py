"""Tense: whether a clause tells of what is to come or of what has been, by clear words of its language."""

from __future__ import annotations

from provenance.fields.dates.lexer import Tagged

FUTURE, REPORTED, PAST = 1, -1, -2

# Where a clause ends; a full stop does so before white space only.
_ENDS = frozenset(',;:()[]«»“”„"!?…،؛؟–—\n')
# A verb further off than about ten words hardly belongs to the day.
_REACH = 20
# Between the auxiliary of the future and its participle (`will be announced`) stand two words or so.
_AUXILIARY = 6


def tense(text: Tagged, start: int, end: int) -> int:
    """What the nearest word of tense in the clause around the tokens `start` to `end` says: `FUTURE`, `PAST`, or 0 for none.

    `REPORTED` is a past tense of saying, which may be that of the report (`said Thursday`) or have the day for its matter.

    Only words that are clear by themselves are in the lexicons (`will`, `aura lieu`, `wurde`); auxiliaries that serve several
    tenses (`has`, `a`, `hat`) are not.
    """
    before = _nearest(text, range(start - 1, -1, -1))
    after = _nearest(text, range(end, len(text.keys)))
    nearest = min((each for each in (before, after) if each is not None), default=None)
    return 0 if nearest is None else nearest[1]


def _nearest(text: Tagged, places: range) -> tuple[int, int] | None:
    """Distance and direction of the first word of tense on the way to the end of the clause."""
    classes = text.vocabulary.classes
    for distance, place in enumerate(places):
        if distance > _REACH or _ends(text, place):
            return None
        if text.tags[place] in classes["future"]:
            return distance, FUTURE
        for role, direction in (("past", PAST), ("reported", REPORTED)):
            if text.tags[place] in classes[role]:
                return distance, FUTURE if _in_future(text, place) else direction
    return None


def _in_future(text: Tagged, participle: int) -> bool:
    """Whether an auxiliary of the future governs a participle that has the form of a past tense."""
    for place in range(participle - 1, max(-1, participle - 1 - _AUXILIARY), -1):
        if _ends(text, place):
            return False
        if text.tags[place] in text.vocabulary.classes["future"]:
            return True
    return False


def _ends(text: Tagged, place: int) -> bool:
    key = text.keys[place]
    if key == ".":
        return place + 1 == len(text.keys) or text.keys[place + 1].isspace()
    return key in _ENDS or text.tags[place] in text.vocabulary.classes["clause"]
