"""Names of months, weekdays and counted units from CLDR, as Babel carries them.

Babel drops CLDR's named relative fields (`yesterday`, `last week`: `<relative type="-1">`), so those come from the lexicons; its
counted fields (`il y a {0} jours`: `<relativeTime>`) are read here.
"""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale, UnknownLocaleError
from num2words import num2words

_UNITS = ("hour", "day", "week", "month", "year")
_EXACT_PLURALS = {"one": 1, "two": 2}  # CLDR plural categories whose pattern may leave out the number
_LAST_COUNT_WORD = 31


def locale(tag: str) -> Locale | None:
    """The CLDR locale of a BCP 47 tag or, where CLDR lacks the region, of its language; None where it lacks that too."""
    for candidate in (tag, tag.replace("_", "-").split("-")[0]):
        try:
            return Locale.parse(candidate.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
    return None


def names(place: Locale) -> Iterator[tuple[str, str, int]]:
    """(name, role, value) of months (1-12) and weekdays (0-6, Monday first), wide and abbreviated, in both contexts."""
    for context in ("format", "stand-alone"):
        for kind, table in (("month", place.months), ("weekday", place.days)):
            wide = {str(name).casefold() for name in table[context]["wide"].values()}
            for width in ("wide", "abbreviated"):
                for value, name in table[context][width].items():
                    name = str(name).removesuffix(".")
                    yield name, kind if width == "wide" or name.casefold() in wide else f"{kind}_abbr", int(value)


def counted(place: Locale) -> Iterator[tuple[str, str, int | str | None]]:
    """(words, role, value) of what stands around the number in `3 days ago`, and of the units themselves."""
    fields = place._data["date_fields"]
    for unit in _UNITS:
        for direction, sign in (("past", -1), ("future", 1)):
            for plural, pattern in fields.get(unit, {}).get(direction, {}).items():
                before, number, after = pattern.partition("{0}")
                if not number:
                    if plural in _EXACT_PLURALS:
                        yield pattern.strip(), "ago", f"{sign * _EXACT_PLURALS[plural]} {unit}"
                    continue
                name, _, suffix = after.strip().partition(" ")
                yield name, "unit", unit
                if before.strip():
                    yield before.strip(), "ago_before" if sign < 0 else "ahead_before", None
                elif sign < 0 and suffix:
                    yield suffix, "ago_after", None


def month_first(place: Locale) -> bool:
    """Whether a month and day are written in that order (`May 5`, `5/6/2017`): CLDR skeleton `MMMd`."""
    pattern = str(place.datetime_skeletons["MMMd"])
    return pattern.index("M") < pattern.index("d")


def count_words(place: Locale) -> Iterator[tuple[str, int]]:
    """Number words up to 31; nothing for a language that num2words does not know."""
    for value in range(1, _LAST_COUNT_WORD + 1):
        try:
            yield str(num2words(value, lang=place.language)), value
        except NotImplementedError:
            return
