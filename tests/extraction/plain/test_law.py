"""The law of plain text: nothing is lost, nothing is in two blocks, every block is a stretch of the source."""

from __future__ import annotations

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from provenance.extraction.draft import TEXT_KINDS
from provenance.extraction.plain import extract_plain

PROSE = (
    "The mayor of Elmshaven said on Tuesday that the bridge over the Larn would stay closed for several weeks.",
    "Le maire de Valmont a annoncé mardi que le pont sur la Larne resterait fermé pendant plusieurs semaines.",
    "وقال رئيس البلدية إن الجسر سيبقى مغلقا لعدة أسابيع بعد اكتشاف تشققات في دعائمه الأربع.",
)
LINES = (
    *PROSE, "Bridge closed", "Pont fermé à Valmont", "Home | News", "languageDeutsch", "Partager (2 318)", "Tweet", "Facebook",
    "Lire aussi : Le pont", "Publié le 14 mars 2019, modifié", "By Jane Roe and John Doe", "ats/xyz", "(Reuters)", "* * *",
    "The Gazette with AFP | 14.03.2019 at 12:10 • Updated 14.03.2019 at 15:00", "Photo: The bridge", "— Ann (@ann) 14 March 2019",
    "Leave a comment", "3 comments", "vendredi", "PARIS (AFP) - " + PROSE[0], PROSE[0] + " (AFP)",
    "Bridge closed " + PROSE[0] * 13,
    "Reuters Thu March 14, 2019 Bridge closed X By Jane Roe | ELMSHAVEN " + (PROSE[0] + " PILLARS ARE CRACKED ") * 12,
)  # fmt: skip
sources = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.tuples(st.one_of(st.sampled_from(LINES), st.text(max_size=20)), st.sampled_from(["\n", "\n\n", "\r\n\r\n", " \n \n"])),
        max_size=25,
    ).map(lambda pairs: "".join(line + end for line, end in pairs)),
)


@example("0\x1f")  # white space to Python, none to Unicode
@given(sources)
def test_every_character_is_in_exactly_one_block(source: str) -> None:
    at = 0
    for draft in extract_plain(source):
        assert draft.blocks
        for block in draft.blocks:
            assert block.raw_start is not None
            assert block.string
            assert not regex.search(r"\S", source[at : block.raw_start])
            at = block.raw_start + len(block.string)
            assert source[block.raw_start : at] == block.string
    assert not regex.search(r"\S", source[at:])


@given(st.lists(st.sampled_from(PROSE), min_size=1, max_size=12))
def test_prose_stays_in_the_text_whatever_its_order(paragraphs: list[str]) -> None:
    drafts = extract_plain("\n\n".join(paragraphs))
    assert [block.string for draft in drafts for block in draft.blocks if block.kind in TEXT_KINDS] == paragraphs


@given(st.lists(st.sampled_from(LINES[:-9]), min_size=1, max_size=12), st.sampled_from(PROSE))
@example([PROSE[0], "By Jane Roe and John Doe", "Publié le 14 mars 2019, modifié"], PROSE[0])
def test_prose_outside_comments_stays_in_the_text(lines: list[str], prose: str) -> None:
    source = "\n\n".join([*lines, prose, *lines])
    kept = [block.string for draft in extract_plain(source) for block in draft.blocks if block.kind in TEXT_KINDS]
    assert kept.count(prose) == sum(line == prose for line in lines) * 2 + 1


def test_nothing_gives_no_draft() -> None:
    assert extract_plain(" \n\t\r\n ") == ()


def test_noise_alone_is_recorded() -> None:
    (draft,) = extract_plain("Share 12\n\nFacebook Twitter")
    assert {block.kind for block in draft.blocks} == {"share"}
