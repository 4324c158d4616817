"""The tree of phrases finds what the phrases one after the other find."""

from __future__ import annotations

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from provenance.alternation import Unit, alternation, letter, spelled

UNITS = {"-": Unit(r"[-\s]", frozenset("- ")), " ": Unit(r"\s+", frozenset(" ")), "n": Unit(r"(?:\d+|an?)", None)}
UNITS["m"] = Unit(r"(?:\d+|b)", frozenset("0b"))


def steps(phrase: str) -> tuple[Unit, ...]:
    return tuple(UNITS.get(each) or letter(each) for each in phrase)


PHRASES = st.lists(st.text("aAbé -nm2ßK\u212a", max_size=4), max_size=8)
TEXTS = st.text("aAbéÉ12 -ßkK\u212a", max_size=6)


@given(PHRASES, TEXTS, st.booleans())
@example(["a-bb", "a b", "a-"], "a b", False)
@example(["aab", "Ab", "a"], "ab", True)
@example(["nb", "ab", "n"], "ab", False)
@example(["a", "b", "é", "\u212a"], "\u212a", False)
@example(["a", "b", "é", "2"], "2", True)
def test_the_first_phrase_in_order_is_found(phrases: list[str], text: str, ignore_case: bool) -> None:
    flags = "(?i)" if ignore_case else ""
    known = [steps(phrase) for phrase in phrases]
    one_by_one = "|".join("".join(unit.pattern for unit in phrase) for phrase in known) if known else "(?!)"
    expected = regex.match(rf"{flags}(?:{one_by_one})", text)
    found = regex.match(flags + alternation(known), text)
    assert (found and found.span()) == (expected and expected.span())


def test_many_branches_are_entered_by_a_look_at_their_first_characters() -> None:
    assert alternation(map(spelled, "abc")) == "(?:a|b|c)"
    assert alternation(map(spelled, "abcd")).startswith("(?=[ABCDabcd])")


def test_what_phrases_have_in_common_stands_once() -> None:
    assert alternation(map(spelled, ("read also", "read more", "reading", "by"))) == r"(?:read(?:\ (?:also|more)|ing)|by)"


def test_signs_stand_for_themselves() -> None:
    assert regex.fullmatch(alternation(map(spelled, ("a.b", "(c)"))), "(c)")
    assert not regex.fullmatch(alternation([spelled("a.b")]), "axb")
