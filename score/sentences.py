"""Checks of the sentences: what the finders read in each of them, alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from provenance.fields.dates import find_dates
from provenance.fields.figures import find_figures
from provenance.fields.quotes import find_quotes
from score.checks import Check, Placed
from score.mentions import Findings, check_mentions
from score.truth import Sentence


def read(sentence: Sentence) -> Findings:
    """What the finders read, in the sentence's language and against its day."""
    dates = find_dates([sentence.text], sentence.language, anchor=sentence.anchor, timezone=sentence.timezone)
    return Findings(
        sentence.text,
        [Placed(each.start, each.end, each) for each in dates],
        [Placed(each.start, each.end, each) for each in find_figures(sentence.text, sentence.language)],
        [Placed(each.start, each.end, each) for each in find_quotes(sentence.text, sentence.language)],
    )


def check_sentences(sentences: Iterable[Sentence]) -> Iterator[Check]:
    """Checks of all sentences; everything that is found and not in the truth counts against precision."""
    for sentence in sentences:
        where = f"{sentence.language} {sentence.text[:40]}…"
        yield from check_mentions(sentence.mentions, read(sentence), sentence.language, where, complete=True)
