"""What is a dated mention, how far it reaches, and what it comes to."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from provenance.fields.dates import FoundDate, find_dates

WEDNESDAY = date(2023, 9, 13)
PARIS = "Europe/Paris"


def only(text: str, language: str | None, anchor: date | None = WEDNESDAY, timezone: str | None = PARIS) -> FoundDate:
    (found,) = find_dates([text], language, anchor=anchor, timezone=timezone)
    return found


def quotes(text: str, language: str | None) -> list[str]:
    return [text[f.start : f.end] for f in find_dates([text], language, anchor=WEDNESDAY, timezone=PARIS)]


@pytest.mark.parametrize(
    ("language", "text", "quote", "kind", "edtf", "precision"),
    [
        ("en", "It fell in October of last year.", "in October of last year", "relative", "2022-10", "month"),
        ("es", "Cayó en octubre del año pasado.", "en octubre del año pasado", "relative", "2022-10", "month"),
        ("de", "Im Oktober des vergangenen Jahres fiel er.", "Im Oktober des vergangenen Jahres", "relative", "2022-10", "month"),
        ("en", "It opened on Friday last week.", "on Friday last week", "weekday", "2023-09-08", "day"),
        ("nl", "Vorige week vrijdag ging hij open.", "Vorige week vrijdag", "weekday", "2023-09-08", "day"),
        ("fr", "Ouvert vendredi de la semaine dernière.", "vendredi de la semaine dernière", "weekday", "2023-09-08", "day"),
        ("en", "They meet on Thursday and Friday.", "on Thursday and Friday", "range", "2023-09-14/2023-09-15", "day"),
        ("pl", "Spotkają się w czwartek i piątek.", "w czwartek i piątek", "range", "2023-09-14/2023-09-15", "day"),
        ("ar", "يجتمعون الخميس والجمعة.", "الخميس والجمعة", "range", "2023-09-14/2023-09-15", "day"),
        ("it", "Nel secondo semestre del 2031.", "secondo semestre del 2031", "absolute", "2031-07/2031-12", "month"),
        ("fr", "Occupé du VIe au VIIIe siècle.", "VIe au VIIIe siècle", "range", "05XX/07XX", "century"),
        ("pt", "Entre os séculos II e IV.", "séculos II e IV", "range", "01XX/03XX", "century"),
        ("en", "Back in the 80s it was a ford.", "Back in the 80s", "absolute", "198X", "decade"),
        ("en", "It closed in the late 1990s.", "late 1990s", "absolute", "199X", "decade"),
        ("fr", "Les années 20 furent belles.", "Les années 20", "vague", None, None),
        ("it", "Negli anni Ottanta era un guado.", "Negli anni Ottanta", "absolute", "198X", "decade"),
        ("de", "Die 1998 gebaute Brücke hielt.", "1998", "absolute", "1998", "year"),
        ("es", "La subestación, de 1986, ardió.", "de 1986", "absolute", "1986", "year"),
        ("en", "Sales fell in the second quarter of 2022.", "second quarter of 2022", "absolute", "2022-04/2022-06", "month"),
        ("de", "Zwischen dem 5. und dem 9. Juni.", "Zwischen dem 5. und dem 9. Juni", "range", "2023-06-05/2023-06-09", "day"),
        ("it", "Si vota domenica 24 alle 10.30.", "domenica 24 alle 10.30", "yearless", "2023-09-24T10:30:00+02:00", "minute"),
        ("ar", "اندلع حريق أمس الثلاثاء في المرفأ.", "أمس الثلاثاء", "relative", "2023-09-12", "day"),
        ("it", "Una nuova ispezione è prevista a marzo.", "a marzo", "yearless", "2024-03", "month"),
        ("en", "It burned Tuesday evening.", "Tuesday evening", "weekday", "2023-09-12", "evening"),
        ("en", "Closed Friday at 7 p.m. (1700 GMT).", "Friday at 7 p.m. (1700 GMT)", "weekday", "2023-09-15T17:00:00Z", "hour"),
        ("en", "midnight on Friday (2300 GMT)", "midnight on Friday (2300 GMT)", "weekday", "2023-09-15T23:00:00Z", "minute"),
        ("en", "It began in June.", "in June", "yearless", "2023-06", "month"),
        ("en", "It began last month.", "last month", "relative", "2023-08", "month"),
        ("en", "It began in 2015.", "in 2015", "absolute", "2015", "year"),
        ("en", "It began on Monday, September 4, 2023.", "on Monday, September 4, 2023", "absolute", "2023-09-04", "day"),
        ("en", "It closed in summer 2016.", "in summer 2016", "absolute", "2016-22", "season"),
        ("en", "It closed two years ago.", "two years ago", "relative", "2021~", "year"),
        ("fr", "Le col ferme vendredi à minuit.", "vendredi à minuit", "weekday", "2023-09-16T00:00:00+02:00", "minute"),
        ("fr", "Il ferma il y a plusieurs semaines.", "il y a plusieurs semaines", "vague", None, None),
        ("fr", "Le 24 avril, il neigeait.", "24 avril", "yearless", "2023-04-24", "day"),
        ("fr", "Fête ce dimanche 17 septembre.", "ce dimanche 17 septembre", "yearless", "2023-09-17", "day"),
        ("fr", "Publié : 12.09.2023 à 06h12", "12.09.2023 à 06h12", "absolute", "2023-09-12T06:12:00+02:00", "minute"),
        (
            "fr", "Vol dans la nuit du lundi 4 septembre au mardi 5 septembre.",
            "dans la nuit du lundi 4 septembre au mardi 5 septembre", "range", "2023-09-04/2023-09-05", "night",
        ),
        ("fr", "Prévu dans deux jours.", "dans deux jours", "relative", "2023-09-15", "day"),
        ("de", "Offen vom 5. bis 7. Mai 2023.", "vom 5. bis 7. Mai 2023", "range", "2023-05-05/2023-05-07", "day"),
        ("de", "Am Dienstagabend um 20.30 Uhr.", "Dienstagabend um 20.30 Uhr", "weekday", "2023-09-12T20:30:00+02:00", "minute"),
        ("es", "Abrió el 3 de mayo de 2021.", "3 de mayo de 2021", "absolute", "2021-05-03", "day"),
        ("ar", "نشر في ٣ مايو ٢٠٢١", "٣ مايو ٢٠٢١", "absolute", "2021-05-03", "day"),
        ("ar", "افتتح في 3 أيار 2021", "3 أيار 2021", "absolute", "2021-05-03", "day"),
        ("sv", "Det var den 3 maj 2021.", "3 maj 2021", "absolute", "2021-05-03", "day"),
        (None, "2021-05-03T10:20:30Z", "2021-05-03T10:20:30Z", "absolute", "2021-05-03T10:20:30Z", "second"),
    ],
)  # fmt: skip
def test_span_and_value(language: str | None, text: str, quote: str, kind: str, edtf: str | None, precision: str | None) -> None:
    found = only(text, language)
    span = text[found.start : found.end]
    # A preposition that opens the mention may stand inside of it.
    assert span.endswith(quote)
    assert len(span) - len(quote) <= len("on ")
    assert (found.kind, found.edtf, found.precision) == (kind, edtf, precision)
    assert found.rule.startswith("dates:")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "APT 28 flew a Boeing 737 past 4chan under Article 49.3."),
        ("en", "May they march on, and may the best win; call 020 7946 0018, version 10.2.1, score 3-1."),
        ("en", "It took 12 hours, 2 years of work and 5 days."),
        ("en", "Black Friday sales rose 3.5%."),
        ("fr", "La surface de Mars est rouge, sa voisine aussi, fr pour les intimes ; tél. 06.12.34.56.78."),
        ("fr", "Une garde de 12 heures, le 31 février, à 25h70, pour 4,5 mai."),
        ("de", "So ein Sa und ein Fr, 2:1 nach Toren, im Format 16:9, Paragraf 28."),
        ("es", "Julio dio 20 pasos hacia el sol."),
        (None, "5 mai 2023 und am Freitag"),
        ("en", "https://example.org/2023/05/06/page.html"),
    ],
)
def test_what_only_looks_like_a_date_is_none(language: str | None, text: str) -> None:
    assert quotes(text, language) == []


@pytest.mark.parametrize(
    ("language", "edtf", "candidates"),
    [
        ("fr", "2023-05-06", ()),
        ("de", "2023-05-06", ()),
        ("en-GB", "2023-05-06", ()),
        ("en-US", "2023-06-05", ()),
        ("en", None, ("2023-05-06", "2023-06-05")),
        (None, None, ("2023-05-06", "2023-06-05")),
    ],
)
def test_numbers_are_read_in_the_order_of_the_language(
    language: str | None, edtf: str | None, candidates: tuple[str, ...]
) -> None:
    found = only("06/05/2023", language)
    assert (found.edtf, found.candidates) == (edtf, candidates)


def test_a_number_above_twelve_settles_the_order() -> None:
    assert only("13/05/2023", "en").edtf == "2023-05-13"
    assert only("05/13/2023", "fr").edtf == "2023-05-13"


def test_an_undecided_weekday_keeps_both_sides() -> None:
    found = only("Talks on Friday: the list.", "en")
    assert found.candidates == ("2023-09-15", "2023-09-08")
    assert found.edtf == found.candidates[0]
    assert only("Talks on Wednesday.", "en").candidates == ()
    assert only("They met last Friday.", "en").edtf == "2023-09-08"


def test_a_clear_tense_settles_the_side_of_a_weekday_and_the_other_stays_a_candidate() -> None:
    assert only("They met on Friday.", "en").candidates == ("2023-09-08", "2023-09-15")
    assert only("Le vote aura lieu lundi.", "fr").edtf == "2023-09-18"
    assert only("Das Bad wurde am Samstagabend geräumt.", "de").edtf == "2023-09-09"
    found = find_dates(["The port will open on Monday, he said on Saturday."], "en", anchor=WEDNESDAY)
    assert [f.edtf for f in found] == ["2023-09-18", "2023-09-09"]
    assert only("Il a été blessé jeudi soir.", "fr").edtf == "2023-09-07"
    assert only("He announced a meeting on Thursday.", "en").edtf == "2023-09-14"
    assert only("Results will be announced Sunday in Larnow.", "en").edtf == "2023-09-17"
    assert only("She hinted Tuesday that it would be a long year.", "en").edtf == "2023-09-12"


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("en", "It was two days before the Larnow runoff when", "two days before the Larnow runoff"),
        ("en", "It was three weeks after the shipwreck that", "three weeks after the shipwreck"),
        ("fr", "Il part à deux jours du second tour, dit-il.", "à deux jours du second tour"),
        ("de", "Es war am Tag nach der Wahl so.", "am Tag nach der Wahl"),
        ("en", "It shut the next day, a Friday.", "the next day"),
    ],
)
def test_a_day_told_by_an_event_is_found_whole_and_never_given_a_value(language: str, text: str, quote: str) -> None:
    found = find_dates([text], language, anchor=WEDNESDAY)[0]
    assert (text[found.start : found.end], found.kind, found.edtf, found.candidates) == (quote, "relative", None, ())


def test_no_event_no_day() -> None:
    assert quotes("He has two days of rest, a deux jours de marche; it lasted a day after all.", "fr") == []
    assert quotes("Three days after he slept, one day before they knew, on the last day.", "en") == []


def test_a_time_after_a_day_told_by_an_event_stays_open() -> None:
    found = find_dates(["On 4 May 2020 all was well. The day after the vote it burned. At 23:56 it fell."], "en", anchor=None)
    assert [f.edtf for f in found] == ["2020-05-04", None, None]


def test_hours_make_a_range() -> None:
    assert only("Open on Friday, 8am to 5pm.", "en").edtf == "2023-09-15T08:00:00+02:00/2023-09-15T17:00:00+02:00"
    assert only("Shut between 1 and 3 p.m. today.", "en").edtf == "2023-09-13T13:00:00+02:00/2023-09-13T15:00:00+02:00"
    assert only("Fermé aujourd'hui de 22h à 6h.", "fr").edtf == "2023-09-13T22:00:00+02:00/2023-09-14T06:00:00+02:00"
    found = only("Es gilt von 8 bis 16 Uhr.", "de")
    assert (found.kind, found.edtf) == ("range", None)


@pytest.mark.parametrize(
    ("language", "text", "quote", "edtf"),
    [
        ("en", "Polls open on Sunday (0400-1900 GMT).", "on Sunday (0400-1900 GMT)", "2023-09-17T04:00:00Z/2023-09-17T19:00:00Z"),
        ("en", "Open 10:00-18:00 on Saturday.", "10:00-18:00 on Saturday", "2023-09-16T10:00:00+02:00/2023-09-16T18:00:00+02:00"),
        ("es", "El sábado 9:30–14:00 horas.", "sábado 9:30–14:00 horas", "2023-09-16T09:30:00+02:00/2023-09-16T14:00:00+02:00"),
        ("de", "Am Freitag, 9-11 Uhr, ist zu.", "Am Freitag, 9-11 Uhr", "2023-09-15T09:00:00+02:00/2023-09-15T11:00:00+02:00"),
        ("fr", "Ouvert samedi 10h-18h.", "samedi 10h-18h", "2023-09-16T10:00:00+02:00/2023-09-16T18:00:00+02:00"),
        ("nl", "Open op zaterdag 10-18 uur.", "op zaterdag 10-18 uur", "2023-09-16T10:00:00+02:00/2023-09-16T18:00:00+02:00"),
    ],
)
def test_a_dash_between_two_times_makes_a_range(language: str, text: str, quote: str, edtf: str) -> None:
    found = only(text, language)
    assert (text[found.start : found.end], found.edtf) == (quote, edtf)


@pytest.mark.parametrize("text", ["Flight 1200-1300 was late.", "It rose 10-18 points."])
def test_a_dash_between_two_numbers_makes_no_range_of_hours(text: str) -> None:
    assert quotes(text, "en") == []


def test_local_time_is_not_that_of_the_outlet() -> None:
    found = only("It struck on Sunday at 18:30 local time.", "en")
    assert (found.edtf, found.timezone) == ("2023-09-10T18:30:00", None)
    assert only("It struck on Sunday at 18:30 local time (0930 GMT).", "en").edtf == "2023-09-10T09:30:00Z"


def test_a_weekend_is_both_its_days_and_any_where_nothing_says_which() -> None:
    assert only("It reopens this weekend.", "en").edtf == "2023-09-16/2023-09-17"
    assert only("It closed last weekend.", "en").edtf == "2023-09-09/2023-09-10"
    found = only("Am Wochenende ist Markt.", "de")
    assert (found.edtf, found.candidates) == (None, ("2023-09-16/2023-09-17", "2023-09-09/2023-09-10"))


def test_a_weekday_settles_the_year() -> None:
    assert only("Le mardi 5 juillet, il pleuvait.", "fr").edtf == "2022-07-05"
    assert only("Le mardi 14 juillet, il pleuvait.", "fr").candidates == ("2020-07-14", "2026-07-14")


def test_far_on_both_sides_the_past_year_is_preferred_and_both_stay() -> None:
    found = only("Le 20 mars, il pleuvait.", "fr")
    assert (found.edtf, found.candidates) == ("2023-03-20", ("2023-03-20", "2024-03-20"))
    assert only("Le 20 octobre, il pleuvra.", "fr").edtf == "2023-10-20"


@pytest.mark.parametrize("text", ["on Friday", "5 May", "yesterday", "last month", "in January", "3 days ago", "this evening"])
def test_without_an_anchor_nothing_is_resolved(text: str) -> None:
    found = only(f"It was {text}.", "en", anchor=None)
    assert (found.edtf, found.earliest, found.latest, found.candidates, found.anchor) == (None, None, None, (), None)


def test_an_impossible_day_of_publication_is_no_anchor() -> None:
    assert only("It was on Friday.", "en", anchor=date.min).edtf is None
    assert only("It was on Friday.", "en", anchor=date.max).edtf is None


def test_a_time_alone_belongs_to_the_day_mentioned_last() -> None:
    found = find_dates(["It burned on Monday.", "At 23:56 it fell."], "en", anchor=WEDNESDAY, timezone=PARIS)
    assert [(f.paragraph, f.kind, f.edtf, f.anchor) for f in found] == [
        (0, "weekday", "2023-09-11", "2023-09-13"),
        (1, "time", "2023-09-11T23:56:00+02:00", "2023-09-11"),
    ]


def test_a_time_without_any_day_or_after_an_unknown_one_stays_open() -> None:
    assert only("At 23:56 it fell.", "en").edtf is None
    found = find_dates(["On 4 May 2020 all was well. On Monday it burned. At 23:56 it fell."], "en", anchor=None)
    assert [f.edtf for f in found] == ["2020-05-04", None, None]


def test_midnight_ends_its_day_and_its_beginning_stays_a_candidate() -> None:
    found = only("It ends at midnight on Wednesday.", "en")
    assert found.edtf == "2023-09-14T00:00:00+02:00"
    assert found.candidates == ("2023-09-13T00:00:00+02:00", "2023-09-14T00:00:00+02:00")


def test_after_midnight_the_day_that_is_named_has_begun() -> None:
    assert only("It fell shortly after midnight on Wednesday.", "en").edtf == "2023-09-13T00:00:00+02:00"


def test_the_day_before_and_after_stand_alone_without_a_value() -> None:
    assert quotes("La veille, il neigeait ; le lendemain du vote, non.", "fr") == ["La veille", "le lendemain du vote"]


def test_bounds_are_inclusive_and_in_the_zone_of_the_outlet() -> None:
    found = only("4 May 2023", "en")
    assert (found.timezone, found.timezone_basis) == (PARIS, "outlet")
    assert found.earliest == datetime(2023, 5, 3, 22, tzinfo=UTC)
    assert found.latest == datetime(2023, 5, 4, 21, 59, 59, 999999, tzinfo=UTC)


def test_without_a_zone_bounds_cover_every_place_on_earth() -> None:
    found = only("4 May 2023 at 12:30", "en", timezone=None)
    assert found.edtf == "2023-05-04T12:30:00"
    assert (found.timezone, found.timezone_basis) == (None, None)
    assert found.earliest == datetime(2023, 5, 3, 22, 30, tzinfo=UTC)
    assert found.latest == datetime(2023, 5, 5, 0, 30, 59, 999999, tzinfo=UTC)


def test_a_zone_in_the_text_goes_before_that_of_the_outlet() -> None:
    found = only("4 May 2023 at 12:30 EDT", "en")
    assert (found.edtf, found.timezone, found.timezone_basis) == ("2023-05-04T12:30:00-04:00", "-04:00", "explicit")
    assert only("le 4 mai 2023 à 12h30 heure de Moscou", "fr", timezone=None).edtf == "2023-05-04T12:30:00+03:00"
    assert only("4 May 2023 at 12:30 UTC+2", "en").timezone == "+02:00"


def test_local_mean_time_is_given_in_utc_since_edtf_offsets_have_no_seconds() -> None:
    assert only("le 4 mai 1850 à 12h30", "fr").edtf == "1850-05-04T12:20:39Z"


def test_each_end_of_a_range_settles_what_the_other_leaves_open() -> None:
    assert only("du 28 avril au 5 mai 2016", "fr").edtf == "2016-04-28/2016-05-05"
    assert only("du 28 décembre au 3 janvier", "fr").edtf == "2023-12-28/2024-01-03"
    assert only("from Friday to Monday", "en").edtf == "2023-09-15/2023-09-18"
    assert only("between 2012 and 2015", "en").edtf == "2012/2015"
    assert only("from January to March 2021", "en").edtf == "2021-01/2021-03"
    assert only("de mars à mai", "fr").edtf == "2023-03/2023-05"
    assert quotes("on Friday and Monday", "en") == ["on Friday", "Monday"]


def test_the_night_to_a_day_begins_on_the_day_before() -> None:
    found = only("in der Nacht zum Samstag", "de")
    assert (found.edtf, found.precision) == ("2023-09-15/2023-09-16", "night")
    assert found.earliest == datetime(2023, 9, 15, 16, tzinfo=UTC)
    assert found.latest == datetime(2023, 9, 16, 3, 59, 59, 999999, tzinfo=UTC)
    assert only("in der Nacht zum Samstag um 2 Uhr", "de").edtf == "2023-09-16T02:00:00+02:00"
    assert only("in der Nacht zum Samstag um 23 Uhr", "de").edtf == "2023-09-15T23:00:00+02:00"


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(KeyError, match="Europe/Larnow"):
        find_dates([], "en", anchor=None, timezone="Europe/Larnow")


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("fr", "Samedi 24 personnes ont défilé.", ["Samedi"]),
        ("de", "Am Montag 20 Uhr.", ["Am Montag 20 Uhr"]),
        ("de", "Am Freitag von 9 bis 17 Uhr.", ["Am Freitag von 9 bis 17 Uhr"]),
        ("en", "A road of 2000 metres.", []),
        ("es", "Un pueblo de 2000 vecinos.", []),
    ],
)
def test_a_number_that_counts_is_no_part_of_a_date(language: str, text: str, dates: list[str]) -> None:
    assert quotes(text, language) == dates


@pytest.mark.parametrize(
    ("language", "text", "quote", "edtf"),
    [
        (
            "en",
            "Left on Monday at half past two in the afternoon.",
            "on Monday at half past two in the afternoon",
            "2023-09-11T14:30:00",
        ),
        ("en", "Left on Monday at a quarter to nine p.m.", "on Monday at a quarter to nine p.m.", "2023-09-11T20:45:00"),
        (
            "de",
            "Am Montagnachmittag um Viertel vor vier war Schluss.",
            "Am Montagnachmittag um Viertel vor vier",
            "2023-09-11T15:45:00",
        ),
        ("de", "Am Montag um halb eins mittags war Schluss.", "Am Montag um halb eins mittags", "2023-09-11T12:30:00"),
        (
            "nl",
            "Op 4 september rond half tien 's avonds brandde het.",
            "Op 4 september rond half tien 's avonds",
            "2023-09-04T21:30:00",
        ),
        ("nl", "Sinds maandagochtend zes uur staat alles stil.", "Sinds maandagochtend zes uur", "2023-09-11T06:00:00"),
        (
            "fr",
            "Lundi à huit heures moins le quart du soir.",
            "Lundi à huit heures moins le quart du soir",
            "2023-09-11T19:45:00",
        ),
        ("es", "El lunes a las dos y media de la tarde.", "lunes a las dos y media de la tarde", "2023-09-11T14:30:00"),
        ("it", "Lunedì alle due e mezza di notte.", "Lunedì alle due e mezza di notte", "2023-09-11T02:30:00"),
        ("pt", "Na segunda-feira às oito e meia da noite.", "Na segunda-feira às oito e meia da noite", "2023-09-11T20:30:00"),
        (
            "pl",
            "W poniedziałek o wpół do trzeciej po południu.",
            "W poniedziałek o wpół do trzeciej po południu",
            "2023-09-11T14:30:00",
        ),
        ("ar", "يوم الاثنين عند الساعة الثالثة والنصف مساء", "يوم الاثنين عند الساعة الثالثة والنصف مساء", "2023-09-11T15:30:00"),
    ],
)
def test_times_of_day_in_words(language: str, text: str, quote: str, edtf: str) -> None:
    found = only(text, language, timezone=None)
    assert (text[found.start : found.end], found.edtf) == (quote, edtf)


def test_a_half_hour_in_words_leaves_the_half_of_the_day_open() -> None:
    found = only("Das Tor schloss am 4. September um halb drei.", "de", timezone=None)
    assert found.edtf == "2023-09-04"
    assert found.candidates == ("2023-09-04T02:30:00", "2023-09-04T14:30:00")
    assert quotes("Half the two teams left, and half june passed.", "en") == []


def test_the_night_between_two_days_whose_link_is_also_a_preposition() -> None:
    found = only("In de nacht van dinsdag op woensdag brak brand uit.", "nl", timezone=None)
    assert found.edtf == "2023-09-12/2023-09-13"


@pytest.mark.parametrize(
    ("language", "text", "quote", "edtf"),
    [
        ("it", "Aperto sabato ore 10-18.", "sabato ore 10-18", "2023-09-16T10:00:00/2023-09-16T18:00:00"),
        ("pl", "Otwarte w piątek w godz. 8-18.", "w piątek w godz. 8-18", "2023-09-15T08:00:00/2023-09-15T18:00:00"),
        ("en", "Open Saturday 9-11am.", "Saturday 9-11am", "2023-09-16T09:00:00/2023-09-16T11:00:00"),
        ("es", "El lunes 11, de 8.00 a 20.00.", "lunes 11, de 8.00 a 20.00", "2023-09-11T08:00:00/2023-09-11T20:00:00"),
        ("es", "El lunes 11 a las 5.20 sonó.", "lunes 11 a las 5.20", "2023-09-11T05:20:00"),
        ("pt", "Sai nesta segunda-feira (11).", "nesta segunda-feira (11)", "2023-09-11"),
        (
            "nl",
            "Maandag tussen middernacht en één uur.",
            "Maandag tussen middernacht en één uur",
            "2023-09-11T00:00:00/2023-09-11T01:00:00",
        ),
        ("it", "Nella notte tra lunedì e martedì.", "Nella notte tra lunedì e martedì", "2023-09-11/2023-09-12"),
        ("de", "Es stammt aus den Sechzigerjahren.", "aus den Sechzigerjahren", "196X"),
        ("en", "It fell in the nineties.", "in the nineties", "199X"),
        ("pl", "W latach dziewięćdziesiątych.", "W latach dziewięćdziesiątych", "199X"),
        ("de", "Akten aus den Jahren 2014 bis 2020.", "aus den Jahren 2014 bis 2020", "2014/2020"),
    ],
)
def test_forms_of_the_press(language: str, text: str, quote: str, edtf: str) -> None:
    found = only(text, language, timezone=None)
    assert (text[found.start : found.end], found.edtf) == (quote, edtf)


def test_hours_behind_a_night_are_of_that_night() -> None:
    text = "En la noche del domingo 10 al lunes 11, entre las 23.45 y las 0.30, llovió."
    night, hours = find_dates([text], "es", anchor=WEDNESDAY)
    assert night.edtf == "2023-09-10/2023-09-11"
    assert hours.edtf == "2023-09-10T23:45:00/2023-09-11T00:30:00"


def test_ages_and_people_are_no_decades_and_hours() -> None:
    assert quotes("She is in her sixties.", "en") == []
    assert quotes("Dio las gracias a las 15 personas y a las dos mujeres.", "es") == []


@pytest.mark.parametrize(
    ("language", "text", "quote", "edtf"),
    [
        ("en", "A warning is in force from 3pm on Sunday until 9am on Monday.", "from 3pm on Sunday until 9am on Monday",
         "2023-09-10T15:00:00+02:00/2023-09-11T09:00:00+02:00"),
        ("en", "They were rescued between 10pm on Friday and 4.30am.", "10pm on Friday and 4.30am",
         "2023-09-08T22:00:00+02:00/2023-09-09T04:30:00+02:00"),
        ("fr", "Réunis de lundi 14 heures à mardi 2 h 15, ils ont voté.", "lundi 14 heures à mardi 2 h 15",
         "2023-09-11T14:00:00+02:00/2023-09-12T02:15:00+02:00"),
        ("en", "It ran Aug. 7 through Sept. 2 in the park.", "Aug. 7 through Sept. 2", "2023-08-07/2023-09-02"),
        ("de", "Die Strecke bleibt 29. August bis 3. September zu.", "29. August bis 3. September", "2023-08-29/2023-09-03"),
        ("en", "The budget rose in the 2029-30 plan.", "2029-30", "2029/2030"),
        ("it", "Il piano 2031-2033 è pronto.", "2031-2033", "2031/2033"),
        ("pl", "Dane z lat 2014–2020 wyciekły.", "z lat 2014–2020", "2014/2020"),
        ("fr", "La séance, ouverte jeudi à midi et quart, est close.", "jeudi à midi et quart", "2023-09-14T12:15:00+02:00"),
        ("pt", "O voto acabou à meia-noite e meia de domingo.", "à meia-noite e meia de domingo", "2023-09-11T00:30:00+02:00"),
        ("en", "Counting stopped at a quarter past midnight on Tuesday.", "at a quarter past midnight on Tuesday",
         "2023-09-13T00:15:00+02:00"),
        ("pl", "Śledztwo wszczęto 7 bm. po południu.", "7 bm. po południu", "2023-09-07"),
        ("pt", "A sanção deve sair até o dia 20, disse o prefeito.", "até o dia 20", "2023-09-20"),
        ("en", "Letters will go out by the end of the month.", "the end of the month", "2023-09"),
        ("de", "Bis Jahresende soll der Damm stehen.", "Jahresende", "2023"),
        ("es", "El informe llegará a finales de mes.", "a finales de mes", "2023-09"),
        ("fr", "Les comptes viendront au troisième trimestre.", "troisième trimestre", "2023-07/2023-09"),
        ("it", "La scorsa estate il lago era vuoto.", "scorsa estate", "2023-22"),
        ("de", "Im Winter war der Damm dicht.", "Im Winter", "2023-24"),
        ("de", "Im Winter wird der Damm dicht sein.", "Im Winter", "2024-24"),
        ("pl", "Latem było sucho.", "Latem", "2023-22"),
        ("en", "The mill is of the 19th century.", "the 19th century", "18XX"),
        ("fr", "Un moulin du XVIIIe siècle tourne encore.", "XVIIIe siècle", "17XX"),
        ("es", "La torre es de mediados del siglo XVI.", "mediados del siglo XVI", "15XX"),
        ("it", "Una chiesa dell'Ottocento chiude.", "dell'Ottocento", "18XX"),
        ("pl", "Zamek stoi od XIII wieku.", "od XIII wieku", "12XX"),
        ("nl", "De molen is uit de vorige eeuw.", "vorige eeuw", "19XX"),
        ("ar", "بنيت القلعة في القرن التاسع عشر.", "في القرن التاسع عشر", "18XX"),
        ("es", "Se vota los días 14 y 15 de noviembre de 2023.", "14 y 15 de noviembre de 2023", "2023-11-14/2023-11-15"),
        ("es", "El pleno será el próximo día 28.", "próximo día 28", "2023-09-28"),
        ("de", "Am kommenden Sonntag (14 Uhr) wird gespielt.", "Am kommenden Sonntag (14 Uhr)", "2023-09-17T14:00:00+02:00"),
        ("ar", "فتحت المكاتب من الثامنة صباحا إلى السابعة مساء يوم الأحد.",
         "من الثامنة صباحا إلى السابعة مساء يوم الأحد",
         "2023-09-10T08:00:00+02:00/2023-09-10T19:00:00+02:00"),
        ("ar", "وقع الهجوم في الليلة الفاصلة بين السبت والأحد الماضيين.", "في الليلة الفاصلة بين السبت والأحد",
         "2023-09-09/2023-09-10"),
        ("ar", "تعود السجلات إلى تسعينيات القرن الماضي.", "تسعينيات القرن الماضي", "199X"),
        ("ar", "نشر في ١٥ أيلول (سبتمبر) ٢٠٢٣ في المدينة.", "في ١٥ أيلول (سبتمبر) ٢٠٢٣", "2023-09-15"),
        ("en", "In the night of 2-3 September they came.", "In the night of 2-3 September", "2023-09-02/2023-09-03"),
        ("it", "Il voto del primo settembre è nullo.", "primo settembre", "2023-09-01"),
    ],
)  # fmt: skip
def test_ranges_of_moments_and_parts_of_the_calendar(language: str, text: str, quote: str, edtf: str) -> None:
    found = only(text, language)
    assert (text[found.start : found.end], found.edtf) == (quote, edtf)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "By five to ten percent it rose, and twenty to thirty people came."),
        ("fr", "Elles ont duré deux heures et quart."),
        ("pt", "Ele tem quinze para dar."),
        ("en", "In the fall of the house they lived."),
    ],
)
def test_no_time_and_no_season(language: str, text: str) -> None:
    assert quotes(text, language) == []


def test_days_that_do_not_follow_one_another_and_ages_are_no_stretches_and_centuries() -> None:
    assert only("They vote on 14 and 21 November.", "en").edtf == "2023-11-21"
    assert find_dates(["Zmarł w wieku 18 lat, Elizabeth II tam była."], "pl", anchor=WEDNESDAY) == ()
