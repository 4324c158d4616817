"""The roles that a word can play in a dated mention. Grammar and lexicons speak of words by these names only."""

from __future__ import annotations

#: What a word means, with the type of its value.
VALUED: dict[str, type[int] | type[str]] = {
    "month": int,  # 1-12, a name that is nothing but a month
    "month_unsure": int,  # 1-12, a name that is also another word (May, mars): needs a number or a preposition beside it
    "month_abbr": int,  # 1-12, needs a number beside it
    "weekday": int,  # 0-6, Monday first (ISO 8601 less one)
    "weekday_abbr": int,  # 0-6, needs a date behind it
    "weekday_part": str,  # "4 evening": weekday and part of the day in one word (Freitagabend)
    "relday": int,  # days from the anchor (hier = -1)
    "relday_part": str,  # "-1 night": days from the anchor and part of the day (last night)
    "part": str,  # morning, afternoon, evening, night
    "decade_name": int,  # 10-90 (ottanta), behind a word for years
    "decade_whole": int,  # 10-90, a word or phrase for a whole decade (Neunzigerjahre)
    "quarter": int,  # 1-4, of a year
    "half_year": int,  # 1 or 2
    "season": int,  # 21-24, EDTF level 1
    "season_in": int,  # the same, a word that says "in" it besides (latem)
    "century": int,  # 1-22, a whole phrase (nineteenth century, nel Novecento)
    "roman": int,  # 2-22, a number in Roman digits, perhaps with the ending of an ordinal (XIXe)
    "unit": str,  # hour, day, week, month, year
    "ago": str,  # "-2 day": a whole counted phrase (قبل يومين)
    "clock": str,  # midnight, noon
    "ampm": str,  # am, pm
    "minutes_before": int,  # minutes that are told before their hour (half past = 30, halb = -30)
    "minutes_after": int,  # minutes that are told behind it (et quart = 15)
    "unit_phase": str,  # month, year: a whole phrase for a part of the current one (by the end of the month)
    "hour_name": int,  # 1-24, where hours have names that are no count (trzeciej)
    "zone": str,  # offset from UTC, `+01:00`, or an IANA name
    "count": int,
    "day": int,
    "hour": int,
    "hour2": int,  # written with two digits
    "minute": int,
    "year": int,
    "year2": int,  # written with two digits
    "hhmm": int,
    "number": int,
}

#: Words that only connect.
PLAIN: tuple[str, ...] = (
    "of", "the", "at", "at_hour", "clock_at", "on", "in", "from", "to", "between", "and", "this", "last", "next", "phase",
    "ordinal", "part_in", "eve", "through", "this_month", "day_word", "year_noun", "and_written",
    "hour_mark", "hour_word", "hour_from", "hour_to", "local_time", "weekend", "decade_before", "decade_after", "year_verb",
    "century_before", "century_after", "of_year",
    "event", "event_day", "event_at", "event_than", "event_whose", "event_the", "event_from", "span_unit", "that_day",
    "later", "future", "past", "clause", "reported", "after",
    "ago_before", "ago_after", "ahead_before", "vague_count", "vague_last", "never",
    "space", "comma", "dot", "colon", "slash", "dash", "open", "close", "plus", "mark", "iso_t", "bar",
)  # fmt: skip
