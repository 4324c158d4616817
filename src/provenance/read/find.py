"""Finding one article by what somebody has at hand: its address, a piece of its title, the beginning of its id."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence

import pyarrow as pa
import regex

from provenance.errors import UsageError
from provenance.forms import match_form
from provenance.identity.hashes import PREFIX
from provenance.visible import shorten, visible

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
    wanted, digits = match_form(name), name.lower().removeprefix(PREFIX)
    is_id = _ID.fullmatch(digits) is not None
    tests: list[Callable[[dict[str, str | None]], bool]] = [
        lambda row: name in (row["uri"], row["canonical_url"]),
        lambda row: wanted != "" and wanted == match_form(row["title"] or ""),
        lambda row: (
            (is_id and str(row["article_id"]).startswith(PREFIX + digits))
            or (wanted != "" and wanted in match_form(row["title"] or ""))
        ),
    ]
    for test in tests:
        found = [number for number, row in enumerate(rows) if test(row)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(_several(name, [rows[number] for number in found]))
    raise UsageError(_none(name, wanted, rows))


def _several(name: str, rows: Sequence[dict[str, str | None]]) -> str:
    lines = [f"{shorten(name, 80)!r} is the name of {len(rows)} articles; give more of the title, or the beginning of an id:"]
    lines += [f"  {_line(row)}" for row in rows[:_LISTED]]
    if len(rows) > _LISTED:
        lines.append(f"  and {len(rows) - _LISTED} more")
    return "\n".join(lines)


def _none(name: str, wanted: str, rows: Sequence[dict[str, str | None]]) -> str:
    names = {match_form(row[column] or ""): row for row in rows for column in ("uri", "canonical_url", "title") if row[column]}
    holding = [each for each in names if wanted and wanted in each]
    alike = difflib.get_close_matches(wanted, names, n=_NEAR, cutoff=0.5)
    near = {str(names[each]["article_id"]): names[each] for each in (*holding, *alike)}
    head = f"no article {shorten(name, 80)!r}; "
    if not near:
        return head + "`provenance sql 'select article_id, uri, title from articles'` lists them"
    return "\n".join([head + "near to it are:", *(f"  {_line(row)}" for row in list(near.values())[:_NEAR])])


def _line(row: dict[str, str | None]) -> str:
    id_ = str(row["article_id"]).removeprefix(PREFIX)[:12]
    return f"{id_}  {shorten(row['title'], 80) if row['title'] else visible(str(row['uri']))}"
