"""Language tags: BCP 47 (RFC 5646) in the canonical form of CLDR."""

from __future__ import annotations

import regex
from babel.core import get_global

# RFC 5646 §2.1, `langtag`: language, script and region are kept; extended languages, variants and extensions
# (`-1996`, `-u-nu-latn`) and what POSIX adds (`.UTF-8`, `@euro`) say nothing about which language it is.
_TAG = regex.compile(
    r"(?P<language>[a-z]{2,3})(?:[-_][a-z]{3}(?![a-z0-9]))*+(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?:[-_.@][a-z0-9@._-]+)?",
    regex.IGNORECASE | regex.ASCII,
)

# RFC 5646 §2.2.1: codes for what is not one known language.
_NO_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})


def language_tag(value: str) -> str | None:
    """`language[-Script][-REGION]` in canonical case (RFC 5646 §2.1.1) with CLDR's aliases resolved (`iw` is `he`).

    None for what is no tag (`english`) and for a language that CLDR does not know. Underscores count as hyphens (`fr_FR`).
    """
    found = _TAG.fullmatch(value.strip())
    if found is None:
        return None
    language, script, region = found["language"].lower(), found["script"], found["region"]
    alias, *rest = get_global("language_aliases").get(language, language).split("_")
    script = script or next((part for part in rest if len(part) == 4), None)
    if alias in _NO_LANGUAGE or alias not in get_global("likely_subtags"):
        return None
    return "-".join(part for part in (alias, script and script.title(), region and region.upper()) if part)


def primary(tag: str) -> str:
    """The primary language subtag of a tag (`pt` of `pt-BR`)."""
    return tag.partition("-")[0]
