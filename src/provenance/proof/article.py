"""Proofs that a version holds an article just so, in a form that needs neither the dataset nor trust in who hands it over.

The proof's extra data is canonical JSON: the `article` (the row without the columns that a commit sets), the context of its
`snapshot`, and the version's `manifest`. Nothing of it is believed: the row must hash to the leaf, the leaf lead to the root,
the root be that of the manifest, and manifest or checkpoint be what the checker trusts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import pyarrow.compute as pc

from provenance.dataset.manifest import Manifest
from provenance.errors import DatasetError, ProofError, RejectedSnapshot
from provenance.extraction.decode import decode
from provenance.extraction.limits import DecodeLimits
from provenance.forms import normal_form
from provenance.identity.canonical import canonical_bytes
from provenance.identity.hashes import hash_bytes, hash_value
from provenance.identity.merkle import leaf_hash
from provenance.identity.paths import root_of_inclusion
from provenance.identity.records import SET_AT_COMMIT, log_leaf, record_hash
from provenance.model.snapshot import coding_of
from provenance.proof.logs import checkpoint, head, tree
from provenance.proof.text import InclusionProof
from provenance.read.dataset import Dataset, Version
from provenance.signing.checkpoint import Checkpoint
from provenance.signing.keys import VerifierKey
from provenance.signing.note import Note

Row = Mapping[str, Any]

#: What `snapshot_id` hashes.
CONTEXT = ("source", "uri", "media_type", "charset", "captured_at", "payload_hash", "headers")
_LOG = "articles"


@dataclass(frozen=True)
class ProvenArticle:
    """What a proof shows: that the log with this head holds this revision of the article.

    `article` is the row in canonical form (nulls left out), `snapshot` the context of the capture that it was read from.
    `version` is the trusted version id, null where only a key was trusted; `signers` are the trusted keys that signed the head.
    It shows that the revision was published, not that no later one was.
    """

    article: Row
    snapshot: Row
    revision: int
    checkpoint: Checkpoint
    version: str | None
    signers: tuple[VerifierKey, ...]


def prove_article(dataset: Dataset, version: Version, article_id: str, revision: int, notes: Sequence[Note] = ()) -> str:
    """A proof that `version` holds a revision of an article, as text (C2SP tlog-proof).

    `notes` are signed notes over the log's head at that version; their signatures are taken over. Raises DatasetError where the
    version does not hold that revision.
    """
    rows = version.revisions(["article_id", "revision"])
    found = pc.indices_nonzero(
        pc.and_(pc.equal(rows.column("article_id"), article_id), pc.equal(rows.column("revision"), revision))
    )
    if len(found) != 1:
        raise DatasetError(f"version {version.sequence} holds no revision {revision} of {article_id}")
    index = found[0].as_py()
    row = version.revision(index)
    snapshots = version.snapshots(payload=False)
    [snapshot] = snapshots.filter(pc.equal(snapshots.column("snapshot_id"), row["snapshot_id"])).select(CONTEXT).to_pylist()
    extra = {
        "article": {name: value for name, value in row.items() if name == "revision" or name not in SET_AT_COMMIT},
        "manifest": orjson.loads(version.manifest.to_bytes()),
        "snapshot": snapshot,
    }
    text = checkpoint(dataset, version.manifest, _LOG).to_text()
    signatures = tuple(signature for note in notes if note.text == text for signature in note.signatures)
    path = tree(version, _LOG).inclusion_proof(index)
    return InclusionProof(canonical_bytes(extra), index, path, Note(text, signatures)).to_text()


def check_article_proof(text: str, versions: Collection[str] = (), keys: Collection[VerifierKey] = ()) -> ProvenArticle:
    """What a proof shows to somebody who trusts some version ids (whole, `sha256:<hex>`) or some keys.

    Raises ProofError where it shows nothing: its parts do not fit, or nothing in it is trusted.
    """
    proof = InclusionProof.parse(text)
    article, snapshot, manifest = _extra(proof.extra)
    logged = Checkpoint.parse(proof.note.text)
    try:
        if record_hash({name: value for name, value in article.items() if name != "revision"}) != article["record_hash"]:
            raise ProofError("the article was altered: its columns do not hash to its record_hash")
        if hash_value(snapshot) != article["snapshot_id"] or snapshot["payload_hash"] != article["payload_hash"]:
            raise ProofError("the snapshot was altered: its context does not hash to the article's snapshot_id")
        if hash_bytes(article["text"].encode()) != article["text_hash"]:
            raise ProofError("the article's text does not hash to its text_hash")
        root = root_of_inclusion(proof.index, logged.size, leaf_hash(log_leaf(article)), proof.path)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProofError(f"the proof's article or path is not one: {error}") from error
    if root != logged.root:
        raise ProofError(f"the article is not leaf {proof.index} of the log: the path does not lead to the checkpoint's root")
    if head(manifest, _LOG) != (logged.size, logged.root):
        raise ProofError("the checkpoint is not that of the version that the proof names")
    version = manifest.version if manifest.version in versions else None
    signers = tuple(proof.note.signers(keys))
    if version is None and not signers:
        raise ProofError(_untrusted(manifest.version, proof.note, [*versions, *(key.name for key in keys)]))
    return ProvenArticle(article, snapshot, article["revision"], logged, version, signers)


def check_payload(shown: ProvenArticle, payload: bytes) -> int:
    """How many pieces of the article's evidence stand in these bytes, which must be those that it was read from.

    Counted are the pieces that tell their place in the source. Raises ProofError where bytes or a piece are not the right ones.
    """
    if (digest := hash_bytes(payload)) != shown.snapshot["payload_hash"]:
        raise ProofError(f"the bytes hash to {digest}; the article was read from {shown.snapshot['payload_hash']}")
    try:
        coding = coding_of(shown.snapshot.get("headers"))
        source = decode(payload, shown.snapshot["media_type"], shown.snapshot.get("charset"), DecodeLimits(), coding).string
    except RejectedSnapshot as rejected:
        raise ProofError(f"the bytes are the right ones, but cannot be decoded here: {rejected}") from rejected
    pieces = [piece for piece in _evidence(shown.article) if "raw_start" in piece]
    for piece in pieces:
        start, end = piece["raw_start"], piece.get("raw_end")
        if normal_form(source[start:end]) != piece["quote"]:
            raise ProofError(f"the source does not say {piece['quote'][:100]!r} at {start} to {end}, as the article claims")
    return len(pieces)


def _evidence(article: Row) -> Iterator[Row]:
    for name in ("evidence", "agencies", "dates", "figures", "quotes"):
        yield from (entry["evidence"] for entry in article[name])


def _extra(data: bytes) -> tuple[Row, Row, Manifest]:
    try:
        extra = orjson.loads(data)
        article, snapshot, manifest = (dict(extra[name]) for name in ("article", "snapshot", "manifest"))
    except (ValueError, KeyError, TypeError) as error:
        raise ProofError(f"the proof's extra data are not article, snapshot and manifest: {error}") from error
    try:
        return article, snapshot, Manifest.parse(canonical_bytes(manifest))
    except (DatasetError, TypeError) as error:
        raise ProofError(f"the proof's manifest is not one: {error}") from error


def _untrusted(version: str, note: Note, trusted: Sequence[str]) -> str:
    signed = ", ".join(sorted({each.name for each in note.signatures})) or "nobody"
    what = f"what you trust is {' and '.join(trusted)}" if trusted else "you trust none of these"
    return (
        f"the proof agrees with itself and is of version {version}, signed by {signed}; but {what}: "
        "give the id of the version that the proof is of, if you have it from somebody whom you trust, or the key of a signer"
    )
