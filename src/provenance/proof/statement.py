"""The statement that a signature of a version makes: in-toto Statement v1 with an SLSA Provenance v1 predicate.

It is a function of the dataset, so that all signers of a version sign the same bytes, and `verify` can hold them against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from provenance.dataset.layout import physical_path
from provenance.dataset.manifest import Physical
from provenance.identity.canonical import canonical_bytes
from provenance.identity.hashes import bare
from provenance.read.dataset import Version
from provenance.read.recipes import read_recipe

#: The media type of an in-toto statement in a DSSE envelope.
PAYLOAD_TYPE = "application/vnd.in-toto+json"
BUILD_TYPE = "urn:provenance:publish:1"


def statement(version: Version) -> bytes:
    """The statement about a version, canonical JSON. Raises DatasetError where a part of the version is lost."""
    manifest, physical = version.manifest, version.physical
    recipe = orjson.loads(read_recipe(version.root, manifest.recipe))
    return canonical_bytes(
        {
            "_type": "https://in-toto.io/Statement/v1",
            "subject": [{"name": f"version {version.sequence}", "digest": {"sha256": bare(version.id)}}],
            "predicateType": "https://slsa.dev/provenance/v1",
            "predicate": {
                "buildDefinition": {
                    "buildType": BUILD_TYPE,
                    "externalParameters": {"counts": manifest.counts, "set_digest": manifest.set_digest},
                    "internalParameters": {name: recipe.get(name) for name in ("steps", "settings")},
                    "resolvedDependencies": [*_inputs(version), *_packages(recipe)],
                },
                "runDetails": {
                    "builder": {"id": BUILD_TYPE, "version": physical.writer},
                    "metadata": {"finishedOn": physical.committed_at},
                    "byproducts": list(_byproducts(physical)),
                },
            },
        }
    )


def _inputs(version: Version) -> Iterator[dict[str, Any]]:
    manifest = version.manifest
    if manifest.parent is not None:
        yield _descriptor("parent version", manifest.parent)
    yield _descriptor("recipe", manifest.recipe)
    for table, digest in sorted(manifest.contracts.items()):
        yield _descriptor(f"contract {table}", digest)


def _packages(recipe: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The packages of the recipe by package URL (ECMA-427)."""
    for name, number in sorted(recipe.get("packages", {}).items()):
        yield {"name": name, "uri": f"pkg:pypi/{name}@{number}"}


def _byproducts(physical: Physical) -> Iterator[dict[str, Any]]:
    yield _descriptor(physical_path(physical.digest), physical.digest)
    if physical.validation is not None:
        yield _descriptor("validation", physical.validation)


def _descriptor(name: str, digest: str) -> dict[str, Any]:
    return {"name": name, "digest": {"sha256": bare(digest)}}
