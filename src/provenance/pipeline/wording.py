"""A run's report in words: one line, or markdown. What comes from documents is shown as text, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import regex

from provenance.pipeline.report import SHOWN, Report
from provenance.visible import shorten, visible

LONGEST = 200

# Everything that can open a construct of CommonMark or its GitHub extensions (links by bare address too), or HTML.
_MARKUP = regex.compile(r"[\\`*_{}\[\]<>()#+!|~&$:.@=^-]")


def headline(report: Report) -> str:
    """The run in one line: version, or nothing new; articles; what is pending."""
    if report.versions:
        version = (report.version or "").removeprefix("sha256:")[:12]
        counts = f"{report.accepted} accepted, {report.quarantined} quarantined, {report.unchanged} unchanged"
        line = f"version {report.sequence} ({version}): {counts}"
    else:
        line = "nothing new"
    return f"{line}; {len(report.pending)} pending" if report.pending else line


def refusals(report: Report) -> list[tuple[str, str, str, str, str]]:
    """Address, stage, rule, observed and remedy of the quarantined entries that a report holds, each by its first broken rule."""
    return [_refusal(row) for row in report.quarantine]


def markdown(report: Report) -> str:
    """The report as the page that Prefect shows with the run."""
    lines = [
        f"# {escape(headline(report))}",
        "",
        "| | | |",
        "|---|---:|---|",
        f"| snapshots found | {report.found} | {report.read} read, {report.skipped} skipped, {len(report.pending)} pending |",
        f"| articles read | {report.rows} | {report.accepted} accepted, {report.quarantined} quarantined, "
        f"{report.unchanged} unchanged |",
        "",
        f"Dataset: {escape(report.dataset)}",
        *(["", f"Versions: {', '.join(map(escape, report.versions))}"] if report.versions else []),
    ]
    pending = [(each.where, each.why) for each in report.pending]
    lines += section("Pending, tried again by the next run", ("where", "why"), pending)
    lines += section("Quarantined", ("address", "stage", "rule", "observed", "remedy"), refusals(report), report.quarantined)
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text that markdown shows as it is.

    Character references cannot stand for structure (CommonMark 0.31, section 2.5), and hold inside table cells too.
    """
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", shorten(visible(text), LONGEST))


def section(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], count: int | None = None) -> Iterable[str]:
    """The lines of a section with a table of the first rows, its cells escaped; none where there are no rows.

    `count` is how many rows there are, where `rows` does not hold all of them.
    """
    if not rows:
        return
    yield from ("", f"## {title}", "", f"| {' | '.join(header)} |", f"|{'---|' * len(header)}")
    for row in islice(rows, SHOWN):
        yield f"| {' | '.join(map(escape, row))} |"
    left_out = unshown(rows, count)
    if left_out:
        yield ""
        yield f"and {left_out} more"


def unshown(rows: Sequence[Sequence[str]], count: int | None = None) -> int:
    """How many of `count` rows, by default all of `rows`, do not stand in a list that shows the first `SHOWN`."""
    return (len(rows) if count is None else count) - min(len(rows), SHOWN)


def _refusal(row: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    errors = [reason for reason in row["reasons"] if reason["severity"] == "error"]
    first = errors[0]
    address = row["uri"] if row["part"] is None else f"{row['uri']} part {row['part']}"
    rule = first["rule"] if len(errors) == 1 else f"{first['rule']} (+{len(errors) - 1})"
    return address, row["stage"], rule, first["observed"], first["remedy"]
