"""The noise lexicons of all languages, as regular expressions.

The language of a page is not known yet when its noise is sought, so that all lexicons are matched together; words that mean
something else in another language have no place in them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex
import unicodedata2
from babel import Locale

from provenance.alternation import Unit, alternation, letter
from provenance.lexicons import languages, lexicon

#: After a word that may be glued to the next one, as buttons are (`ShareTweet`, `languageالعربية`).
GLUED = r"(?:(?<=\p{Arabic})(?!\p{Arabic})|(?<!\p{Arabic})(?!\p{Ll}|\p{M}))"
#: After a word of prose.
WORD_END = r"(?![\p{L}\p{M}\p{N}])"
#: A count as share buttons print it: `12`, `(2 318)`, `1,4 K`.
COUNT = r"[(\[]?(?!\d{1,2}:\d)\d[\d.,'’\s]*+(?:(?:[kKM]|Mio|Tsd|tys|mil|mila|тыс|тис|ألف|آلاف)(?!\p{Ll}))?\.?\s*+[)\]]?"

#: Hyphens that are written for one another.
HYPHENS = "-‐‑"
_VARIANTS = {
    "'": Unit("['’]", frozenset("'’")),
    "’": Unit("['’]", frozenset("'’")),
    "-": Unit(rf"[{HYPHENS}\s]", frozenset(f"{HYPHENS} ")),
    " ": Unit(r"\s+", frozenset(" ")),
}
_STEP = regex.compile(r"\{n\}|.", regex.DOTALL)


@cache
def keys() -> tuple[str, ...]:
    """All keys of the noise lexicons."""
    return tuple(sorted({key for language in languages("noise") for key in lexicon("noise", language)}))


@cache
def entries(key: str) -> tuple[str, ...]:
    """All entries of a key in all languages, longest first."""
    found = {entry for language in languages("noise") for entry in lexicon("noise", language).get(key, ())}
    return tuple(sorted(found, key=lambda entry: (-len(entry), entry)))


def any_of(*keys: str, ignore_case: bool = True) -> str:
    """A pattern for any entry of the keys, apostrophes, hyphens and spaces as they come, `{n}` being a number."""
    found = sorted({entry for key in keys for entry in entries(key)}, key=lambda entry: (-len(entry), entry))
    return alternatives(found, ignore_case)


def alternatives(phrases: Iterable[str], ignore_case: bool = True) -> str:
    """A pattern for any of the phrases, in the order given."""
    return f"(?{'i' if ignore_case else ''}:{alternation(map(_flexible, phrases))})"


def _flexible(phrase: str) -> tuple[Unit, ...]:
    """Capitals at the beginning are often printed without their accents (`A lire aussi`)."""
    first = bare(phrase)[0]
    steps = [_number() if step == "{n}" else _VARIANTS.get(step) or letter(step) for step in _STEP.findall(phrase)]
    if first != phrase[0]:
        steps[0] = Unit(f"[{first}{phrase[0]}]", frozenset((first.casefold(), phrase[0].casefold())))
    return tuple(steps)


def bare(phrase: str) -> str:
    """A phrase whose first letter has lost its accent, as capitals do."""
    first: str = unicodedata2.normalize("NFD", phrase[0])[0]
    return first + phrase[1:]


@cache
def _number() -> Unit:
    words = entries("one")
    return Unit(rf"(?:\d+|{'|'.join(words)})", frozenset({"0", *(word[0].casefold() for word in words)}))


@cache
def locales() -> tuple[Locale, ...]:
    """CLDR locales of the languages that have a noise lexicon, with those regions that name months otherwise."""
    known = languages("dates")
    tags = {
        tag: None
        for language in languages("noise")
        if language != "und"
        for tag in (lexicon("dates", language).get("locales", (language,)) if language in known else (language,))
    }
    return tuple(Locale.parse(tag, sep="-") for tag in tags)


@cache
def ages() -> str:
    """`3 hours ago` in the words of CLDR (UTS #35, part 4, "Calendar Fields")."""
    forms = {
        form
        for locale in locales()
        for unit in ("minute", "hour", "day", "week", "month")
        for length in ("", "-short", "-narrow")
        for form in locale._data["date_fields"].get(f"{unit}{length}", {}).get("past", {}).values()
        if isinstance(form, str) and "{0}" in form
    }
    return alternatives(sorted((form.replace("{0}", "{n}") for form in forms), key=lambda form: (-len(form), form)))
