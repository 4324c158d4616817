"""How days are written, as patterns over tags (see `grammar`): days and anything longer, parts of the day.

The first branch that matches wins, so the longer ones stand first.
"""

from __future__ import annotations

#: Space, or none.
S = "{space}?"
_ALIAS = f"(?:{S}{{slash}}{S}{{month}}|{S}{{open}}{S}{{month|month_unsure}}{S}{{close}})?"
_MONTH = f"(?P<month>{{month}}|{{month_unsure}}|{{month_abbr}}{{dot}}?){_ALIAS}"
_NAMED = f"(?P<month>{{month|month_unsure}}){_ALIAS}"
_YEAR = f"(?P<year>{{year}})(?!{S}{{zone}})"
_LINK = f"{S}{{comma}}?{S}(?:{{of}}{S})?"
_NUMBER = "(?:{ordinal}|{dot})?"
_THE = f"(?:(?:{{the}}|{{of}}){S})?"
_WEEKDAY = f"(?:{{on}}{S})?(?:(?:{{this}}{S})?(?P<weekday>{{weekday}}|{{weekday_abbr}}{{dot}}?){S}{{comma}}?{S}{_THE})?"
_SPAN = "{count}{space}?(?P<unit>{unit|span_unit})"
_TO = f"{S}(?:{{to}}|{{dash}}){S}"

_DAY_MONTH = (
    f"(?:(?:{{weekday}}{S})?(?P<first>{{day}})(?:{_NUMBER}{_TO}(?:{{weekday}}{S})?|{{dot}}?{{slash}})"
    f"|{{between}}{S}{_THE}(?P<first>{{day}}){_NUMBER}{S}{{and}}{S}{_THE}"
    f"|(?P<first>{{day}}){_NUMBER}{S}(?P<pair>{{and}}){S}{_THE}(?:{{weekday}}{S})?)?"
    f"(?P<day>{{day}}){_NUMBER}{S}(?:{{of}}{S})?{_MONTH}(?:{_LINK}{_YEAR})?"
)
_MONTH_DAY = (
    f"{_MONTH}{S}(?:(?P<first>{{day}}){{ordinal}}?{_TO})?(?P<day>{{day}}){{ordinal}}?(?!{{colon}}|{{dot}}{{number}})"
    f"(?:{S}{{comma}}?{S}{_YEAR})?"
)

_NO_YEAR = "{dash}|{slash}|{dot}{number}|{comma}{number}"
_TENS = "(?P<tens>{year2}){dot}?(?!{number|dash|slash})"
_IN_PERIOD = f"(?:{{in}}{S})?(?:{{phase}}{S}(?:{{of}}{S})?)?(?:{{the}}{S})?"

#: A part of the day.
PART = f"(?P<part_in>{{part_in}}{S})?(?P<part>{{part}})"
_WEEKDAY_DAY = f"(?:{{on}}{S})?(?P<weekday>{{weekday}}){S}{{comma}}?{S}(?:{{the}}{S})?"
# What makes a number behind a weekday a count or a time: "samedi 24 personnes", "Montag 8 Uhr".
_NO_DAY = "other|unit|span_unit|number|month|month_unsure|month_abbr|hour_mark|hour_word|ampm|colon|slash|dash|part|ordinal"

_IN_MONTH = f"(?:{{in}}{S})?(?:{{phase}}{S}(?:{{of}}{S})?)?"
# `last year`, `next week`; the word between a day or a month and it.
_WHICH = "(?:(?P<last>{last})|(?P<next>{next})|(?P<this>{this}))"
_UNIT = f"(?:{_WHICH}{S}(?P<unit>{{unit}})|(?P<unit>{{unit}}){S}{_WHICH})"
_OF_UNIT = f"{S}(?:(?:{{in}}|{{of}}|{{the}}|{{from}}){S})*{_UNIT}"
_AND_TO = f"(?:{_TO}|{S}{{and}}{S})(?:(?:{{the}}|{{of}}){S})?"

#: Branches in order of preference: name, pattern, whether only languages that write the month first have it.
DAYS: tuple[tuple[str, str, bool], ...] = (
    ("calendar", _WEEKDAY + _DAY_MONTH, False),
    ("calendar", _WEEKDAY + _MONTH_DAY, True),
    ("iso", "(?P<year>{year}){dash}(?P<n1>{year2}){dash}(?P<n2>{day})", False),
    (
        "numeric",
        f"{_WEEKDAY}(?P<n1>{{day}})(?P<sep>{{slash}}|{{dot}}|{{dash}})(?P<n2>{{day}})(?P=sep)(?P<year>{{year}}|(?<={{slash}}){{year2}})",
        False,
    ),
    ("month_year", f"{_IN_MONTH}{_MONTH}{S}(?:{{of}}{S})?{_YEAR}", False),
    ("month_of_year", f"{_IN_MONTH}{_MONTH}(?:{_OF_UNIT}|{S}{{of_year}}{S}{_WHICH})", False),
    ("this_month", f"{_WEEKDAY}(?P<day>{{day}}){{dot}}?{S}{{this_month}}", False),
    ("decade", f"{_IN_PERIOD}(?:{{decade_before}}{S})?(?P<year>{{year}}){{decade_after}}", False),
    ("decade", f"{_IN_PERIOD}{{decade_before}}{S}(?P<year>{{year}})(?!{{dash}}|{{slash}})", False),
    ("decade", f"{_IN_PERIOD}{{decade_before}}{S}(?:(?P<tens>{{decade_name}})|{{mark}}?{_TENS})", False),
    ("decade", f"{_IN_PERIOD}(?P<tens>{{decade_whole}})", False),
    ("decade", f"(?:{{in}}{S}|{{phase}}{S}|{{the}}{S})+(?:{{mark}})?(?P<tens>{{year2}}){{decade_after}}", False),
    ("century", f"{_IN_PERIOD}(?P<century>{{century}})", False),
    (
        "centuries",
        f"{_IN_PERIOD}(?P<nth0>{{roman|day}})(?:{{ordinal}}|{{dot}})?{_AND_TO}(?P<nth>{{roman|day}})(?:{{ordinal}}|{{dot}})?{S}{{century_after}}",
        False,
    ),
    ("century", f"{_IN_PERIOD}(?P<nth>{{roman|day}})(?:{{ordinal}}|{{dot}})?{S}{{century_after}}", False),
    ("centuries", f"{_IN_PERIOD}{{century_before}}{S}(?P<nth0>{{roman|day}}){_AND_TO}(?P<nth>{{roman|day}})", False),
    ("century", f"{_IN_PERIOD}{{century_before}}{S}(?P<nth>{{roman|day}})", False),
    ("century", f"(?:(?P<last>{{last}})|(?P<this>{{this}})){S}{{century_after|century_before}}", False),
    ("century", f"{{century_after|century_before}}{S}(?:(?P<last>{{last}})|(?P<this>{{this}}))", False),
    ("years", f"{{in|from}}{S}(?:{{decade_before}}{S})?(?P<year0>{{year}}){_TO}{_YEAR}", False),
    ("years", f"{{between}}{S}(?P<year0>{{year}}){S}{{and}}{S}{_YEAR}", False),
    ("years", f"(?<!{{number|other}}{{dash}})(?P<year0>{{year}}){{dash}}(?P<year>{{year|year2}})(?!{_NO_YEAR})", False),
    ("year", f"{{in|phase}}{S}{_YEAR}(?!{_NO_YEAR}|{{decade_after}})", False),
    ("year", f"{{of}}{S}{_YEAR}(?!{_NO_YEAR}|{{decade_after}}|{{space}}{{other|unit|number}})", False),
    ("year", f"{_YEAR}(?={{space}}{{year_verb}})|{_YEAR}{S}{{year_noun}}", False),
    ("quarter", f"(?P<quarter>{{quarter}}){S}(?:{{of}}{S})?{_YEAR}", False),
    ("half_year", f"(?P<half_year>{{half_year}}){S}(?:{{of}}{S})?{_YEAR}", False),
    ("season", f"(?:{{in}}{S})?(?P<season>{{season}}){S}(?:{{of}}{S})?{_YEAR}", False),
    ("quarter", f"(?P<quarter>{{quarter}})(?!{S}{{of|number}})", False),
    ("season", f"(?:(?P<last>{{last}})|(?P<next>{{next}})|{{this}}){S}(?P<season>{{season}})", False),
    ("season", f"(?P<season>{{season}}){S}(?:(?P<last>{{last}})|(?P<next>{{next}}))", False),
    ("season", f"(?P<season>{{season_in}})(?:{S}(?:{{of}}{S})?{_YEAR})?", False),
    ("season", f"{{in}}{S}(?:{{the}}{S})?(?P<season>{{season}})(?!{S}{{of|year|number}})", False),
    ("day_of_week", f"(?:{{on}}{S})?(?P<weekday>{{weekday}}){_OF_UNIT}", False),
    ("day_of_week", f"{_UNIT}{S}{{comma}}?{S}(?:{{on}}{S})?(?P<weekday>{{weekday}})(?!{S}{{day|number}})", False),
    ("unit", "(?P<unit>{unit_phase})", False),
    ("vague", f"{{ago_before}}{S}{{vague_count}}{S}{{unit}}|{{vague_count}}{S}{{unit}}{S}{{ago_after}}", False),
    ("vague", f"{{vague_last}}{S}(?:(?:{{count}}|{{vague_count}}){S})?{{unit}}|{{unit}}{S}{{vague_last}}", False),
    ("vague", f"{{last}}{S}(?:{{count}}|{{vague_count}}){S}{{unit}}", False),
    ("event", f"(?:{{event_at}}{S})?{_SPAN}{S}{{event_than}}|{{event_day}}", False),
    ("event", f"{{event_at}}{S}{_SPAN}{S}(?={{event_whose}})|{{event_than}}{S}{_SPAN}{S}(?={{event_from}})", False),
    ("that_day", f"{{that_day}}|{_SPAN}{S}{{later}}", False),
    ("counted", f"{{ago_before}}{S}(?P<count>{{count}}){S}(?P<unit>{{unit}})", False),
    ("counted", f"(?P<count>{{count}}){S}(?P<unit>{{unit}}){S}{{ago_after}}", False),
    ("counted", f"(?P<ahead>{{ahead_before}}){S}(?P<count>{{count}}){S}(?P<unit>{{unit}})", False),
    ("ago", "(?P<ago>{ago})", False),
    ("day_number", f"(?:(?P<next>{{next}})|(?P<last>{{last}})){S}{{day_word}}{S}(?P<day>{{day}})(?!{S}{{{_NO_DAY}}})", False),
    ("unit", f"(?:(?P<last>{{last}})|(?P<next>{{next}})|(?P<this>{{this}})){S}(?P<unit>{{unit}})", False),
    ("unit", f"(?P<unit>{{unit}}){S}(?:(?P<last>{{last}})|(?P<next>{{next}}))", False),
    ("month", f"(?:(?P<last>{{last}})|(?P<next>{{next}})|(?P<this>{{this}})|{{phase}}(?:{S}{{of}})?){S}{_NAMED}", False),
    ("month", f"(?:{{in}}{S})?{_NAMED}{S}(?:(?P<last>{{last}})|(?P<next>{{next}}))", False),
    ("month", f"(?:{{in}}{S}|(?<={{from|between}}{{space}})){_NAMED}(?!{S}{{number}})", False),
    ("month", f"(?<={{month|month_unsure}}{{space}}{{to|and}}{{space}}){_NAMED}(?!{S}{{number}})", False),
    ("month", f"(?<!{{number}}{{dot}}?{{space}})(?P<month>{{month}}){_ALIAS}(?!{S}{{number}})", False),
    (
        "weekend",
        f"(?:{{on}}{S})?(?:(?P<this>{{this}})|(?P<last>{{last}})|(?P<next>{{next}})){S}{{weekend}}"
        f"|{{weekend}}{S}(?:(?P<last>{{last}})|(?P<next>{{next}}))|{{on|in}}{S}(?:{{the}}{S})?{{weekend}}|{{the}}{S}{{weekend}}",
        False,
    ),
    ("weekday_day", f"(?:{{on}}{S})?(?P<weekday>{{weekday}}){S}{{open}}(?P<day>{{day}}){{close}}", False),
    ("weekday_day", f"{_WEEKDAY_DAY}(?P<day>{{day}})(?!{S}{{{_NO_DAY}}}|{_TO}{{hour}})", False),
    ("day_number", f"{{day_word}}{S}(?P<day>{{day}})(?!{S}{{{_NO_DAY}}})", False),
    ("weekday_part", f"(?:{{on}}{S}|{{this}}{S})?(?P<weekday_part>{{weekday_part}})", False),
    (
        "weekday",
        f"(?:{{on}}{S})?(?:{{this}}{S}|(?P<last>{{last}}){S}|(?P<next>{{next}}){S})?(?P<weekday>{{weekday}})"
        f"(?:{S}(?:(?P<last>{{last}})|(?P<next>{{next}})))?",
        False,
    ),
    ("relday_part", "(?P<relday_part>{relday_part})", False),
    ("relday_part", f"{{this}}{S}(?P<part>{{part}})", False),
    ("relday", f"(?<!{{the}}{{space}})(?P<relday>{{relday}})(?:{S}{PART}|{S}{{weekday}}(?!{S}{{day}}))?", False),
)  # fmt: skip

#: Names of the day branches as capturing groups, in order of preference.
BRANCHES: tuple[str, ...] = tuple(dict.fromkeys(name for name, _, _ in DAYS))
