"""The truth set: sentences and pages with what a careful reader finds in them. Loading only; nothing is judged here."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TRUTH = ROOT / "tests" / "truth"
INBOX = ROOT / "data" / "inbox"


@dataclass(frozen=True, slots=True)
class TrueDate:
    """A dated mention. `edtf` are the readings that count as right, none where it cannot be resolved; `kind` where judged."""

    span: str
    edtf: tuple[str, ...] = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class TrueFigure:
    """A quantity; where `judged` is false only its place is known."""

    span: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: str = "exact"
    unit: str | None = None
    counted: str | None = None
    judged: bool = True


@dataclass(frozen=True, slots=True)
class TrueQuote:
    """Quoted words without their marks; `speaker` is null where the sentence does not say it."""

    span: str
    speaker: str | None = None
    judged: bool = True


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a sentence (all of them) or of an article (some of them)."""

    dates: tuple[TrueDate, ...] = ()
    figures: tuple[TrueFigure, ...] = ()
    quotes: tuple[TrueQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the day and the zone that it is read in."""

    language: str
    anchor: date
    timezone: str
    text: str
    mentions: Mentions


@dataclass(frozen=True, slots=True)
class TrueArticle:
    """What a page says of one article. Instants are as printed: with an offset only where the page states a zone."""

    title: str
    authors: tuple[str, ...]
    language: str
    outlet_id: str | None
    credits: tuple[str, ...]
    published_date: date | None
    published_at: datetime | None
    modified_date: date | None
    modified_at: datetime | None
    kept: tuple[str, ...]
    noise: tuple[str, ...]
    mentions: Mentions


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its file below the checkout, its bytes unpacked, the context of its sidecar, and its articles in order."""

    file: str
    data: bytes
    context: Mapping[str, str]
    articles: tuple[TrueArticle, ...]

    @property
    def ours(self) -> bool:
        """Whether the page was written for this table alone, and not as a sample."""
        return not self.file.startswith("data/inbox")


def load_sentences(folder: Path = TRUTH / "sentences") -> tuple[Sentence, ...]:
    """All sentences, by language. Raises KeyError for an entry that lacks a field, TOMLDecodeError for a broken file."""
    found: list[Sentence] = []
    for path in sorted(folder.glob("*.toml")):
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in entries["sentence"]:
            found.append(Sentence(entries["language"], entries["anchor"], entries["timezone"], entry["text"], _mentions(entry)))
    return tuple(found)


def load_pages(path: Path = TRUTH / "pages.toml") -> tuple[Page, ...]:
    """All pages; what `inbox.json` says of a sample page is joined to what `path` adds."""
    inbox = json.loads((TRUTH / "inbox.json").read_text(encoding="utf-8"))
    known = {(f"data/inbox/{entry['file']}", entry["part"]): entry for entry in inbox}
    pages = tomllib.loads(path.read_text(encoding="utf-8"))["page"]
    return tuple(_page(entry, known) for entry in pages)


def _page(entry: Mapping[str, Any], known: Mapping[tuple[str, int], Mapping[str, Any]]) -> Page:
    file = entry["file"]
    packed = (ROOT / file).read_bytes()
    sidecar = ROOT / f"{file}.meta.json"
    context = {"media_type": "text/html" if ".html" in file else "text/plain"}
    if sidecar.exists():
        context |= json.loads(sidecar.read_text(encoding="utf-8"))
    articles = tuple(_article(known.get((file, part), {}), each) for part, each in enumerate(entry["article"]))
    return Page(file, gzip.decompress(packed) if file.endswith(".gz") else packed, context, articles)


def _article(sample: Mapping[str, Any], entry: Mapping[str, Any]) -> TrueArticle:
    both = {**sample, **entry}
    mentions = _mentions(entry)
    if sample:
        figures = tuple(TrueFigure(span, judged=False) for span in sample["figures"])
        mentions = Mentions(mentions.dates, figures, tuple(TrueQuote(span, judged=False) for span in sample["quotes"]))
    return TrueArticle(
        title=both["title"],
        authors=tuple(both["authors"]),
        language=both["language"],
        outlet_id=both.get("outlet_id"),
        credits=tuple(both.get("credits", ())),
        published_date=_day(both.get("published_date")),
        published_at=_instant(both.get("published_at")),
        modified_date=_day(both.get("modified_date")),
        modified_at=_instant(both.get("modified_at")),
        kept=tuple(entry["kept"]),
        noise=tuple(entry["noise"]),
        mentions=mentions,
    )


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _instant(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _mentions(entry: Mapping[str, Any]) -> Mentions:
    return Mentions(
        tuple(TrueDate(each["span"], _readings(each.get("edtf", ())), each.get("kind")) for each in entry.get("dates", ())),
        tuple(_figure(each) for each in entry.get("figures", ())),
        tuple(TrueQuote(**each) for each in entry.get("quotes", ())),
    )


def _readings(edtf: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (edtf,) if isinstance(edtf, str) else tuple(edtf)


def _figure(each: Mapping[str, str]) -> TrueFigure:
    unknown = set(each) - {"span", "value", "low", "high", "qualifier", "unit", "counted"}
    if unknown:
        raise KeyError(f"a figure has no {sorted(unknown)}: {each}")
    value, low, high = (Decimal(each[name]) if name in each else None for name in ("value", "low", "high"))
    return TrueFigure(each["span"], value, low, high, each.get("qualifier", "exact"), each.get("unit"), each.get("counted"))
