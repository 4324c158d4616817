"""Every rule of docs/format.md about the rows of a dataset, replayed version by version from the page alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.format import trees
from tests.format.agree import agree, need
from tests.format.canonical import (
    Row,
    article_id,
    article_leaf,
    canonical,
    content_hash,
    element,
    record_hash,
    rejection_hash,
    sha256,
    snapshot_id,
)
from tests.format.dataset import TABLES, Version, versions


@dataclass
class History:
    """What the versions read so far came to."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in TABLES})
    snapshots: dict[str, Row] = field(default_factory=dict)
    #: Number of the version in which a snapshot was last found at its source.
    arrival: dict[str, int] = field(default_factory=dict)
    #: The latest snapshot without a capture time of a source and uri.
    bare: dict[tuple[str, str], str] = field(default_factory=dict)
    #: The revisions of an article, in order.
    revisions: dict[str, list[Row]] = field(default_factory=dict)
    recipe: str | None = None
    #: What each snapshot came to under the recipe: elements of the set.
    elements: dict[str, set[bytes]] = field(default_factory=dict)

    def leaves(self, log: str) -> list[bytes]:
        """Leaves of a log, in commit order."""
        return [(article_leaf if log == "articles" else canonical)(row) for row in self.rows[log]]


def read(root: Path) -> tuple[list[Version], History]:
    """The versions of a dataset and its rows; Disagreement where anything is not what the page says."""
    history = History()
    found = versions(root)
    for version in found:
        _take(history, version)
    return found, history


def _take(history: History, version: Version) -> None:
    sequence = version.manifest["sequence"]
    for table in TABLES:
        need(f"sequence of {table}", all(row["sequence"] == sequence for row in version.rows[table]))
        history.rows[table] += version.rows[table]
    need("a version observes something", bool(version.rows["observations"]))
    _snapshots(history, version.rows["snapshots"])
    _observed(history, version)
    _order("snapshots", version.rows["snapshots"], lambda row: row["snapshot_id"])
    for table in ("observations", "quarantine"):
        _order(table, version.rows[table], _place)
    _order("articles", version.rows["articles"], lambda row: _commit_order(history, row))
    _outcomes(history, version)
    _revisions(history, version)
    _heads(history, version)


def _place(row: Row) -> tuple[str, int]:
    """Null parts come before part 0."""
    return row["snapshot_id"], -1 if row["part"] is None else row["part"]


def _commit_order(history: History, row: Row) -> tuple[Any, ...]:
    snapshot = history.snapshots[row["snapshot_id"]]
    captured = snapshot["captured_at"]
    when = () if captured is None else (captured,)
    return row["article_id"], when, history.arrival[row["snapshot_id"]], row["snapshot_id"], row["part"]


def _order(table: str, rows: Sequence[Row], key: Callable[[Row], Any]) -> None:
    keys = [key(row) for row in rows]
    agree(f"order of {table}", keys, sorted(keys))
    agree(f"distinct rows of {table}", len(keys), len(set(keys)))


def _snapshots(history: History, rows: Sequence[Row]) -> None:
    for row in rows:
        agree("payload_hash", row["payload_hash"], sha256(row["payload"]))
        agree("snapshot_id", row["snapshot_id"], snapshot_id(row))
        need("a snapshot is stored once", row["snapshot_id"] not in history.snapshots)
        history.snapshots[row["snapshot_id"]] = row


def _observed(history: History, version: Version) -> None:
    """Which snapshots a version reads, and which are new."""
    rows, sequence = version.rows["observations"], version.manifest["sequence"]
    cause = rows[0]["cause"]
    need("a version has one cause", all(row["cause"] == cause for row in rows))
    observed = dict.fromkeys(row["snapshot_id"] for row in rows)
    new = {row["snapshot_id"] for row in version.rows["snapshots"]}
    agree("recipe of the observations", {row["recipe_hash"] for row in rows}, {version.manifest["recipe"]})
    if cause == "technical_upgrade":
        need("an upgrade has another recipe", history.recipe not in (None, version.manifest["recipe"]))
        agree("snapshots of an upgrade", (set(observed), new), (set(history.snapshots), set()))
        return
    agree("cause", cause, "capture")
    need("a recipe changes by an upgrade", history.recipe in (None, version.manifest["recipe"]))
    agree("snapshots first read", new, {each for each in observed if each not in history.arrival})
    for each in observed:
        snapshot = history.snapshots[each]
        if snapshot["captured_at"] is None:
            address = snapshot["source"], snapshot["uri"]
            need("a bare snapshot is not the latest of its address", history.bare.get(address) != each)
            history.bare[address] = each
        else:
            need("a captured snapshot is read once", each not in history.arrival)
        history.arrival[each] = sequence


def _outcomes(history: History, version: Version) -> None:
    """Observations against what they say came of a part."""
    rejected = {_place(row): row for row in version.rows["quarantine"]}
    published = {_place(row): row for row in version.rows["articles"]}
    observations = version.rows["observations"]
    quarantined = [_place(row) for row in observations if row["outcome"] == "quarantined"]
    agree("quarantined observations", quarantined, list(rejected))
    agree("rows published", {_place(row) for row in observations if row["revision"] is not None}, set(published))
    for row in observations:
        if row["outcome"] == "quarantined":
            agree("record_hash of the quarantine", row["record_hash"], rejection_hash(rejected[_place(row)]))
            agree("a quarantined observation", (row["content_hash"], row["revision"]), (None, None))
            address = history.snapshots[row["snapshot_id"]]
            agree(
                "address of the quarantine",
                [rejected[_place(row)][name] for name in ("source", "uri")],
                [address["source"], address["uri"]],
            )
            whole = row["part"] is None
            agree("article_id", row["article_id"], None if whole else article_id(address["source"], address["uri"], row["part"]))
        elif row["revision"] is not None:
            of = published[_place(row)]
            for name in ("article_id", "content_hash", "record_hash", "revision", "recipe_hash"):
                agree(f"{name} of an observation", row[name], of[name])
        else:
            agree("outcome", row["outcome"], "accepted")


def _revisions(history: History, version: Version) -> None:
    """Which parts become revisions, their numbers and their change."""
    snapshots = history.snapshots
    published = {_place(row): row for row in version.rows["articles"]}
    before = {each: list(rows) for each, rows in history.revisions.items()}
    accepted = [row for row in version.rows["observations"] if row["outcome"] == "accepted"]
    for row in sorted(accepted, key=lambda each: _commit_order(history, each)):
        snapshot = snapshots[row["snapshot_id"]]
        agree("article_id", row["article_id"], article_id(snapshot["source"], snapshot["uri"], row["part"]))
        earlier = history.revisions.setdefault(row["article_id"], [])
        own = [each for each in before.get(row["article_id"], ()) if each["snapshot_id"] == row["snapshot_id"]]
        if row["cause"] == "technical_upgrade" and own:
            adds = row["record_hash"] != own[-1]["record_hash"]
        else:
            adds = not earlier or row["content_hash"] != earlier[-1]["content_hash"]
        agree(f"a revision of {row['article_id']}", row["revision"], len(earlier) + 1 if adds else None)
        if adds:
            article = published[_place(row)]
            change = "new" if not earlier else "edited" if row["cause"] == "capture" else "technical_upgrade"
            agree("change", article["change"], change)
            _article(article, snapshot)
            earlier.append(article)


def _article(row: Row, snapshot: Row) -> None:
    """A published row against its hashes and its snapshot."""
    for name in ("payload_hash", "source", "uri", "captured_at"):
        agree(name, row[name], snapshot[name])
    agree("text_hash", row["text_hash"], sha256(row["text"].encode()))
    agree("content_hash", row["content_hash"], content_hash(row))
    agree("record_hash", row["record_hash"], record_hash(row))
    agree("order of flags", row["flags"], sorted(row["flags"]))


def _heads(history: History, version: Version) -> None:
    """Counts, logs and set of the logical part, frontiers and state of the physical one."""
    manifest, physical = version.manifest, version.physical
    agree("counts", manifest["counts"], {table: len(rows) for table, rows in history.rows.items()})
    if history.recipe != manifest["recipe"]:
        history.elements.clear()
    history.recipe = manifest["recipe"]
    elements: dict[str, set[bytes]] = {}
    for row in version.rows["observations"]:
        elements.setdefault(row["snapshot_id"], set()).add(element(row))
    for each, found in elements.items():
        agree("what a snapshot came to under the recipe", found, history.elements.get(each, found))
    history.elements |= elements
    state = trees.lthash(set().union(*history.elements.values()))
    agree("set_state", physical["set_state"], state.hex())
    agree("set_digest", manifest["set_digest"], sha256(state))
    agree("logs", set(manifest["logs"]), {"articles", "observations"})
    for log, stated in manifest["logs"].items():
        leaves = history.leaves(log)
        agree(f"log of {log}", stated, {"root": f"sha256:{trees.root(leaves).hex()}", "size": len(leaves)})
        agree(f"frontier of {log}", physical["frontiers"][log], {"hashes": trees.frontier(leaves), "size": len(leaves)})
