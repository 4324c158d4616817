"""A text as tags: one character a token, phrases of the lexicon taken together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from provenance.fields.dates.numbers import Senses
from provenance.fields.dates.tokens import plain, split
from provenance.fields.dates.vocabulary import OTHER, PHRASE_END, PhraseTree, Vocabulary


@dataclass(frozen=True, slots=True)
class Tagged:
    """`tags[i]` is the tag of token i, which spans code points `bounds[i]` to `bounds[i + 1]`; `keys[i]` its key."""

    tags: str
    keys: tuple[str, ...]
    bounds: tuple[int, ...]
    vocabulary: Vocabulary

    def senses(self, token: int) -> Senses:
        """What a token can mean, by role; only for tokens that the grammar matched."""
        return self.vocabulary.senses[self.keys[token]]


def tagged(text: str, words: Vocabulary) -> Tagged:
    """The tags of a text, by the vocabulary of its language."""
    tokens = split(text)
    keys = _join_phrases(tokens, words) if words.phrases else tokens
    get = words.tags.get
    return Tagged("".join([get(key, OTHER) for key in keys]), tuple(keys), (0, *accumulate(map(len, tokens))), words)


def _join_phrases(tokens: list[str], words: Vocabulary) -> list[str]:
    """Merges the tokens of each longest phrase, in `tokens` too, and gives the keys: the phrase as the lexicon has it."""
    phrases = words.phrases
    keys = list(tokens)
    merged: list[tuple[int, int]] = []
    taken = 0
    for head in [i for i, token in enumerate(tokens) if token in phrases]:
        if head >= taken and (stop := _longest(tokens, head, phrases)) is not None:
            merged.append((head, stop))
            taken = stop
    for head, stop in reversed(merged):
        keys[head:stop] = [tokens[head] + "".join(map(plain, tokens[head + 1 : stop]))]
        tokens[head:stop] = ["".join(tokens[head:stop])]
    return keys


def _longest(tokens: list[str], head: int, phrases: PhraseTree) -> int | None:
    """The end (exclusive) of the longest phrase that begins with the token at `head`."""
    stop = None
    at, branch = head, phrases.get(tokens[head])
    while branch is not None:
        at += 1
        if PHRASE_END in branch:
            stop = at
        branch = branch.get(plain(tokens[at])) if at < len(tokens) else None
    return stop
