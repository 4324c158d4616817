"""Pointers inside running text: where their headlines end."""

from __future__ import annotations

import pytest

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain import extract_plain

PROSE = "The mayor of Elmshaven said on Tuesday that the bridge over the Larn would stay closed for several weeks."
FRENCH = "Le maire de Valmont a annoncé mardi que le pont sur la Larne resterait fermé pendant plusieurs semaines."


def blocks(string: str) -> list[tuple[BlockKind, str]]:
    (draft,) = extract_plain(f"Bridge closed\n\n{string}")
    return [(block.kind, block.string) for block in draft.blocks[1:]]


@pytest.mark.parametrize(
    ("prose", "pointer", "rest"),
    [
        (PROSE, "Read more: Villages along the Larn count the cost", "The judge will decide in May."),
        (PROSE, "See also: Who pays for the bridge in Elmshaven", "On Friday the council will meet again."),
        (FRENCH, "Lire aussi : Le pont de Valmont attendu pour 2034", "Une réunion est prévue mardi."),
        (FRENCH, "A lire également : Les riverains demandent une navette", "« Nous ne demandons pas la lune », dit un voisin."),
        (FRENCH, "Lire aussi : Pourquoi le pont est resté fermé ?", "Le préfet doit trancher."),
        (PROSE, "Lesen Sie auch: Warum die Aubach so schnell steigt", "Nach dem Regen sanken die Pegel."),
    ],
)
def test_a_headline_ends_where_a_sentence_begins(prose: str, pointer: str, rest: str) -> None:
    assert blocks(f"{prose} {pointer} {rest}") == [("paragraph", prose), ("related", pointer), ("paragraph", rest)]


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
