"""The steps of a trace that are about commits: file, log, commit, version, validation, recipe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
import pyarrow as pa

from provenance.audit.chain import Link, links
from provenance.audit.finding import Finding
from provenance.audit.tracing.step import Step
from provenance.dataset import layout
from provenance.dataset.manifest import Log
from provenance.dataset.state import State, read_manifest
from provenance.errors import DatasetError
from provenance.identity.hashes import PREFIX, hash_bytes
from provenance.identity.merkle import Frontier, leaf_hash
from provenance.read.recipes import read_recipe

Row = Mapping[str, Any]


def file_step(state: State, table: str, number: int) -> Step:
    """The file that holds a row of a table, its bytes hashed again."""
    file, row = state.locate(table, number)
    try:
        data = (state.root / file.path).read_bytes()
    except OSError as error:
        raise DatasetError(f"{state.root / file.path}: {error.strerror}; restore it from a copy of the dataset") from error
    facts = {"path": file.path, "sha256": file.digest, "bytes": file.size, "row": row, "rows": file.rows}
    seen = hash_bytes(data)
    wrong = [] if seen == file.digest else [Finding("file", file.path, f"its bytes hash to {seen}, published were {file.digest}")]
    return Step(f"file of {table}", facts, tuple(wrong))


def log_step(state: State, name: str, leaves: Sequence[bytes], index: int) -> Step:
    """A leaf in one of the Merkle logs, whose root is computed again from all leaves (RFC 6962, section 2.1)."""
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf)
    recomputed, version = Log.of(frontier), _version(state)
    said = read_manifest(state.root, version).logs[name]
    wrong = Finding("logs", layout.manifest_path(version), f"the rows give {recomputed}, the version says {said}")
    facts = {"leaf": index, "size": said.size, "leaf_hash": PREFIX + leaf_hash(leaves[index]).hex(), "root": said.root}
    return Step(f"log of {name}", facts, () if recomputed == said else (wrong,))


def _version(state: State) -> str:
    return state.commits[-1][0].version


def commit_steps(state: State, schema: pa.Schema, sequence: int) -> Iterator[Step]:
    """The commit that published a row, and the version that is asked for, with every commit between them.

    `schema` is that of `articles`. Checked are the log entries, the parent chain, manifests and physical parts.
    """
    last = state.commits[-1][0].sequence
    between: list[Finding] = []
    steps = []
    for link in links(state.root, schema):
        if isinstance(link, Finding):
            between.append(link)
        elif link.entry.sequence in (sequence, last):
            name = "commit" if link.entry.sequence == sequence else "version"
            steps.append(Step(name, _commit(link), link.findings))
        elif sequence < link.entry.sequence < last:
            between += link.findings
        if isinstance(link, Link) and link.entry.sequence == last:
            break
    *first, end = steps
    yield from first
    yield Step(end.name, end.facts, (*end.findings, *between))


def _commit(link: Link) -> dict[str, Any]:
    entry, physical = link.entry, link.physical
    return {
        "number": entry.sequence,
        "id": entry.version,
        "parent": entry.parent,
        "log_entry": layout.log_entry_path(entry.delta_version),
        "manifest": layout.manifest_path(entry.version),
        "physical": layout.physical_path(entry.physical),
        "committed_at": None if physical is None else physical.committed_at,
        "writer": None if physical is None else dict(physical.writer),
    }


def recipe_step(state: State, digest: str) -> Step:
    """The recipe that read the row, its text hashed again. Raises DatasetError where it is lost or altered."""
    recipe = orjson.loads(read_recipe(state.root, digest))
    return Step("recipe", {"sha256": digest, "path": layout.recipe_path(digest), "steps": recipe.get("steps")})


def validation_step(state: State, row: Row) -> Step:
    """What validation said of the commit's rows, and of this one: the warnings that it was flagged with.

    An accepted row broke no rule that is an error. A flag must be a warning that validation saw, or one of extraction.
    """
    physical = next(part for entry, part in state.commits if entry.sequence == row["sequence"])
    if physical.validation is None:
        return Step("validation", {"sha256": None})
    path = layout.validation_path(physical.validation)
    try:
        data = (state.root / path).read_bytes()
    except OSError as error:
        raise DatasetError(f"{state.root / path}: {error.strerror}; restore it from a copy of the dataset") from error
    if hash_bytes(data) != physical.validation:
        return Step("validation", {"path": path}, (Finding("validation", path, f"its bytes hash to {hash_bytes(data)}"),))
    result = orjson.loads(data)
    rules = {each["rule"]: each for each in result["results"]}
    unseen = [flag for flag in row["flags"] if flag in rules and not rules[flag]["unexpected_count"]]
    facts = {
        "path": path,
        "sha256": physical.validation,
        "rules": len(result["results"]),
        "rows": result["rows"],
        "contract": result["contract"],
        "warnings": [flag for flag in row["flags"] if flag in rules],
        "other_flags": [flag for flag in row["flags"] if flag not in rules],
    }
    return Step("validation", facts, tuple(Finding("validation", path, f"no row of it broke the rule {flag}") for flag in unseen))
