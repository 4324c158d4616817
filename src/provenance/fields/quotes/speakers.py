"""Who says it: the words of saying that stand directly before, behind or within a quote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import regex

from provenance.lexicons import lexicon

_NEVER = regex.compile(r"(?!)(?P<speaker>)")
_SPACE = r"[ \u00a0\u202f]"
_REACH = 240


@dataclass(frozen=True, slots=True)
class Sayings:
    """The patterns of a language, each with a group `speaker`: behind a quote (the last one by "according to"), before it
    (matched backwards from its mark), and within it.

    `naming` matches a naming word that stands directly before a quote; it and `sentence_end` run backwards.
    """

    behind: tuple[regex.Pattern[str], ...]
    before: tuple[regex.Pattern[str], ...]
    within: tuple[regex.Pattern[str], ...]
    naming: regex.Pattern[str]
    sentence_end: regex.Pattern[str]
    nouns_capitalised: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A speaker, and whether a verb of saying stands behind or within the quote, as it does with direct speech."""

    speaker: str
    spoken: bool


@cache
def sayings(language: str) -> Sayings:
    """Compile the lexicon of a language (`fr`); without one nothing matches."""
    entries = lexicon("quotes", language)
    if not entries:
        return Sayings((), (), (), _NEVER, _NEVER, False)
    short = rf"(?:{_either(entries.get('abbreviations', ()))}|\p{{Lu}})"
    abbreviation, no_abbreviation = rf"{short}\.", rf"(?<!(?<!\p{{L}}){short})"
    stop = rf"(?!(?:{_either(entries['stops'])})(?![\p{{L}}\p{{M}}]))"
    word = rf"{stop}(?:{abbreviation}|\p{{L}}[\p{{L}}\p{{M}}\p{{N}}&’'-]*(?:\.(?=\p{{L}})[\p{{L}}\p{{N}}]+)*)"
    pronoun = rf"(?!(?i:{_either(entries.get('pronouns', ()))})(?![\p{{L}}\p{{M}}]))"
    speaker = rf"(?P<speaker>{pronoun}{word}(?:{_SPACE}{word}){{0,7}}?)"
    end_of_speaker = (
        rf"(?={_SPACE}*(?:[,.;:!?…()\[\]«»“”\"—–،؛\n]|$|{_SPACE}(?:{_either(entries['stops'])})(?![\p{{L}}\p{{M}}])))"
    )
    helper = rf"(?:(?i:{_either(entries['auxiliaries'])}){_SPACE})?" if entries.get("auxiliaries") else ""
    adverb = rf"(?:{_SPACE}(?i:{_either(entries['adverbs'])})){{0,2}}" if entries.get("adverbs") else ""
    verb = rf"{helper}(?i:{_either(entries['verbs'])})(?![\p{{L}}\p{{M}}])"
    according = rf"(?i:{_either(entries['according'])})"
    glued = "" if entries.get("according_glued", False) else rf"(?<=['’]|{_SPACE})"
    gap = rf"[,،]?{_SPACE}*[—–-]?{_SPACE}*"
    complement = rf"(?:{_SPACE}?(?i:{_either(entries['complements'])})(?<=['’]|(?![\p{{L}}\p{{M}}])))?"
    inverted = rf"{verb}{adverb}{_SPACE}{speaker}{end_of_speaker}"
    per = rf"{according}{_SPACE}?{glued}{speaker}{end_of_speaker}"
    behind = [rf"{gap}{inverted}", rf"{gap}{per}"]
    if entries.get("subject_before_verb_behind", False):
        behind.insert(0, rf"{gap}{speaker}{adverb}{_SPACE}{verb}")
    before = [
        rf"(?r)(?:^|[,;:(—–،»”]){_SPACE}*{speaker}{adverb}{_SPACE}{verb}{adverb}{complement}{_SPACE}*[,:،]?{_SPACE}*",
        rf"(?r)(?:^|[;:(—–,،]){_SPACE}*{per}{_SPACE}*[,:،]{_SPACE}*",
    ]
    if entries.get("verb_first", False):
        before.append(
            rf"(?r)(?:^|[,;:،]){_SPACE}*{verb}{_SPACE}{speaker}{end_of_speaker}(?:{_SPACE}[^\s,;:،]+){{0,4}}?{_SPACE}*[:،]?{_SPACE}*"
        )
    within = [rf",{_SPACE}{verb}{adverb}{_SPACE}{speaker}(?=[,.])"] if entries.get("within", False) else []
    return Sayings(
        tuple(map(regex.compile, behind)),
        tuple(map(regex.compile, before)),
        tuple(map(regex.compile, within)),
        regex.compile(rf"(?ri)(?<![\p{{L}}])(?:{_either(entries['naming'])}){_SPACE}*[:,]?{_SPACE}*"),
        regex.compile(rf"(?r)(?:{no_abbreviation}[.!?…][»”\"’)]*\s+(?=[\p{{Lu}}«“\"„])|\n)"),
        bool(entries.get("nouns_capitalised", False)),
    )


def find_speaker(text: str, start: int, end: int, inner: tuple[int, int], data: Sayings) -> Said | None:
    """The speaker of the quote at `start` to `end`, from its own sentence; verbatim."""
    for pattern in data.behind:
        if found := pattern.match(text, end, min(len(text), end + _REACH)):
            return Said(str(found["speaker"]), pattern is not data.behind[-1])
    floor = max(0, start - _REACH)
    if data.before and start > floor:
        boundary = data.sentence_end.search(text, floor, start)
        prefix = text[boundary.end() if boundary else floor : start]
        for pattern in data.before:
            if found := pattern.match(prefix):
                return Said(str(found["speaker"]), False)
    for pattern in data.within:
        if found := pattern.search(text, *inner):
            return Said(str(found["speaker"]), True)
    return None


def _either(phrases: Iterable[str]) -> str:
    return (
        "|".join(regex.escape(phrase, special_only=True) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
        or r"(?!)"
    )
