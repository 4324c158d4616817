"""Single rows, recomputed: ids, hashes, evidence. What needs other rows (revisions, logs, the set) is in `replay`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from provenance.audit.finding import Finding
from provenance.forms import normal_form
from provenance.identity.hashes import hash_bytes
from provenance.identity.records import content_hash, record_hash
from provenance.model.snapshot import article_id, snapshot_id
from provenance.publish.revisions import Cause

Row = Mapping[str, Any]

#: The columns that `name_of` reads, by table.
NAMING: Mapping[str, Sequence[str]] = {
    "articles": ("article_id", "revision", "uri"),
    "snapshots": ("snapshot_id", "uri"),
    "observations": ("snapshot_id", "part"),
    "quarantine": ("snapshot_id", "part"),
}


def name_of(table: str, row: Row) -> str:
    """How findings call a row."""
    if table == "articles":
        return f"article {row['article_id']} revision {row['revision']} ({row['uri']})"
    if table == "snapshots":
        return f"snapshot {row['snapshot_id']} ({row['uri']})"
    return f"{table.removesuffix('s')} of {row['snapshot_id']} part {row['part']}"


def check_snapshot(row: Row) -> Iterator[Finding]:
    """Payload hash and snapshot id of a row of `snapshots`."""
    where = name_of("snapshots", row)
    if hash_bytes(row["payload"]) != row["payload_hash"]:
        yield Finding("payload_hash", where, "the bytes do not hash to it")
    context = ("source", "uri", "media_type", "charset", "captured_at", "payload_hash", "headers")
    if snapshot_id(*(row[name] for name in context)) != row["snapshot_id"]:
        yield Finding("snapshot_id", where, "context and payload hash do not hash to it")


def check_article(row: Row, cause: Cause) -> Iterator[Finding]:
    """Ids, hashes, change, and the first law of evidence, of a row of `articles`; `cause` is the commit's."""
    where = name_of("articles", row)
    recomputed = {
        "article_id": article_id(row["source"], row["uri"], row["part"]),
        "text_hash": hash_bytes(row["text"].encode()),
        "content_hash": content_hash(row),
        "record_hash": record_hash(row),
    }
    for name, value in recomputed.items():
        if row[name] != value:
            yield Finding(name, where, f"the row hashes to {value}")
    change = "new" if row["revision"] == 1 else "edited" if cause == "capture" else cause
    if row["change"] != change:
        yield Finding("change", where, f"it is told as {row['change']}, and is {change}")
    if list(row["flags"]) != sorted(set(row["flags"])):
        yield Finding("flags", where, "they are not in order, or one stands twice")
    for name, evidence in evidence_of(row):
        yield from check_evidence(where, name, evidence, row["text"], None)


def evidence_of(row: Row) -> Iterator[tuple[str, Row]]:
    """Every piece of evidence of an article, with the column that it is for."""
    for entry in row["evidence"]:
        yield entry["field"], entry["evidence"]
    for column in ("agencies", "dates", "figures", "quotes"):
        for number, entry in enumerate(row[column]):
            yield f"{column}[{number}]", entry["evidence"]


class Cited(NamedTuple):
    """A piece of evidence that says where it stands in the decoded source; `end` is null where it runs to the end."""

    name: str
    start: int
    end: int | None
    quote: str


def cited(row: Row) -> Iterator[Cited]:
    """The pieces of evidence of an article that the second law is about, in the order of `evidence_of`."""
    for name, evidence in evidence_of(row):
        if evidence["raw_start"] is not None:
            yield Cited(name, evidence["raw_start"], evidence["raw_end"], evidence["quote"])


def quoted(source: str, start: int, end: int | None) -> str:
    """What evidence at a place of the decoded source must quote: the second law."""
    return normal_form(source[start:end])


def check_evidence(where: str, name: str, evidence: Row, text: str, source: str | None) -> Iterator[Finding]:
    """Both laws of a piece of evidence; the second only where the decoded source is at hand."""
    quote, start, end = evidence["quote"], evidence["start"], evidence["end"]
    if evidence["layer"] == "text" and text[start:end] != quote:
        yield Finding("evidence_in_text", f"{where} {name}", f"text[{start}:{end}] is not {quote!r}")
    start, end = evidence["raw_start"], evidence["raw_end"]
    if start is not None and source is not None and quoted(source, start, end) != quote:
        yield Finding("evidence_in_source", f"{where} {name}", f"source[{start}:{end}] is not {quote!r}")
