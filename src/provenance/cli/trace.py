"""`provenance trace`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from provenance.audit.finding import Finding
from provenance.audit.tracing.pieces import Context, Piece
from provenance.audit.tracing.step import Step
from provenance.audit.tracing.trace import Trace
from provenance.audit.tracing.trace import trace as trace_article
from provenance.cli.article import DESCRIBED
from provenance.cli.output import print_json
from provenance.cli.plain import counted, scalar
from provenance.cli.request import dataset_path
from provenance.errors import DatasetError, UsageError
from provenance.identity.hashes import hash_bytes
from provenance.read.dataset import open_dataset
from provenance.visible import one_line, shorten, visible

_LABEL = 14
_QUOTE = 160
# Columns that one printed statement gives.
_READ_FROM = ("published", "modified", "outlet")


def trace(
    article: str,
    name: str | None,
    payload: Path | None,
    version: str,
    dataset: str | None,
    config: Path | None,
    json: bool,
) -> None:
    """Go from an article back to the bytes; exit code 1 when something on the way does not hold."""
    found = trace_article(open_dataset(dataset_path(dataset, config)).version(version), article)
    chosen = _chosen(found, name)
    if payload is not None:
        _write(found, payload)
    if payload is None or str(payload) != "-":
        if json:
            print_json(_as_json(found, chosen))
        else:
            for line in _lines(found, chosen, name):
                print(line)
    sys.exit(1 if found.findings else 0)


def _chosen(found: Trace, name: str | None) -> Sequence[Piece]:
    """The pieces of a field: a column (`figures`), an entry of a list (`figures[0]`), or what a column is read from."""
    if name is None:
        return [piece for piece in found.evidence if not piece.field.startswith("removed[")]
    base = name.partition("_")[0]
    names = {name, base} if base in _READ_FROM else {name}
    chosen = [piece for piece in found.evidence if piece.field in names or piece.field.partition("[")[0] in names]
    if not chosen:
        fields = dict.fromkeys(piece.field.partition("[")[0] for piece in found.evidence)
        raise UsageError(f"--field {shorten(name, 80)}: no evidence of its own; this article has some for {', '.join(fields)}")
    return chosen


def _write(found: Trace, path: Path) -> None:
    """Write the exact bytes; nothing where they are not the ones that were captured, and never over a file."""
    if hash_bytes(found.payload) != found.article["payload_hash"]:
        where = f"snapshot {found.article['snapshot_id']}"
        raise DatasetError(
            f"{where}: its bytes are not those of its payload hash, so nothing was written; see `provenance verify`"
        )
    if str(path) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(found.payload)
        sys.stdout.buffer.flush()
        return
    try:
        with path.open("xb") as file:
            file.write(found.payload)
    except FileExistsError as error:
        raise UsageError(f"--payload {path}: it exists; name another file") from error
    except OSError as error:
        raise UsageError(f"--payload {path}: {error.strerror}") from error


def _lines(found: Trace, chosen: Sequence[Piece], name: str | None) -> Iterator[str]:
    yield one_line(found.article["title"] or "(no title)")
    for step in found.steps:
        yield ""
        yield from _step(step)
    yield ""
    yield "evidence" + (f" of {visible(name)}" if name else "")
    for piece in chosen:
        yield from _piece(piece)
    removed = sum(piece.field.startswith("removed[") for piece in found.evidence)
    if name is None and removed:
        yield f"  {counted(removed, 'passage')} that cleaning removed: --field removed shows them"
    yield ""
    if found.findings:
        yield f"{counted(len(found.findings), 'finding')} on the way; `provenance verify` looks at the whole dataset"
    else:
        yield f"{counted(len(found.steps), 'step')} and {counted(len(found.evidence), 'piece')} of evidence: all hold"


def _step(step: Step) -> Iterator[str]:
    yield f"{step.name}: {_verdict(step.findings)}"
    for label, value in step.facts.items():
        yield f"  {label.ljust(_LABEL)} {_fact(value)}"
    yield from _wrong(step.findings)


def _fact(value: Any) -> str:
    match value:
        case None:
            return "-"
        case list():
            return visible(", ".join(map(str, value))) or "none"
        case Mapping():
            return visible(", ".join(f"{name} {scalar(each)}" for name, each in value.items()))
    return visible(scalar(value))


def _verdict(findings: Sequence[Finding]) -> str:
    return "does not hold" if findings else "holds"


def _wrong(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        yield f"  WRONG {finding.rule}: {visible(finding.where)}: {visible(finding.observed)}"


def _piece(piece: Piece) -> Iterator[str]:
    evidence = piece.evidence
    yield f"  {piece.field}: {_said(piece)}"
    yield f"    {_verdict(piece.findings)}, read by {visible(evidence['rule'])}"
    if piece.in_text:
        yield f"    text {evidence['start']}-{evidence['end']}: {_shown(piece.in_text)}"
    elif not piece.in_source:
        yield f"    {evidence['layer']}: [{shorten(evidence['quote'], _QUOTE)}]"
    yield f"    source {_place(piece)}"
    yield from _wrong(piece.findings)


def _place(piece: Piece) -> str:
    """Where the characters stand in the decoded source, and in its bytes."""
    start, end = piece.evidence["raw_start"], piece.evidence["raw_end"]
    if piece.in_source is None:
        if not piece.verbatim:
            return "place not recorded; these characters do not stand there in one piece"
        shown = ", ".join(map(str, piece.verbatim[:3])) + (", …" if len(piece.verbatim) > 3 else "")
        return f"place not recorded; these characters stand at {shown}"
    recorded = "" if start is not None else " (not recorded; they stand nowhere else)"
    if start is None:
        start, end = piece.verbatim[0], piece.verbatim[0] + len(piece.evidence["quote"])
    where = "bytes not told by the encoding" if piece.bytes is None else f"bytes {piece.bytes[0]}-{piece.bytes[1]}"
    return f"{start}-{end}, {where}{recorded}: {_shown(piece.in_source)}"


def _said(piece: Piece) -> str:
    column = piece.field.partition("[")[0]
    if column in DESCRIBED:
        return DESCRIBED[column](piece.value)
    if column == "removed":
        return f"removed as {one_line(piece.evidence['rule'])}"
    if isinstance(piece.value, list):
        return shorten(", ".join(piece.value), _QUOTE)
    return shorten(scalar(piece.value), _QUOTE)


def _shown(context: Context) -> str:
    before, after = (one_line(f"|{each}|")[1:-1] for each in (context.before, context.after))
    return f"{before}[{shorten(context.quote, _QUOTE)}]{after}"


def _as_json(found: Trace, chosen: Sequence[Piece]) -> dict[str, Any]:
    return {
        "article": found.article,
        "holds": not found.findings,
        "steps": [{**asdict(step), "holds": not step.findings} for step in found.steps],
        "evidence": [{**asdict(piece), "holds": not piece.findings} for piece in chosen],
        "findings": [asdict(finding) for finding in found.findings],
    }
