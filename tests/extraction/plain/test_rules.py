from __future__ import annotations

import pytest

from provenance.extraction.plain.pieces import Piece, pieces
from provenance.extraction.plain.rules import BY_FORM, BY_NEIGHBOURS, Context, judged, kind_of, left_by

PROSE = "The mayor of Elmshaven said on Tuesday that the bridge over the Larn would stay closed for several weeks."


def line(string: str) -> Piece:
    (piece,) = pieces(string)
    return piece


WITHIN = Context(line(PROSE), line(PROSE))

BY_THEIR_FORM = {
    "boilerplate": ["* * *", "-----", "=====", "© 2019 Elmshaven Gazette", "Tous droits réservés", "Alle Rechte vorbehalten",
        "Photo:", "Autor:",
        "We use cookies to improve your experience.", "Questo sito utilizza cookie, anche di terze parti."],
    "comment": [
        "Leave a comment", "Laisser un commentaire", "Une réaction sur “Le pont fermé” :", "3 thoughts on “Bridge closed”",
        "Ein Gedanke zu „Brücke gesperrt“", "2 comentarios en «Puente cerrado»", "اترك تعليقاً", "Comments (12)",
        "14 commentaires",
    ],
    "publication": [
        "Publié le 14 mars 2019 à 10h30, modifié le 14 mars 2019 à 08h00",
        "Published: Thursday, March 14, 2019 at 10:30 a.m. GMT",
        "14.03.2019 à 09h15 • Mis à jour le 14.03.2019 à 11h40", "Veröffentlicht am 14. März 2019 um 10.30 Uhr",
        "Actualizado el 14 de marzo de 2019 a las 10:30 horas", "نشر في 14 مارس 2019", "Last updated on 2019-03-14T08:00:00Z",
    ],
    "credit": [
        "ats/xyz", "dpa/AFP/hm", "(Reuters)", "(ats, afp)", "Le Journal de Valmont avec AFP et Reuters", "Source: dpa",
        "Elmshaven Gazette with AP", "[AFP]", "(Reporting by Jane Roe; Editing by John Doe)", "Con información de EFE",
        "(ANSA).", "Door: ANP", "Additional reporting by AFP",
    ],
    "caption": [
        "Photo: The bridge on Tuesday.", "Foto: dpa", "Le pont de Valmont / 18h20 / 3 min. / le 14 mars 2019",
        "(Photo by Jane Roe)",
        "صورة: الجسر", "© Keystone / Jean Favre", "Image d'illustration : le pont",
        "Le pont de Valmont, vu de la rive, en avril. © Lucas Favre", "Vecinos en el puente de Valmonte, ayer. / MARINA GIL",
        "Il ponte di Valmonte dopo la piena (foto Bonazzi)",
    ],
    "related": [
        ">> Lire aussi : Des fissures à l'hôtel de ville", "Read also: Cracks in the town hall",
        "Lesen Sie auch: Risse im Rathaus",
        "Lea también: Grietas en el ayuntamiento", "اقرأ أيضا: تشققات في البلدية", "Read also Cracks in the town hall",
        "Mehr zum Thema",
        "À lire aussi : « Le pont ferme. »",
    ],
    "advertisement": [
        "Advertisement", "[Publicité]", "- Anzeige -", "Abonnez-vous à partir de 2 €", "Subscribe to our newsletter for more",
        "Cet article est réservé aux abonnés", "إعلان",
    ],
    "byline": ["Jane Roe (AFP/abc)", "Hans Meier und Eva Kurz (dpa)", "Da Redação"],
    "share": ["Partager (2 318)", "Share 12", "PartagerTweeter", "Facebook Twitter WhatsApp", "12 shares", "Teilen | Drucken"],
    "navigation": ["Home > News > World", "Accueil | Politique | Sport", "languageالعربيةDeutsch",
        "Home  Shipping  Opinion  Subscribe now", "Accueil | Le port | Culture | Sport",
        "ELMSHAVEN onlineMenuSearchLog in", "34 Kommentare · 128 Mal geteilt · Artikel anhören (4 min)"],
    "embed": ["— Ann Poe (@annpoe) 14 mars 2019", "— The Larn (@the_larn) March 14, 2019"],
}  # fmt: skip

ONLY_OUTSIDE_PROSE = {
    "boilerplate": ["Accept all", "Alle akzeptieren", "Tout refuser", "3 min read", "Lesedauer: 4 Minuten",
        "Your email address", "Ihre E-Mail-Adresse", "Votre adresse e-mail :"],
    "advertisement": ["Der Morgen-Newsletter: Was heute in Grünfelden wichtig ist", "Newsletter «Larn am Abend» abonnieren"],
    "publication": ["Publié Modifié", "Modifié", "14 mars 2019", "Thursday 14 March 2019 10:30", "Elmshaven, 14 March 2019",
        "VALMONTE, 16 MARZO 2031", "Puerto Alto - 17 de noviembre de 2029, 21:15 h."],
    "credit": ["Reuters", "AFP", "dpa, AFP", "سع/ب ح/ك ش"],
    "byline": [
        "By Jane Roe", "Par Anne-Marie de la Tour et Jean Favre", "Von Hans Meier und Eva Kurz, Grünfelden",
        "Por Ana López y Luis Gil",
        "بقلم أحمد سالم ووليد ناصر", "By Jane Roe | ELMSHAVEN", "بقلم وليد ناصر",
        "By Jane Roe, Environment Correspondent, and John Doe", "Par Jeanne Favre avec l'ATS", "Von Hans Meier, dpa",
        "Door onze verslaggever Jan de Boer", "Ana Gil / Agencias", "Valmonte Hoy - EFE",
    ],
    "share": ["Tweet", "Partager", "Drucken"],
    "navigation": ["languageالعربية", "Politik", "vendredi", "Menu", "العربية",
        "Sign in Subscribe now", "Se connecter S'abonner", "Zoeken Abonneren", "Tweet 3 comments",
        "Lokales Politik Wirtschaft Kultur Larntal", "Overzicht Net binnen Verkiezingen Regio Sport Podcasts Zoek"],
}  # fmt: skip

NEITHER = [
    PROSE, "Ein Kommentar zu den Rissen", "Video: The bridge falls",
    "Bridge closed for weeks", "By Land and Sea", "Par monts et par vaux", "Von Berlin nach Paris",
    "Read also the small print.",
    "The share of votes", "Politics of the bridge", "More than 40 wounded", "Photo finish in Elmshaven", "AFP leaves Elmshaven",
    "Published figures do not add up", "12", "2019", "Comment on the bridge", "Le partage des eaux", "Subscribers flee",
    "Il a publié le 14 mars 2019 un rapport sur le pont.", "Facebook", "- Yes, she said.",
    "Print dies as readers leave", "Voters share one worry", "Politics and Sport Meet on the Larn Bridge", "Update on the bridge",
    "File photo databases were searched by the police of Elmshaven.", "Comments (12) were deleted by the moderators of the site.",
    "Elmshaven Gazette closes its newsletter", "Jane Roe (left) at the bridge", "The MenuFix company closes",
]  # fmt: skip


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(kind, string) for kind, strings in table.items() for string in strings]


@pytest.mark.parametrize(("kind", "string"), cases(BY_THEIR_FORM))
def test_known_by_its_form_even_within_prose(kind: str, string: str) -> None:
    assert kind_of(line(string), WITHIN, BY_FORM) == kind


@pytest.mark.parametrize(("kind", "string"), cases(ONLY_OUTSIDE_PROSE))
def test_known_by_its_neighbours_only(kind: str, string: str) -> None:
    assert kind_of(line(string), Context(), BY_FORM) is None
    assert kind_of(line(string), Context(), BY_NEIGHBOURS) == kind
    assert kind_of(line(string), Context(None, line(PROSE)), BY_NEIGHBOURS) == kind
    assert kind_of(line(string), WITHIN, left_by(WITHIN)) is None


@pytest.mark.parametrize("string", NEITHER)
def test_left_alone(string: str) -> None:
    assert kind_of(line(string), Context(), BY_FORM) is None
    assert kind_of(line(string), WITHIN, left_by(WITHIN)) is None


def test_a_network_counts_beside_another() -> None:
    assert kind_of(line("Facebook"), Context(line("Twitter"), line(PROSE)), BY_NEIGHBOURS) == "share"


def test_headlines_side_by_side_are_no_buttons() -> None:
    headlines = [line("Voters share one worry"), line("Print dies as readers leave")]
    assert kind_of(headlines[0], Context(line("Facebook"), headlines[1]), BY_NEIGHBOURS) is None


def test_a_name_above_the_initials_of_staff_is_the_author() -> None:
    initials = Context(None, line("hdr/ bar/ mhr/"))
    assert kind_of(line("Jane Roe"), initials, BY_NEIGHBOURS) == "byline"
    assert kind_of(line("Jane Roe"), Context(None, line("Politics")), BY_NEIGHBOURS) is None


def test_every_rule_has_an_example() -> None:
    tried = [line(string) for _, string in cases(BY_THEIR_FORM) + cases(ONLY_OUTSIDE_PROSE)] + [
        line("Facebook"),
        line("Jane Roe"),
    ]
    contexts = [Context(), Context(line("Twitter")), Context(None, line("hdr/ bar/"))]
    unused = [rule for rule in BY_FORM + BY_NEIGHBOURS if not any(rule(each, context) for each in tried for context in contexts)]
    assert unused == []


def test_neighbours_are_those_not_claimed_by_form() -> None:
    kinds = [piece.kind for piece in judged(pieces(f"{PROSE}\n\nRead also: Cracks\n\nPolitics\n\n{PROSE}"))]
    assert kinds == [None, "related", None, None]


def test_a_wrapped_line_is_never_judged_alone() -> None:
    wrapped = f"{PROSE[:50]}\nReuters\nand two other agencies had seen the report before."
    assert [piece.kind for piece in judged(pieces(wrapped))] == [None, None, None]
