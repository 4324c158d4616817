"""What figures need to know of a language, compiled once a process from CLDR and the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import Any

import regex
from babel import Locale, UnknownLocaleError

from provenance.fields.figures.exclusions import Exclusions, exclusion_pattern
from provenance.fields.figures.numerals import Separators, numeral_pattern
from provenance.fields.figures.units import Units, compile_units
from provenance.fields.figures.words import NumberWords, fold, number_words
from provenance.lexicons import lexicon

_NEVER = regex.compile(r"(?!)()")
_WORD_LISTS = ("function_words", "definite", "labels", "results", "year_before", "share_strict", "links")
_GAP = r"[ \u00a0\u202f]"


@dataclass(frozen=True, slots=True)
class FigureLanguage:
    """The compiled data of a language.

    `few`, `half_before`, `openers` and `qualifier_before` are matched backwards from where the number begins. `joiners`
    says of the words between the numbers of a range whether they need an opener; `beginnings` are the words that may begin
    a number.
    """

    separators: Separators
    numeral: regex.Pattern[str]
    excluded: Exclusions
    words: NumberWords
    beginnings: frozenset[str]
    units: Units
    after_digits: regex.Pattern[str]
    scale_signs: Mapping[str, Decimal]
    money_signs: Mapping[str, Decimal]
    vague: Mapping[str, tuple[Decimal, Decimal]]
    few: regex.Pattern[str]
    fractions: Mapping[str, int]
    half_before: regex.Pattern[str]
    half_behind: regex.Pattern[str]
    quarter_behind: regex.Pattern[str]
    of: regex.Pattern[str]
    articles: frozenset[str]
    article_before: regex.Pattern[str]
    range_articles: frozenset[str]
    openers: Mapping[str, regex.Pattern[str]]
    joiners: Mapping[str, bool]
    qualifiers_before: Mapping[str, str]
    qualifier_before: regex.Pattern[str]
    qualifiers_after: Mapping[str, str]
    qualifier_after: regex.Pattern[str]
    function_words: frozenset[str]
    definite: frozenset[str]
    labels: frozenset[str]
    results: frozenset[str]
    nouns_capitalised: bool
    counted_modifier: regex.Pattern[str]
    counted_head: regex.Pattern[str]
    counted_needs_head: bool
    years_behind: bool
    short_ranges: bool
    year_before: frozenset[str]
    place_before: regex.Pattern[str]
    weekday: regex.Pattern[str]
    wholes: Mapping[str, tuple[Decimal, Decimal]]
    whole_article: regex.Pattern[str]
    of_whole: regex.Pattern[str]
    half_of_unit: regex.Pattern[str]
    part_before: regex.Pattern[str]
    share: regex.Pattern[str]
    share_strict: frozenset[str]
    links: frozenset[str]
    minus: regex.Pattern[str]
    minus_behind: regex.Pattern[str]
    duration_before: regex.Pattern[str]


@cache
def figure_language(tag: str | None) -> FigureLanguage:
    """The compiled data of a BCP 47 tag; without a lexicon or CLDR data only digits, percent and signs are read."""
    locale = _locale(tag)
    language = locale.language if locale is not None else ""
    entries = lexicon("figures", language) if language else {}
    folded = {name: frozenset(map(fold, entries.get(name, ()))) for name in _WORD_LISTS}
    separators = _separators(locale, bool(entries.get("group_spaces", False)), entries)
    words = number_words(language, entries)
    vague = {fold(word): (Decimal(low), Decimal(high)) for word, (low, high) in entries.get("vague", {}).items()}
    variants = [Locale.parse(each) for each in entries.get("cldr_variants", ())]
    wholes = {fold(word): tuple(map(Decimal, ratio.split("/"))) for word, ratio in entries.get("wholes", {}).items()}
    places, shares = _either(entries.get("place_before", ())), _either(entries.get("shares", ()))
    units = compile_units(locale, variants, entries, folded["function_words"])
    signs = {sign: Decimal(10**power) for sign, power in entries.get("scale_signs", {}).items()}
    money = {sign: Decimal(10**power) for sign, power in entries.get("money_scale_signs", {}).items()}
    before, after = entries.get("qualifiers_before", {}), entries.get("qualifiers_after", {})
    return FigureLanguage(
        separators=separators,
        numeral=numeral_pattern(separators),
        excluded=exclusion_pattern(locale, tuple(entries.get("exclude", ())), tuple(entries.get("ordinal_suffixes", ()))),
        words=words,
        beginnings=frozenset({*words.starts, *words.scales, *vague, *units.duals, *words.aliases, *wholes}),
        units=units,
        after_digits=regex.compile(rf"{_GAP}?({_either(signs | money)})(?![\p{{L}}\p{{N}}])") if signs | money else _NEVER,
        scale_signs=signs,
        money_signs=money,
        vague=vague,
        few=_backwards(entries.get("few", ())),
        fractions={fold(word): int(parts) for word, parts in entries.get("fractions", {}).items()},
        half_before=_backwards(entries.get("half_before", ())),
        half_behind=_forwards(entries.get("half_behind", ())),
        quarter_behind=_forwards(entries.get("quarter_behind", ())),
        of=regex.compile(rf"{_GAP}(?:{'|'.join(entries['of'])})") if "of" in entries else _NEVER,
        article_before=_backwards(entries.get("range_articles", ())),
        range_articles=frozenset(map(fold, entries.get("range_articles", ()))),
        articles=frozenset(map(fold, entries.get("whole_articles", ()))),
        openers={fold(each["join"]): _backwards([each["open"]]) for each in entries.get("ranges", ()) if "open" in each},
        joiners={fold(each["join"]): not each.get("alone", False) for each in entries.get("ranges", ())},
        qualifiers_before=_phrases(before),
        qualifier_before=_backwards(chain.from_iterable(before.values())),
        qualifiers_after=_phrases(after),
        qualifier_after=_forwards(chain.from_iterable(after.values())),
        nouns_capitalised=bool(entries.get("nouns_capitalised", False)),
        counted_modifier=regex.compile(entries.get("counted_modifier", "(?!)")),
        counted_head=regex.compile(entries.get("counted_head", ".+")),
        counted_needs_head=bool(entries.get("counted_needs_head", False)),
        years_behind=bool(entries.get("years_behind", False)),
        short_ranges=bool(entries.get("short_ranges", False)),
        place_before=regex.compile(rf"(?r)(?<!\p{{L}})(?i:{places})(?:{_GAP}\p{{Lu}}[\p{{L}}\p{{M}}'’-]*)+")
        if places
        else _NEVER,
        weekday=regex.compile(rf"(?i:{_either(locale.days['format']['wide'].values())})") if locale is not None else _NEVER,
        wholes={word: (ratio[0], ratio[1]) for word, ratio in wholes.items()},
        whole_article=_backwards(entries.get("whole_articles", ())),
        of_whole=regex.compile(rf"{_GAP}(?:{'|'.join(entries['of_whole'])})") if "of_whole" in entries else _NEVER,
        half_of_unit=regex.compile("|".join(entries.get("half_of_unit", ["(?!)"]))),
        part_before=_backwards(entries.get("part_before", ())),
        share=regex.compile(rf"{_GAP}(?:(\p{{L}}+(?:{_GAP}\p{{L}}+){{0,2}}?){_GAP})?(?i:({shares})){_GAP}") if shares else _NEVER,
        minus=_backwards(entries.get("minus", ())),
        minus_behind=_forwards(entries.get("minus_behind", ())),
        duration_before=_backwards(entries.get("duration_before", ())),
        **folded,
    )


def _locale(tag: str | None) -> Locale | None:
    if not tag:
        return None
    for each in (tag, tag.split("-")[0]):
        try:
            return Locale.parse(each, sep="-" if "-" in each else "_")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _separators(locale: Locale | None, group_spaces: bool, entries: Mapping[str, Any]) -> Separators:
    """The separators of European and Arabic digits; `group_spaces` says that prose groups by plain spaces besides."""
    systems = locale.number_symbols if locale is not None else {}
    read = {
        name: frozenset(systems[system][name] for system in ("latn", "arab") if system in systems and systems[system].get(name))
        for name in ("group", "decimal")
    }
    also = (frozenset(entries.get(name, ())) for name in ("group_also", "decimal_also"))
    return Separators(read["group"] | ({" "} if group_spaces else frozenset()), read["decimal"], *also)


def _phrases(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {fold(phrase): qualifier for qualifier, phrases in table.items() for phrase in phrases}


def _either(phrases: Iterable[str]) -> str:
    return "|".join(
        regex.escape(phrase, special_only=True) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    )


def _backwards(phrases: Iterable[str]) -> regex.Pattern[str]:
    """Matches a phrase that ends, but for a space or an apostrophe, where the match is begun."""
    spelled = _either(phrases)
    return regex.compile(rf"(?ri)(?<![\p{{L}}\p{{M}}])({spelled}){_GAP}?") if spelled else _NEVER


def _forwards(phrases: Iterable[str]) -> regex.Pattern[str]:
    """Matches a phrase behind a space, and a comma before it."""
    spelled = _either(phrases)
    return regex.compile(rf"(?i),?{_GAP}({spelled})(?!\p{{L}})") if spelled else _NEVER
