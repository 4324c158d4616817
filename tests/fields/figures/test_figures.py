from decimal import Decimal

import pytest

from provenance.fields.figures import FoundFigure, find_figures
from provenance.lexicons import languages, lexicon
from tests.fields.figures.sentences import SENTENCES, Answer


def only(sentence: str, language: str | None) -> FoundFigure:
    figures = find_figures(sentence, language)
    assert len(figures) == 1, figures
    return figures[0]


# language, sentence, span, value or (low, high), unit, counted, qualifier
TRUTH = [
    ("en", "The archive holds as much as 40 terabytes of maps.", "as much as 40 terabytes", "40", "terabyte", None, "at_most"),
    ("en", "The ferry was late by 2-1/2 days.", "2-1/2 days", "2.5", "day", None, "exact"),
    ("en", "She won about 58 percent of the ballots.", "about 58 percent", "58", "percent", None, "approximately"),
    ("en", "The deal is worth $2bn to the town.", "$2bn", "2000000000", "currency:USD", None, "exact"),
    ("en", "They raised £1.25 million overnight.", "£1.25 million", "1250000", "currency:GBP", None, "exact"),
    (
        "en",
        "It affects from 3 to 5 million people.",
        "from 3 to 5 million people",
        ("3000000", "5000000"),
        None,
        "people",
        "exact",
    ),
    ("en", "The front moved 10-15 km to the east.", "10-15 km", ("10", "15"), "kilometer", None, "exact"),
    ("en", "Prices rose between 5 and 7 per cent.", "between 5 and 7 per cent", ("5", "7"), "percent", None, "exact"),
    (
        "en",
        "Three hundred and forty-two passengers were stranded.",
        "Three hundred and forty-two passengers",
        "342",
        None,
        "passengers",
        "exact",
    ),
    (
        "en",
        "There were hundreds of thousands of refugees.",
        "hundreds of thousands of refugees",
        ("200000", "999999"),
        None,
        "refugees",
        "vague",
    ),
    ("en", "Several hundred troops left.", "Several hundred troops", ("200", "999"), None, "troops", "vague"),
    ("en", "At least nine were hurt.", "At least nine", "9", None, None, "at_least"),
    ("en", "It fell to −3.5 °C at night.", "−3.5 °C", "-3.5", "celsius", None, "exact"),
    (
        "de",
        "Mehr als eine halbe Million Euro fehlt.",
        "Mehr als eine halbe Million Euro",
        "500000",
        "currency:EUR",
        None,
        "more_than",
    ),
    ("nl", "Ruim een half miljoen euro is weg.", "Ruim een half miljoen euro", "500000", "currency:EUR", None, "more_than"),
    ("es", "Faltan más de medio millón de euros.", "más de medio millón de euros", "500000", "currency:EUR", None, "more_than"),
    ("pl", "Ponad pół miliona złotych zniknęło.", "Ponad pół miliona złotych", "500000", "currency:PLN", None, "more_than"),
    ("nl", "De bonden eisen 7 à 8 procent.", "7 à 8 procent", ("7", "8"), "percent", None, "exact"),
    ("en", "They ate a dozen eggs.", "a dozen eggs", "12", None, "eggs", "exact"),
    ("en", "The tank holds 20 litres or more.", "20 litres or more", "20", "liter", None, "at_least"),
    (
        "fr",
        "Des centaines de milliers d'abeilles sont mortes.",
        "centaines de milliers d'abeilles",
        ("200000", "999999"),
        None,
        "abeilles",
        "vague",
    ),
    (
        "fr",
        "Le plan occupe quelque sept mégaoctets.",
        "quelque sept mégaoctets",
        "7",
        "megabyte",
        None,
        "approximately",
    ),
    (
        "fr",
        "Plus de 12 millions de Belges ont répondu.",
        "Plus de 12 millions de Belges",
        "12000000",
        None,
        "Belges",
        "more_than",
    ),
    ("fr", "Le taux atteint 9,5 % en mars.", "9,5 %", "9.5", "percent", None, "exact"),
    ("fr", "Il a parcouru trois cents kilomètres.", "trois cents kilomètres", "300", "kilometer", None, "exact"),
    ("fr", "Quatre-vingt-dix-sept maisons ont brûlé.", "Quatre-vingt-dix-sept maisons", "97", None, "maisons", "exact"),
    ("fr", "Une hausse de entre 5 et 7 % est prévue.", "entre 5 et 7 %", ("5", "7"), "percent", None, "exact"),
    ("fr", "Le coût est de 2 milliards d'euros.", "2 milliards d'euros", "2000000000", "currency:EUR", None, "exact"),
    (
        "fr",
        "Il y avait 12\u202f500 manifestants environ.",
        "12\u202f500 manifestants environ",
        "12500",
        None,
        "manifestants",
        "approximately",
    ),
    ("fr", "Une dizaine de blessés sont soignés.", "Une dizaine de blessés", "10", None, "blessés", "approximately"),
    ("fr", "Le fichier pèse au moins 3 Go.", "au moins 3 Go", "3", "gigabyte", None, "at_least"),
    ("fr", "Elle a reçu deux mille trois cents lettres.", "deux mille trois cents lettres", "2300", None, "lettres", "exact"),
    (
        "de",
        "Rund dreihundertfünfzigtausend Menschen kamen.",
        "Rund dreihundertfünfzigtausend Menschen",
        "350000",
        None,
        "Menschen",
        "approximately",
    ),
    ("de", "Es waren zwischen 5 und 7 Prozent.", "zwischen 5 und 7 Prozent", ("5", "7"), "percent", None, "exact"),
    ("de", "Das Schiff trug 1.234,5 Tonnen Kohle.", "1.234,5 Tonnen", "1234.5", "tonne", None, "exact"),
    ("de", "Zehntausende Wähler warteten.", "Zehntausende Wähler", ("20000", "99999"), None, "Wähler", "vague"),
    ("de", "Das kostet 2,5 Mio. Euro im Jahr.", "2,5 Mio. Euro", "2500000", "currency:EUR", None, "exact"),
    ("de", "Mehr als 20 000 Fans sangen.", "Mehr als 20 000 Fans", "20000", None, "Fans", "more_than"),
    ("es", "Unas trescientas personas esperaban.", "Unas trescientas personas", "300", None, "personas", "approximately"),
    (
        "es",
        "La obra cuesta dos mil millones de dólares.",
        "dos mil millones de dólares",
        "2000000000",
        "currency:USD",
        None,
        "exact",
    ),
    ("es", "Subió al menos un 3,2 por ciento.", "al menos un 3,2 por ciento", "3.2", "percent", None, "at_least"),
    ("es", "Llegaron miles de votantes.", "miles de votantes", ("2000", "9999"), None, "votantes", "vague"),
    ("ar", "نُشر نحو ٩ غيغابايت من البيانات.", "نحو ٩ غيغابايت", "9", "gigabyte", None, "approximately"),
    ("ar", "حضر أكثر من ثلاثمائة وخمسين شخصا.", "أكثر من ثلاثمائة وخمسين شخصا", "350", None, "شخصا", "more_than"),
    ("ar", "استمر الإضراب يومين.", "يومين", "2", "day", None, "exact"),
    ("ar", "نسبة التأييد ٩٫٥ في المئة.", "٩٫٥ في المئة", "9.5", "percent", None, "exact"),
    ("en", "It took two and a half years.", "two and a half years", "2.5", "year", None, "exact"),
    ("en", "Half a million jobs are gone.", "Half a million jobs", "500000", None, "jobs", "exact"),
    ("en", "They paid 5m euros.", "5m euros", "5000000", "currency:EUR", None, "exact"),
    ("fr", "Il a régné deux ans et demi.", "deux ans et demi", "2.5", "year", None, "exact"),
    ("fr", "Trois quarts des élus sont venus.", "Trois quarts des élus", "0.75", None, "élus", "exact"),
    ("es", "Hubo 12 heridos en el choque.", "12 heridos", "12", None, "heridos", "exact"),
    ("it", "Circa duecentomila persone in piazza.", "Circa duecentomila persone", "200000", None, "persone", "approximately"),
    ("it", "Il costo: 3 miliardi di euro.", "3 miliardi di euro", "3000000000", "currency:EUR", None, "exact"),
    (
        "pt",
        "Cerca de dois mil e quinhentos eleitores.",
        "Cerca de dois mil e quinhentos eleitores",
        "2500",
        None,
        "eleitores",
        "approximately",
    ),
    ("nl", "Ruim tweeduizend mensen kwamen.", "Ruim tweeduizend mensen", "2000", None, "mensen", "more_than"),
    ("pl", "Ponad 20 tys. osób przyszło.", "Ponad 20 tys. osób", "20000", None, "osób", "more_than"),
]


@pytest.mark.parametrize(("language", "sentence", "span", "number", "unit", "counted", "qualifier"), TRUTH)
def test_truth_sentences(
    language: str, sentence: str, span: str, number: str | tuple[str, str], unit: str | None, counted: str | None, qualifier: str
) -> None:
    """Sentences and answers by the author of the code: they show what is meant, not how well it does on unseen text."""
    figure = only(sentence, language)
    assert sentence[figure.start : figure.end] == span
    if isinstance(number, tuple):
        assert (figure.value, figure.value_low, figure.value_high) == (None, Decimal(number[0]), Decimal(number[1]))
    else:
        assert (figure.value, figure.value_low, figure.value_high) == (Decimal(number), None, None)
    assert (figure.unit, figure.counted, figure.qualifier) == (unit, counted, qualifier)


def test_an_unknown_unit_is_kept_and_never_mended() -> None:
    figure = only("Le disque garde 8 gibabits d'images.", "fr")
    assert (figure.value, figure.unit, figure.unit_raw) == (Decimal(8), None, "gibabits")
    assert figure.unit_candidates[0] == "gigabit"
    assert "gigabyte" in figure.unit_candidates


def test_a_unit_that_cldr_has_no_id_for_is_kept_verbatim() -> None:
    figure = only("Le centre stocke 3 gibioctets de données.", "fr")
    assert (figure.unit, figure.unit_raw, figure.unit_candidates) == (None, "gibioctets", ())


@pytest.mark.parametrize(("sentence", "language", "raw"), [("It cost 300 pounds.", "en", "pounds"), ("Costó $ 300.", "es", "$")])
def test_an_ambiguous_unit_is_left_open(sentence: str, language: str, raw: str) -> None:
    figure = only(sentence, language)
    assert (figure.unit, figure.unit_raw) == (None, raw)
    assert len(figure.unit_candidates) > 1


def test_the_territory_decides_about_the_dollar_sign() -> None:
    assert only("They paid $300.", "en").unit == "currency:USD"
    assert only("They paid US$300.", "en-CA").unit == "currency:USD"


def test_a_number_that_the_language_does_not_write_so_has_no_value() -> None:
    figure = only("The tank holds 9,5 litres.", "en")
    assert (figure.value, figure.unit) == (None, "liter")


def test_a_number_too_long_for_the_column_keeps_its_span_without_a_value() -> None:
    sentence = f"They counted {'9' * 30} grains."
    figure = only(sentence, "en")
    assert figure.value is None
    assert sentence[figure.start : figure.end] == f"{'9' * 30} grains"
    assert only(f"They counted {'9' * 29} grains.", "en").value == Decimal("9" * 29)


def test_without_a_language_only_unambiguous_digits_are_read() -> None:
    figures = find_figures("9,5 km / 1,234 / 12 %", None)
    assert [(figure.value, figure.unit) for figure in figures] == [
        (Decimal("9.5"), "kilometer"),
        (None, None),
        (Decimal(12), "percent"),
    ]


def test_a_modal_verb_is_no_month() -> None:
    assert only("At least 12 may have died.", "en").value == 12


def test_a_change_is_no_range() -> None:
    figures = find_figures("Shares fell 3.4% to $12.50 on Tuesday.", "en")
    assert [(figure.value, figure.unit) for figure in figures] == [(Decimal("3.4"), "percent"), (Decimal("12.5"), "currency:USD")]


def test_metres_or_millions_are_left_open() -> None:
    figure = only("She sold 5m records.", "en")
    assert (figure.value, figure.unit, figure.unit_raw, figure.unit_candidates) == (None, None, "m", ("meter",))


def test_a_fraction_that_does_not_end_has_no_value() -> None:
    sentence = "It was backed by two thirds of voters."
    figure = only(sentence, "en")
    assert (figure.value, sentence[figure.start : figure.end]) == (None, "two thirds of voters")
    assert (figure.value_low, figure.value_high) == (Decimal("0.666666666"), Decimal("0.666666667"))


@pytest.mark.parametrize(("language", "sentence", "answers"), SENTENCES)
def test_sentences_in_nine_languages(language: str, sentence: str, answers: list[Answer]) -> None:
    figures = find_figures(sentence, language)
    assert [sentence[figure.start : figure.end] for figure in figures] == [answer[0] for answer in answers]
    for figure, (_, number, unit, counted, qualifier) in zip(figures, answers, strict=True):
        if isinstance(number, tuple):
            assert (figure.value, figure.value_low, figure.value_high) == (None, Decimal(number[0]), Decimal(number[1]))
        else:
            assert figure.value == (None if number is None else Decimal(number))
        assert figure.unit == unit
        assert counted is ... or figure.counted == counted
        assert qualifier is ... or figure.qualifier == qualifier


def test_a_range_of_money_keeps_its_sign() -> None:
    figure = only("It costs between $300 and $450.", "en")
    assert (figure.value_low, figure.value_high, figure.unit) == (Decimal(300), Decimal(450), "currency:USD")


@pytest.mark.parametrize(
    ("language", "sentence", "number", "unit"),
    [
        ("en", "Sales fell by an eighth in June.", "0.125", None),
        ("fr", "Une heure et demie plus tard.", "1.5", "hour"),
        ("fr", "Le mur mesure 1,92 m et penche.", "1.92", "meter"),
        ("es", "Sube hasta el 3,4%.", "3.4", "percent"),
        ("ar", "بلغ عدد السكان ثلاثة ملايين ونصف المليون نسمة.", "3500000", None),
        ("de", "Ein 34-jähriger Mann.", "34", "year"),
        ("en", "It took half an hour.", "0.5", "hour"),
    ],
)
def test_found_wanting_on_later_sentences(language: str, sentence: str, number: str, unit: str | None) -> None:
    figure = only(sentence, language)
    assert (figure.value, figure.unit) == (Decimal(number), unit)


def test_an_adjective_of_mass_is_not_settled_as_money() -> None:
    figures = find_figures("A 25-pound goose costs £40.", "en")
    assert [figure.unit for figure in figures] == [None, "currency:GBP"]


@pytest.mark.parametrize("language", languages("figures"))
def test_every_lexicon_says_its_own_words(language: str) -> None:
    entries = lexicon("figures", language)
    for word, power in entries["magnitudes"].items():
        figure = only(f"7 {word} .", language)
        assert figure.value == 7 * Decimal(10) ** power, word
    for qualifier, phrases in entries["qualifiers_before"].items():
        for phrase in phrases:
            found = find_figures(f"{phrase} 35 %", language)
            assert [(figure.start, figure.qualifier, figure.unit) for figure in found] == [(0, qualifier, "percent")], phrase


@pytest.mark.parametrize(
    ("language", "sentence", "value", "unit", "counted", "qualifier"),
    [
        ("es", "Un equipo de 24 técnicos llegó.", "24", None, "técnicos", "exact"),
        ("pt", "Uma equipa de 16 mergulhadores partiu.", "16", None, "mergulhadores", "exact"),
        ("es", "Uno de cada cuatro cerró.", "0.25", None, None, "exact"),
        ("en", "Forecasters expect 40C by noon.", "40", "celsius", None, "exact"),
        ("pl", "Doszło do 412 kolizji.", "412", None, "kolizji", "exact"),
        ("pl", "Czekał sześć godzin, po dwóch latach.", "6", "hour", None, "exact"),
        ("nl", "Dat was nog geen 4 procent.", "4", "percent", None, "less_than"),
        ("it", "I danni superano i 22 milioni di euro.", "22000000", "currency:EUR", None, "more_than"),
        ("ar", "بنحو 2.4 مليون يورو.", "2400000", "currency:EUR", None, "approximately"),
    ],
)
def test_teams_temperatures_and_qualifiers(
    language: str, sentence: str, value: str, unit: str | None, counted: str | None, qualifier: str
) -> None:
    figure = find_figures(sentence, language)[0]
    assert (figure.value, figure.unit, figure.qualifier) == (Decimal(value), unit, qualifier)
    assert counted is None or figure.counted == counted


@pytest.mark.parametrize(
    ("language", "sentence", "span", "value", "thing"),
    [
        ("ar", "بلغت النسبة 93,5 بالمائة.", "93,5 بالمائة", "93.5", "percent"),
        ("ar", "لفائدة 1 850 عونا.", "1 850 عونا", "1850", "عونا"),
        ("ar", "كلفته 9 ملايين و400 ألف دينار.", "9 ملايين و400 ألف دينار", "9400000", "دينار"),
        ("ar", "طلبوا مليونان ونصف المليون دولار.", "مليونان ونصف المليون دولار", "2500000", "currency:USD"),
        ("pl", "Dochody to 1 mld 690 mln zł.", "1 mld 690 mln zł", "1690000000", "currency:PLN"),
        ("pl", "Śpi tu dwadzieścioro troje dzieci.", "dwadzieścioro troje dzieci", "23", "dzieci"),
        ("pl", "Mniej niż pół tysiąca głosów.", "Mniej niż pół tysiąca głosów", "500", "głosów"),
        ("fr", "Elles ont duré deux heures et quart.", "deux heures et quart", "2.25", "hour"),
        ("es", "Costó cerca de un cuarto de millón de euros.", "cerca de un cuarto de millón de euros", "250000", "currency:EUR"),
        ("es", "El agua estaba a 4 grados bajo cero.", "4 grados bajo cero", "-4", "degree"),
        ("en", "The temperature dropped to -3C, leaving ice.", "-3C", "-3", "celsius"),
        ("fr", "Le parti a 29 sièges sur 75.", "29 sièges", "29", "sièges"),
        ("fr", "Un agent partant sur cinq ne sera pas remplacé.", "Un agent partant sur cinq", "0.2", "agent partant"),
        ("pt", "Uma amostra de 5000 registos.", "5000 registos", "5000", "registos"),
    ],
)
def test_magnitudes_halves_and_shares(language: str, sentence: str, span: str, value: str, thing: str) -> None:
    found = next(each for each in find_figures(sentence, language) if sentence[each.start : each.end] == span)
    assert (str(found.value), found.unit or found.counted) == (value, thing)


def test_thousands_that_are_told_once() -> None:
    assert [(each.value_low, each.value_high) for each in find_figures("Il faudra de 40 à 45 000 euros.", "fr")] == [
        (40000, 45000)
    ]
    assert [(each.value_low, each.value_high) for each in find_figures("Il faudra de 2 à 45 000 euros.", "fr")] == [(2, 45000)]


@pytest.mark.parametrize(
    ("language", "sentence", "low", "high"),
    [
        ("es", "Cerró entre el 60 % y el 65 % de los centros.", 60, 65),
        ("it", "I danni sono tra i 60 e gli 80 milioni di euro.", 60_000_000, 80_000_000),
        ("nl", "Het kost tussen de 40.000 en 50.000 euro.", 40_000, 50_000),
    ],
)
def test_articles_within_a_range(language: str, sentence: str, low: int, high: int) -> None:
    (found,) = find_figures(sentence, language)
    assert (found.value_low, found.value_high) == (low, high)


def test_an_article_between_qualifier_and_number() -> None:
    assert find_figures("È salito di quasi il 40%.", "it")[0].qualifier == "approximately"
