"""How times of day are written, as patterns over tags (see `grammar`)."""

from __future__ import annotations

from provenance.fields.dates.day_forms import S

_AMPM = f"(?:{S}(?P<ampm>{{ampm}}))"
_ZONE = f"(?:{S}(?P<zone>{{zone}})(?:(?:(?P<east>{{plus}})|(?P<west>{{dash}}))(?P<shift>{{hour}})(?!{{ordinal}}))?)"
_LOCAL = f"(?:{S}(?P<local>{{local_time}}))"
_HM = "(?P<hour>{hour}){colon}(?P<minute>{minute})(?:{colon}(?P<second>{minute}))?"

# An hour as it is spoken, in words or digits.
_SPOKEN = f"(?P<hour>{{hour|count|hour_name}})(?:{S}{{hour_mark|hour_word}})?"

#: Where `10-18 Uhr` stands for hours: behind a weekday.
BARE_HOURS = "{weekday}{comma}?{space}"

#: How much a clock time says on its own: `sure` ones stand alone, `weak` ones after a preposition or with a zone, and `joint`
#: ones (`9.30`, which may be any number) only beside a day.
_CLOCKS: tuple[tuple[str, str], ...] = (
    ("sure", f"(?P<minutes>{{minutes_before}}){S}(?:{{the}}{S})?(?P<clock>{{clock}})"),
    ("sure", f"(?P<clock>{{clock}}){S}(?P<minutes>{{minutes_after}})"),
    ("sure", f"(?P<hour>{{hour_name}})(?:{S}(?P<minutes>{{minutes_after}}))?{_AMPM}"),
    ("weak", f"(?P<minutes>{{minutes_before}}){S}{_SPOKEN}{_AMPM}?"),
    ("weak", f"{_SPOKEN}{S}(?P<minutes>{{minutes_after}}){_AMPM}?"),
    ("sure", f"{_HM}(?:{_AMPM}|{S}{{hour_mark}})"),
    ("sure", "(?P<hour>{hour2}){colon}(?P<minute>{minute})(?:{colon}(?P<second>{minute}))?(?!{colon})"),
    ("sure", f"(?P<hour>{{hour}}){S}{{hour_word}}{S}(?P<minute>{{minute}})(?!{S}{{month}})"),
    ("sure", f"(?P<hour>{{hour}}){{dot}}(?P<minute>{{minute}})(?:{_AMPM}|{S}{{hour_mark}})"),
    ("sure", f"(?P<hour>{{hour}}){S}{{hour_mark}}(?:{S}(?P<minute>{{minute}})(?!{S}{{month}}))?"),
    ("sure", f"(?P<hour>{{hour}}){_AMPM}"),
    ("sure", f"(?P<hhmm>{{hhmm}})(?={S}{{zone|local_time}}|{S}{{to|dash}}{S}{{hhmm}}{S}{{zone|local_time}})"),
    ("sure", f"(?P<hour>{{hour}})(?={{dash}}{{hour}}{S}{{ampm}})"),
    ("sure", "(?<={at_hour}{space})(?P<hour>{hour})"),
    ("sure", "(?<={at_hour}{space}{hour}(?:{dash}|{space}{to}{space}))(?P<hour>{hour})"),
    ("sure", "(?<={clock_at}{space})(?P<hour>{hour}){dot}(?P<minute>{minute})"),
    ("sure", "(?<={clock_at}{space})(?P<hour>{hour|count})(?={comma|close|mark}|{dot}(?:{space}|$)|$)"),
    (
        "range",
        f"(?<={{from|between}}{{space}}(?:{{the}}{{space}})?)(?P<hour>{{hour}})"
        f"(?={S}{{to|dash|and}}{S}(?:{{the}}{S})?{{hour}}(?:{S}{{hour_mark|hour_word|ampm}}|{{colon}}|{{dot}}{{minute}}))",
    ),
    ("range", f"(?<={{from|between}}{{space}}{{at_hour}}{{space}})(?P<hour>{{hour}})(?={S}{{to|and}}{S}{{hour}})"),
    ("range", "(?<={from|between}{space}{at_hour}{space}{hour}{space}{to|and}{space})(?P<hour>{hour})"),
    (
        "range",
        f"(?<={{from|between}}{{space}})(?P<hour>{{hour}}){{dot}}(?P<minute>{{minute}})(?={S}{{to|and}}{S}{{hour}}{{dot}}{{minute}})",
    ),
    ("range", f"(?<={{hour_from}}{{space}})(?P<hour>{{hour}})(?={S}{{hour_to}}{S}{{hour}})"),
    ("range", f"(?<={BARE_HOURS})(?P<hour>{{hour}})(?={{dash}}{{hour}}{S}{{hour_mark|hour_word|ampm}})"),
    ("range", "(?<={hour_from}{space}{hour}{space}{hour_to}{space})(?P<hour>{hour})"),
    ("sure", f"(?<={{clock_at}}{{space}})(?P<hour>{{hour}}){S}{{and}}{S}(?P<minute>{{minute}})"),
    ("joint", "(?P<hour>{hour}){dot}(?P<minute>{minute})"),
    ("joint", "(?<={at}{space})(?P<hour>{hour_name})(?!{space}{other})"),
    ("joint", f"(?<={{clock_at}}{{space}})(?P<hour>{{hour}})(?!{S}{{unit|span_unit|number}})"),
    ("weak", _HM),
    ("weak", f"(?P<hour>{{hour}}){S}{{hour_word}}"),
    ("weak", f"(?P<hour>{{count}}){S}{{hour_mark|hour_word}}"),
    ("weak", "(?<={at_hour}{space})(?P<hour>{hour_name})"),
    ("weak", f"(?P<hour>{{hour}})(?={S}(?:{{part_in|of|the}}{S})*{{part}})"),
    ("weak", "(?P<clock>{clock})"),
)

_ANY_CLOCK = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _CLOCKS)
#: A clock time, perhaps with its zone or the words for local time.
CLOCK = f"(?P<at>(?:{{at}}{{space}}?)+)?(?:{_ANY_CLOCK}){_ZONE}?{_LOCAL}?"
