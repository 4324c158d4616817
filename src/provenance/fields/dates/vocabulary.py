"""All words that matter for dates in one language, and one character (a *tag*) for every set of roles a word can play.

A text becomes a string of tags, one a token; the grammar is a regular expression over tags, so that it is the same for every
language and a word that matters to nobody costs one look-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from provenance.errors import ConfigError
from provenance.fields.dates import cldr
from provenance.fields.dates.numbers import Senses, common
from provenance.fields.dates.roles import PLAIN, VALUED
from provenance.fields.dates.tokens import key_tokens
from provenance.lexicons import lexicon

#: The tag of a token that is not in the vocabulary.
OTHER = "·"
_FIRST_TAG = 0xE000  # private use area: no tag means anything to a regular expression

#: The lexicon that holds for every language: zone names (BCP 47 `und`, undetermined).
UNDETERMINED = "und"

#: Phrases by their tokens, one level a token; a branch that holds `PHRASE_END` ends a phrase.
PhraseTree = dict[str, "PhraseTree"]
PHRASE_END = ""

#: Pages name languages at will; more than these are not kept in memory.
LANGUAGES_KEPT = 64


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: one a language, a key of caches
class Vocabulary:
    """`tags` and `senses` by token; `phrases` of several tokens; `classes` the tags of each role.

    `month_first` says whether `May 5` is written at all; `numbers_month_first` how `5/6/2017` is read, None where that is open.
    """

    tags: Mapping[str, str]
    senses: Mapping[str, Senses]
    phrases: PhraseTree
    classes: Mapping[str, str]
    month_first: bool
    numbers_month_first: bool | None


@lru_cache(maxsize=LANGUAGES_KEPT)
def vocabulary(language: str | None) -> Vocabulary:
    """The vocabulary of a BCP 47 tag. A language without lexicon has CLDR's names only, an unknown one digits and zones only.

    Raises ConfigError for a lexicon with an unknown role or a value of the wrong type.
    """
    place = cldr.locale(language) if language and language != UNDETERMINED else None
    return _vocabulary(UNDETERMINED if place is None else str(place))


@lru_cache(maxsize=LANGUAGES_KEPT)
def _vocabulary(language: str) -> Vocabulary:
    words: dict[str, Senses] = {}
    place = cldr.locale(language) if language != UNDETERMINED else None
    if place is None:
        _add_lexicon(words, UNDETERMINED)
        return _tagged(words, False, None)
    book = lexicon("dates", place.language)
    places = [each for each in map(cldr.locale, book.get("locales", [language])) if each is not None]
    for each in places:
        _add_names(words, each, frozenset(book.get("unsure_months", ())))
    _add_counted(words, place, bool(book.get("ahead_is_also_within")))
    for name in (UNDETERMINED, place.language):
        _add_lexicon(words, name)
    _add_compounds(words, book.get("compounds", {}))
    open_order = book.get("regions_disagree") and place.territory is None
    return _tagged(words, any(map(cldr.month_first, places)), None if open_order else cldr.month_first(place))


def _variants(word: str) -> Iterable[str]:
    """As it stands, capitalised and in capitals. A name that CLDR capitalises is not that name in small letters (May, may)."""
    return {word, word[:1].upper() + word[1:], word.upper()}


def _add(words: dict[str, Senses], word: str, role: str, value: int | str | None) -> None:
    for form in _variants("".join(key_tokens(word))):
        words.setdefault(form, {}).setdefault(role, value)


def _add_names(words: dict[str, Senses], place: Locale, unsure: frozenset[str]) -> None:
    for name, role, value in cldr.names(place):
        if role != "month" or name not in unsure:
            _add(words, name, role, value)
            continue
        # Where months have small letters a capital makes it even less a month (la surface de Mars).
        _add(words, name, "month_abbr", value)
        words[name] = {**words[name], "month_unsure": value}


def _add_counted(words: dict[str, Senses], place: Locale, ahead_is_also_within: bool) -> None:
    for word, role, value in cldr.counted(place):
        if not (ahead_is_also_within and role == "ahead_before"):
            _add(words, word, role, value)
    for word, number in cldr.count_words(place):
        _add(words, word, "count", number)


def _add_lexicon(words: dict[str, Senses], name: str) -> None:
    book = lexicon("dates", name)
    where = f"data/registry/lexicons/dates/{name}.toml"
    for role, members in book.get("roles", {}).items():
        if role not in PLAIN:
            raise ConfigError(f"{where}: no role {role!r} under [roles]; use one of {', '.join(PLAIN)}")
        for word in members:
            _add(words, word, role, None)
    for role, table in book.get("values", {}).items():
        if role not in VALUED:
            raise ConfigError(f"{where}: no role {role!r} under [values]; use one of {', '.join(VALUED)}")
        for word, value in table.items():
            if not isinstance(value, VALUED[role]):
                raise ConfigError(f"{where}: {role} {word!r} is {value!r}; write a value of type {VALUED[role].__name__}")
            _add(words, word, role, value)


def _add_compounds(words: dict[str, Senses], parts: Mapping[str, str]) -> None:
    """Weekday and part of the day written as one word (Freitagabend)."""
    days = [(word, senses["weekday"]) for word, senses in words.items() if "weekday" in senses and not word.isupper()]
    for day, number in days:
        for part, name in parts.items():
            _add(words, day + part, "weekday_part", f"{number} {name}")


def _tagged(words: dict[str, Senses], month_first: bool, numbers_month_first: bool | None) -> Vocabulary:
    phrases: PhraseTree = {}
    for word in words:
        tokens = key_tokens(word)
        if len(tokens) > 1:
            branch = phrases
            for token in (*tokens, PHRASE_END):
                branch = branch.setdefault(token, {})
    senses = {**common(), **words}
    for word in words.keys() & common().keys():
        senses[word] = {**common()[word], **words[word]}
    sets = sorted({tuple(sorted(roles)) for roles in senses.values()})
    tag_of = {roles: chr(_FIRST_TAG + number) for number, roles in enumerate(sets)}
    classes = {role: "".join(tag for roles, tag in tag_of.items() if role in roles) for role in (*VALUED, *PLAIN)}
    return Vocabulary(
        tags={word: tag_of[tuple(sorted(roles))] for word, roles in senses.items()},
        senses=senses,
        phrases=phrases,
        classes=classes,
        month_first=month_first,
        numbers_month_first=numbers_month_first,
    )
