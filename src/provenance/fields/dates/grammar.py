"""The grammar of dated mentions: regular expressions over tags, with `{role}` for "a token that can play this role".

Three kinds of atoms are found here, days (anything of a day or longer), clock times and parts of the day; `atoms` joins them.
The first branch that matches wins, so the longer ones stand first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from provenance.fields.dates.vocabulary import LANGUAGES_KEPT, OTHER, Vocabulary

_S = "{space}?"
_ALIAS = f"(?:{_S}{{slash}}{_S}{{month}}|{_S}{{open}}{_S}{{month|month_unsure}}{_S}{{close}})?"
_MONTH = f"(?P<month>{{month}}|{{month_unsure}}|{{month_abbr}}{{dot}}?){_ALIAS}"
_NAMED = f"(?P<month>{{month|month_unsure}}){_ALIAS}"
_YEAR = f"(?P<year>{{year}})(?!{_S}{{zone}})"
_LINK = f"{_S}{{comma}}?{_S}(?:{{of}}{_S})?"
_NUMBER = "(?:{ordinal}|{dot})?"
_THE = f"(?:(?:{{the}}|{{of}}){_S})?"
_WEEKDAY = f"(?:{{on}}{_S})?(?:(?:{{this}}{_S})?(?P<weekday>{{weekday}}|{{weekday_abbr}}{{dot}}?){_S}{{comma}}?{_S}{_THE})?"
_SPAN = "{count}{space}?(?P<unit>{unit|span_unit})"
_TO = f"{_S}(?:{{to}}|{{dash}}){_S}"

_DAY_MONTH = (
    f"(?:(?:{{weekday}}{_S})?(?P<first>{{day}})(?:{_NUMBER}{_TO}(?:{{weekday}}{_S})?|{{dot}}?{{slash}})"
    f"|{{between}}{_S}{_THE}(?P<first>{{day}}){_NUMBER}{_S}{{and}}{_S}{_THE}"
    f"|(?P<first>{{day}}){_NUMBER}{_S}(?P<pair>{{and}}){_S}{_THE}(?:{{weekday}}{_S})?)?"
    f"(?P<day>{{day}}){_NUMBER}{_S}(?:{{of}}{_S})?{_MONTH}(?:{_LINK}{_YEAR})?"
)
_MONTH_DAY = (
    f"{_MONTH}{_S}(?:(?P<first>{{day}}){{ordinal}}?{_TO})?(?P<day>{{day}}){{ordinal}}?(?!{{colon}}|{{dot}}{{number}})"
    f"(?:{_S}{{comma}}?{_S}{_YEAR})?"
)

_NO_YEAR = "{dash}|{slash}|{dot}{number}|{comma}{number}"
_TENS = "(?P<tens>{year2}){dot}?(?!{number|dash|slash})"
_IN_PERIOD = f"(?:{{in}}{_S})?(?:{{phase}}{_S}(?:{{of}}{_S})?)?(?:{{the}}{_S})?"

_PART = f"(?P<part_in>{{part_in}}{_S})?(?P<part>{{part}})"
_WEEKDAY_DAY = f"(?:{{on}}{_S})?(?P<weekday>{{weekday}}){_S}{{comma}}?{_S}(?:{{the}}{_S})?"
# What makes a number behind a weekday a count or a time: "samedi 24 personnes", "Montag 8 Uhr".
_NO_DAY = "other|unit|span_unit|number|month|month_unsure|month_abbr|hour_mark|hour_word|ampm|colon|slash|dash|part|ordinal"

_IN_MONTH = f"(?:{{in}}{_S})?(?:{{phase}}{_S}(?:{{of}}{_S})?)?"
# `last year`, `next week`; the word between a day or a month and it.
_WHICH = "(?:(?P<last>{last})|(?P<next>{next})|(?P<this>{this}))"
_UNIT = f"(?:{_WHICH}{_S}(?P<unit>{{unit}})|(?P<unit>{{unit}}){_S}{_WHICH})"
_OF_UNIT = f"{_S}(?:(?:{{in}}|{{of}}|{{the}}|{{from}}){_S})*{_UNIT}"
_AND_TO = f"(?:{_TO}|{_S}{{and}}{_S})(?:(?:{{the}}|{{of}}){_S})?"

#: Branches in order of preference: name, pattern, whether only languages that write the month first have it.
_DAYS: tuple[tuple[str, str, bool], ...] = (
    ("calendar", _WEEKDAY + _DAY_MONTH, False),
    ("calendar", _WEEKDAY + _MONTH_DAY, True),
    ("iso", "(?P<year>{year}){dash}(?P<n1>{year2}){dash}(?P<n2>{day})", False),
    (
        "numeric",
        f"{_WEEKDAY}(?P<n1>{{day}})(?P<sep>{{slash}}|{{dot}}|{{dash}})(?P<n2>{{day}})(?P=sep)(?P<year>{{year}}|(?<={{slash}}){{year2}})",
        False,
    ),
    ("month_year", f"{_IN_MONTH}{_MONTH}{_S}(?:{{of}}{_S})?{_YEAR}", False),
    ("month_of_year", f"{_IN_MONTH}{_MONTH}(?:{_OF_UNIT}|{_S}{{of_year}}{_S}{_WHICH})", False),
    ("this_month", f"{_WEEKDAY}(?P<day>{{day}}){{dot}}?{_S}{{this_month}}", False),
    ("decade", f"{_IN_PERIOD}(?:{{decade_before}}{_S})?(?P<year>{{year}}){{decade_after}}", False),
    ("decade", f"{_IN_PERIOD}{{decade_before}}{_S}(?P<year>{{year}})(?!{{dash}}|{{slash}})", False),
    ("decade", f"{_IN_PERIOD}{{decade_before}}{_S}(?:(?P<tens>{{decade_name}})|{{mark}}?{_TENS})", False),
    ("decade", f"{_IN_PERIOD}(?P<tens>{{decade_whole}})", False),
    ("decade", f"(?:{{in}}{_S}|{{phase}}{_S}|{{the}}{_S})+(?:{{mark}})?(?P<tens>{{year2}}){{decade_after}}", False),
    ("century", f"{_IN_PERIOD}(?P<century>{{century}})", False),
    (
        "centuries",
        f"{_IN_PERIOD}(?P<nth0>{{roman|day}})(?:{{ordinal}}|{{dot}})?{_AND_TO}(?P<nth>{{roman|day}})(?:{{ordinal}}|{{dot}})?{_S}{{century_after}}",
        False,
    ),
    ("century", f"{_IN_PERIOD}(?P<nth>{{roman|day}})(?:{{ordinal}}|{{dot}})?{_S}{{century_after}}", False),
    ("centuries", f"{_IN_PERIOD}{{century_before}}{_S}(?P<nth0>{{roman|day}}){_AND_TO}(?P<nth>{{roman|day}})", False),
    ("century", f"{_IN_PERIOD}{{century_before}}{_S}(?P<nth>{{roman|day}})", False),
    ("century", f"(?:(?P<last>{{last}})|(?P<this>{{this}})){_S}{{century_after|century_before}}", False),
    ("century", f"{{century_after|century_before}}{_S}(?:(?P<last>{{last}})|(?P<this>{{this}}))", False),
    ("years", f"{{in|from}}{_S}(?:{{decade_before}}{_S})?(?P<year0>{{year}}){_TO}{_YEAR}", False),
    ("years", f"{{between}}{_S}(?P<year0>{{year}}){_S}{{and}}{_S}{_YEAR}", False),
    ("years", f"(?<!{{number|other}}{{dash}})(?P<year0>{{year}}){{dash}}(?P<year>{{year|year2}})(?!{_NO_YEAR})", False),
    ("year", f"{{in|phase}}{_S}{_YEAR}(?!{_NO_YEAR}|{{decade_after}})", False),
    ("year", f"{{of}}{_S}{_YEAR}(?!{_NO_YEAR}|{{decade_after}}|{{space}}{{other|unit|number}})", False),
    ("year", f"{_YEAR}(?={{space}}{{year_verb}})|{_YEAR}{_S}{{year_noun}}", False),
    ("quarter", f"(?P<quarter>{{quarter}}){_S}(?:{{of}}{_S})?{_YEAR}", False),
    ("half_year", f"(?P<half_year>{{half_year}}){_S}(?:{{of}}{_S})?{_YEAR}", False),
    ("season", f"(?:{{in}}{_S})?(?P<season>{{season}}){_S}(?:{{of}}{_S})?{_YEAR}", False),
    ("quarter", f"(?P<quarter>{{quarter}})(?!{_S}{{of|number}})", False),
    ("season", f"(?:(?P<last>{{last}})|(?P<next>{{next}})|{{this}}){_S}(?P<season>{{season}})", False),
    ("season", f"(?P<season>{{season}}){_S}(?:(?P<last>{{last}})|(?P<next>{{next}}))", False),
    ("season", f"(?P<season>{{season_in}})(?:{_S}(?:{{of}}{_S})?{_YEAR})?", False),
    ("season", f"{{in}}{_S}(?:{{the}}{_S})?(?P<season>{{season}})(?!{_S}{{of|year|number}})", False),
    ("day_of_week", f"(?:{{on}}{_S})?(?P<weekday>{{weekday}}){_OF_UNIT}", False),
    ("day_of_week", f"{_UNIT}{_S}{{comma}}?{_S}(?:{{on}}{_S})?(?P<weekday>{{weekday}})(?!{_S}{{day|number}})", False),
    ("unit", "(?P<unit>{unit_phase})", False),
    ("vague", f"{{ago_before}}{_S}{{vague_count}}{_S}{{unit}}|{{vague_count}}{_S}{{unit}}{_S}{{ago_after}}", False),
    ("vague", f"{{vague_last}}{_S}(?:(?:{{count}}|{{vague_count}}){_S})?{{unit}}|{{unit}}{_S}{{vague_last}}", False),
    ("vague", f"{{last}}{_S}(?:{{count}}|{{vague_count}}){_S}{{unit}}", False),
    ("event", f"(?:{{event_at}}{_S})?{_SPAN}{_S}{{event_than}}|{{event_day}}", False),
    ("event", f"{{event_at}}{_S}{_SPAN}{_S}(?={{event_whose}})|{{event_than}}{_S}{_SPAN}{_S}(?={{event_from}})", False),
    ("that_day", f"{{that_day}}|{_SPAN}{_S}{{later}}", False),
    ("counted", f"{{ago_before}}{_S}(?P<count>{{count}}){_S}(?P<unit>{{unit}})", False),
    ("counted", f"(?P<count>{{count}}){_S}(?P<unit>{{unit}}){_S}{{ago_after}}", False),
    ("counted", f"(?P<ahead>{{ahead_before}}){_S}(?P<count>{{count}}){_S}(?P<unit>{{unit}})", False),
    ("ago", "(?P<ago>{ago})", False),
    ("day_number", f"(?:(?P<next>{{next}})|(?P<last>{{last}})){_S}{{day_word}}{_S}(?P<day>{{day}})(?!{_S}{{{_NO_DAY}}})", False),
    ("unit", f"(?:(?P<last>{{last}})|(?P<next>{{next}})|(?P<this>{{this}})){_S}(?P<unit>{{unit}})", False),
    ("unit", f"(?P<unit>{{unit}}){_S}(?:(?P<last>{{last}})|(?P<next>{{next}}))", False),
    ("month", f"(?:(?P<last>{{last}})|(?P<next>{{next}})|(?P<this>{{this}})|{{phase}}(?:{_S}{{of}})?){_S}{_NAMED}", False),
    ("month", f"(?:{{in}}{_S})?{_NAMED}{_S}(?:(?P<last>{{last}})|(?P<next>{{next}}))", False),
    ("month", f"(?:{{in}}{_S}|(?<={{from|between}}{{space}})){_NAMED}(?!{_S}{{number}})", False),
    ("month", f"(?<={{month|month_unsure}}{{space}}{{to|and}}{{space}}){_NAMED}(?!{_S}{{number}})", False),
    ("month", f"(?<!{{number}}{{dot}}?{{space}})(?P<month>{{month}}){_ALIAS}(?!{_S}{{number}})", False),
    (
        "weekend",
        f"(?:{{on}}{_S})?(?:(?P<this>{{this}})|(?P<last>{{last}})|(?P<next>{{next}})){_S}{{weekend}}"
        f"|{{weekend}}{_S}(?:(?P<last>{{last}})|(?P<next>{{next}}))|{{on|in}}{_S}(?:{{the}}{_S})?{{weekend}}|{{the}}{_S}{{weekend}}",
        False,
    ),
    ("weekday_day", f"(?:{{on}}{_S})?(?P<weekday>{{weekday}}){_S}{{open}}(?P<day>{{day}}){{close}}", False),
    ("weekday_day", f"{_WEEKDAY_DAY}(?P<day>{{day}})(?!{_S}{{{_NO_DAY}}}|{_TO}{{hour}})", False),
    ("day_number", f"{{day_word}}{_S}(?P<day>{{day}})(?!{_S}{{{_NO_DAY}}})", False),
    ("weekday_part", f"(?:{{on}}{_S}|{{this}}{_S})?(?P<weekday_part>{{weekday_part}})", False),
    (
        "weekday",
        f"(?:{{on}}{_S})?(?:{{this}}{_S}|(?P<last>{{last}}){_S}|(?P<next>{{next}}){_S})?(?P<weekday>{{weekday}})"
        f"(?:{_S}(?:(?P<last>{{last}})|(?P<next>{{next}})))?",
        False,
    ),
    ("relday_part", "(?P<relday_part>{relday_part})", False),
    ("relday_part", f"{{this}}{_S}(?P<part>{{part}})", False),
    ("relday", f"(?<!{{the}}{{space}})(?P<relday>{{relday}})(?:{_S}{_PART}|{_S}{{weekday}}(?!{_S}{{day}}))?", False),
)  # fmt: skip

_AMPM = f"(?:{_S}(?P<ampm>{{ampm}}))"
_ZONE = f"(?:{_S}(?P<zone>{{zone}})(?:(?:(?P<east>{{plus}})|(?P<west>{{dash}}))(?P<shift>{{hour}})(?!{{ordinal}}))?)"
_LOCAL = f"(?:{_S}(?P<local>{{local_time}}))"
_HM = "(?P<hour>{hour}){colon}(?P<minute>{minute})(?:{colon}(?P<second>{minute}))?"

# An hour as it is spoken, in words or digits.
_SPOKEN = f"(?P<hour>{{hour|count|hour_name}})(?:{_S}{{hour_mark|hour_word}})?"

# Where `10-18 Uhr` stands for hours: behind a weekday.
_BARE_HOURS = "{weekday}{comma}?{space}"

#: How much a clock time says on its own: `sure` ones stand alone, `weak` ones after a preposition or with a zone, and `joint`
#: ones (`9.30`, which may be any number) only beside a day.
_CLOCKS: tuple[tuple[str, str], ...] = (
    ("sure", f"(?P<minutes>{{minutes_before}}){_S}(?:{{the}}{_S})?(?P<clock>{{clock}})"),
    ("sure", f"(?P<clock>{{clock}}){_S}(?P<minutes>{{minutes_after}})"),
    ("sure", f"(?P<hour>{{hour_name}})(?:{_S}(?P<minutes>{{minutes_after}}))?{_AMPM}"),
    ("weak", f"(?P<minutes>{{minutes_before}}){_S}{_SPOKEN}{_AMPM}?"),
    ("weak", f"{_SPOKEN}{_S}(?P<minutes>{{minutes_after}}){_AMPM}?"),
    ("sure", f"{_HM}(?:{_AMPM}|{_S}{{hour_mark}})"),
    ("sure", "(?P<hour>{hour2}){colon}(?P<minute>{minute})(?:{colon}(?P<second>{minute}))?(?!{colon})"),
    ("sure", f"(?P<hour>{{hour}}){_S}{{hour_word}}{_S}(?P<minute>{{minute}})(?!{_S}{{month}})"),
    ("sure", f"(?P<hour>{{hour}}){{dot}}(?P<minute>{{minute}})(?:{_AMPM}|{_S}{{hour_mark}})"),
    ("sure", f"(?P<hour>{{hour}}){_S}{{hour_mark}}(?:{_S}(?P<minute>{{minute}})(?!{_S}{{month}}))?"),
    ("sure", f"(?P<hour>{{hour}}){_AMPM}"),
    ("sure", f"(?P<hhmm>{{hhmm}})(?={_S}{{zone|local_time}}|{_S}{{to|dash}}{_S}{{hhmm}}{_S}{{zone|local_time}})"),
    ("sure", f"(?P<hour>{{hour}})(?={{dash}}{{hour}}{_S}{{ampm}})"),
    ("sure", "(?<={at_hour}{space})(?P<hour>{hour})"),
    ("sure", "(?<={at_hour}{space}{hour}(?:{dash}|{space}{to}{space}))(?P<hour>{hour})"),
    ("sure", "(?<={clock_at}{space})(?P<hour>{hour}){dot}(?P<minute>{minute})"),
    ("sure", "(?<={clock_at}{space})(?P<hour>{hour|count})(?={comma|close|mark}|{dot}(?:{space}|$)|$)"),
    (
        "range",
        f"(?<={{from|between}}{{space}}(?:{{the}}{{space}})?)(?P<hour>{{hour}})"
        f"(?={_S}{{to|dash|and}}{_S}(?:{{the}}{_S})?{{hour}}(?:{_S}{{hour_mark|hour_word|ampm}}|{{colon}}|{{dot}}{{minute}}))",
    ),
    ("range", f"(?<={{from|between}}{{space}}{{at_hour}}{{space}})(?P<hour>{{hour}})(?={_S}{{to|and}}{_S}{{hour}})"),
    ("range", "(?<={from|between}{space}{at_hour}{space}{hour}{space}{to|and}{space})(?P<hour>{hour})"),
    (
        "range",
        f"(?<={{from|between}}{{space}})(?P<hour>{{hour}}){{dot}}(?P<minute>{{minute}})(?={_S}{{to|and}}{_S}{{hour}}{{dot}}{{minute}})",
    ),
    ("range", f"(?<={{hour_from}}{{space}})(?P<hour>{{hour}})(?={_S}{{hour_to}}{_S}{{hour}})"),
    ("range", f"(?<={_BARE_HOURS})(?P<hour>{{hour}})(?={{dash}}{{hour}}{_S}{{hour_mark|hour_word|ampm}})"),
    ("range", "(?<={hour_from}{space}{hour}{space}{hour_to}{space})(?P<hour>{hour})"),
    ("sure", f"(?<={{clock_at}}{{space}})(?P<hour>{{hour}}){_S}{{and}}{_S}(?P<minute>{{minute}})"),
    ("joint", "(?P<hour>{hour}){dot}(?P<minute>{minute})"),
    ("joint", "(?<={at}{space})(?P<hour>{hour_name})(?!{space}{other})"),
    ("joint", f"(?<={{clock_at}}{{space}})(?P<hour>{{hour}})(?!{_S}{{unit|span_unit|number}})"),
    ("weak", _HM),
    ("weak", f"(?P<hour>{{hour}}){_S}{{hour_word}}"),
    ("weak", f"(?P<hour>{{count}}){_S}{{hour_mark|hour_word}}"),
    ("weak", "(?<={at_hour}{space})(?P<hour>{hour_name})"),
    ("weak", f"(?P<hour>{{hour}})(?={_S}(?:{{part_in|of|the}}{_S})*{{part}})"),
    ("weak", "(?P<clock>{clock})"),
)

_ANY_CLOCK = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _CLOCKS)
_CLOCK_OF_PLACE = f"(?P<at>(?:{{at}}{{space}}?)+)?(?:{_ANY_CLOCK}){_ZONE}?{_LOCAL}?"

#: No atom begins or ends inside a word, a decimal number, a version number or a number word (`fifty-five`); but the second clock
#: of a range does behind the dash (`10:00-18:00`, `0400-1900 GMT`).
_BEFORE = (
    "(?<!{number}{dot|comma|slash|colon})"
    f"(?:(?<!{{number}}{{dash}})|(?<={{colon}}{{minute}}{{dash}}|{{hhmm}}{{dash}}|{_BARE_HOURS}{{hour}}{{dash}}|"
    f"{{at_hour}}{{space}}{{hour}}{{dash}})|(?={{hour}}{_S}{{ampm}}))"
    "(?!(?<={other|number|slash}){number})(?!(?<={other}{dash}){count})"
)
_AFTER = "(?!{dot|comma|colon|slash}{number})(?!(?<={number}){other})"
# Half of the tags of a run; no branch begins with one of them, and to try them all takes its time.
_NEVER_FIRST = "(?!{space|dot|comma|colon|slash|dash|open|close})"

_CLASS = regex.compile(r"\{([a-z0-9_|]+)\}")
_NEVER = "(?!)"

#: Names of the day branches as capturing groups, in order of preference.
BRANCHES: tuple[str, ...] = tuple(dict.fromkeys(name for name, _, _ in _DAYS))


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
    f"{_S}(?:{{event_whose|the}}{_S})?(?:{_WORD}{{space}}){{0,3}}{{event}}"
    f"|{_S}{{event_whose|the}}{_S}{{other}}|(?<={{event_the}}){_S}{{other}}"
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

    days = [f"(?P<is_{name}>{pattern})" for name, pattern, first in _DAYS if words.month_first or not first]
    day = f"(?P<is_day>{'|'.join(days)}){_AFTER}(?!{{dash}}{{number}})"
    clock = f"(?={{at|minutes_before|clock|hour|hour2|hour_name|count|hhmm}})(?P<is_clock>{_CLOCK_OF_PLACE}){_AFTER}"
    atom = compiled(f"{_NEVER_FIRST}{_BEFORE}(?:{day}|{clock}|(?P<is_part>{_PART}))")
    return Grammar(
        atom=atom,
        groups=tuple(sorted(atom.groupindex, key=atom.groupindex.__getitem__)),
        core=compiled(_CORE),
        day_clock=compiled(f"{_S}(?:{{comma|dash|iso_t|the|slash|bar}}{_S})?"),
        clock_day=compiled(f"{_S}{{comma|bar}}?{_S}(?:{{on|of|the}}{_S})?"),
        part_day=compiled(f"{_S}(?:{{on|of|the|between}}{_S})*"),
        eve=compiled(f"{_S}{{eve}}{_S}(?:{{the}}{_S})?"),
        opening=compiled(f"{_S}{{open}}{_S}"),
        closing=compiled(f"{_S}{{close}}"),
        happening=compiled(_HAPPENING),
        hours=(
            (compiled(f"{{from|hour_from}}{_S}"), compiled(f"{_S}{{to|dash|hour_to}}{_S}(?:{{the}}{_S})?")),
            (compiled(f"{{between}}{_S}(?:{{the}}{_S})?"), compiled(f"{_S}{{and}}{_S}(?:{{the}}{_S})?")),
            (compiled(f"{{between}}{_S}"), compiled(f"{_S}(?={{and_written}})")),
        ),
        ranges=(
            (compiled(f"{{from}}{_S}"), compiled(f"{_S}{{to}}{_S}(?:{{the}}{_S})?")),
            (compiled(f"{{between}}{_S}"), compiled(f"{_S}{{and}}{_S}")),
            (compiled(f"{{between}}{_S}"), compiled(f"{_S}(?={{and_written}})")),
        ),
        through=compiled(f"{_S}{{through|dash}}{_S}(?:{{the}}{_S})?"),
        beside=compiled("{space}|{slash}"),
        pair=compiled(f"{_S}{{and}}{_S}(?:{{the}}{_S})?|{_S}(?={{and_written}})"),
    )


def _tag_class(words: Vocabulary, roles: list[str]) -> str:
    tags = "".join(OTHER if role == "other" else words.classes[role] for role in roles)
    return f"[{tags}]" if tags else _NEVER
