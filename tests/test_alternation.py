"""The tree of phrases finds what the phrases one after the other find."""

from __future__ import annotations

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from provenance.alternation import Unit, alternation, letter, spelled

UNITS = {"-": Unit(r"[-\s]", frozenset("- ")), " ": Unit(r"\s+", frozenset(" ")), "n": Unit(r"(?:\d+|an?)", None)}


def steps(phrase: str) -> tuple[Unit, ...]:
    return tuple(UNITS.get(each) or letter(each) for each in phrase)


PHRASES = st.lists(st.text("aAbé -n", max_size=4), max_size=8)
TEXTS = st.text("aAbéÉ1 -", max_size=6)


@given(PHRASES, TEXTS, st.booleans())
@example(["a-bb", "a b", "a-"], "a b", False)
@example(["aab", "Ab", "a"], "ab", True)
@example(["nb", "ab", "n"], "ab", False)
def test_the_first_phrase_in_order_is_found(phrases: list[str], text: str, ignore_case: bool) -> None:
    flags = "(?i)" if ignore_case else ""
    known = [steps(phrase) for phrase in phrases]
    one_by_one = "|".join("".join(unit.pattern for unit in phrase) for phrase in known) if known else "(?!)"
    expected = regex.match(rf"{flags}(?:{one_by_one})", text)
    found = regex.match(flags + alternation(known), text)
    assert (found and found.span()) == (expected and expected.span())


def test_what_phrases_have_in_common_stands_once() -> None:
    assert alternation(map(spelled, ("read also", "read more", "reading", "by"))) == r"(?:read(?:\ (?:also|more)|ing)|by)"


def test_signs_stand_for_themselves() -> None:
    assert regex.fullmatch(alternation(map(spelled, ("a.b", "(c)"))), "(c)")
    assert not regex.fullmatch(alternation([spelled("a.b")]), "axb")
