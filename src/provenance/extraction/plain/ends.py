"""Where what is no sentence ends inside a line: a headline of another article, an appeal, the name of a photographer.

Only where that is certain: at a word of a closed class (article, preposition, pronoun: `openers` and `articles` of the noise
lexicons) that is written with a capital though nothing before it ended a sentence. A headline with such a word in it ends there:
words of the article are never taken for it.
"""

from __future__ import annotations

import regex

from provenance.extraction.plain.phrases import any_of
from provenance.extraction.plain.sentences import ends_statement
from provenance.extraction.plain.wires import dateline

_WORD, _SPACES = regex.compile(r"\S+"), regex.compile(r"\s*")
_ARTICLE = regex.compile(any_of("articles"))
_OPENER = regex.compile(rf"{any_of('openers', 'articles')},?|\p{{Lu}}\p{{Ll}}{{0,4}}['’]\p{{Ll}}\S*")
_SMALL_OPENER = regex.compile(rf"(?=\p{{Ll}}){any_of('openers')}")
_CAPITAL, _QUOTED = regex.compile(r"\p{Lu}"), regex.compile(r"[«“„\"‘]\s?\p{Lu}|«$")
_HOLDS_ON = regex.compile(r"[,:;–—(-]$")
# Words that something must follow: articles and `and`, with a small letter.
_UNFINISHED = regex.compile(rf"(?=\p{{Ll}}){any_of('articles', 'and')}")
# A quotation that is a sentence, or is said by somebody: `“It is over”, said …`, `“It is over.” …`.
_SPOKEN = regex.compile(
    r"(?:«[^»]{8,300}(?:[.!?…]\s?»|»\s?,\s\p{Ll})|[“„][^”“]{8,300}(?:[.!?…][”“]|[”“],\s\p{Ll})"
    r"|\"[^\"]{8,300}(?:[.!?…]\"|\",\s\p{Ll})|[‘‚][^’‘]{8,300}(?:[.!?…][’‘]|[’‘],\s\p{Ll}))"
)
# Of the item of a list: `1 The bridge is closed 2 The ferry sails again`.
_NUMBER = regex.compile(r"\d{1,2}\.?")
_ASKED = regex.compile(r"[?!]$")
# Words that a headline has at least; code points that a headline, or a list of them, has at most.
_LEAST_WORDS, _LONGEST = 4, 300
_LAST = 160
# Code points of a name with its agency at most, and of a particle in it.
_LONGEST_NAME, _PARTICLE = 80, 4
# Words of a name and its surname; the first letter of a name, in scripts without capitals of any word.
_FULL_NAME, _NAMELIKE = 2, regex.compile(r"[\p{Lu}\p{Lo}]")
_UNCASED = regex.compile(r"\p{Lo}")
_OPENING, _SHORT = '•·«“„"‘', 2
_JOINED = regex.compile(r"^[/&–—|-]|[/&–—|-]$")
# No initial: `Jane Roe.`, `J. Roe`.
_NAME_STOP = regex.compile(r"[\p{L}\p{N}]{2}[.)\]]+$")


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
            sure = begins_sentence(before, word, after)
            if sure is None and capital and _SPOKEN.match(string, token.start()):
                sure = True
            if sure or (sure is None and not capital):
                return token.start()
            capital = capital or bool(_CAPITAL.match(word.lstrip("«“„\"'‘(")))
    whole = len(string) <= start + _LAST and not ends_statement(string)
    return len(string) if whole else None


def begins_sentence(before: str, word: str, after: str) -> bool | None:
    """Whether a sentence begins at the word; None where it does unless the words before it are of that sentence already."""
    if _HOLDS_ON.search(before) or _UNFINISHED.fullmatch(before) or _NUMBER.fullmatch(before):
        return False
    if word[0] in "¿¡":
        return True
    if _ASKED.search(before) and _CAPITAL.match(word.lstrip("«“„\"'‘")):
        return None
    if _QUOTED.match(word):
        return None
    if min(len(word), len(after)) > _SHORT and word.isupper() and after.isupper() and not before.isupper():
        return True
    if not (_CAPITAL.match(word) and _OPENER.fullmatch(word)):
        return False
    if not _CAPITAL.match(after):
        return True
    if not _ARTICLE.fullmatch(word):
        return True
    # `The Hague`, `Le Havre`: an article may belong to a name, surely so behind another name or behind `in`.
    return False if _CAPITAL.match(before) or _OPENER.fullmatch(before) else None


def sentence_from(string: str, start: int, limit: int) -> int | None:
    """Where a sentence certainly begins behind `start` and before `limit`, though none has ended; None where none does."""
    tokens = list(_WORD.finditer(string, start, limit))
    before, capital = "", False
    for at, token in enumerate(tokens):
        after = tokens[at + 1].group() if at + 1 < len(tokens) else ""
        # `every Monday in Your mailbox`
        sure = not _SMALL_OPENER.fullmatch(before) and begins_sentence(before, token.group(), after)
        if sure or (sure is None and (not capital or _SPOKEN.match(string, token.start()))):
            return token.start()
        before = token.group()
        capital = capital or bool(_CAPITAL.match(before))
    return None


def name_end(string: str, start: int) -> int | None:
    """Where a name ends that begins at `start` within running text, of a photographer or of an agency; None in doubt.

    It has at least one word. Behind it stands the end of the line, a full stop, a quotation, a dateline or a sentence; of names
    that run on into a sentence which begins with a name the first two words count.
    """
    tokens = list(_WORD.finditer(string, start, start + _LONGEST_NAME))
    parts = 0
    for at, token in enumerate(tokens):
        word, after = token.group(), tokens[at + 1].group() if at + 1 < len(tokens) else ""
        before = tokens[at - 1].group() if at else ""
        joined = _JOINED.search(before) is not None or bool(_JOINED.match(word))
        parts = 0 if joined else parts + 1
        if not at and not _NAMELIKE.match(word):
            return None
        if at and not joined and _is_next(before, word, after):
            return token.start()
        if (
            at > _FULL_NAME
            and _UNCASED.match(word)
            and not joined
            and not dateline(string[token.start() : token.start() + _LONGEST])
        ):
            return None
        if parts > _FULL_NAME and (dateline(string[token.start() : token.start() + _LONGEST]) or word.endswith(",")):
            return token.start()
        if at and not joined and not _NAMELIKE.match(word) and not (len(word) <= _PARTICLE and _NAMELIKE.match(after)):
            return _before_sentence(tokens, at)
        if _NAME_STOP.search(word):
            return token.end() if parts <= 2 * _FULL_NAME else None
    return len(string) if tokens and _SPACES.fullmatch(string, tokens[-1].end()) else None


def _is_next(before: str, word: str, after: str) -> bool:
    """Whether a word behind a name is none of it: a quotation, a number, a dateline (`ELMSHAVEN. `), the first of a sentence."""
    if word[0] in _OPENING or word[0].isdecimal() or begins_sentence(before, word, after):
        return True
    in_capitals = len(word.rstrip(".,:")) > _SHORT and word.isupper() and (word[-1] in ".,:" or after[:1] in tuple("-–—("))
    return in_capitals and not before.isupper()


def _before_sentence(tokens: list[regex.Match[str]], at: int) -> int | None:
    """Where the sentence begins whose first word with a small letter stands at a place."""
    return tokens[_FULL_NAME].start() if at > _FULL_NAME else None
