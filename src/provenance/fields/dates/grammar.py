"""The grammar of dated mentions: regular expressions over tags, with `{role}` for "a token that can play this role".

Three kinds of atoms are found here, days (anything of a day or longer), clock times and parts of the day; `atoms` joins them.
How days and times are written stands in `day_forms` and `clock_forms`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from provenance.fields.dates.clock_forms import BARE_HOURS, CLOCK
from provenance.fields.dates.day_forms import DAYS, PART, S
from provenance.fields.dates.vocabulary import LANGUAGES_KEPT, OTHER, Vocabulary

#: No atom begins or ends inside a word, a decimal number, a version number or a number word (`fifty-five`); but the second clock
#: of a range does behind the dash (`10:00-18:00`, `0400-1900 GMT`).
_BEFORE = (
    "(?<!{number}{dot|comma|slash|colon})"
    f"(?:(?<!{{number}}{{dash}})|(?<={{colon}}{{minute}}{{dash}}|{{hhmm}}{{dash}}|{BARE_HOURS}{{hour}}{{dash}}|"
    f"{{at_hour}}{{space}}{{hour}}{{dash}})|(?={{hour}}{S}{{ampm}}))"
    "(?!(?<={other|number|slash}){number})(?!(?<={other}{dash}){count})"
)
_AFTER = "(?!{dot|comma|colon|slash}{number})(?!(?<={number}){other})"
# Half of the tags of a run; no branch begins with one of them, and to try them all takes its time.
_NEVER_FIRST = "(?!{space|dot|comma|colon|slash|dash|open|close})"

_CLASS = regex.compile(r"\{([a-z0-9_|]+)\}")
_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled for one vocabulary: `atom` with the names of its `groups` in their order, the `core` that a run of tags with atoms
    has, the gaps that joined atoms may leave.

    `hours` and `ranges` are pairs of what stands before and between the times or days of a range, `through` what joins two days
    without a word before them, `beside` what stands between the two days of a night, `pair` between two days in a row;
    `happening` is what follows the words of a day that is told by an event.
    """

    atom: regex.Pattern[str]
    groups: tuple[str, ...]
    core: regex.Pattern[str]
    day_clock: regex.Pattern[str]
    clock_day: regex.Pattern[str]
    part_day: regex.Pattern[str]
    eve: regex.Pattern[str]
    opening: regex.Pattern[str]
    closing: regex.Pattern[str]
    ranges: tuple[tuple[regex.Pattern[str], regex.Pattern[str]], ...]
    hours: tuple[tuple[regex.Pattern[str], regex.Pattern[str]], ...]
    happening: regex.Pattern[str]
    through: regex.Pattern[str]
    beside: regex.Pattern[str]
    pair: regex.Pattern[str]


# What happened, behind `two days before`: words up to a name of an event, or the word behind an article.
_WORD = "{other|event|number}"
_HAPPENING = (
    f"{S}(?:{{event_whose|the}}{S})?(?:{_WORD}{{space}}){{0,3}}{{event}}"
    f"|{S}{{event_whose|the}}{S}{{other}}|(?<={{event_the}}){S}{{other}}"
)

#: A run without one of these holds no date.
_CORE = (
    "{month|month_unsure|weekday|weekday_part|relday|relday_part|part|ago|vague_last|vague_count|clock|colon|slash|zone|"
    "event_day|that_day|weekend|later|hour_from|hour_mark|hour_word|ampm|at_hour|year|unit|month_abbr|ago_before|ago_after|"
    "decade_before|decade_whole|clock_at|minutes_before|minutes_after|unit_phase|this_month|day_word|year_noun|season|season_in|quarter|half_year|"
    "century|century_before|century_after}|{day}{dot|dash}{day}|{year2}{decade_after}"
)


@lru_cache(maxsize=LANGUAGES_KEPT)
def grammar(words: Vocabulary) -> Grammar:
    """The grammar over the tags of a vocabulary."""

    def compiled(pattern: str) -> regex.Pattern[str]:
        return regex.compile(_CLASS.sub(lambda match: _tag_class(words, match[1].split("|")), pattern))

    days = [f"(?P<is_{name}>{pattern})" for name, pattern, first in DAYS if words.month_first or not first]
    day = f"(?P<is_day>{'|'.join(days)}){_AFTER}(?!{{dash}}{{number}})"
    clock = f"(?={{at|minutes_before|clock|hour|hour2|hour_name|count|hhmm}})(?P<is_clock>{CLOCK}){_AFTER}"
    atom = compiled(f"{_NEVER_FIRST}{_BEFORE}(?:{day}|{clock}|(?P<is_part>{PART}))")
    return Grammar(
        atom=atom,
        groups=tuple(sorted(atom.groupindex, key=atom.groupindex.__getitem__)),
        core=compiled(_CORE),
        day_clock=compiled(f"{S}(?:{{comma|dash|iso_t|the|slash|bar}}{S})?"),
        clock_day=compiled(f"{S}{{comma|bar}}?{S}(?:{{on|of|the}}{S})?"),
        part_day=compiled(f"{S}(?:{{on|of|the|between}}{S})*"),
        eve=compiled(f"{S}{{eve}}{S}(?:{{the}}{S})?"),
        opening=compiled(f"{S}{{open}}{S}"),
        closing=compiled(f"{S}{{close}}"),
        happening=compiled(_HAPPENING),
        hours=(
            (compiled(f"{{from|hour_from}}{S}"), compiled(f"{S}{{to|dash|hour_to}}{S}(?:{{the}}{S})?")),
            (compiled(f"{{between}}{S}(?:{{the}}{S})?"), compiled(f"{S}{{and}}{S}(?:{{the}}{S})?")),
            (compiled(f"{{between}}{S}"), compiled(f"{S}(?={{and_written}})")),
        ),
        ranges=(
            (compiled(f"{{from}}{S}"), compiled(f"{S}{{to}}{S}(?:{{the}}{S})?")),
            (compiled(f"{{between}}{S}"), compiled(f"{S}{{and}}{S}")),
            (compiled(f"{{between}}{S}"), compiled(f"{S}(?={{and_written}})")),
        ),
        through=compiled(f"{S}{{through|dash}}{S}(?:{{the}}{S})?"),
        beside=compiled("{space}|{slash}"),
        pair=compiled(f"{S}{{and}}{S}(?:{{the}}{S})?|{S}(?={{and_written}})"),
    )


def _tag_class(words: Vocabulary, roles: list[str]) -> str:
    tags = "".join(OTHER if role == "other" else words.classes[role] for role in roles)
    return f"[{tags}]" if tags else _NEVER
