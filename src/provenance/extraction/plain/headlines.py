"""Where the headline of another article ends inside a line, and the next sentence begins.

Only where that is certain: at a word of a closed class (article, preposition, pronoun: `openers` and `articles` of the noise
lexicons) that is written with a capital though nothing before it ended a sentence. A headline with such a word in it ends there:
words of the article are never taken for it.
"""

from __future__ import annotations

import regex

from provenance.extraction.plain.phrases import any_of
from provenance.extraction.plain.sentences import ends_statement

_WORD = regex.compile(r"\S+")
_ARTICLE = regex.compile(any_of("articles"))
_OPENER = regex.compile(rf"{any_of('openers', 'articles')},?|\p{{Lu}}\p{{Ll}}{{0,4}}['’]\p{{Ll}}\S*")
_CAPITAL, _QUOTED = regex.compile(r"\p{Lu}"), regex.compile(r"[«“„\"]\s?\p{Lu}|«$")
_HOLDS_ON = regex.compile(r"[,:;–—(-]$")
_ASKED = regex.compile(r"[?!]$")
# Words that a headline has at least; code points that a headline, or a list of them, has at most.
_LEAST_WORDS, _LONGEST = 4, 300
_LAST = 160


def headline_end(string: str, start: int) -> int | None:
    """Where the headlines at `start` end and the next sentence begins; None where that cannot be told."""
    found = list(_WORD.finditer(string, start, start + _LONGEST))
    capital = False
    for at, (word, token) in enumerate((each.group(), each) for each in found):
        before = found[at - 1].group() if at else ""
        if before and ends_statement(before):
            return None
        if at >= _LEAST_WORDS:
            after = found[at + 1].group() if at + 1 < len(found) else ""
            sure = _begins_sentence(before, word, after)
            if sure or (sure is None and not capital):
                return token.start()
            capital = capital or bool(_CAPITAL.match(word.lstrip("«“„\"'‘(")))
    whole = len(string) <= start + _LAST and not ends_statement(string)
    return len(string) if whole else None


def _begins_sentence(before: str, word: str, after: str) -> bool | None:
    """Whether a sentence begins at the word; None where it does unless the words before it are of that sentence already."""
    if _HOLDS_ON.search(before):
        return False
    if _ASKED.search(before) and _CAPITAL.match(word.lstrip("«“„\"'‘")):
        return None
    if _QUOTED.match(word):
        return None
    if not (_CAPITAL.match(word) and _OPENER.fullmatch(word)):
        return False
    if not _CAPITAL.match(after):
        return True
    if not _ARTICLE.fullmatch(word):
        return True
    # `The Hague`, `Le Havre`: an article may belong to a name, surely so behind another name or behind `in`.
    return False if _CAPITAL.match(before) or _OPENER.fullmatch(before) else None
