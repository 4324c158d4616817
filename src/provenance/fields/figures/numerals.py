"""Numbers in digits, read strictly by the separators of the language.

Babel's own lenient parsing reads the English `9,5` as 95; here a number that the language does not write so has no value.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import regex

from provenance.fields.figures.found import divided, plus

#: European, Arabic-Indic, Eastern Arabic-Indic and full-width digits.
DIGIT = "0-9٠-٩۰-۹０-９"
_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)

# Spaces that do not break a line stand inside numbers in every language (ISO 80000-1, 7.3.1).
_FIXED_SPACES = "\u00a0\u202f\u2009"
_SIGN = regex.compile("[^0-9]")
_APOSTROPHES = "'’"
VULGAR = "¼½¾⅐-⅞"
_VULGAR = {
    "½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Separators:
    """The characters that group digits and that begin the fraction; empty where the language is not known.

    `group_also` are signs that its writers group by besides, where each group has three digits ("300.000" in French), and
    `decimal_also` those that begin the fraction in some countries, where no three digits follow ("93,5" in Tunis).
    """

    group: frozenset[str]
    decimal: frozenset[str]
    group_also: frozenset[str] = frozenset()
    decimal_also: frozenset[str] = frozenset()


def numeral_pattern(separators: Separators) -> regex.Pattern[str]:
    """Finds numerals; named groups `whole`, `numerator`, `denominator`, `vulgar` or `plain`, and `sign`."""
    spaces = _FIXED_SPACES + (" " if (separators.group | separators.group_also) & {" ", "\u00a0", "\u202f"} else "")
    d = f"[{DIGIT}]"
    return regex.compile(
        rf"""
        (?<![\p{{Latin}}\p{{Cyrillic}}\p{{Greek}}{DIGIT}_])(?<![\p{{Latin}}\p{{Cyrillic}}\p{{Greek}}][-‐‑.])(?<!{d}[.,:/])
        (?P<sign>(?<![\w)%])(?<!{d}\s)[-−+])?
        (?:
            (?P<whole>{d}{{1,3}})(?:[- \u00a0](?P<numerator>{d}{{1,2}})[/⁄](?P<denominator>{d}{{1,2}})|\ ?(?P<vulgar>[{VULGAR}]))
          | (?P<numerator>{d}{{1,2}})[/⁄](?P<denominator>{d}{{1,2}})
          | (?P<vulgar>[{VULGAR}])
          | (?P<plain>{d}{{1,3}}(?:[{spaces}]{d}{{3}})+(?!{d})(?:[.,٫]{d}+)?|{d}+(?:[.,٫٬'’]{d}+)*)
        )
        (?![/⁄]?{d}|[⁰¹²³⁴-⁹])
        """,
        regex.VERBOSE,
    )


def read_numeral(match: regex.Match[str], separators: Separators) -> Decimal | None:
    """The value of a match of `numeral_pattern`, or None where the language does not write a number so."""
    plain = match["plain"]
    if plain is not None:
        value = read_plain(plain, separators)
    else:
        value = Decimal((match["whole"] or "0").translate(_ASCII))
        if match["vulgar"]:
            if match["vulgar"] not in _VULGAR:
                return None
            numerator, denominator = _VULGAR[match["vulgar"]]
        else:
            numerator, denominator = (int(match[name].translate(_ASCII)) for name in ("numerator", "denominator"))
        if not 0 < numerator < denominator:
            return None
        value = plus(value, divided(Decimal(numerator), Decimal(denominator)))
    negative = match["sign"] in ("-", "−")
    return value.copy_negate() if negative and value is not None else value


def read_plain(raw: str, separators: Separators) -> Decimal | None:
    """The value of digits with separators.

    Separators of the language must stand where it puts them: groups of three, one decimal sign at the end. A separator that it
    does not use is read only where one reading is possible: repeated before groups of three it groups; alone and not before
    exactly three digits it begins the fraction.
    """
    raw = raw.translate(_ASCII)
    if raw.isdecimal():
        return Decimal(raw)
    parts = _SIGN.split(raw)
    signs = ["'" if sign in _APOSTROPHES else " " if sign.isspace() else sign for sign in _SIGN.findall(raw)]
    group = {" " if sign.isspace() else "'" if sign in _APOSTROPHES else sign for sign in separators.group} | {" ", "'"}
    known = group | separators.decimal
    last = signs[-1]
    if (
        len(set(signs)) == 1
        and _grouped(parts)
        and (last in group or last in separators.group_also or (last not in known and len(signs) > 1))
    ):
        return Decimal("".join(parts))
    also = last in separators.decimal_also and len(signs) == 1 and len(parts[-1]) != 3
    begins_fraction = also or last in separators.decimal or (last not in known and (len(signs) > 1 or len(parts[-1]) != 3))
    before = set(signs[:-1])
    if also:
        return Decimal(".".join(parts))
    if not begins_fraction or last in before or len(before) > 1 or not _grouped(parts[:-1]) or before & separators.decimal:
        return None
    return Decimal("".join(parts[:-1]) + "." + parts[-1])


def _grouped(parts: list[str]) -> bool:
    if len(parts) == 1:
        return True
    return 1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])
