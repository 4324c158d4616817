"""News agencies that an article names: as the source of its copy (`credit`), in a byline, or in what it tells (`mention`).

A mention is not a credit. In running text only the shapes that agencies and desks use credit an agency:

    (Reuters)    [dpa]    AFP, Reuters        a line that holds nothing but agencies
    ats/ther/kkub    (dpa/lno)    red/dpa     an agency with desks or initials of staff
    Source: AFP    avec AFP et Reuters        a source word, then nothing but agencies
    With files from Eva Stone and Reuters     a source phrase of several words that opens a line without a full stop
    PARIS, May 6 (AP) — …    (ats) - …        a dateline
    … he said. (dpa/AFP)                      after the last sentence of a paragraph
    © 2031 AFP    © dpa, all rights reserved  a copyright line

"© AFP" alone, or after a sentence, is how the agency signs a photograph. Captions credit photographs and comments are not the
outlet's, so neither is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import regex

from provenance.alternation import calling
from provenance.extraction.draft import TEXT_KINDS, BlockKind
from provenance.fields.outlets import alternatives
from provenance.fields.registry import Agency, Registry
from provenance.normalize.passage import Passage

_CREDIT_KINDS: frozenset[BlockKind] = frozenset({"credit", "publication", "dateline"})
# What stands beside the text may credit an agency in one of the shapes; its name there is no mention.
_SHAPES_ONLY: frozenset[BlockKind] = frozenset({"boilerplate"})
_READ_KINDS: frozenset[BlockKind] = TEXT_KINDS | _CREDIT_KINDS | _SHAPES_ONLY | {"byline", "title"}

# In Arabic the conjunctions and prepositions و ف ب ل ك are written on to the word that follows.
_PARTICLES = "وفبلك"
_WORD_START = rf"(?:(?<!\w)|(?<=(?<!\w)[{_PARTICLES}]{{1,2}})(?=\p{{Arabic}}))"
_WORD = regex.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class FoundAgency:
    """An agency, its role (`credit`, `byline` or `mention`), and the span of its name in the string of a passage."""

    passage: int
    start: int
    end: int
    id: str
    name: str
    role: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of one registry; each captures agencies in the group `agency`. One of the words `first` begins every agency."""

    first: frozenset[str]
    shapes: tuple[tuple[str, regex.Pattern[str]], ...]
    segment: regex.Pattern[str]
    source: regex.Pattern[str]
    name: regex.Pattern[str]
    noun: regex.Pattern[str]
    by_spelling: dict[str, Agency]


def find_agencies(passages: Sequence[Passage], registry: Registry) -> tuple[FoundAgency, ...]:
    """The agencies that an article names, in order of the text: of each the first credit or byline, and the first mention."""
    patterns = _patterns(registry)
    first: dict[tuple[str, bool], FoundAgency] = {}
    for index, passage in enumerate(passages):
        if passage.kind not in _READ_KINDS or passage.zone in ("comment", "caption"):
            continue
        if patterns.first.isdisjoint(_WORD.findall(passage.string)):
            continue
        taken: set[int] = set()
        found: list[FoundAgency] = []
        for role, rule, start, end in _spans(passage, patterns):
            agency = patterns.by_spelling[" ".join(passage.string[start:end].split())]
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                found.append(FoundAgency(index, start, end, agency.id, agency.name, role, rule))
        for each in sorted(found, key=lambda each: each.start):
            first.setdefault((each.id, each.role == "mention"), each)
    return tuple(sorted(first.values(), key=lambda each: (each.passage, each.start)))


def _spans(passage: Passage, patterns: _Patterns) -> Iterator[tuple[str, str, int, int]]:
    """Role, rule and span of every agency, the surest readings first."""
    string = passage.string
    if passage.kind not in ("title", "subhead"):
        for rule, pattern in patterns.shapes:
            for shape in pattern.finditer(string):
                yield from (("credit", f"agency:{rule}", *span) for span in shape.spans("agency"))
    if passage.kind in _CREDIT_KINDS or passage.kind == "byline":
        role = "byline" if passage.kind == "byline" else "credit"
        for shape in patterns.source.finditer(string):
            yield from (("credit", "agency:source", *span) for span in shape.spans("agency"))
        for pattern in (patterns.segment, patterns.name):
            for shape in pattern.finditer(string):
                yield from ((role, f"agency:{passage.kind}", *span) for span in shape.spans("agency"))
        return
    if passage.kind in _SHAPES_ONLY:
        return
    for pattern in (patterns.noun, patterns.name):
        for shape in pattern.finditer(string):
            yield from (("mention", "agency:text", *span) for span in shape.spans("agency"))


@cache
def _patterns(registry: Registry) -> _Patterns:
    agencies, wordings = registry.agencies, registry.wordings
    names = {name: agency for agency in agencies for name in (agency.name, *agency.aliases)}
    by_spelling = names | {code: agency for agency in agencies for code in agency.codes}
    defined = {
        "spelling": rf"(?:{alternatives(by_spelling)})(?!\w)",
        "known_name": rf"(?:{alternatives(names)})(?!\w)",
        "source": rf"(?i:{_words(wording.sources for wording in wordings)})(?:(?<=['’])|(?!\w))\s*:?\s*",
        "joins": rf"(?i:{_words(wording.joins for wording in wordings)})",
    }
    any_agency = rf"{_WORD_START}(?P<agency>(?&spelling))"
    # Agencies in a list; after a slash also desks and initials of staff, which are short and lower case.
    between = r"(?:\s*[/,،;&+·|]\s*|\s+(?&joins)\s+|\s+(?=و))"
    initials = r"(?!(?&spelling))\p{Ll}{1,6}(?!\w)"
    listed = rf"(?:{initials}\s*/\s*)?{any_agency}(?:\s*/\s*{initials})*(?:{between}{any_agency}(?:\s*/\s*{initials})*)*"
    credit = rf"(?:(?&source))?{listed}"
    # Capital letters alone on a line may be anything, a heading or a button: those that mean only an agency count.
    bare = rf"(?:(?={_WORD_START}(?&known_name))|(?!\p{{Lu}}+\s*+\.?\s*+\Z)){credit}"
    phrases = tuple(word for wording in wordings for word in wording.sources if " " in word)
    contributed = rf"(?i:{alternatives(phrases)})(?!\w)"
    mark = r"(?:©|\(c\)|[Cc]opyright)"
    shapes = (
        ("line", rf"\A\s*+(?:[(\[]\s*+{credit}\s*+[)\]]|{bare})\s*+\.?\s*+\Z"),
        ("contribution", rf"\A\s*+[(\[]?\s*+{contributed}(?:[^.!?\n]{{0,80}}?{any_agency})+[^.!?\n]{{0,80}}[.)\]]*+\s*+\Z"),
        ("dateline", rf"\A\s*+[^()\[\]\n]{{0,60}}?[(\[]\s*+{listed}\s*+[)\]]\s*+\.?\s*+[-–—―]"),
        ("signature", rf"[.!?…»”\"“'’؟。]\s*+[(\[]\s*+{credit}\s*+[)\]]\s*+\Z"),
        ("copyright", rf"\A\s*+{mark}\s*+(?:[12][0-9]{{3}}\s*+{listed}|{listed}(?=\s*+[,.;:]?\s*+[\p{{L}}\p{{N}}]))"),
    )
    by = rf"(?i:(?<!\w){_words(wording.bylines for wording in wordings)}\s)"
    edge = rf"(?:[/,،;&+·|()\[\]—–]|\s-\s|(?<!\w){defined['joins']}(?!\w)|{by})"
    nouns = rf"(?i:{_words(wording.nouns for wording in wordings)})"
    return _Patterns(
        first=frozenset(_first_words(by_spelling)),
        shapes=tuple((rule, regex.compile(calling(pattern, defined))) for rule, pattern in shapes),
        segment=regex.compile(calling(rf"(?:\A|(?<={edge}))\s*{any_agency}(?=\s*(?:\Z|{edge}))", defined)),
        source=regex.compile(calling(rf"(?<!\w)(?&source){listed}", defined)),
        name=regex.compile(calling(rf"{_WORD_START}(?P<agency>(?&known_name))", defined)),
        noun=regex.compile(calling(rf"(?<!\w){nouns}\s+[(«\"“„]?{any_agency}", defined)),
        by_spelling={" ".join(spelling.split()): agency for spelling, agency in by_spelling.items()},
    )


def _first_words(spellings: Iterable[str]) -> Iterator[str]:
    """The words that a text with one of the spellings has where it begins: its first, also with particles written on."""
    for word in {_WORD.findall(spelling)[0] for spelling in spellings}:
        for particles in ("", *_PARTICLES, *map("".join, product(_PARTICLES, repeat=2))):
            yield particles + word


def _words(lists: Iterable[tuple[str, ...]]) -> str:
    return f"(?:{alternatives(word for words in lists for word in words)})"
