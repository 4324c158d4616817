"""What the extraction libraries would otherwise read from the clock or from the interpreter's Unicode tables.

Set once, when this module is imported, before the first page is read:

* htmldate asks dateutil about leftovers, which takes the missing parts of a date from today's: `5 June 14:30` would be another
  day every year. Only complete dates are let through.
* htmldate asks dateparser as well, which moves dates that lie in the future of today. It is told a constant day.
* trafilatura drops what `str.isprintable` refuses, which differs between Python versions and takes the joiners out of Persian
  and out of emoji. Only what XML 1.0 (section 2.2) does not allow is dropped.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

import htmldate.extractors
import regex
import trafilatura.utils
from trafilatura.meta import reset_caches

from provenance.errors import PipelineError

_NOT_XML = regex.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\x7f")

_dateutil: Callable[..., datetime] = vars(htmldate.extractors)["dateutil_parse"]

# Two days without a common part: a string that leaves out any part is read differently with each.
_DEFAULTS = (datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2003-02-03"))
_LATEST = datetime.fromisoformat("2099-12-31")


def complete_date(string: str, fuzzy: bool = False) -> datetime:
    """Read a date that names day, month and year; `ValueError` where dateutil would take a part from today's date."""
    one, other = (_dateutil(string, default=default, fuzzy=fuzzy, ignoretz=True) for default in _DEFAULTS)
    if one.date() != other.date():
        raise ValueError(f"not a complete date: {string}")
    return one


@cache
def external_parser() -> Any:
    """htmldate's own settings of dateparser, with a constant for today."""
    return import_module("dateparser.date").DateDataParser(
        settings={
            "NORMALIZE": True,
            "PARSERS": ["custom-formats", "absolute-time"],
            "PREFER_DATES_FROM": "past",
            "PREFER_LOCALE_DATE_ORDER": True,
            "RELATIVE_BASE": _LATEST,
            "RETURN_AS_TIMEZONE_AWARE": False,
            "STRICT_PARSING": True,
        }
    )


def remove_control_characters(string: str) -> str:
    """Drop what XML 1.0 does not allow, and DEL."""
    return _NOT_XML.sub("", string)


def pin() -> None:
    """Put the three functions above in the place of the libraries' own, and forget what was read before."""
    for names, name, function in (
        (vars(htmldate.extractors), "dateutil_parse", complete_date),
        (vars(htmldate.extractors), "get_external_parser", external_parser),
        # `trafilatura.baseline` is a function of that name, the module is what holds it.
        (vars(import_module("trafilatura.baseline")), "remove_control_characters", remove_control_characters),
        (vars(trafilatura.utils), "remove_control_characters", remove_control_characters),
    ):
        if name not in names:
            raise PipelineError(f"{names['__name__']} has no {name} any more: pin this version of the library anew")
        names[name] = function
    reset_caches()
    # What these libraries log about single pages is told by the reasons of the quarantine.
    for name in ("trafilatura", "htmldate", "readability", "dateparser", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())


pin()
