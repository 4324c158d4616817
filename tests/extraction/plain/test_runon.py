from __future__ import annotations

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain import extract_plain

PROSE = "The mayor of Elmshaven said on Tuesday that the bridge over the Larn would stay closed for several weeks."
BODY = " ".join([PROSE] * 14)


def blocks(source: str) -> list[tuple[BlockKind, str]]:
    (draft,) = extract_plain(source)
    return [(block.kind, block.string) for block in draft.blocks]


def test_a_page_with_agency_stamp_headline_and_byline() -> None:
    header = "Reuters Thu March 14, 2019 Bridge in Elmshaven closed X By Jane Roe and John Doe | ELMSHAVEN/VALMONT"
    assert blocks(f"Carried elsewhere\n\n{header} {BODY}") == [
        ("boilerplate", "Carried elsewhere"),
        ("credit", "Reuters"),
        ("publication", "Thu March 14, 2019"),
        ("title", "Bridge in Elmshaven closed"),
        ("navigation", "X"),
        ("byline", "By Jane Roe and John Doe"),
        ("boilerplate", "|"),
        ("dateline", "ELMSHAVEN/VALMONT"),
        ("paragraph", BODY),
    ]


def test_a_page_with_title_standfirst_credit_stamp_and_buttons() -> None:
    standfirst = "Pont fermé Le maire parle de fissures."
    header = "La Voix de Valmont avec AFP | 14.03.2019 à 09h15 • Mis à jour le 14.03.2019 à 11h40"
    source = f"Pont fermé\n\n{standfirst} {header} Abonnez vous dès 2 € Réagir Partager (2 318)Tweeter {BODY}"
    assert blocks(source) == [
        ("title", "Pont fermé"),
        ("duplicate", "Pont fermé"),
        ("standfirst", "Le maire parle de fissures."),
        ("credit", "La Voix de Valmont avec AFP"),
        ("boilerplate", "|"),
        ("publication", "14.03.2019 à 09h15 • Mis à jour le 14.03.2019 à 11h40"),
        ("advertisement", "Abonnez vous dès 2 €"),
        ("share", "Réagir Partager (2 318)Tweeter"),
        ("paragraph", BODY),
    ]


def test_subheads_in_capitals() -> None:
    source = f"Bridge closed\n\n{BODY} PILLARS ARE CRACKED {PROSE} RELATED COVERAGE {PROSE} NATO USA {PROSE}"
    assert [kind for kind, _ in blocks(source)] == ["title", "paragraph", "subhead", "paragraph", "related", "paragraph"]


def test_a_long_paragraph_is_left_whole() -> None:
    source = f"On March 14, 2019 the bridge was closed. {BODY} By Jane Roe's account, AFP and Reuters knew. {PROSE}"
    assert blocks(source) == [("paragraph", source)]
