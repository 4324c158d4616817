"""What is counted: the noun behind a number, with the words that stand before it inside its phrase.

No grammar is parsed. A lexicon says by form which word cannot end the phrase (`counted_modifier`: an English word that is no
plural, a German one without a capital, the adjectives that Romance languages put before their noun) and, where that is known,
what the word that ends it looks like (`counted_head`). The phrase ends with the first such word, at most three words on.
"""

from __future__ import annotations

import regex

from provenance.fields.figures.language import FigureLanguage
from provenance.fields.figures.numerals import DIGIT
from provenance.fields.figures.words import fold

_NAME = r"\p{L}[\p{L}\p{M}]*(?:[-’'‑]\p{L}[\p{L}\p{M}]*)*"
_COUNTED = regex.compile(rf"[ \u00a0\u202f]?(?<=[ \u00a0\u202f'’{DIGIT}])((?:\p{{Lu}}\.){{2,}}|{_NAME})")
_HYPHENATED = regex.compile(r"[-‑](\p{L}[\p{L}\p{M}]*)")
_NEXT = regex.compile(rf"[ \u00a0\u202f]({_NAME})")
_FIRST_PART = regex.compile("[-’']")
_FURTHER = 3


def counted_noun(text: str, end: int, language: FigureLanguage, whole: bool = False) -> tuple[str, int] | None:
    """The phrase behind a number, verbatim, and its end; None where a function word or another number stands there.

    `whole` says that it names what the number is a part of, which may be one thing ("a fifth of the harvest").
    """
    hyphenated = _HYPHENATED.match(text, end)
    match = hyphenated or _COUNTED.match(text, end)
    if match is None or not language.function_words or not _is_noun(match[1], language):
        return None
    start, stop = match.span(1)
    if hyphenated or not language.counted_modifier.fullmatch(match[1]):
        return match[1], stop
    at = stop
    for _ in range(_FURTHER):
        word = _NEXT.match(text, at)
        if word is None or not _is_noun(word[1], language):
            break
        at = word.end(1)
        if language.counted_head.fullmatch(word[1]):
            return text[start:at], at
        if not language.counted_modifier.fullmatch(word[1]):
            break
    needs_head = language.counted_needs_head and (language.nouns_capitalised or not whole)
    return None if needs_head else (match[1], stop)


def _is_noun(word: str, language: FigureLanguage) -> bool:
    whole = fold(word)
    first = fold(_FIRST_PART.split(word, maxsplit=1)[0])
    if whole in language.function_words or first in language.function_words:
        return False
    return first not in language.words.starts and first not in language.words.scales
