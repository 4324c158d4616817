"""The noise lexicons of all languages, as regular expressions.

The language of a page is not known yet when its noise is sought, so that all lexicons are matched together; words that mean
something else in another language have no place in them.
"""

from __future__ import annotations

from functools import cache

import regex
import unicodedata2
from babel import Locale

from provenance.lexicons import languages, lexicon

#: After a word that may be glued to the next one, as buttons are (`ShareTweet`, `languageالعربية`).
GLUED = r"(?:(?<=\p{Arabic})(?!\p{Arabic})|(?<!\p{Arabic})(?!\p{Ll}|\p{M}))"
#: After a word of prose.
WORD_END = r"(?![\p{L}\p{M}\p{N}])"
#: A count as share buttons print it: `12`, `(2 318)`, `1,4 K`.
COUNT = r"[(\[]?\d[\d.,'’\s]*+(?:[kKM]|Mio|Tsd)?\.?\s*+[)\]]?"

_VARIANTS = {"'": "['’]", "’": "['’]", "-": r"[-‐‑\s]", " ": r"\s+"}


@cache
def entries(key: str) -> tuple[str, ...]:
    """All entries of a key in all languages, longest first."""
    found = {entry for language in languages("noise") for entry in lexicon("noise", language).get(key, ())}
    return tuple(sorted(found, key=lambda entry: (-len(entry), entry)))


def any_of(*keys: str, ignore_case: bool = True) -> str:
    """A pattern for any entry of the keys, apostrophes, hyphens and spaces as they come, `{n}` being a number."""
    found = sorted({entry for key in keys for entry in entries(key)}, key=lambda entry: (-len(entry), entry))
    return alternatives(found, ignore_case)


def alternatives(phrases: list[str] | tuple[str, ...], ignore_case: bool = True) -> str:
    """A pattern for any of the phrases, in the order given."""
    return f"(?{'i' if ignore_case else ''}:{'|'.join(map(_flexible, phrases))})"


def _flexible(phrase: str) -> str:
    """Capitals at the beginning are often printed without their accents (`A lire aussi`)."""
    first = unicodedata2.normalize("NFD", phrase[0])[0]
    number = rf"(?:\d+|{'|'.join(entries('one'))})" if "{n}" in phrase else ""
    parts = ("".join(_VARIANTS.get(letter, regex.escape(letter)) for letter in part) for part in phrase.split("{n}"))
    whole = number.join(parts)
    return whole if first == phrase[0] else f"[{first}{phrase[0]}]{whole[len(phrase[0]) :]}"


@cache
def locales() -> tuple[Locale, ...]:
    """CLDR locales of the languages that have a noise lexicon."""
    return tuple(Locale(language) for language in languages("noise") if language != "und")
