"""Section "Tags and signatures" of docs/format.md (DSSE, in-toto, SLSA), from page and standards alone."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.format.agree import agree, need
from tests.format.canonical import canonical, sha256
from tests.format.dataset import Version
from tests.format.notes import Checkpoint, Key, Note, decoded

_LOGS = ("articles", "observations")
_PAYLOAD = "application/vnd.in-toto+json"


def check_signature(root: Path, versions: Sequence[Version], version: Version, signer: str) -> Key:
    """A signature folder of a version: the key, both notes and the statement."""
    folder = root / "_signatures" / version.id.removeprefix("sha256:") / signer
    key = Key.parse((folder / "key.pub").read_text().removesuffix("\n"))
    agree("name of the folder", signer, key.signer)
    origin = f"provenance/{versions[0].id.removeprefix('sha256:')}"
    for log in _LOGS:
        note = Note.parse((folder / f"{log}.note").read_text())
        need(f"{log}.note is signed", note.signed_by(key))
        point = Checkpoint.parse(note.text)
        agree("origin", point.origin, f"{origin}/{log}")
        point.check(version.manifest, log)
    content = (folder / "statement.dsse.json").read_bytes()
    envelope = json.loads(content)
    agree("bytes of the envelope", content, canonical(envelope))
    agree("payload", _verified(key, envelope), statement(root, version))
    return key


def _verified(key: Key, envelope: dict[str, Any]) -> bytes:
    """The payload of a DSSE v1 envelope; the signature is over `DSSEv1 <length> <type> <length> <body>`."""
    agree("payloadType", envelope["payloadType"], _PAYLOAD)
    body = decoded(envelope["payload"])
    (signature,) = envelope["signatures"]
    agree("keyid", signature["keyid"], key.signer)
    head = f"DSSEv1 {len(_PAYLOAD)} {_PAYLOAD} {len(body)} ".encode()
    key.check(decoded(signature["sig"]), head + body)
    return body


def statement(root: Path, version: Version) -> bytes:
    """The statement about a version, which follows from the dataset."""
    manifest, physical = version.manifest, version.physical
    recipe = json.loads((root / "_recipes" / f"{manifest['recipe'].removeprefix('sha256:')}.json").read_bytes())
    inputs = [("parent version", manifest["parent"])] if "parent" in manifest else []
    inputs += [("recipe", manifest["recipe"]), *((f"contract {name}", of) for name, of in sorted(manifest["contracts"].items()))]
    made = [(f"_physical/{sha256(canonical(physical)).removeprefix('sha256:')}.json", sha256(canonical(physical)))]
    made += [("validation", physical["validation"])] if "validation" in physical else []
    packages = [{"name": name, "uri": f"pkg:pypi/{name}@{of}"} for name, of in sorted(recipe.get("packages", {}).items())]
    definition = {
        "buildType": "urn:provenance:publish:1",
        "externalParameters": {"counts": manifest["counts"], "set_digest": manifest["set_digest"]},
        "internalParameters": {name: recipe.get(name) for name in ("steps", "settings")},
        "resolvedDependencies": [*map(_resource, inputs), *packages],
    }
    details = {
        "builder": {"id": "urn:provenance:publish:1", "version": physical["writer"]},
        "metadata": {"finishedOn": physical["committed_at"]},
        "byproducts": [_resource(each) for each in made],
    }
    return canonical(
        {
            "_type": "https://in-toto.io/Statement/v1",
            "subject": [_resource((f"version {manifest['sequence']}", version.id))],
            "predicateType": "https://slsa.dev/provenance/v1",
            "predicate": {"buildDefinition": definition, "runDetails": details},
        }
    )


def _resource(named: tuple[str, str]) -> dict[str, Any]:
    name, digest = named
    return {"name": name, "digest": {"sha256": digest.removeprefix("sha256:")}}


def tag(root: Path, name: str) -> str:
    """The version id of a tag."""
    need("the name of a tag", re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", name) is not None)
    need("no name of a version", name != "latest" and not re.fullmatch(r"[0-9]+|[0-9a-f]{4,64}", name))
    content = (root / "_tags" / name).read_text()
    need("a version id and a line end", re.fullmatch(r"sha256:[0-9a-f]{64}\n", content) is not None)
    return content.removesuffix("\n")
