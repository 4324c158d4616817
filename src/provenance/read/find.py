"""Finding one article by what somebody has at hand: its address, a piece of its title, the beginning of its id."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import regex

from provenance.errors import UsageError
from provenance.forms import match_form
from provenance.identity.hashes import PREFIX
from provenance.visible import shorten, visible

Row = Mapping[str, Any]

#: What a table must have for `find_article`.
COLUMNS = ("article_id", "uri", "canonical_url", "title")

_ID = regex.compile(r"[0-9a-f]{4,64}")
_LISTED = 10
_NEAR = 3


def find_article(articles: pa.Table, name: str) -> int:
    """The row of the article that is meant.

    `name` is an address (`uri` or `canonical_url`), a title, a fragment of one (compared in match form), or the beginning of
    an `article_id`, at least 4 digits, with or without `sha256:`. Address and whole title go before beginning and fragment.
    Raises UsageError where none is meant, with the nearest titles and addresses, or more than one, with their ids.
    """
    rows = articles.select(COLUMNS).to_pylist()
    found = _meant(rows, name)
    if not found:
        raise UsageError(_none(name, rows))
    if len(found) > 1:
        raise UsageError(_several(name, [rows[number] for number in found]))
    return found[0]


def find_first(tables: Iterable[pa.Table], name: str) -> Row:
    """The row of the article that is meant, from the first of the tables that holds one of that name.

    A table may hold an article several times, once for each of its titles; the last row is given then. `name` and errors are
    those of `find_article`.
    """
    seen: list[Row] = []
    for table in tables:
        rows = table.to_pylist()
        found = {rows[number]["article_id"]: rows[number] for number in _meant(rows, name)}
        if len(found) > 1:
            raise UsageError(_several(name, list(found.values())))
        if found:
            return next(iter(found.values()))
        seen += rows
    raise UsageError(_none(name, seen))


def _meant(rows: Sequence[Row], name: str) -> list[int]:
    """The rows that the first kind of name fits."""
    wanted, digits = match_form(name), name.lower().removeprefix(PREFIX)
    is_id = _ID.fullmatch(digits) is not None
    tests: list[Callable[[Row], bool]] = [
        lambda row: name in (row["uri"], row["canonical_url"]),
        lambda row: wanted != "" and wanted == match_form(row["title"] or ""),
        lambda row: (
            (is_id and str(row["article_id"]).startswith(PREFIX + digits))
            or (wanted != "" and wanted in match_form(row["title"] or ""))
        ),
    ]
    attempts = ([number for number, row in enumerate(rows) if test(row)] for test in tests)
    return next(filter(None, attempts), [])


def _several(name: str, rows: Sequence[Row]) -> str:
    lines = [f"{shorten(name, 80)!r} is the name of {len(rows)} articles; give more of the title, or the beginning of an id:"]
    lines += [f"  {_line(row)}" for row in rows[:_LISTED]]
    if len(rows) > _LISTED:
        lines.append(f"  and {len(rows) - _LISTED} more")
    return "\n".join(lines)


def _none(name: str, rows: Sequence[Row]) -> str:
    wanted = match_form(name)
    names = {match_form(row[column] or ""): row for row in rows for column in ("uri", "canonical_url", "title") if row[column]}
    holding = [each for each in names if wanted and wanted in each]
    alike = difflib.get_close_matches(wanted, names, n=_NEAR, cutoff=0.5)
    near = {str(names[each]["article_id"]): names[each] for each in (*holding, *alike)}
    head = f"no article {shorten(name, 80)!r}; "
    if not near:
        return head + "`provenance sql 'select article_id, uri, title from articles'` lists them"
    return "\n".join([head + "near to it are:", *(f"  {_line(row)}" for row in list(near.values())[:_NEAR])])


def _line(row: Row) -> str:
    id_ = str(row["article_id"]).removeprefix(PREFIX)[:12]
    return f"{id_}  {shorten(row['title'], 80) if row['title'] else visible(str(row['uri']))}"
