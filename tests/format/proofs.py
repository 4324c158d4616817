"""Section "Proofs" of docs/format.md (C2SP tlog-proof, RFC 9162), from page and standards alone."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from tests.format import trees
from tests.format.agree import agree, need
from tests.format.canonical import article_leaf, canonical, sha256
from tests.format.notes import Checkpoint, Key, Note, decoded

LOGS = ("articles", "observations")


def check_article(proof: str, version: str | None = None, key: Key | None = None) -> dict[str, Any]:
    """The article of a proof, for a version id or a key that is trusted."""
    head, _, tail = proof.partition("\n\n")
    title, extra, index, *path = head.split("\n")
    agree("first line", title, "c2sp.org/tlog-proof@v1")
    need("extra and index", extra.startswith("extra ") and re.fullmatch("index (0|[1-9][0-9]*)", index) is not None)
    content = decoded(extra.removeprefix("extra "))
    parts = json.loads(content)
    agree("members of extra", set(parts), {"article", "manifest", "snapshot"})
    agree("bytes of extra", content, canonical(parts))
    note = Note.parse(tail, signed=False)
    point = Checkpoint.parse(note.text)
    article, snapshot, manifest = parts["article"], parts["snapshot"], parts["manifest"]
    agree("record_hash", article["record_hash"], _hash_without(article, "revision", "record_hash"))
    agree("snapshot_id", article["snapshot_id"], sha256(canonical(snapshot)))
    agree("payload_hash", article["payload_hash"], snapshot["payload_hash"])
    agree("text_hash", article["text_hash"], sha256(article["text"].encode()))
    trees.check_inclusion(
        article_leaf(article), int(index.removeprefix("index ")), point.size, [decoded(line) for line in path], point.root
    )
    point.check(manifest, "articles")
    _trust(sha256(canonical(manifest)), [note], version, key)
    return dict(article)


def check_growth(proof: str, version: str | None = None, key: Key | None = None) -> tuple[str, str]:
    """Ids of the older and the newer version of a consistency proof."""
    given = json.loads(proof)
    agree("bytes of the proof", proof.encode(), canonical(given) + b"\n")
    agree("members", set(given), {"format", "old", "new", "paths", "notes"})
    agree("format", given["format"], "provenance/1 consistency-proof")
    old, new = json.loads(given["old"]), json.loads(given["new"])
    agree("logs of the paths", set(given["paths"]), set(LOGS))
    for log, path in given["paths"].items():
        before, after = old["logs"][log], new["logs"][log]
        roots = (bytes.fromhex(each["root"].removeprefix("sha256:")) for each in (before, after))
        trees.check_consistency(before["size"], after["size"], [bytes.fromhex(each) for each in path], *roots)
    need("the newer version holds no less", old["sequence"] <= new["sequence"])
    need("no table shrinks", all(rows <= new["counts"][table] for table, rows in old["counts"].items()))
    notes = [Note.parse(each) for each in given["notes"]]
    signed = [note for note in notes if key and note.signed_by(key)]
    points = {Checkpoint.parse(note.text).origin.rpartition("/")[2]: Checkpoint.parse(note.text) for note in signed}
    for log, point in points.items():
        point.check(new, log)
    if version is None:
        agree("logs whose head the key signed", set(points), set(LOGS))
    _trust(sha256(given["new"].encode()), notes, version, key)
    return sha256(given["old"].encode()), sha256(given["new"].encode())


def _hash_without(row: dict[str, Any], *names: str) -> str:
    return sha256(canonical({name: value for name, value in row.items() if name not in names}))


def _trust(version: str, notes: Sequence[Note], trusted: str | None, key: Key | None) -> None:
    known = [note.signed_by(key) for note in notes] if key else []
    need("neither this version nor a signature is trusted", version == trusted or any(known))
