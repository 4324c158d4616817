"""The commits of a dataset in the order of their audit, each with what it must be held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import orjson
import pyarrow as pa

from provenance.audit.chain import Link, links
from provenance.audit.finding import Finding
from provenance.dataset import layout
from provenance.dataset.manifest import DataFile, Manifest, Physical
from provenance.errors import DatasetError
from provenance.extraction.limits import DecodeLimits
from provenance.identity.hashes import hash_bytes
from provenance.publish.revisions import Cause

#: The order in which the tables of a commit are checked: what is referred to before what refers.
TABLES = ("snapshots", "articles", "quarantine", "observations")
# No offset into a source reaches further (they are int32), so none was ever cited from beyond.
_LARGEST_SOURCE = 2**31


@dataclass(frozen=True)
class Commit:
    """A commit whose physical part holds; `manifest` is None where it is lost or altered.

    `place` counts the steps of the chain. `cause` is what the commit was for: a technical upgrade where its recipe is another
    than before (`anew`: the set starts from nothing).
    """

    place: int
    physical: Physical
    manifest: Manifest | None
    recipe: str | None
    cause: Cause
    anew: bool

    @cached_property
    def files(self) -> tuple[DataFile, ...]:
        """Its data files in the order of the audit."""
        return tuple(file for table in TABLES for file in self.physical.files if file.table == table)

    def texts(self) -> Iterator[tuple[str, str]]:
        """The texts behind its hashes, each as path and hash: recipe, contracts, validation."""
        if self.manifest is not None:
            yield layout.recipe_path(self.manifest.recipe), self.manifest.recipe
            yield from ((layout.contract_path(digest), digest) for digest in self.manifest.contracts.values())
        if self.physical.validation is not None:
            yield layout.validation_path(self.physical.validation), self.physical.validation

    def referenced(self) -> Iterator[str]:
        """The paths of every file that it refers to, its own two parts among them."""
        yield layout.physical_path(self.physical.digest)
        yield layout.manifest_path(self.physical.version)
        yield from (file.path for file in self.physical.files)
        yield from (path for path, _ in self.texts())


@dataclass(frozen=True)
class Chain:
    """The chain of a dataset up to a version: its commits, what is wrong with the links, and the newest link."""

    commits: tuple[Commit, ...]
    findings: tuple[tuple[int, Finding], ...]
    added: dict[int, list[DataFile]]
    last: Link | None

    @property
    def length(self) -> int:
        """The steps of the chain: commits and what stands in their place."""
        return max([-1, *(commit.place for commit in self.commits), *(place for place, _ in self.findings)]) + 1

    def referenced(self) -> set[str]:
        """Every path that a commit refers to."""
        return {path for commit in self.commits for path in commit.referenced()}


def read_chain(root: Path, schema: pa.Schema, version: str | None = None) -> Chain:
    """The chain up to a version, the newest by default; `schema` is that of articles.

    Raises DatasetError where the log does not hold that version.
    """
    commits: list[Commit] = []
    findings: list[tuple[int, Finding]] = []
    added: dict[int, list[DataFile]] = {}
    last: Link | None = None
    recipe: str | None = None
    for place, link in enumerate(links(root, schema)):
        if isinstance(link, Finding):
            findings.append((place, link))
            continue
        findings += ((place, finding) for finding in link.findings)
        if link.physical is not None:
            commit = _commit(place, link.physical, link.manifest, recipe)
            recipe = commit.recipe
            commits.append(commit)
            added[link.entry.delta_version] = [file for file in link.physical.files if file.table == "articles"]
        last = link
        if link.entry.version == version:
            break
    else:
        if version is not None:
            raise DatasetError(f"{root}: no version {version} in the log")
    return Chain(tuple(commits), tuple(findings), added, last)


def _commit(place: int, physical: Physical, manifest: Manifest | None, before: str | None) -> Commit:
    if manifest is None or manifest.recipe == before:
        return Commit(place, physical, manifest, before, "capture", anew=False)
    cause: Cause = "capture" if before is None else "technical_upgrade"
    return Commit(place, physical, manifest, manifest.recipe, cause, anew=True)


def decode_limits(root: Path, recipe: str | None) -> DecodeLimits:
    """The bounds of decoding under a recipe: what was accepted had passed them, so a bomb is none that passed.

    The ordinary ones where the recipe is lost, altered, or names none; its text is checked elsewhere.
    """
    try:
        if recipe is not None:
            text = (root / layout.recipe_path(recipe)).read_bytes()
            bounds = orjson.loads(text)["settings"]["decode"] if hash_bytes(text) == recipe else {}
            return DecodeLimits(min(int(bounds["max_bytes"]), _LARGEST_SOURCE), int(bounds["max_ratio"]))
    except (OSError, LookupError, TypeError, ValueError):
        return DecodeLimits()
    return DecodeLimits()


def portions_of(commits: Sequence[Commit]) -> Iterator[tuple[Commit, int, DataFile]]:
    """Every data file, with its commit and its number in that."""
    for commit in commits:
        for number, file in enumerate(commit.files):
            yield commit, number, file
