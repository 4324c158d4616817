"""Legends and credits of pictures and videos."""

from __future__ import annotations

import re

import regex

from provenance.extraction.plain.phrases import any_of
from provenance.extraction.plain.wires import AGENCY, compiled

_CAPTION = regex.compile(
    rf"[(\[]?{any_of('caption')}\s?[:©/]|[(\[]?{any_of('caption_by')}\s\p{{Lu}}.*[)\]]?$"
    r"|©\s?(?!\d)|REUTERS/\p{Lu}|(?i:file photo)\b"
)
# A credit behind the sentence that says what the picture shows.
_CREDITED = compiled(
    rf".{{10,300}}?[(\[|]\s?(?:{any_of('caption')}\s?[:©/]|{any_of('caption_by')})\s?[^()|.:]{{2,60}}[)\]]?$"
    rf"|.{{10,300}}?[.!?…»”\"]\s{any_of('caption')}(?:\s?[:©]\s?|\.\s|\s(?=\p{{Lu}}))[^()|]{{2,60}}(?<![.!?])$"
    rf"|.{{10,300}}?\s[–—-]\s{any_of('caption')}\s?:\s?[^()|.:]{{2,80}}$"
    rf"|.{{10,300}}?[.!?…»”\"]\s(?:[|·]\s?{AGENCY}|{AGENCY}/\p{{Lu}}[\p{{L}}.’-]+(?:\s\p{{Lu}}[\p{{L}}.’-]+){{0,3}})$"
    rf"|.{{10,300}}?[.!?…»”\"]\s(?:©|\(c\))\s?(?!\d)[^()|.]{{2,60}}$"
    rf"|.{{10,300}}?[.!?…»”\"]\s/\s\p{{Lu}}[\p{{L}}.’-]+(?:\s\p{{Lu}}[\p{{L}}.’-]+){{0,3}}(?:\s?[(/]\s?{AGENCY}\)?)?$"
    rf"|.{{10,300}}?\s[(\[]{any_of('caption')}\s(?:{AGENCY}|\p{{Lu}}[\p{{L}}.’-]+(?:\s\p{{Lu}}[\p{{L}}.’-]+){{0,3}})[)\]]$"
    rf"|.{{10,300}}?[.!?…»”\"]\s\(\p{{Lu}}[\p{{L}}.’-]+(?:\s\p{{Lu}}[\p{{L}}.’-]+){{0,3}}\s?/\s?(?:{AGENCY}|\p{{Lu}}[\p{{L}}\s.’-]{{2,40}})\)$"
    rf"|.{{10,300}}?[.!?…»”\"]\s{any_of('caption_by')}\s\p{{Lu}}[^.!?]{{2,60}}$"
    rf"|{any_of('caption')}\s[^.!?]{{5,200}}[(\[]\s?{AGENCY}\s?[)\]]$"
)
# Such a credit has one of these, which most sentences have not.
_CREDIT_SIGN = re.compile(r"[(\[|·©:/]")
# A sentence with its credit at the end of a paragraph that lost the line end before it.
_TRAILING = regex.compile(
    rf"(?<=[.!?…»”\"]\s)[^.!?…\n]{{5,160}}(?:[.!?…»”\"]\s{any_of('caption')}\s?[:©]|\s[–—-]\s{any_of('caption')}\s?:)"
    r"\s?[^()|.!?]{2,60}$"
)
# A label, the legend and its credit at the head of a paragraph: `Photo: The pickets on Sunday. © Jane Roe Work will begin …`.
_LEADING = regex.compile(
    rf"{any_of('caption')}\s?:\s?[^.!?…\n]{{5,160}}[.!?…]\s(?:©|\(c\)|{any_of('caption')}\s?:)\s?"
    r"(?:\p{Lu}[\p{L}.’-]*(?:\s?[/,]\s?|\s)){1,5}?(?=\p{Lu}[\p{L}’']*\s\p{Ll})"
)
# Code points: of a paragraph without its caption, and of a legend that has no credit behind it.
_PARAGRAPH, _LEGEND = 180, 300
_MEDIA_LENGTH = regex.compile(r"(?<=\s)/\s\d+\s(?i:min)\b\.?(?:\s/|\s\d+|$)")


def is_caption(line: str) -> bool:
    """The legend or credit of a picture, or the title line of a video with its length."""
    if len(line) > 400 or trailing_caption(line) is not None or leading_caption(line) is not None:
        return False
    signed = _CREDIT_SIGN.search(line) is not None and (_CREDITED.match(line) or _MEDIA_LENGTH.search(line))
    return bool(signed or (len(line) <= _LEGEND and _CAPTION.match(line)))


def trailing_caption(string: str) -> tuple[int, int] | None:
    """The last sentence of a paragraph and the credit behind it, where a paragraph without them is left."""
    if len(string) < _PARAGRAPH or _CREDIT_SIGN.search(string, len(string) - 80) is None:
        return None
    found = _TRAILING.search(string, max(0, len(string) - 300))
    return found.span() if found and found.start() >= _PARAGRAPH // 2 else None


def leading_caption(string: str) -> tuple[int, int] | None:
    """The legend and its credit that a paragraph begins with."""
    found = _LEADING.match(string) if len(string) >= _PARAGRAPH else None
    return found.span() if found else None
