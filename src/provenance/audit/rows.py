"""The rows of one commit, recomputed: ids, hashes, revisions, evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from provenance.audit.finding import Finding
from provenance.forms import normal_form
from provenance.identity.hashes import hash_bytes
from provenance.identity.records import content_hash, record_hash
from provenance.model.snapshot import article_id, snapshot_id
from provenance.publish.revisions import Cause

Row = Mapping[str, Any]


def check_snapshot(row: Row) -> Iterator[Finding]:
    """Payload hash and snapshot id of a row of `snapshots`."""
    where = f"snapshot {row['snapshot_id']} ({row['uri']})"
    if hash_bytes(row["payload"]) != row["payload_hash"]:
        yield Finding("payload_hash", where, "the bytes do not hash to it")
    context = ("source", "uri", "media_type", "charset", "captured_at", "payload_hash")
    if snapshot_id(*(row[name] for name in context)) != row["snapshot_id"]:
        yield Finding("snapshot_id", where, "context and payload hash do not hash to it")


def check_article(row: Row, last_revision: int, cause: Cause, decoded: Callable[[str], str | None]) -> Iterator[Finding]:
    """Ids, hashes, revision and evidence of a row of `articles`.

    `last_revision` is that of the article before this row, 0 where there is none; `cause` is the commit's; `decoded` gives the
    decoded source of a snapshot id, None where it cannot be had (which is a finding of its own, made elsewhere).
    """
    where = f"article {row['article_id']} revision {row['revision']} ({row['uri']})"
    recomputed = {
        "article_id": article_id(row["source"], row["uri"], row["part"]),
        "text_hash": hash_bytes(row["text"].encode()),
        "content_hash": content_hash(row),
        "record_hash": record_hash(row),
    }
    for name, value in recomputed.items():
        if row[name] != value:
            yield Finding(name, where, f"the row hashes to {value}")
    if row["revision"] != last_revision + 1:
        yield Finding("revision", where, f"it follows revision {last_revision}")
    change = "new" if row["revision"] == 1 else "edited" if cause == "capture" else cause
    if row["change"] != change:
        yield Finding("change", where, f"it is told as {row['change']}, and is {change}")
    source = decoded(row["snapshot_id"])
    for name, evidence in evidence_of(row):
        yield from _evidence(where, name, evidence, row["text"], source)


def evidence_of(row: Row) -> Iterator[tuple[str, Row]]:
    """Every piece of evidence of an article, with the column that it is for."""
    for entry in row["evidence"]:
        yield entry["field"], entry["evidence"]
    for column in ("agencies", "dates", "figures", "quotes"):
        for number, entry in enumerate(row[column]):
            yield f"{column}[{number}]", entry["evidence"]


def _evidence(where: str, name: str, evidence: Row, text: str, source: str | None) -> Iterator[Finding]:
    quote = evidence["quote"]
    if evidence["layer"] == "text" and text[evidence["start"] : evidence["end"]] != quote:
        yield Finding("evidence_in_text", f"{where} {name}", f"text[{evidence['start']}:{evidence['end']}] is not {quote!r}")
    start, end = evidence["raw_start"], evidence["raw_end"]
    if start is not None and source is not None and normal_form(source[start:end]) != quote:
        yield Finding("evidence_in_source", f"{where} {name}", f"source[{start}:{end}] is not {quote!r}")
