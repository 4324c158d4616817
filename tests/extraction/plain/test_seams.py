from __future__ import annotations

import pytest

from provenance.extraction.plain.seams import stretches

CUT = {
    "header in German": (
        "Deichbruch an der Wielmer: 400 HelferVeröffentlicht: 03.02.2031, 07.15 UhrAktualisiert: Autor: 9 KommentareTeilen 31",
        ["Deichbruch an der Wielmer: 400 Helfer", "Veröffentlicht: 03.02.2031, 07.15 Uhr", "Aktualisiert:", "Autor:",
         "9 Kommentare", "Teilen 31"],
    ),
    "byline and stamp in Spanish": (
        "Cierra el puente de AlbaredaPor Lucía Ferrando3 de marzo de 2031 • 10:20CompartirGuardar12",
        ["Cierra el puente de Albareda", "Por Lucía Ferrando", "3 de marzo de 2031 • 10:20", "CompartirGuardar12"],
    ),
    "labels without values": (
        "Ferry service resumes after storm By: Photo: Published: 14 Nov 2031, 11:05 ShareTweet",
        ["Ferry service resumes after storm", "By:", "Photo:", "Published: 14 Nov 2031, 11:05", "ShareTweet"],
    ),
    "pointer whose headline ends at the next sentence": (
        "Le bac est à quai. LIRE AUSSIPont : dix ans de retardLes marins refusent toujours de céder.",
        ["Le bac est à quai.", "LIRE AUSSIPont : dix ans de retard", "Les marins refusent toujours de céder."],
    ),
    "advertisement": (
        "A ponte fechou às dez. PublicidadeO prefeito falou à noite.",
        ["A ponte fechou às dez.", "Publicidade", "O prefeito falou à noite."],
    ),
    "picture": (
        "In der Nacht brach der Damm.Bild: Keystone / Lea Brunner0:00 / 1:42 Artikel anhören",
        ["In der Nacht brach der Damm.", "Bild: Keystone / Lea Brunner", "0:00 / 1:42", "Artikel anhören"],
    ),
    "section and age": (
        "POLÍTICACâmara aprova o orçamento03/12/2031 07h32 Atualizado há 2 horasCompartilhe 87",
        ["POLÍTICA", "Câmara aprova o orçamento", "03/12/2031 07h32 Atualizado há 2 horas", "Compartilhe 87"],
    ),
    "comments": (
        "17 KommentareKommentar schreibenK. Ruf vor 2 StundenSo ein Unsinn.Antworten© Wielmer Bote 2031",
        ["17 Kommentare", "Kommentar schreiben", "K. Ruf vor 2 Stunden", "So ein Unsinn.", "Antworten", "© Wielmer Bote 2031"],
    ),
}  # fmt: skip

PROSE = (
    "The water rose all night, and in the morning the district asked everybody below the bridge to leave. "
    "Nobody was hurt. The mayor said that the dam would be looked at once more before the school opens its doors again."
)

# Nothing is written together, but the line is longer than those of headers.
PARTED = {
    "stamp with label and time": [
        "The dam holds, says the district", "Jane Roe |", "12/11/2030 07:30 h. Updated 12/11/2030 11:48", PROSE,
    ],
    "row of buttons": ["Abonnez-vous à partir de 1 €", "Réagir Partager (286) Tweeter", PROSE],
    "notice at the end": [PROSE, "Copyright 2026 The Elmshaven Gazette. All rights reserved."],
}  # fmt: skip

WHOLE = (
    f"On Facebook and on Instagram it was the most shared post of 2031. {PROSE}",
    f"It was 10:30 on 14 March 2031 when the first call came in. {PROSE}",
    "The McDonald family told ThePrint that its iPhone app was shared on Facebook, WhatsApp and YouTube.",
    "Auf Facebook, Twitter und YouTube wurde das Video geteilt; der YouTube-Newsletter nennt 12 Kommentare.",
    "See https://t.co/jX7SharePrintTweet for the post by MacLeod.",
    "Le porte-parole d'EDF a dit : « Nous partageons tout. » Publicité et Partage sont des mots.",
    "Nachtrag: Die Polizei korrigierte die Zahl. Foto: Archiv",
    "COVID19 und G20: Was der Gipfel beschloss",
    "",
)


@pytest.mark.parametrize("parts", PARTED.values(), ids=PARTED)
def test_long_lines_are_parted_where_that_is_certain(parts: list[str]) -> None:
    line = " ".join(parts)
    assert [line[start:end].strip() for start, end in stretches(line)] == parts


@pytest.mark.parametrize("name", CUT)
def test_a_line_is_cut_where_its_marks_stand(name: str) -> None:
    line, expected = CUT[name]
    assert [line[start:end].strip() for start, end in stretches(line)] == expected


@pytest.mark.parametrize("line", WHOLE)
def test_a_line_without_a_certain_mark_is_left_whole(line: str) -> None:
    assert len(list(stretches(line))) <= 1


@pytest.mark.parametrize("line", [line for line, _ in CUT.values()])
def test_nothing_is_lost(line: str) -> None:
    assert "".join(line[start:end] for start, end in stretches(line)) == line
