"""`provenance check-proof`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from provenance.cli.key import read_public
from provenance.cli.output import print_json
from provenance.cli.plain import counted
from provenance.dataset.manifest import Manifest
from provenance.errors import UsageError
from provenance.identity.hashes import PREFIX, bare
from provenance.proof.article import ProvenArticle, check_article_proof, check_payload
from provenance.proof.consistency import ProvenGrowth, check_growth_proof
from provenance.proof.text import HEADER
from provenance.signing.keys import VerifierKey
from provenance.visible import one_line, visible


def check_proof(file: Path, versions: Sequence[str], trust: Sequence[str], payload: Path | None, json: bool) -> None:
    """Check a proof offline, without the dataset. Exit code 1 where it does not hold, with the reason on standard error."""
    ids, keys = [_whole(each) for each in versions], [read_public(each) for each in trust]
    if not ids and not keys:
        raise UsageError("a proof shows nothing by itself: give the version id that you trust (--version), or a key (--trust)")
    text = _read(file).decode("utf-8", errors="replace")
    if text.startswith(HEADER):
        shown = check_article_proof(text, ids, keys)
        pieces = None if payload is None else check_payload(shown, _read(payload))
        report, lines = {**_article(shown), "evidence_in_payload": pieces}, _article_lines(shown, pieces)
    else:
        if payload is not None:
            raise UsageError("--payload goes with the proof of an article")
        growth = check_growth_proof(text, ids, keys)
        report, lines = _growth(growth), _growth_lines(growth)
    if json:
        print_json(report)
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines)


def _article(shown: ProvenArticle) -> dict[str, object]:
    return {
        "holds": "article",
        "article": shown.article,
        "snapshot": shown.snapshot,
        "revision": shown.revision,
        "log": {"origin": shown.checkpoint.origin, "size": shown.checkpoint.size, "root": PREFIX + shown.checkpoint.root.hex()},
        "version": shown.version,
        "signers": list(map(str, shown.signers)),
    }


def _article_lines(shown: ProvenArticle, pieces: int | None) -> Iterator[str]:
    article, snapshot = shown.article, shown.snapshot
    yield "The proof holds: the log holds this revision, just so."
    yield ""
    yield f"title     {one_line(article.get('title') or 'not given')}"
    yield f"outlet    {one_line(article.get('outlet') or 'not given')}"
    yield f"published {article.get('published_at') or article.get('published_date') or 'not given'}"
    yield f"source    {visible(snapshot['source'])}, part {article['part']} of {visible(snapshot['uri'])}"
    yield f"captured  {snapshot.get('captured_at', 'not given')}"
    yield f"article   {article['article_id']} revision {shown.revision}"
    yield f"record    {article['record_hash']}"
    yield f"payload   {snapshot['payload_hash']}"
    if pieces is not None:
        yield f"          these are the bytes given; {_held(pieces)}"
    yield f"log       {visible(shown.checkpoint.origin)}, {shown.checkpoint.size} revisions"
    yield from _trusted(shown.version, shown.signers)
    yield ""
    yield "It shows that the revision was published, not that it is the current one. --json prints the whole article."


def _held(pieces: int) -> str:
    if pieces == 0:
        return "no piece of evidence tells its place in them (those of markup do not)"
    return f"{counted(pieces, 'piece')} of evidence found at the places told"


def _growth(shown: ProvenGrowth) -> dict[str, object]:
    sides = {name: {"version": each.version, "sequence": each.sequence, "counts": each.counts} for name, each in _sides(shown)}
    return {"holds": "consistency", **sides, "version": shown.version, "signers": list(map(str, shown.signers))}


def _growth_lines(shown: ProvenGrowth) -> Iterator[str]:
    yield "The proof holds: the new version has every revision and observation of the old one, at the same place."
    yield ""
    for name, each in _sides(shown):
        rows = ", ".join(f"{count} {table}" for table, count in sorted(each.counts.items()))
        yield f"{name}       {each.version}, version {each.sequence}: {rows}"
    yield from _trusted(shown.version, shown.signers)


def _sides(shown: ProvenGrowth) -> tuple[tuple[str, Manifest], ...]:
    return ("old", shown.old), ("new", shown.new)


def _trusted(version: str | None, signers: Sequence[VerifierKey]) -> Iterator[str]:
    if version is not None:
        yield f"trusted   the version id {version}"
    for key in signers:
        yield f"trusted   the signature of {key.name} ({key.id.hex()})"


def _whole(version: str) -> str:
    """A whole version id: the beginning of one could be made to fit."""
    id_ = version if version.startswith(PREFIX) else PREFIX + version
    try:
        bare(id_)
    except ValueError as error:
        raise UsageError(f"{version!r} is not a whole version id, 64 hex digits; a part of one proves nothing") from error
    return id_


def _read(file: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from error
