"""Units and currencies: what CLDR calls them in the article's language, and what the lexicon adds.

CLDR's unit patterns (UTS #35, part 6) are read through Babel in their long and short lengths; the narrow ones ("0m" for months)
say too little outside a table. A name that stands for several units is left open: its ids are candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

import regex
from babel import Locale

from provenance.fields.figures.words import fold

# Categories and units whose names are everyday words ("point", "part", "cup", "light") or belong to no news text.
_LEFT_OUT = regex.compile(
    r"graphics-|concentr-(?!percent$|permille$)|light-|consumption-|torque-|acceleration-|pressure-gasoline|"
    r"length-(?:point|earth-radius|solar-radius|furlong|fathom|picometer|parsec|mile-scandinavian)|temperature-generic|"
    r"mass-(?:grain|stone|dalton|earth-mass|solar-mass|carat)|speed-(?:beaufort|light-speed)|duration-.*-person|angle-(?!degree)|"
    r"volume-(?:cup|dessert|dram|drop|jigger|pinch|quart|tablespoon|teaspoon|bushel|fluid|pint|acre)|"
    r"force-|energy-(?:therm|british|foodcalorie)|.*-imperial$|electric-ohm|pressure-(?:inch|pound|millimeter|atmosphere)"
)
_INTERNATIONAL = regex.compile(r"[%‰€]|[A-Z]{3}|(?:[kMGTPmcd]?(?:m|g|W|Hz|B|bit)|kWh|ha)(?:/h|²|³)?|°[CF]")
_RUN = regex.compile(
    r"[ \u00a0\u202f\u2009]?([^\s\p{Nd},;:!?،؛؟()\[\]{}«»\"“”]+(?:[ \u00a0\u202f][^\s\p{Nd},;:!?،؛؟()\[\]{}«»\"“”]+){0,4})"
)
_HYPHENATED = regex.compile(r"[-‑‐](\p{L}[\p{L}\p{M}]*)")
_TWO_DIGITS = regex.compile(r"(?<![\p{N}\p{L}.,-])\p{N}{2}$")
_BELOW_ZERO = regex.compile(r"(?<![\w)])[-−]\d{1,2}$")
# A name, or a word with a capital within its sentence, makes the number one of a seat, a flat or a form: "Flat 40C".
_LABELLED = regex.compile(
    r"(?<![.!?…:]\s|^)\b\p{Lu}[\p{L}.]*\s\p{N}{2}$|\b(?:seat|flat|form|gate|room|row|unit|bus|no\.?|number)s?\s\p{N}{2}$"
)
_CAPITAL = regex.compile(r"\p{Lu}")
_SPACES = re.compile(r"[ \u00a0\u202f]")
_GAPS = (" ", "\u00a0", "\u202f")

# Symbols of every language that CLDR has no pattern for: IEC 80000-13 data rates, and powers typed without a superscript.
_PREFIXES = (("k", "kilo"), ("M", "mega"), ("G", "giga"), ("T", "tera"))
_SYMBOLS = {
    **{f"{sign}bit": f"{prefix}bit" for sign, prefix in _PREFIXES},
    **{f"{sign}bit/s": f"{prefix}bit-per-second" for sign, prefix in _PREFIXES},
    **{f"{sign}bps": f"{prefix}bit-per-second" for sign, prefix in _PREFIXES},
    **{f"{sign}B/s": f"{prefix}byte-per-second" for sign, prefix in _PREFIXES},
    "km2": "square-kilometer", "m2": "square-meter", "m3": "cubic-meter",
}  # fmt: skip

#: A word must be this close to a unit to be taken for an unknown one, and candidates at least that close.
_CLOSE, _CANDIDATE = 0.87, 0.7
_SHORTEST_CLOSE = 8
_CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it stands in the paragraph: its place, its id or the ids between which it is left open."""

    start: int
    end: int
    id: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a language: `names` maps folded names, `signs` verbatim abbreviations, to ids; `dimensions` ids to categories.

    `attached` are signs that are words besides ("in"), read only where they are written onto the number ("2in");
    `before` finds signs and codes that stand before the number, `endings` are the last two characters of each; `duals` are
    words that say two of a unit by themselves; `akin` leads from the first and last letters of a word to the names of units
    that begin or end so.
    """

    names: Mapping[str, tuple[str, ...]]
    signs: Mapping[str, tuple[str, ...]]
    attached: Mapping[str, tuple[str, ...]]
    dimensions: Mapping[str, str]
    before: regex.Pattern[str]
    endings: frozenset[str]
    duals: Mapping[str, str]
    akin: Mapping[str, tuple[str, ...]]

    def after(self, text: str, end: int) -> Unit | None:
        """The unit that stands directly after a number, at most one space or hyphen away; the longest name wins."""
        if hyphenated := _HYPHENATED.match(text, end):
            ids = self.names.get(fold(hyphenated[1]))
            return _unit(*hyphenated.span(1), ids) if ids else None
        run = _RUN.match(text, end)
        if run is None:
            return None
        start, attached = run.start(1), run.start(1) == end
        for stop in (run.end(1), *(start + gap.start() for gap in reversed(list(_SPACES.finditer(run[1]))))):
            for cut in _cuts(text[start:stop]):
                name = text[start : start + cut]
                # "5G", "3D", "737s": a single letter written onto the number is a unit only where it can be nothing else
                if (
                    attached
                    and len(name) == 1
                    and name.isalpha()
                    and name not in "gmhl"
                    and not _is_temperature(text, start, name)
                ):
                    continue
                ids = (
                    self.signs.get(name)
                    or (self.attached.get(name) if attached else None)
                    or self.names.get(fold(name.replace("\u00a0", " ").replace("\u202f", " ")))
                )
                if ids is not None:
                    return _unit(start, start + cut, ids)
        return None if attached else self._unknown(start, run[1])

    def ahead(self, text: str, start: int, floor: int) -> Unit | None:
        """The currency that stands directly before a number."""
        end = start - 1 if text[start - 1 : start] in _GAPS else start
        if end <= floor or self.endings.isdisjoint((text[end - 1 : end], text[max(0, end - 2) : end])):
            return None
        found = self.before.match(text, floor, start)
        return _unit(found.start(1), found.end(1), self.signs[found[1]]) if found else None

    def _unknown(self, start: int, run: str) -> Unit | None:
        """A word that is no unit but close to one, never mended: "gibabits"."""
        word = fold(_SPACES.split(run, maxsplit=1)[0].rstrip("."))
        if len(word) < _SHORTEST_CLOSE:
            return None
        akin = {name for end in _ends(word) for name in self.akin.get(end, ())}
        best = max(((_closeness(name, word), name) for name in sorted(akin)), default=(0.0, ""))
        if best[0] < _CLOSE:
            return None
        dimension = self.dimensions[self.names[best[1]][0]]
        closeness: dict[str, float] = {}
        for name, ids in self.names.items():
            for unit in ids:
                if self.dimensions.get(unit) == dimension:
                    closeness[unit] = max(closeness.get(unit, 0.0), _closeness(name, word))
        alike = sorted((unit for unit in closeness if closeness[unit] >= _CANDIDATE), key=lambda unit: (-closeness[unit], unit))
        return Unit(start, start + len(word), None, tuple(alike[:_CANDIDATES]))


def _is_temperature(text: str, at: int, sign: str) -> bool:
    """Whether a capital written onto a number of two digits is a scale: "40C", "95F". Seats and flats have fewer or more.

    None of those is below zero, so that there one digit is enough.
    """
    before = _TWO_DIGITS.search(text, max(0, at - 4), at) or _BELOW_ZERO.search(text, max(0, at - 5), at)
    if sign not in "CF" or before is None:
        return False
    return not _LABELLED.search(text, max(0, at - 24), at)


def _cuts(name: str) -> Iterator[int]:
    """Lengths of a name to try: whole, without a full stop at its end, and up to its last hyphen ("9-Gigabyte-Datei")."""
    yield len(name)
    bare = name.rstrip(".…'’»”")
    if len(bare) < len(name):
        yield len(bare)
    if "-" in bare[1:]:
        yield bare.rindex("-")


def _ends(word: str) -> tuple[str, str]:
    return word[:3] + "-", "-" + word[-3:]


@lru_cache(maxsize=2**14)
def _closeness(name: str, word: str) -> float:
    if " " in name or abs(len(name) - len(word)) > 3:
        return 0.0
    return SequenceMatcher(None, name, word, autojunk=False).ratio()


def _unit(start: int, end: int, ids: tuple[str, ...]) -> Unit:
    if len(ids) == 1:
        return Unit(start, end, ids[0])
    return Unit(start, end, None, ids)


def compile_units(
    locale: Locale | None, variants: Iterable[Locale], entries: Mapping[str, Any], function_words: frozenset[str]
) -> Units:
    """Compile the units of a locale and its variants from CLDR and the lexicon's tables `units`, `currencies` and `duals`.

    Where the language is not known only the signs that all languages share are units.
    """
    names: dict[str, set[str]] = {}
    signs: dict[str, set[str]] = {}
    dimensions: dict[str, str] = {}
    duals: dict[str, str] = {}
    source = locale or Locale("en")
    for each in (source, *variants):
        _read_cldr_units(each, names, signs, dimensions, duals)
    _read_cldr_currencies(source, names, signs)
    signs |= {sign: {unit} for sign, unit in _SYMBOLS.items()}
    if locale is None:
        names, duals, signs = {}, {}, {sign: ids for sign, ids in signs.items() if _INTERNATIONAL.fullmatch(sign)}
    # What the lexicon says of a name replaces what CLDR says of it.
    added_names: dict[str, set[str]] = {}
    added_signs: dict[str, set[str]] = {}
    for unit, forms in (*entries.get("units", {}).items(), *entries.get("currencies", {}).items()):
        unit_id = f"currency:{unit}" if len(unit) == 3 and unit.isupper() else unit
        for form in forms:
            long = len(form) > 3 and not _CAPITAL.search(form)
            (added_names if long else added_signs).setdefault(fold(form) if long else form, set()).add(unit_id)
    names |= added_names
    signs |= added_signs
    for form in entries.get("units_without_id", ()):
        names[fold(form)] = set()
    currencies = [sign for sign, ids in signs.items() if ids and all(each.startswith("currency:") for each in ids)]
    spelled = "|".join(regex.escape(sign) for sign in sorted(currencies, key=lambda sign: (-len(sign), sign)))
    akin: dict[str, list[str]] = {}
    for name in sorted(name for name, ids in names.items() if " " not in name and ids & dimensions.keys()):
        for end in _ends(name):
            akin.setdefault(end, []).append(name)
    return Units(
        akin={end: tuple(each) for end, each in akin.items()},
        names={name: tuple(sorted(ids)) for name, ids in names.items() if name not in function_words},
        signs={sign: tuple(sorted(ids)) for sign, ids in signs.items() if sign == "m" or fold(sign) not in function_words},
        attached={sign: tuple(sorted(ids)) for sign, ids in signs.items() if len(ids) == 1 and fold(sign) in function_words},
        dimensions=dimensions,
        before=regex.compile(rf"(?r)(?<![\p{{L}}\p{{Sc}}])({spelled})[ \u00a0\u202f]?" if spelled else r"(?!)()"),
        endings=frozenset(sign[-2:] for sign in currencies),
        duals=duals | {fold(form): unit for form, unit in entries.get("duals", {}).items()},
    )


def _read_cldr_units(
    locale: Locale, names: dict[str, set[str]], signs: dict[str, set[str]], dimensions: dict[str, str], duals: dict[str, str]
) -> None:
    for key, lengths in locale._data["unit_patterns"].items():
        if _LEFT_OUT.match(key):
            continue
        category, _, unit = key.partition("-")
        dimensions[unit] = category
        for length in ("long", "short"):
            forms = lengths.get(length, {})
            for plural in ("zero", "one", "two", "few", "many", "other"):
                pattern = forms.get(plural)
                if not isinstance(pattern, str):
                    continue
                before, placeholder, name = pattern.partition("{0}")
                name = _SPACES.sub(" ", name.strip())
                if not placeholder and plural == "two":
                    duals[fold(pattern)] = unit
                elif placeholder and not before and name:
                    if length == "long":
                        names.setdefault(fold(name), set()).add(unit)
                    else:
                        signs.setdefault(name, set()).add(unit)
                        signs.setdefault(name.rstrip("."), set()).add(unit)


def _read_cldr_currencies(locale: Locale, names: dict[str, set[str]], signs: dict[str, set[str]]) -> None:
    for code, name in locale.currencies.items():
        unit = f"currency:{code}"
        names.setdefault(fold(name), set()).add(unit)
        signs.setdefault(code, set()).add(unit)
        for form in (locale._data["currency_names_plural"].get(code) or {}).values():
            names.setdefault(fold(form), set()).add(unit)
    for code, symbol in locale.currency_symbols.items():
        signs.setdefault(symbol, set()).add(f"currency:{code}")
