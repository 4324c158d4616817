"""From pairs of marks to quotes."""

from __future__ import annotations

import regex

from provenance.fields.quotes.dialogue import DASH, find_dialogue
from provenance.fields.quotes.found import FoundQuote
from provenance.fields.quotes.marks import Marked, pair_marks
from provenance.fields.quotes.speakers import Said, Sayings, find_speaker, sayings

_WORD = regex.compile(r"[\p{L}\p{N}#@][\p{L}\p{M}\p{N}#@’'-]*")
_NAME_WORD = regex.compile(r"[#@\p{Lu}\p{N}]|[\p{L}\p{M}]*[\p{Lu}\p{N}]")
_MARKED_NAME = regex.compile(r"[#@]|.*\p{N}")
_CLAUSE_END = regex.compile(r"(?r)[.!?…,،؟](?:\))?")
_LOWER = regex.compile(r"\p{Ll}")
_COMMA = regex.compile(r"[,،]|[ \u00a0\u202f][–—][ \u00a0\u202f]?\p{L}")
_COLON = regex.compile(r"(?r):\s*")
_CLAUSE_WORDS, _NAME_WORDS = 6, 4
# What stands between two quotes of one sentence; without a name no more than `, and then`.
_WITHIN_SENTENCE = regex.compile(r"[^.!?…;؟؛:\n«»“”„\"]{1,160}:?\s*")
_LINK = 16


def find_quotes(paragraph: str, language: str | None) -> tuple[FoundQuote, ...]:
    """The quotes of a paragraph in normal form by their starts; a nested quote follows the one that holds it.

    `language` is a BCP 47 tag; it decides about speakers and naming words only, the marks of all languages are read everywhere.
    """
    pairs = pair_marks(paragraph)
    dashed = DASH.match(paragraph) is not None
    if not pairs and not dashed:
        return ()
    data = sayings((language or "").split("-")[0].lower())
    spoken = find_dialogue(paragraph, data) if dashed else None
    if spoken is not None:
        pairs = tuple(marked for marked in pairs if marked.start >= spoken.end or marked.end <= spoken.end)
    found = [spoken] if spoken is not None else []
    last: FoundQuote | None = None
    for marked in pairs:
        quote = _quote(paragraph, marked, data, last)
        if quote is not None:
            found.append(quote)
            last = quote if last is None or quote.start >= last.end else last
    return tuple(found)


def _quote(text: str, marked: Marked, data: Sayings, last: FoundQuote | None) -> FoundQuote | None:
    """The quote of a pair of marks; `last` is the one before it that does not hold it."""
    inner = text[marked.inner_start : marked.inner_end].strip()
    if not inner:
        return None
    said = find_speaker(text, marked.start, marked.end, (marked.inner_start, marked.inner_end), data)
    if said is None and last is not None and last.speaker is not None and last.end <= marked.start:
        said = _goes_on(last, text[last.end : marked.start])
    rule = f"quotes:{marked.style}" if marked.closed else f"quotes:{marked.style}:unclosed"
    return FoundQuote(
        marked.start, marked.end, rule, _kind(text, marked, inner, said, data), inner, said.speaker if said else None
    )


def _goes_on(last: FoundQuote, between: str) -> Said | None:
    """Who speaks where a sentence goes on in a second quote: `“Yes”, said Ann Lee, “we knew”`, `a “grave” and “costly” leak`."""
    named = last.speaker is not None and last.speaker in between
    linked = len(between) <= _LINK and _CLAUSE_END.match(last.text) is None
    if last.speaker is None or not (named or linked) or not _WITHIN_SENTENCE.fullmatch(between):
        return None
    return Said(last.speaker, named)


def _kind(text: str, marked: Marked, inner: str, said: Said | None, data: Sayings) -> str:
    words = _WORD.findall(inner)
    ends_clause = _CLAUSE_END.match(inner) is not None
    if said is None and len(words) <= _NAME_WORDS and not ends_clause and words:
        naming = data.naming.match(text, 0, marked.start) is not None
        telling = _MARKED_NAME if data.nouns_capitalised else _NAME_WORD
        if naming or all(telling.match(word) for word in words):
            return "name"
    comma_follows = ends_clause or _COMMA.match(text, marked.end) is not None
    if said is not None and said.spoken and comma_follows and not _LOWER.match(inner):
        return "direct"
    if len(words) >= _CLAUSE_WORDS or (len(words) > 1 and (ends_clause or _COLON.match(text, 0, marked.start))):
        return "direct"
    return "fragment"
