"""Time zones from the tzdata package, never from the system: the output must not depend on the machine."""

from __future__ import annotations

from datetime import tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import regex

# The names of the IANA time zone database: ASCII words parted by slashes, so that no name leaves the package's folder.
_NAME = regex.compile(r"[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+)*")


@cache
def zone(name: str) -> tzinfo:
    """The IANA time zone `name` (`Europe/Paris`) as the pinned tzdata package has it.

    Raises KeyError for a name that the package does not hold.
    """
    if _NAME.fullmatch(name) is None:
        raise KeyError(f"not the name of an IANA time zone: {name!r}; write it as in 'Europe/Paris'")
    path = files("tzdata.zoneinfo").joinpath(*name.split("/"))
    if not path.is_file():
        raise KeyError(f"no IANA time zone {name!r} in the tzdata package; write it as in 'Europe/Paris'")
    with path.open("rb") as data:
        try:
            return ZoneInfo.from_file(data, key=name)
        except ValueError as error:  # a table of the package that is not a zone, as `tzdata.zi`
            raise KeyError(f"{name!r} is a file of the tzdata package but not a time zone") from error
