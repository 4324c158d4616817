"""What a page puts between two sentences of running text, and where it ends."""

from __future__ import annotations

import pytest

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain import extract_plain

PROSE = "The mayor of Elmshaven said on Tuesday that the bridge over the Larn would stay closed for several weeks."
FRENCH = "Le maire de Valmont a annoncé mardi que le pont sur la Larne resterait fermé pendant plusieurs semaines."
DUTCH = "De burgemeester van Elmhaven zei dinsdag dat de brug over de Larn nog weken dicht blijft."
GERMAN = "Die Bürgermeisterin von Elmshafen sagte am Dienstag, die Brücke bleibe noch wochenlang gesperrt."


def blocks(string: str) -> list[tuple[BlockKind, str]]:
    (draft,) = extract_plain(f"Bridge closed\n\n{string}")
    return [(block.kind, block.string) for block in draft.blocks[1:]]


@pytest.mark.parametrize(
    "doubtful",
    [
        # The next sentence begins with a name, and `The Times` in its middle.
        "Read more: Villages along the Larn count the cost Larn Water told The Times that it would pay.",
        # A full stop comes before any sure beginning.
        "Read more: Villages along the Larn count the cost Engineers blame water. The inquiry goes on.",
        # Words of the text itself.
        "Read more books, he said. The mayor laughed.",
    ],
)
def test_in_doubt_the_words_stay(doubtful: str) -> None:
    assert blocks(f"{PROSE} {doubtful}") == [("paragraph", f"{PROSE} {doubtful}")]


def test_a_pointer_at_the_end_of_a_paragraph() -> None:
    pointer = "Lire aussi : Le pont de Valmont attendu pour 2034"
    assert blocks(f"{FRENCH} {pointer}\n\n{FRENCH}") == [("paragraph", FRENCH), ("related", pointer), ("paragraph", FRENCH)]


def test_headlines_below_a_label_in_capitals() -> None:
    label = "RELATED COVERAGE Timeline of the closure Larn Water names new chief"
    body = " ".join([PROSE] * 12)
    assert blocks(f"{body} {label} On Friday the council met. {PROSE}")[1] == ("related", label)


@pytest.mark.parametrize(
    ("prose", "kind", "aside", "rest"),
    [
        (PROSE, "advertisement", "ADVERTISEMENT", "The judge will decide in May."),
        (GERMAN, "advertisement", "Anzeige", "Nach dem Regen sanken die Pegel."),
        (PROSE, "credit", "(Reuters)", "The judge will decide in May."),
        (PROSE, "caption", "Video: The breach as seen from a boat (1:42)", "On Friday the council will meet again."),
        (PROSE, "caption", "Photo: Jane Roe/Reuters", "On Friday the council will meet again."),
        (PROSE, "caption", "Ferries in the harbour on Sunday (Photo: Jane Roe)", "On Friday the council will meet again."),
        (GERMAN, "caption", "Foto: Jana Rot", "„Das ist vorbei“, sagte sie."),
        (DUTCH, "advertisement", "Schrijf je in op onze nieuwsbrief en mis niets uit je gemeente", "De brug blijft dicht."),
        (PROSE, "advertisement", "Sign up to the Larn newsletter Enter your email Subscribe", "The bridge stays shut."),
        (PROSE, "share", "Share Tweet (12) Save", "The bridge stays shut."),
        (PROSE, "related", "Read more: Villages along the Larn count the cost", "The judge will decide in May."),
        (PROSE, "related", "See also: Who pays for the bridge in Elmshaven", "On Friday the council will meet again."),
        (FRENCH, "related", "Lire aussi : Le pont de Valmont attendu pour 2034", "Une réunion est prévue mardi."),
        (
            FRENCH,
            "related",
            "A lire également : Les riverains demandent une navette",
            "« Nous ne demandons pas la lune », dit un voisin.",
        ),
        (FRENCH, "related", "Lire aussi : Pourquoi le pont est resté fermé ?", "Le préfet doit trancher."),
        (PROSE, "related", "Lesen Sie auch: Warum die Aubach so schnell steigt", "Nach dem Regen sanken die Pegel."),
        (FRENCH, "related", "LIRE AUSSI. Le pont de Valmont attendu pour 2034", "« C’est trop long », dit un voisin."),
        (FRENCH, "related", "Les plus lus : 1 Le pont fermé 2 La foire revient en mai", "Une réunion est prévue mardi."),
    ],
)
def test_an_aside_between_two_sentences(prose: str, kind: BlockKind, aside: str, rest: str) -> None:
    assert blocks(f"{prose} {aside} {rest}") == [("paragraph", prose), (kind, aside), ("paragraph", rest)]


def test_the_account_of_a_post_within_a_long_line_is_cut_out_alone() -> None:
    post, text = "— Larn Ferries (@larnferries) 14 March 2031", " ".join([PROSE] * 5)
    assert blocks(f"{text} {post} {PROSE}") == [("paragraph", text), ("embed", post), ("paragraph", PROSE)]


def test_asides_follow_one_another() -> None:
    asides = ["(Reuters)", "ADVERTISEMENT", "Read more: Villages along the Larn count the cost"]
    assert blocks(f"{PROSE} {' '.join(asides)} The judge will decide in May.")[1:-1] == [
        ("credit", asides[0]),
        ("advertisement", asides[1]),
        ("related", asides[2]),
    ]


@pytest.mark.parametrize(
    ("kind", "tail"),
    [
        ("related", "Tags: Elmshaven Larn bridges"),
        ("related", "Most read 1 Storm shuts two ports 2 Crown slides to a low"),
        ("comment", "Comments (38) Leave a reply Name Email Website"),
        ("boilerplate", "© Larn Gazette 2031 Terms Privacy Contact"),
        ("credit", "With files from Reuters"),
        ("credit", "ats/abc/xyz"),
    ],
)
def test_behind_the_last_sentence_an_aside_reaches_to_the_end(kind: BlockKind, tail: str) -> None:
    assert blocks(f"{PROSE} {tail}") == [("paragraph", PROSE), (kind, tail)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Like Facebook, X has lost readers to the ferry.",
        "Get off Twitter and look at the river, he said.",
        "More Londoners took the bus.",
        "Get out now!",
        "Comments were made by all sides.",
        "With Reuters he spoke at length about the bridge.",
        "Advertisement of the tender had begun in May.",
        "Save 20 minutes by taking the ferry.",
        "The picture (photo by the mayor) was never found.",
        "Her book about the miners (photographs by Ann Poe), published last autumn, sold well.",
        "Your name is on the list, the clerk told him.",
        "Facebook and Instagram were down for two hours.",
        "Between 10:30 and 11:45 the road was closed.",
        "NATO AWACS planes watched the coast.",
        "More: more money, more time, more trust.",
        "What do you think she said then?",
        "Don't miss Venice in winter, where he wrote The Larn.",
        "Ihr Name steht auf der Liste der Opfer.",
        "Der Parteitag hat nur ein Thema: die Rente.",
        "Im Osten zeigt sich ein anderes Bild: Thüringen, Sachsen und Brandenburg verlieren Einwohner.",
        "Die Preise sind um 21 Prozent gestiegen (Quelle: Statistisches Bundesamt).",
        "Auf Telegram bestritt er alles.",
        "Werbung „wie früher“ prägte die Stadt.",
        "O seu nome não foi divulgado pela polícia.",
        "Entre as mensagens trocadas no WhatsApp, a polícia encontrou ameaças.",
        "Sigue ingresado en la UCI, según el último boletín médico.",
        "Su correo electrónico fue pirateado, según la fiscalía.",
        "Il vous reste trois semaines pour déclarer vos revenus, rappelle le fisc.",
        "Chaque matin, il envoie un message à ses fidèles.",
        "Ogni mattina si sveglia alle cinque.",
        "Verder lezen kost moeite.",
        "Adres e-mail ofiary został przejęty przez hakerów.",
        "إعلان الهدنة جاء بعد ساعات من القصف.",
        "سجل اللاعب هدفين في المباراة.",
    ],
)
def test_sentences_that_begin_as_asides_do_stay(sentence: str) -> None:
    assert blocks(f"{PROSE} {sentence}") == [("paragraph", f"{PROSE} {sentence}")]
    assert blocks(f"{PROSE} {sentence} {PROSE}") == [("paragraph", f"{PROSE} {sentence} {PROSE}")]


def test_the_legend_below_a_header_may_be_a_sentence() -> None:
    header = "Jane Roe\n14 March 2031, 10:15\n\n"
    legend = "Ferries in the harbour on Sunday. Photo: Jane Roe"
    assert blocks(f"{header}{legend} {PROSE.replace('The mayor', 'On Sunday the mayor')}")[2] == ("caption", legend)


def test_buttons_left_at_the_head_of_the_text() -> None:
    found = blocks(f"14 March 2031, 10:15\n\n05:12 Share (588) Save {PROSE}")
    assert found[1:] == [("share", "05:12 Share (588) Save"), ("paragraph", PROSE)]
