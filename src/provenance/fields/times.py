"""When an article was published and last modified, as the page says it: stated by markup, or printed on a publication line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import regex

from provenance.alternation import alternation, spelled
from provenance.extraction.draft import BlockKind, Draft, Stated
from provenance.fields.dates import FoundDate
from provenance.fields.published import Published, read_stated
from provenance.forms import normal_form
from provenance.lexicons import languages, lexicon
from provenance.model.evidence import Evidence
from provenance.normalize.passage import Passage

#: Kinds of blocks on which a page prints when it was published.
PRINTED_ON: frozenset[BlockKind] = frozenset({"publication", "credit", "dateline", "byline"})


@dataclass(frozen=True, slots=True)
class Times:
    """Both times, each null where the page does not give it, with evidence.

    `mentions` are the printed dates that were taken, with their role; `without_value` says that a label such as "Published"
    stands on the page and no date with it.
    """

    published: Published = field(default_factory=Published)
    modified: Published = field(default_factory=Published)
    published_evidence: Evidence | None = None
    modified_evidence: Evidence | None = None
    mentions: tuple[tuple[FoundDate, str], ...] = ()
    without_value: bool = False


def read_times(draft: Draft, passages: Sequence[Passage], printed: Iterable[FoundDate], timezone: str | None) -> Times:
    """The times of a draft.

    `printed` are the dates of the passages of the kinds in `PRINTED_ON`, by index into `passages`; `timezone` is the outlet's
    IANA zone. What markup states comes before what a line prints.
    """
    lines = [(each, role) for each in printed if (role := _role(passages[each.paragraph], each)) is not None]
    chosen = {role: each for each, role in reversed(lines)}
    published, published_evidence = _stated(draft.published, timezone)
    modified, modified_evidence = _stated(draft.modified, timezone)
    if published.day is None and (line := chosen.get("published")) is not None:
        published, published_evidence = _printed(passages, line, timezone)
    if modified.day is None and (line := chosen.get("modified")) is not None:
        modified, modified_evidence = _printed(passages, line, timezone)
    labelled = any(each.kind == "publication" and _labels().search(each.string) for each in passages)
    return Times(
        published,
        modified,
        published_evidence,
        modified_evidence,
        tuple((each, role) for role, each in chosen.items()),
        labelled and published.day is None and modified.day is None,
    )


def _stated(stated: Stated | None, timezone: str | None) -> tuple[Published, Evidence | None]:
    if stated is None:
        return Published(), None
    read = read_stated(stated.value, timezone)
    if read.day is None:
        return read, None
    return read, Evidence("markup", normal_form(stated.value), stated.rule)


def _printed(passages: Sequence[Passage], found: FoundDate, timezone: str | None) -> tuple[Published, Evidence]:
    edtf = found.edtf or ""
    # An offset that is not printed is the outlet's, whose zone the columns name.
    read = read_stated(edtf if found.timezone_basis == "explicit" else _OFFSET.sub("", edtf), timezone)
    # Bounds by what is printed: `18 h` says nothing of its minutes.
    read = replace(read, earliest=found.earliest, latest=found.latest)
    return read, passages[found.paragraph].evidence(found.start, found.end, found.rule)


def _role(passage: Passage, found: FoundDate) -> str | None:
    """The role of a whole date on a line: what the nearest label before it says, `published` where none does."""
    if found.edtf is None or not _WHOLE_DAY.match(found.edtf):
        return None
    labels = list(_labels().finditer(passage.string, 0, found.start))
    return "published" if not labels or labels[-1]["published"] else "modified"


_OFFSET = regex.compile(r"(?<=T.*)(?:Z|[+-]\d{2}:\d{2})$")
_WHOLE_DAY = regex.compile(r"\d{4}-\d{2}-\d{2}(?:T[^/]*)?$")


@cache
def _labels() -> regex.Pattern[str]:
    """`Published`, `Updated` and the like in all languages; they are told apart by their own words."""
    words = {
        role: sorted(
            {word for language in languages("noise") for word in lexicon("noise", language).get(role, ())},
            key=lambda word: (-len(word), word),
        )
        for role in ("modified", "published")
    }
    alternatives = "|".join(f"(?P<{role}>{alternation(map(spelled, words[role]))})" for role in words)
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{alternatives})(?!\p{{L}})")
