"""Pages by writers who had not seen the rules, with their truth: what unseen pages are read as.

    tests/truth/blind/<set>/<language>/<n>.txt     a page as text
    tests/truth/blind/<set>/<language>/<n>.json    its articles: fields; the first words of each paragraph; lines that are noise;
                                                   dates [words, EDTF], figures [words, value, unit, qualifier],
                                                   quotes [words, speaker]

Their writers kept other conventions than the project here and there, and the truth is left as they wrote it: so less is asked
than of the pages of `tests/truth/pages.toml`. A value may be more precise than theirs, a speaker longer or shorter.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import regex

from provenance import extract
from provenance.errors import RejectedSnapshot
from provenance.forms import match_form
from provenance.model.article import Article, DateMention, Figure, Quote
from score.checks import Check, Placed, pair
from score.pages import placed

FOLDER = Path(__file__).parent.parent / "tests" / "truth" / "blind"

# Zones whose mentions the truth lists.
_READ = frozenset({"body", "quote"})
_SECONDS = regex.compile(r"(T\d\d:\d\d):00(?=Z|[+-]|/|$)|(?<=T\d\d:\d\d:\d\d)(?:Z|[+-]\d\d:\d\d)")
_ONE, _TOLERANCE = Decimal(1), Decimal("0.001")

True_ = Mapping[str, Any]


def sets() -> tuple[str, ...]:
    """The names of the sets, in the order in which they were written."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))


def check_blind(name: str) -> Iterator[Check]:
    """Checks of all pages of a set."""
    for page in sorted((FOLDER / name).glob("*/*.txt")):
        truths: list[True_] = json.loads(page.with_suffix(".json").read_text("utf-8"))["articles"]
        articles = _read(page)
        where, language = f"{name}/{page.parent.name}/{page.stem}", page.parent.name
        yield Check("articles in page", language, len(articles) == len(truths), f"{where}: {len(articles)} of {len(truths)}")
        for part, true in enumerate(truths):
            yield from _check(true, articles[part] if part < len(articles) else None, f"{where}#{part}")


def _read(page: Path) -> tuple[Article, ...]:
    try:
        return extract(page.read_bytes(), media_type="text/plain", uri=page.name)
    except RejectedSnapshot:
        return ()


def _check(true: True_, read: Article | None, where: str) -> Iterator[Check]:
    language = true["language"]
    for measure, wanted, got in _fields(true, read):
        yield Check(measure, language, read is not None and got == wanted, f"{where}: {got!r}, is {wanted!r}")
    text = match_form(read.text) if read else ""
    for line in true["body"]:
        yield Check("body kept", language, match_form(line) in text, f"{where}: lost {line!r}")
    for line in true["removed"]:
        removed = read is not None and match_form(line) not in text
        yield Check("noise removed", language, removed, f"{where}: kept {line!r}")
    yield from _mentions("dates", "date value", true["dates"], read, where, language)
    yield from _mentions("figures", "figure value", true["figures"], read, where, language)
    yield from _mentions("quotes", "quote speaker", true["quotes"], read, where, language)


def _fields(true: True_, read: Article | None) -> Iterator[tuple[str, object, object]]:
    yield "title", match_form(true["title"]), match_form((read and read.title) or "")
    yield "language", true["language"], ((read and read.language) or "")[:2]
    yield (
        "authors",
        {match_form(name) for name in true["authors"] or ()},
        {match_form(name) for name in read.authors} if read else (),
    )
    for name in ("published", "modified"):
        day = getattr(read, f"{name}_date", None)
        yield f"{name} day", (true[name] or "")[:10], day.isoformat() if day else ""


def _mentions(
    name: str, value: str, truths: Sequence[Sequence[Any]], read: Article | None, where: str, language: str
) -> Iterator[Check]:
    """Those that stand in the article's text; one in a headline or a lost paragraph is asked of title and body."""
    if read is None:
        return
    found: list[Placed[Any]] = [each for each in placed(getattr(read, name)) if each.value.zone in _READ]
    told = [true for true in truths if true[0] in read.text]
    pairing = pair(read.text, told, lambda each: str(each[0]), found)
    for true, mention in pairing.hits:
        yield Check(f"{name} recall", language, True, where)
        yield Check(f"{name} precision", language, True, where)
        yield Check(value, language, _is_right(mention, true), f"{where}: {true[0]!r} read as {_shown(mention)}, is {true[1]!r}")
    for missed in pairing.missed:
        yield Check(f"{name} recall", language, False, f"{where}: missed {missed[0]!r}")
    for extra in pairing.extra:
        yield Check(f"{name} precision", language, False, f"{where}: extra {read.text[extra.start : extra.end]!r}")


def _is_right(mention: DateMention | Figure | Quote, true: Sequence[Any]) -> bool:
    wanted = true[1]
    if isinstance(mention, DateMention):
        got = _SECONDS.sub(r"\1", mention.edtf or "")
        return got == (wanted or "") or bool(wanted and got.startswith(wanted))
    if isinstance(mention, Quote):
        said, is_ = match_form(mention.speaker or ""), match_form(wanted or "")
        return said == is_ or bool(said and is_ and (said in is_ or is_ in said))
    if wanted is None or true[3] == "vague":
        return mention.value is None
    bounds = (mention.value_low, mention.value_high) if mention.value is None else (mention.value, mention.value)
    wanted = wanted if isinstance(wanted, list) else [wanted, wanted]
    return all(
        got is not None and abs(got - Decimal(str(is_))) <= _TOLERANCE * max(_ONE, abs(got))
        for got, is_ in zip(bounds, wanted, strict=True)
    )


def _shown(mention: DateMention | Figure | Quote) -> str:
    if isinstance(mention, DateMention):
        return repr(mention.edtf)
    return repr(mention.speaker) if isinstance(mention, Quote) else f"{mention.value} {mention.value_low} {mention.value_high}"
