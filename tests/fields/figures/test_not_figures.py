import pytest

from provenance.fields.figures import find_figures


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The group APT 28 was named."),
        ("en", "He lived in Flat 40C and then in Seat 12F."),
        ("pl", "Odlot z bramki 8."),
        ("pt", "A sala 12 está reservada."),
        ("ar", "في 20 أيار المقبل."),
        ("nl", "In de jaren tachtig, en van 19 tot en met 23 mei."),
        ("it", "Negli anni Ottanta e a partire da allora."),
        ("en", "It was posted on 4chan."),
        ("fr", "Un Boeing 737 a atterri."),
        ("fr", "Le recours à l'article 49.3 est critiqué."),
        ("en", "Covid-19 and the F-16 and the G20 and H1N1."),
        ("fr", "Rappelez le 01 23 45 67 89 ou +33 1 23 45 67 89."),
        ("en", "City won 3-1 and then drew 2:2."),
        ("en", "The final was a 1-3 defeat."),
        ("fr", "Publié à 21h07 puis à 8 heures."),
        ("en", "Polls close at 8 p.m. (1700 GMT) or 10:30."),
        ("de", "Die Sitzung beginnt um 14.30 Uhr."),
        ("fr", "Le vote a lieu le 5 mai 2017, ou du 6 au 7 mai."),
        ("en", "On May 5, 2017 and 6 May and Friday 5."),
        ("en", "Updated 14.03.2031 and 2031-03-14."),
        ("de", "Am 3. Februar und der 49. Kongress."),
        ("es", "El 5 de mayo de 2017, a las 8."),
        ("fr", "En 2017, comme en 1998, dans les années 80."),
        ("en", "From 2014 to 2016 and in 2016-17 and the 1990s."),
        ("en", "See https://example.org/2017/300 or mail 300@example.org."),
        ("fr", "Le premier, le second, le 1er et la 2e."),
        ("en", "The first, the 2nd and the 21st."),
        ("en", "Follow #vote2022 and @user99 now."),
        ("fr", "Un homme, une femme et l'un des enfants."),
        ("en", "One man, a woman and one of them."),
        ("de", "Ein Mann und eine Frau."),
        ("en", "1. Introduction"),
        ("en", "The server 192.168.0.12 is down."),
        ("ar", "تنص المادة 49 على ذلك."),
        ("en", "Agent 007 called."),
        ("en", "The iPhone 15 is out."),
        ("en", "One of the five agreed; a third man did not."),
        ("fr", "Le 11-Septembre a tout changé."),
    ],
)
def test_no_figure(language: str, sentence: str) -> None:
    found = find_figures(sentence, language)
    assert found == (), [sentence[figure.start : figure.end] for figure in found]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("pl", "Kontakt: tel. 83 555 17 20 w redakcji."),
        ("fr", "Un numéro vert, le 0 800 55 41 20, est ouvert."),
        ("es", "Podrán llamar al teléfono 151."),
        ("ar", "خصصت الرقم ١٦٥٢٨ للمتضررين."),
        ("fr", "Le rectificatif du 26/11 le dit."),
    ],
)
def test_a_number_to_dial_is_no_figure(language: str, sentence: str) -> None:
    assert find_figures(sentence, language) == ()


def test_grouped_digits_are_no_address() -> None:
    assert find_figures("Es waren 1.234.567 Menschen.", "de")[0].value == 1234567
