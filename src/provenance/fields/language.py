"""The language of a text: read from the text itself (py3langid), checked against its script, with what the page states."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

import regex
from babel import localedata
from babel.core import get_global

from provenance.fields.detector import detector
from provenance.fields.tags import language_tag, primary
from provenance.forms import normal_form

#: UTF-8 bytes of letters that a reading needs: 60 Latin, 30 Arabic or 20 Chinese ones. For the first 20 characters of news
#: paragraphs in 20 languages the detector agrees with what it makes of the whole article in 86 of 100, for 40 in 98, for 60
#: in 99.
MIN_BYTES = 60

#: The detector reads bytes one by one; what it says of a text is settled long before this many characters.
MAX_CHARACTERS = 20_000

# Members of macrolanguages (ISO 639-3), whose written forms a detector can hardly tell apart: there the page's word holds.
_MACROLANGUAGE = {
    "ary": "ar", "arz": "ar", "fuv": "ff", "sdh": "ku", "uzs": "uz", "wuu": "zh", "yue": "zh",
    "id": "ms", "nb": "no", "nn": "no", "bs": "sh", "hr": "sh", "sr": "sh",
}  # fmt: skip

# Those that news is published in under a tag of their own.
_OWN_TAG = frozenset({"id", "nb", "nn", "bs", "hr", "sr"})

# The scripts that a code of CLDR for several (ISO 15924) stands for.
_WRITTEN_IN = {"Jpan": ("Hira", "Kana", "Hani"), "Kore": ("Hang", "Hani"), "Hans": ("Hani",), "Hant": ("Hani",)}

# Addresses and handles are in no language.
_NO_PROSE = regex.compile(r"https?://\S+|(?<!\S)\S[^\s@]*+@\S+|[@#]\w+")
_SIGNS = ("://", "@", "#")  # one of these is in each
_NO_LETTERS = regex.compile(r"\P{L}+")


def detect_language(text: str, stated: str | None = None) -> str | None:
    """The BCP 47 tag of the language that a text is in; None where neither the text nor the page tells.

    The reading of the text comes before `stated`, which is often a template's default. `stated` gives script and region
    where it agrees, and the whole tag where the text has fewer than `MIN_BYTES` bytes of letters or no reading has half of
    the probability. A `stated` that is no tag of BCP 47 is passed over.
    """
    claimed = language_tag(stated) if stated else None
    read = _read(_prose(normal_form(text[:MAX_CHARACTERS])))
    if read is None or (claimed is not None and _group(primary(claimed)) == _group(read)):
        return claimed
    return read


def _prose(text: str) -> str:
    return _NO_PROSE.sub(" ", text) if any(sign in text for sign in _SIGNS) else text


def _group(language: str) -> str:
    return _MACROLANGUAGE.get(language, language)


def _read(prose: str) -> str | None:
    """The language that takes at least half of the probability among those that are written in the prose's script."""
    letters = _NO_LETTERS.sub("", prose)
    if len(letters.encode()) < MIN_BYTES:
        return None
    script = _script(letters)
    shares: dict[str, float] = defaultdict(float)
    for label, share in detector().shares(prose):
        language, scripts = _label(label)
        if script in scripts:
            shares[language] += share
    best = max(shares, key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= 0.5 else None


@cache
def _label(label: str) -> tuple[str, frozenset[str]]:
    """The language that a label of the detector counts for, and its scripts; none where CLDR does not know it."""
    language = language_tag(label)
    if language is None:
        return label, frozenset()
    return language if language in _OWN_TAG else _group(language), _scripts(language)


def _script(letters: str) -> str | None:
    """The script (ISO 15924) of most of the letters; None where none of them is of a script that we know a language of."""
    counts: Counter[str | None] = Counter()
    for run in _runs().finditer(letters):
        counts[run.lastgroup] += len(run.group())
    return next((script for script, _ in counts.most_common(1)), None)


@cache
def _runs() -> regex.Pattern[str]:
    known = sorted({script for label in detector().labels for script in _label(label)[1]})
    return regex.compile("|".join(rf"(?P<{script}>\p{{Script={script}}}+)" for script in known))


@cache
def _scripts(language: str) -> frozenset[str]:
    """The scripts of a language: CLDR's likely one, and those of its locales (`sr_Latn`)."""
    likely = get_global("likely_subtags")[language].split("_")[1]
    locales = (identifier.split("_") for identifier in localedata.locale_identifiers())
    others = (parts[1] for parts in locales if parts[0] == language and len(parts) > 1 and len(parts[1]) == 4)
    return frozenset(script for code in (likely, *others) for script in _WRITTEN_IN.get(code, (code,)))
