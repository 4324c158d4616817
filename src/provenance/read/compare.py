"""What differs between two states of an article, as a reader wants it told.

Every column is compared but those that say which state it is: ids, hashes, capture, commit. Of an entry of a list counts what
it says and the words that it was read from, not where they stand: a paragraph put in front moves every offset and says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from provenance.identity.canonical import canonical_bytes
from provenance.read.words import word_diff

Row = Mapping[str, Any]

#: Columns that differ from state to state whatever the publisher says.
_WHICH_STATE = frozenset(
    {
        *("article_id", "source", "uri", "part", "snapshot_id", "payload_hash", "captured_at"),
        *("text_hash", "content_hash", "record_hash", "revision", "sequence", "change", "recipe_hash", "status"),
    }
)
#: Events whose time is printed on the page: the printed words count, even where they come to the same time.
_PRINTED = ("published", "modified")
#: Lists whose order the publisher chose, and which `content_hash` covers in order; the others stand in the order of the text.
_ORDERED = frozenset({"authors", "agencies", *(f"{event}_printed" for event in _PRINTED)})
#: Members of an entry that say where it was read, or repeat another member in another form.
_NOT_SAID = frozenset({"evidence", "match_text", "raw_start", "raw_end"})
# Two quotations are one that was altered where they share so much of their characters.
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A column with one value, before and after."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ListChange:
    """A column with a list: the entries that went, that came, and pairs of an entry before and after.

    Entries are strings, or mappings with the words that they were read from as `quote`. `reordered` says that the same entries
    stand in another order, where the order counts.
    """

    field: str
    went: tuple[Any, ...]
    came: tuple[Any, ...]
    changed: tuple[tuple[Any, Any], ...]
    reordered: bool


Change = ValueChange | ListChange


def compare(before: Row, after: Row) -> tuple[Change, ...]:
    """What changed from one row of `articles` to another, in the order of the columns.

    The times as printed on the page are the lists `published_printed` and `modified_printed`. Empty where nothing changed but
    where values were read.
    """
    return tuple(_changes(before, after))


def _changes(before: Row, after: Row) -> Iterator[Change]:
    for name, new in after.items():
        old = before[name]
        if name in _WHICH_STATE:
            continue
        if name == "evidence":
            for event in _PRINTED:
                yield from _list(f"{event}_printed", printed(before, event), printed(after, event))
        elif isinstance(new, list):
            yield from _list(name, *([_said(entry) for entry in entries] for entries in (old, new)))
        elif old != new:
            yield ValueChange(name, old, new)


def printed(row: Row, event: str) -> list[str]:
    """The words in which the page states when it was `published` or `modified`."""
    return [entry["evidence"]["quote"] for entry in row["evidence"] if entry["field"] == event]


def _said(entry: Any) -> Any:
    if not isinstance(entry, Mapping):
        return entry
    said = {name: value for name, value in entry.items() if name not in _NOT_SAID}
    return {**said, "quote": entry["evidence"]["quote"]} if "evidence" in entry else said


def _list(field: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[ListChange]:
    if before == after:
        return
    went, came = _surplus(before, after), _surplus(after, before)
    changed = [*_pairs(went, came, _same_words), *_pairs(went, came, _SAME_SUBJECT.get(field, _never))]
    if went or came or changed:
        yield ListChange(field, tuple(went), tuple(came), tuple(changed), False)
    elif field in _ORDERED:
        yield ListChange(field, (), (), (), True)


def _surplus(entries: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """The entries that `others` does not hold, or not as often; of equal ones the last."""
    left = Counter(map(canonical_bytes, others))
    surplus = []
    for entry in entries:
        key = canonical_bytes(entry)
        if left[key]:
            left[key] -= 1
        else:
            surplus.append(entry)
    return surplus


def _pairs(went: list[Any], came: list[Any], same: Callable[[Any, Any], bool]) -> list[tuple[Any, Any]]:
    """Entries that are the same ones, altered; taken out of both lists."""
    pairs = []
    for old in list(went):
        new = next((each for each in came if same(old, each)), None)
        if new is not None:
            pairs.append((old, new))
            went.remove(old)
            came.remove(new)
    return pairs


def _same_words(old: Any, new: Any) -> bool:
    """The same words, read otherwise."""
    return isinstance(old, Mapping) and isinstance(new, Mapping) and "quote" in old and old["quote"] == new["quote"]


def _same_figure(old: Row, new: Row) -> bool:
    """Another number of the same things."""
    what = ("unit", "unit_raw", "counted", "zone")
    return old["value"] != new["value"] and all(old[name] == new[name] for name in what) and bool(old["unit"] or old["counted"])


def _same_quote(old: Row, new: Row) -> bool:
    same = sum(len(each.text) for each in word_diff(old["text"], new["text"]) if each.kind == "same")
    return 2 * same >= _ALIKE * (len(old["text"]) + len(new["text"]))


def _same_agency(old: Row, new: Row) -> bool:
    return bool(old["id"] == new["id"])


def _never(old: Any, new: Any) -> bool:
    del old, new
    return False


_SAME_SUBJECT: Mapping[str, Callable[[Any, Any], bool]] = {
    "figures": _same_figure,
    "quotes": _same_quote,
    "agencies": _same_agency,
}


def is_silent(before: Row, after: Row) -> bool:
    """Whether the publisher says something else, and the page's own modified time is the same, or stated in neither."""
    if before["content_hash"] == after["content_hash"]:
        return False
    same = all(before[name] == after[name] for name in ("modified_date", "modified_at"))
    return same and printed(before, "modified") == printed(after, "modified")
