"""Legends and credits of pictures and videos."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain.ends import name_end
from provenance.extraction.plain.phrases import any_of, entries
from provenance.extraction.plain.wires import AGENCY, compiled

_CAPTION = regex.compile(
    rf"[(\[]?{any_of('caption')}\s?[:©/]|[(\[]?{any_of('caption_by')}\s\p{{Lu}}.*[)\]]?$"
    r"|©\s?(?!\d)|REUTERS/\p{Lu}|(?i:file photo)(?=\s?[:.|()–—-]|\s(?i:of|shows|by)\s|\s\p{Lu}|$)"
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
# A credit within a line: a label with its sign or full stop, or a sign; and the names behind it in parentheses.
_LABELLED = compiled(
    rf"(?:(?<![\p{{L}}\p{{N}}])(?:[–—|/-]\s?|[(\[]\s?)?{any_of('caption')}(?:\s?[:©]|(?<=\.))|(?:[–—|-]\s?)?(?:©|\(c\))(?!\s?(?:\d|(?i:copyright)|{any_of('copyright')})))\s?"
    rf"|(?<=[.!?…»”\"]\s){AGENCY}/(?=\p{{Lu}})"
    rf"|[(\[]\s?(?:{any_of('caption')}|{any_of('caption_by')})\s(?=\p{{Lu}}[^()\[\]]{{2,60}}[)\]])"
)
# In capitals behind the legend at the head of a text: `… on Sunday. JANE ROE / THE GAZETTE`.
_SHOUTED = regex.compile(
    r"[^.!?…\n]{10,160}(?:[.!?…]\s|\s(?=\p{Lu}{2,}\s\p{Lu}{2,}/))(?:(?:/\s?)?(?:\p{Lu}\.\s?)+|(?:/\s?)?\p{Lu}{2,}[\s-])\p{Lu}[\p{Lu}'’]+(?:[\s-]\p{Lu}[\p{Lu}'’]+)*"
    r"(?:\s?/\s?\p{Lu}{2,}(?:\s\p{Lu}{2,})*)?(?=\s\p{Lu}[\p{Ll}'’])"
)
_ENDED = regex.compile(r"[.!?…؟][\"”“»’‘)\]]*\s+")
_YEAR = re.compile(r"\s?(?:19|20)\d\d\b")
# Behind a credit in parentheses, which is no part of a sentence.
_NEXT = regex.compile(r"\s*$|\s+[\p{Lu}\p{Lo}«“„\"‘¿¡•]")
_CLOSING = regex.compile(r"[^()\[\]]{2,60}[)\]]")
# Code points: of a legend that has no credit behind it, and of one within a line.
_LEGEND, _INNER = 300, 160
# The longest label; what one ends or begins with.
_LONGEST_CREDIT, _LABEL = 64, max(map(len, entries("caption"))) + 4
_DOTTED = sorted({each for each in entries("caption") if each.endswith(".")}, key=lambda each: (-len(each), each))
_LABEL_SIGN = re.compile(
    rf"[:©(\[]\s?(?=[^\W\d_])|(?<=[.!?…»”\"]\s)[A-Z][\w ]{{1,20}}/|(?i:{'|'.join(map(re.escape, _DOTTED)) or '(?!)'})"
)
_MEDIA_LENGTH = regex.compile(r"(?<=\s)/\s\d+\s(?i:min)\b\.?(?:\s/|\s\d+|$)")


def is_caption(line: str) -> bool:
    """The legend or credit of a picture, or the title line of a video with its length."""
    if len(line) > 400:
        return False
    signed = _CREDIT_SIGN.search(line) is not None and (_CREDITED.match(line) or _MEDIA_LENGTH.search(line))
    return bool(signed or (len(line) <= _LEGEND and _CAPTION.match(line)))


def captions_in(string: str, start: int, headed: bool) -> Iterator[tuple[int, int, BlockKind | None]]:
    """The captions of running text that begins at `start`, each as (start, end, kind): a credit with its label, and its legend.

    The legend is what stands between the sentence before and the credit. It may be a sentence with a full stop where it is the
    first of a text that stands below a header (`headed`); elsewhere that could be one of the text.
    """
    if headed and (found := _SHOUTED.match(string, start)):
        yield start, found.end(), "caption"
    at, last = start, len(string.rstrip())
    for label in _labels(string, start):
        end = _credit_end(string, label) if label.start() >= at else None
        if end is None:
            continue
        alone = (headed and at == start) or end >= last
        legend = _legend_start(string, at, label.start(), alone)
        if legend is not None:
            yield legend, end, "caption"
            at = end


def _labels(string: str, start: int) -> Iterator[regex.Match[str]]:
    """The labels of credits, looked for around their signs only."""
    at = start
    for sign in _LABEL_SIGN.finditer(string, start):
        label = _LABELLED.search(string, max(at, sign.start() - _LABEL), sign.end() + _LABEL + _LONGEST_CREDIT)
        if label is not None:
            yield label
            at = label.end()


def _credit_end(string: str, label: regex.Match[str]) -> int | None:
    """Where the credit behind its label ends: with its parenthesis, else with the name."""
    if label.group()[0] in "([":
        closing = _CLOSING.match(string, label.end())
        return closing.end() if closing and _NEXT.match(string, closing.end()) else None
    end = name_end(string, label.end())
    # `© dpa 2031` is a notice.
    return end if end is not None and not _YEAR.match(string, end) else None


def _legend_start(string: str, floor: int, label: int, alone: bool) -> int | None:
    """Where the legend before a credit begins, None where a sentence goes on into it.

    A sentence with its full stop is one if it is the first below a header or the last of a paragraph (`alone`).
    """
    ends = [each.end() for each in _ENDED.finditer(string, max(floor, label - 2 * _INNER), label)]
    last = ends[-1] if ends else floor
    if last < label:
        return last if label - last <= _INNER and (alone or string[label] in "–—|/-([©") else None
    sentence = ends[-2] if len(ends) > 1 else floor
    if alone and label - sentence <= _INNER and (not floor or len(ends) > 1):
        return sentence
    return label
