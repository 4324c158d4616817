"""Digits and punctuation as vocabulary: what `5`, `05`, `2017`, `XIX` or `–` can be in a date, the same in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

Senses = dict[str, int | str | None]

# European, Arabic-Indic and Extended Arabic-Indic digits (Unicode 8.2, CLDR numbering systems latn, arab, arabext).
_DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
# A bare four-digit number outside of these years is hardly ever a year in a news text.
_FIRST_YEAR, _LAST_YEAR = 1500, 2199

# Of centuries, but for those of one letter, which are too many other things; with the endings of French and Dutch ordinals.
_ROMAN = (
    "II", "III", "IV", "", "VI", "VII", "VIII", "IX", "", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
    "XXI", "XXII",
)  # fmt: skip
_ROMAN_ENDINGS = ("", "e", "ᵉ", "è", "ème", "de", "ste")

_PUNCTUATION: dict[str, tuple[str, ...]] = {
    "space": (" ", "\n", "\t", "\u00a0", "\u202f", "\u2009", "  ", "\u200f", "\u200e"),
    "comma": (",", "،"),
    "dot": (".",),
    "colon": (":",),
    "slash": ("/",),
    "dash": ("-", "‐", "‑", "‒", "–", "—", "−"),
    "open": ("(", "["),
    "close": (")", "]"),
    "plus": ("+",),
    "mark": ("'", "’", '"', "“", "”", "„", "«", "»", "…", "!", "?", ";", "؟", "؛", "*"),
    "bar": ("|", "•", "·"),
}


@cache
def common() -> Mapping[str, Senses]:
    """Every digit string of one, two or four digits, Roman numbers and punctuation, with their roles."""
    words: dict[str, Senses] = {sign: {role: None} for role, signs in _PUNCTUATION.items() for sign in signs}
    for value, digits in enumerate(_ROMAN, start=2):
        words |= {digits + ending: {"roman": value} for ending in _ROMAN_ENDINGS if digits}
    for digits in _DIGITS:
        script = str.maketrans(_DIGITS[0], digits)
        for ascii_form, senses in _numbers():
            words[ascii_form.translate(script)] = senses
    return MappingProxyType(words)


def _numbers() -> Iterator[tuple[str, Senses]]:
    for value in range(100):
        forms = {str(value), f"{value:02}"}
        for form in sorted(forms):
            yield form, _short(form, value)
    for value in range(10_000):
        senses: Senses = {"number": value}
        if _FIRST_YEAR <= value <= _LAST_YEAR:
            senses["year"] = value
        if value // 100 < 24 and value % 100 < 60:
            senses["hhmm"] = value
        yield f"{value:04}", senses


def _short(form: str, value: int) -> Senses:
    senses: Senses = {"number": value}
    if 1 <= value <= 31:
        senses["day"] = value
    if value >= 1 and form[0] != "0":
        senses["count"] = value
    if value <= 24:
        senses["hour"] = value
    if len(form) == 2:
        senses["year2"] = value
        if value <= 24:
            senses["hour2"] = value
        if value <= 59:
            senses["minute"] = value
    return senses
