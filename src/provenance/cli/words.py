"""A word-level diff as lines: `[-removed-]{+added+}` as `git diff --word-diff` writes it, unchanged passages cut short."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

import regex

from provenance.read.words import Segment
from provenance.visible import one_line, visible

_MARKS = {"removed": ("[-", "-]"), "added": ("{+", "+}")}
# Places where a colour begins and ends; `visible` has written out all control characters of the document by then.
_COLOURS = {"removed": ("\x01", "\x1b[31m"), "added": ("\x02", "\x1b[32m")}
_END, _RESET = "\x03", "\x1b[m"
#: Code points of an unchanged passage that are shown on either side of a change.
CONTEXT = 60
# What looks like nothing, or like a space: in a change it may be all that changed.
_UNSEEN = regex.compile(r"[\p{Cf}\p{Default_Ignorable_Code_Point}]|[^\S \n]")


def word_lines(segments: Sequence[Segment], width: int, colour: bool, indent: str = "") -> Iterator[str]:
    """The lines of a diff, each at most `width` columns where its words allow; a paragraph begins a line."""
    parts = []
    for number, segment in enumerate(segments):
        if segment.kind == "same":
            parts.append(_context(segment.text, first=number == 0, last=number == len(segments) - 1))
        else:
            start, end = _MARKS[segment.kind]
            parts.append(f"{_COLOURS[segment.kind][0]}{start}{_changed(segment.text)}{end}{_END}")
    for paragraph in "".join(parts).split("\n"):
        if paragraph.strip():
            yield from _coloured(_wrapped(paragraph, width, indent), colour)


def inline(segments: Iterable[Segment], colour: bool) -> str:
    """The whole of a short diff on one line."""
    marked = ("".join((*_around(each), "")) for each in segments)
    return "".join(_coloured(["".join(marked)], colour))


def _around(segment: Segment) -> tuple[str, ...]:
    if segment.kind == "same":
        return (visible(segment.text),)
    start, end = _MARKS[segment.kind]
    return (_COLOURS[segment.kind][0], start, _changed(segment.text), end, _END)


def _changed(text: str) -> str:
    """A changed passage, in which line ends and what cannot be seen are written out."""
    written = _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)
    return visible(regex.sub(r"\n+", "¶", written))


def _context(text: str, first: bool, last: bool) -> str:
    """An unchanged passage as far as it stands beside a change; other paragraphs say nothing about it."""
    paragraphs = [_spaced(each) for each in regex.split(r"\n+", text)]
    if len(paragraphs) == 1 and not (first or last) and len(paragraphs[0]) <= 2 * CONTEXT:
        return paragraphs[0]
    head, tail = "" if first else paragraphs[0], "" if last else paragraphs[-1]
    if len(head) > CONTEXT:
        head = regex.sub(r"\S*$", "…", head[:CONTEXT], count=1)
    if len(tail) > CONTEXT:
        tail = regex.sub(r"^\S*", "…", tail[-CONTEXT:])
    return f"{head}\n{tail}"


def _spaced(paragraph: str) -> str:
    """One line, where a space at either end still counts."""
    return one_line(f"|{paragraph}|")[1:-1]


def _wrapped(paragraph: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        paragraph.strip(" "),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _coloured(lines: Iterable[str], colour: bool) -> Iterator[str]:
    """The lines with colours in place of their marks, each line for itself, or without."""
    codes = {mark: code if colour else "" for mark, code in _COLOURS.values()} | {_END: _RESET if colour else ""}
    open_ = ""
    for line in lines:
        shown = "".join(codes.get(character, character) for character in line)
        marks = [character for character in line if character in codes]
        before, open_ = open_, ("" if marks and marks[-1] == _END else codes[marks[-1]] if marks else open_)
        yield f"{before}{shown}{_RESET if open_ else ''}"
