"""Direct speech that a dash opens instead of a mark, as Spanish, French, Polish and others write it.

"—No pensamos irnos —dijo María." A dash opens lists as well: without a verb of saying and its subject behind the words it is no
speech.
"""

from __future__ import annotations

import regex

from provenance.fields.quotes.found import FoundQuote
from provenance.fields.quotes.speakers import Sayings, spoken_behind

DASH = regex.compile(r"\s*[—–][ \u00a0\u202f]?(?=[\p{Lu}¿¡«“\"])")
# Where the words may end: before a second dash, or behind a comma or a sign that ends a clause.
_TURN = regex.compile(r"[ \u00a0\u202f]?(?=[—–])|(?<=[,?!…])(?=[ \u00a0\u202f])")
_REACH = 400


def find_dialogue(text: str, data: Sayings) -> FoundQuote | None:
    """The speech at the beginning of a paragraph, from its dash to the words of saying."""
    opening = DASH.match(text)
    if opening is None:
        return None
    for turn in _TURN.finditer(text, opening.end(), opening.end() + _REACH):
        said = spoken_behind(text, turn.end(), data)
        if said is not None and turn.start() > opening.end():
            inner = text[opening.end() : turn.start()].removesuffix(",").strip()
            end = opening.end() + len(inner)
            start = opening.end() - len(opening.group().lstrip())
            return FoundQuote(start, end, "quotes:dash", "direct", text[opening.end() : end], said.speaker)
    return None
