"""Tokens: a partition of a text into words, digit strings, white space and single other characters."""

from __future__ import annotations

import regex

# `p.m.` stays whole; combining marks belong to their letter.
_TOKEN = regex.compile(r"[aApP]\.\s?[mM]\b\.?|[\p{L}\p{M}]+|\d+|\s+|.", regex.DOTALL)
_PLAIN = {"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-"}


def split(text: str) -> list[str]:
    """The tokens of a text; joined they are the text."""
    return _TOKEN.findall(text)


def key_tokens(word: str) -> tuple[str, ...]:
    """The tokens of a lexicon entry or of a stretch of text, with spaces, apostrophes and hyphens unified."""
    return tuple(plain(token) for token in split(word))


def plain(token: str) -> str:
    """One token with spaces, apostrophes and hyphens unified."""
    return " " if token.isspace() else _PLAIN.get(token, token)
