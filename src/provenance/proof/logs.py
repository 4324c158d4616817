"""The two logs of a version as Merkle trees, and their heads as checkpoints."""

from __future__ import annotations

from provenance.dataset.manifest import Log, Manifest
from provenance.errors import DatasetError
from provenance.identity.hashes import PREFIX, bare
from provenance.identity.merkle import leaf_hash
from provenance.identity.records import log_leaf, observation_leaf
from provenance.identity.tree import Tree
from provenance.read.dataset import Dataset, Version
from provenance.signing.checkpoint import Checkpoint

LEAF = ["article_id", "revision", "record_hash"]
_PORTION = 10_000


def origin(dataset: Dataset, name: str) -> str:
    """What names a log: `provenance/<first version's id>/<log>`.

    It follows from the dataset's first commit, so it is nobody's to choose: two histories that part later bear one name, and
    two checkpoints of that name which are not consistent show it.
    """
    return f"provenance/{bare(dataset.versions[-1].id)}/{name}"


def checkpoint(dataset: Dataset, manifest: Manifest, name: str) -> Checkpoint:
    """The head of a log at a version."""
    return Checkpoint(origin(dataset, name), *head(manifest, name))


def head(manifest: Manifest, name: str) -> tuple[int, bytes]:
    """Size and root (32 bytes) of a log, as the version says."""
    log = manifest.logs[name]
    return log.size, bytes.fromhex(bare(log.root))


def tree(version: Version, name: str) -> Tree:
    """A log as a tree, from the rows; raises DatasetError where these do not give the root that the version's id covers."""
    rows, leaf = (version.revisions(LEAF), log_leaf) if name == "articles" else (version.observations(), observation_leaf)
    # In portions, so that a large table is never a list of Python objects as a whole.
    built = Tree(leaf_hash(leaf(row)) for batch in rows.to_batches(_PORTION) for row in batch.to_pylist())
    if built.size and Log(built.size, PREFIX + built.root().hex()) != version.manifest.logs[name]:
        raise DatasetError(
            f"{version.root}: the rows of {name} do not give the log of {version.id}; `provenance verify` says more"
        )
    return built
