"""Checks of dates, figures and quotes: found or not, and, of those found, what they were read as.

Findings come from the finders (sentences) or from articles (pages); both carry the same names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provenance.fields.dates import FoundDate
from provenance.fields.figures import FoundFigure
from provenance.fields.quotes import FoundQuote
from provenance.forms import match_form
from provenance.model.article import DateMention, Figure, Quote
from score.checks import Check, Found, Pairing, Placed, Truth, pair
from score.truth import Mentions, TrueDate, TrueFigure, TrueQuote

Date = FoundDate | DateMention
Quantity = FoundFigure | Figure
Quotation = FoundQuote | Quote


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in a text, with places in it."""

    text: str
    dates: Sequence[Placed[Date]]
    figures: Sequence[Placed[Quantity]]
    quotes: Sequence[Placed[Quotation]]


def check_mentions(true: Mentions, found: Findings, language: str, where: str, *, complete: bool) -> Iterator[Check]:
    """Checks of all mentions; precision only where the truth is `complete`, for else what is extra may well be right."""
    dates = pair(found.text, true.dates, lambda each: each.span, found.dates)
    yield from _found("dates", dates, [each.span for each in dates.missed], found.text, language, where, complete)
    for date, read in dates.hits:
        yield from check_date(date, read, language, where)
    figures = pair(found.text, true.figures, lambda each: each.span, found.figures)
    yield from _found("figures", figures, [each.span for each in figures.missed], found.text, language, where, complete)
    for figure, quantity in figures.hits:
        yield from check_figure(figure, quantity, language, where)
    quotes = pair(found.text, true.quotes, lambda each: each.span, found.quotes)
    yield from _found("quotes", quotes, [each.span for each in quotes.missed], found.text, language, where, complete)
    for quote, quotation in quotes.hits:
        yield from check_quote(quote, quotation, language, where)


def _found(
    name: str, pairing: Pairing[Truth, Found], missed: Sequence[str], text: str, language: str, where: str, complete: bool
) -> Iterator[Check]:
    for _ in pairing.hits:
        yield Check(f"{name} recall", language, True, where)
        if complete:
            yield Check(f"{name} precision", language, True, where)
    for span in missed:
        yield Check(f"{name} recall", language, False, f"{where}: missed {span!r}")
    if complete:
        for extra in pairing.extra:
            yield Check(f"{name} precision", language, False, f"{where}: extra {text[extra.start : extra.end]!r}")


def check_date(true: TrueDate, read: Date, language: str, where: str) -> Iterator[Check]:
    """The value, and the kind where the truth gives it. A date that cannot be resolved has no value."""
    right = read.edtf in true.edtf if true.edtf else read.edtf is None
    wanted = " or ".join(true.edtf) or "no value"
    yield Check("date value", language, right, f"{where}: {true.span!r} read as {read.edtf}, is {wanted}")
    if true.kind is not None:
        yield Check("date kind", language, read.kind == true.kind, f"{where}: {true.span!r} is {true.kind}, read as {read.kind}")


def check_figure(true: TrueFigure, read: Quantity, language: str, where: str) -> Iterator[Check]:
    """Value or bounds, unit, qualifier, and what is counted. A vague figure has no value; its bounds are not judged."""
    if not true.judged:
        return
    values = (read.value, read.value_low, read.value_high)
    right = read.value is None if true.qualifier == "vague" else values == (true.value, true.low, true.high)
    asked = f"{where}: {true.span!r}"
    printed = tuple(None if each is None else str(each) for each in values)
    yield Check("figure value", language, right, f"{asked} has the value {printed}")
    yield Check("figure unit", language, read.unit == true.unit, f"{asked} has the unit {read.unit}, is {true.unit}")
    qualified = read.qualifier == true.qualifier
    yield Check("figure qualifier", language, qualified, f"{asked} is {true.qualifier}, read as {read.qualifier}")
    if true.counted is not None:
        counted = match_form(read.counted or "") == match_form(true.counted)
        yield Check("figure counted", language, counted, f"{asked} counts {read.counted!r}, not {true.counted!r}")


def check_quote(true: TrueQuote, read: Quotation, language: str, where: str) -> Iterator[Check]:
    """The words between the marks, and the speaker as printed; none where the sentence names nobody."""
    same = match_form(read.text) == match_form(true.span)
    yield Check("quote text", language, same, f"{where}: {true.span!r} read as {read.text!r}")
    if true.judged:
        said = match_form(read.speaker or "") == match_form(true.speaker or "")
        yield Check("quote speaker", language, said, f"{where}: {true.span!r} said by {read.speaker!r}, is {true.speaker!r}")
