"""Who says it: the words of saying that stand directly before, behind or within a quote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import regex

from provenance.alternation import Unit, alternation, letter
from provenance.lexicons import lexicon

_NEVER = regex.compile(r"(?!)(?P<speaker>)")
_SPACE = r"[ \u00a0\u202f]"
_REACH = 240
# `The minister Jane Roe asks for patience: “…”`: who the sentence begins with says what stands behind its colon.
_PROPER = r"\p{Lu}(?:[\p{L}\p{M}'’-]+|\.(?= \p{Lu}))(?: (?:\p{Ll}{1,4} ){0,2}\p{Lu}[\p{L}\p{M}'’-]+){1,3}"
_NAME_AND_COLON = (
    rf"(?r)^(?P<speaker>(?:[\p{{L}}\p{{M}}’'-]+ ){{0,3}}{_PROPER})(?: \([^()]{{1,60}}\))?(?:, [^,:«»“”\"]{{1,80}},?)?"
    rf"(?: \p{{Ll}}[^:«»“”„\".!?]{{0,80}})?{_SPACE}?:{_SPACE}*"
)
# The name behind what somebody is: `the chief executive, Tom Haver,`.
_NAMED_BEHIND = regex.compile(
    rf", (?:\p{{Ll}}\p{{L}}+ )?(?:{_PROPER})(?=\s?[,.;:!?»”\"(]|\s?$)|، (?:\p{{Arabic}}+ ){{1,4}}?\p{{Arabic}}+(?=[،.:]|$)"
)
_IS_NAMED = regex.compile(rf"(?:\p{{L}}+ )?{_PROPER}")
_ARABIC_LETTERS = frozenset(map(chr, range(0x621, 0x64B)))
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_LONE = regex.compile(r"\p{Ll}[\p{Ll}\p{M}-]*")


@dataclass(frozen=True, slots=True)
class Sayings:
    """The patterns of a language, each with a group `speaker`: behind a quote (the last one by "according to"), before it
    (matched backwards from its mark, the last one by a colon), and within it.

    `telling` are the first words of those of saying, one of which stands before a quote wherever a pattern but the last matches;
    None where they may be written together with a name. `naming` matches a naming word that stands directly before a quote; it
    and `sentence_end` run backwards.
    """

    behind: tuple[regex.Pattern[str], ...]
    before: tuple[regex.Pattern[str], ...]
    within: tuple[regex.Pattern[str], ...]
    telling: frozenset[str] | None
    naming: regex.Pattern[str]
    sentence_end: regex.Pattern[str]
    nouns_capitalised: bool
    articles: bool


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
        return Sayings((), (), (), None, _NEVER, _NEVER, False, False)
    short = rf"(?:{_either(entries.get('abbreviations', ()))}|\p{{Lu}})"
    abbreviation, no_abbreviation = rf"{short}\.", rf"(?<!(?<!\p{{L}}){short})"
    stop = rf"(?!(?i:{_either(entries['stops'])})(?![\p{{L}}\p{{M}}]))"
    dotted = rf"{abbreviation}|(?:\p{{Lu}}\.){{2,4}}"
    word = rf"{stop}(?:{dotted}|(?:\d{{1,3}}-)?\p{{L}}[\p{{L}}\p{{M}}\p{{N}}&’'-]*(?:\.(?=\p{{L}})[\p{{L}}\p{{N}}]+)*)"
    pronoun = rf"(?!(?i:{_either(entries.get('pronouns', ()))})(?![\p{{L}}\p{{M}}]))"
    speaker = rf"(?P<speaker>{pronoun}{word}(?:{_SPACE}{word}){{0,7}}?)"
    # behind a quote no sentence begins: there `En` of `En Marche` is part of a name, `en` is not
    named = word.replace(stop, rf"(?!(?:{_either(entries['stops'])})(?![\p{{L}}\p{{M}}]))")
    behind_speaker = rf"(?P<speaker>{pronoun}{named}(?:{_SPACE}{named}){{0,7}}?)"
    end_of_speaker = (
        rf"(?={_SPACE}*(?:[,.;:!?…()\[\]«»“”\"—–،؛\n]|$|{_SPACE}(?:{_either(entries['stops'])})(?![\p{{L}}\p{{M}}])))"
    )
    manner = entries.get("adverb_form", "(?!)")
    helper = rf"(?:(?i:{_either(entries['auxiliaries'])}){_SPACE}(?:{manner}{_SPACE})?)?" if entries.get("auxiliaries") else ""
    adverb = rf"(?:{_SPACE}(?:(?i:{_either(entries.get('adverbs', ()))})(?!\p{{L}})|{manner})){{0,2}}"
    verb = rf"{helper}(?i:{_either(entries['verbs'])})(?![\p{{L}}\p{{M}}])"
    according = rf"(?i:{_either(entries['according'])})"
    glued = "" if entries.get("according_glued", False) else rf"(?<=['’]|{_SPACE})"
    gap = rf"[,،]?{_SPACE}*[—–-]?{_SPACE}*"
    # "« Monde » évoque un complot" has a subject and an object: before words of saying a clause ends
    turn = rf"(?:[,،]{_SPACE}*[—–-]?|{_SPACE}*[—–-]|(?<=[,.!?…،؟]{_SPACE}?[»”\"’'“‘]{{0,2}})){_SPACE}*"
    complement = rf"(?:{_SPACE}?(?i:{_either(entries['complements'])})(?<=['’]|(?![\p{{L}}\p{{M}}])))?"
    addressed = rf"(?:{_SPACE}(?i:{entries['addressed']}))?" if "addressed" in entries else ""
    apposition = rf"(?:{_SPACE}\([^()]{{1,60}}\))?(?:,{_SPACE}[^,;:.«»“”\"]{{1,80}},)?"
    telling = rf"{helper}(?i:{_either([*entries['verbs'], *entries.get('verbs_reported', ())])})(?![\p{{L}}\p{{M}}])"
    # "X said it had been a “massive” leak": a clause of its own between, without another verb of saying
    verbs = alternation(map(_steps, [*entries["verbs"], *entries.get("verbs_reported", ())]))
    told = rf"(?:{_SPACE}|,{_SPACE})(?:(?!(?<!\p{{L}}){helper}(?i:{verbs})(?![\p{{L}}\p{{M}}]))[^«»“”„\".;:!?()\n—–]){{1,120}}?"
    clause = rf"{told}(?<=[ \u00a0\u202f'’])"
    inverted = rf"{verb}{adverb}{addressed}{adverb}{_SPACE}{behind_speaker}{end_of_speaker}"
    per = rf"{according}{_SPACE}?{glued}{speaker}{end_of_speaker}"
    behind = [rf"{turn}{inverted}", rf"{gap}{per}"]
    if "as" in entries:  # "…“, wie die Landrätin einräumte"
        behind.insert(0, rf"{turn}(?i:{_either(entries['as'])}){_SPACE}{speaker}{adverb}{_SPACE}{verb}")
    if entries.get("subject_before_verb_behind", False):
        behind.insert(0, rf"{turn}{speaker}{apposition}{adverb}{_SPACE}{verb}")
    # a verb of saying may be a noun: "calificó la denuncia de"
    no_noun = rf"(?<!(?<!\p{{L}})(?i:{_either(entries['determiners'])}){_SPACE})" if entries.get("determiners") else ""
    telling, verb = f"{no_noun}{telling}", f"{no_noun}{verb}"
    # a clause begins here, or a quote in which somebody is quoted
    edge = '(?:^|[,;:(—–،»”«“„"‘‚‹])'
    before = [
        rf"(?r){edge}{_SPACE}*{speaker}{apposition}{adverb}{_SPACE}{verb}{adverb}{complement}{_SPACE}*[,:،]?{_SPACE}*",
        rf"(?r){edge}{_SPACE}*{speaker}{apposition}{adverb}{_SPACE}{telling}{adverb}"
        rf"(?:{clause}:?|{told}:|{complement}){_SPACE}*",
        rf"(?r)(?:^|[;:(—–,،]){_SPACE}*{per}{_SPACE}*[,:،]{_SPACE}*",
        rf"(?r)(?:^|[;:(—–,،]|(?<!\p{{L}})\p{{Ll}}{{2,4}}){_SPACE}*{per}{clause}",
    ]
    if entries.get("verb_first", False):
        before.append(rf"(?r){edge}{_SPACE}*{verb}{_SPACE}{speaker}{end_of_speaker}[^«»“”\":.!?؛\n]{{0,120}}?[:،]?{_SPACE}*")
    # "the minister told us:", "Ulf hat mir gesagt:", "en 2027 el presidente prometió:"
    object_ = rf"(?:{_SPACE}\p{{Ll}}{{1,4}}(?:['’]\p{{Ll}}{{1,4}})?){{0,2}}"
    before.append(rf"(?r)(?:{edge}|\d){_SPACE}*{speaker}{apposition}{object_}{_SPACE}{verb}{object_}{_SPACE}?:{_SPACE}*")
    before.append(_NAME_AND_COLON)
    within = [rf",{_SPACE}{verb}{adverb}{_SPACE}{speaker}(?=[,.])"] if entries.get("within", False) else []
    no_naming = rf"(?:{_either(entries.get('no_naming', ()))})"
    said = (*entries["verbs"], *entries.get("verbs_reported", ()), *entries["according"])
    return Sayings(
        tuple(map(regex.compile, behind)),
        tuple(map(regex.compile, before)),
        tuple(map(regex.compile, within)),
        None if entries.get("according_glued", False) else frozenset(map(_first_word, said)),
        regex.compile(rf"(?ri)(?<!\p{{L}}|{no_naming}{_SPACE})(?:{_either(entries['naming'])}){_SPACE}*[:,]?{_SPACE}*"),
        regex.compile(rf"(?r)(?:{no_abbreviation}[.!?…][»”\"’)]*\s+(?=[\p{{Lu}}\p{{Lo}}«“\"„])|\n)"),
        bool(entries.get("nouns_capitalised", False)),
        bool(entries.get("articles", False)),
    )


def spoken_behind(text: str, end: int, data: Sayings) -> Said | None:
    """Who the verb of saying behind the words that end at `end` names."""
    return _first((pattern.match(text, end, end + _REACH) for pattern in data.behind[:-1]), True, data)


def find_speaker(text: str, start: int, end: int, inner: tuple[int, int], data: Sayings) -> Said | None:
    """The speaker of the quote at `start` to `end`, from its own sentence; verbatim."""
    said = spoken_behind(text, end, data)
    if said is None:
        said = _first((pattern.match(text, end, end + _REACH) for pattern in data.behind[-1:]), False, data)
    # what is named is not said: "police said a man known as “the Fox”"
    if said is None and not data.naming.match(text, 0, start):
        sentence = _sentence_before(text, start, data)
        tells = data.telling is None or not data.telling.isdisjoint(_WORD.findall(sentence.casefold()))
        said = _first((pattern.match(sentence) for pattern in data.before[0 if tells else -1 :]), False, data)
    return said or _first((pattern.search(text, *inner) for pattern in data.within), True, data)


def _sentence_before(text: str, start: int, data: Sayings) -> str:
    """What stands before a quote in its sentence; nothing where that began out of reach, so that its subject is not known."""
    floor = max(0, start - _REACH)
    boundary = data.sentence_end.search(text, floor, start)
    if boundary is None and floor > 0:
        return ""
    return text[boundary.end() if boundary else floor : start]


def _first(matches: Iterable[regex.Match[str] | None], spoken: bool, data: Sayings) -> Said | None:
    for found in matches:
        if found is not None:
            speaker = str(found["speaker"])
            # "évoque un", "berichtete darüber": where nouns take articles, one word without a capital is no subject
            if not (data.articles and _LONE.fullmatch(speaker)):
                named = _NAMED_BEHIND.match(found.string, found.end("speaker")) if not _IS_NAMED.fullmatch(speaker) else None
                return Said(speaker + (named.group() if named else ""), spoken)
    return None


def _either(phrases: Iterable[str]) -> str:
    return "|".join(map(_spelled, sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))) or r"(?!)"


def _first_word(phrase: str) -> str:
    word = _WORD.search(phrase.casefold())
    return word.group() if word else phrase


def _spelled(phrase: str) -> str:
    return "".join(step.pattern for step in _steps(phrase))


def _steps(phrase: str) -> tuple[Unit, ...]:
    """The steps of a phrase; of an Arabic one also with its vowels written."""
    return tuple(
        Unit(rf"{each}[\u064b-\u0652]*+", frozenset(each)) if each in _ARABIC_LETTERS else letter(each) for each in phrase
    )
