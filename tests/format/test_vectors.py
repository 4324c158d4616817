"""Both implementations against docs/vectors: ours, and the one that was written from docs/format.md alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from provenance.dataset.manifest import Manifest
from provenance.errors import ProofError
from provenance.identity import lthash, paths, records
from provenance.identity.canonical import canonical_bytes
from provenance.identity.hashes import hash_bytes
from provenance.identity.merkle import Frontier, leaf_hash
from provenance.identity.tree import Tree
from provenance.model import snapshot
from provenance.proof.article import check_article_proof
from provenance.proof.consistency import check_growth_proof
from provenance.signing.keys import SigningKey, VerifierKey
from provenance.signing.note import Note
from tests.format import canonical as second
from tests.format import notes, proofs, trees
from tests.format.agree import Disagreement
from tests.format.canonical import typed
from tests.format.dataset import columns

FOLDER = Path(__file__).parents[2] / "docs" / "vectors"


def load(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


CANONICAL, IDS, MERKLE, LTHASH, NOTE, PROOFS = map(load, ("canonical", "ids", "merkle", "lthash", "note", "proofs"))
LEAVES = [bytes.fromhex(leaf) for leaf in MERKLE["leaves"]]
ROOTS = [bytes.fromhex(root) for root in MERKLE["roots"]]


def test_every_file_is_described_and_says_where_it_comes_from() -> None:
    described = (FOLDER / "README.md").read_text(encoding="utf-8")
    for path in FOLDER.glob("*.json"):
        assert f"| `{path.name}` |" in described
        assert load(path.stem)["source"]


@pytest.mark.parametrize("vector", CANONICAL["vectors"], ids=lambda vector: vector["name"])
@pytest.mark.parametrize("form", [canonical_bytes, second.canonical])
def test_canonical_form(form: Callable[[Any], bytes], vector: dict[str, Any]) -> None:
    content = form(typed(vector["value"]))
    assert content.decode() == vector["bytes"]
    assert hashlib.sha256(content).hexdigest() == vector["sha256"]


@pytest.mark.parametrize("vector", CANONICAL["refused"], ids=lambda vector: vector["name"])
def test_values_without_a_canonical_form(vector: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ArithmeticError)):
        canonical_bytes(typed(vector["value"]))
    with pytest.raises(Disagreement):
        second.canonical(typed(vector["value"]))


def test_ids() -> None:
    for vector in IDS["payload_hash"]:
        assert hash_bytes(vector["payload"].encode()) == second.sha256(vector["payload"].encode()) == vector["hash"]
    for vector in IDS["snapshot_id"]:
        of = typed(vector["of"])
        assert canonical_bytes(of).decode() == vector["bytes"]
        assert snapshot.snapshot_id(**of) == second.snapshot_id(of) == vector["hash"]
    for vector in IDS["article_id"]:
        assert canonical_bytes(vector["of"]).decode() == vector["bytes"]
        assert snapshot.article_id(*vector["of"]) == second.article_id(*vector["of"]) == vector["hash"]


def test_hashes_of_an_article() -> None:
    vector = IDS["article"]
    row = typed(vector["row"])
    assert set(row) == set(columns("articles"))
    for part in ("content", "record"):
        assert second.sha256(vector[f"{part}_bytes"].encode()) == vector[f"{part}_hash"] == row[f"{part}_hash"]
    assert records.content_hash(row) == second.content_hash(row) == row["content_hash"]
    assert records.record_hash(row) == second.record_hash(row) == row["record_hash"]
    assert records.log_leaf(row).decode() == second.article_leaf(row).decode() == vector["leaf"]


def test_roots() -> None:
    frontier = Frontier()
    for size, root in enumerate(ROOTS):
        assert frontier.root() == trees.root(LEAVES[:size]) == root
        assert [each.hex() for each in frontier.hashes] == trees.frontier(LEAVES[:size])
        frontier = frontier.append(LEAVES[size]) if size < len(LEAVES) else frontier


@pytest.mark.parametrize("vector", MERKLE["inclusion"])
def test_inclusion(vector: dict[str, Any]) -> None:
    index, size, path = vector["index"], vector["size"], [bytes.fromhex(each) for each in vector["path"]]
    assert list(Tree(map(leaf_hash, LEAVES)).inclusion_proof(index, size)) == trees.inclusion(index, LEAVES[:size]) == path
    assert paths.root_of_inclusion(index, size, leaf_hash(LEAVES[index]), path) == ROOTS[size]
    trees.check_inclusion(LEAVES[index], index, size, path, ROOTS[size])
    for wrong in ([*path, b"\0" * 32], [b"\0" * 32, *path[1:]], path[:-1] or [b"\0" * 32]):
        with pytest.raises(Disagreement):
            trees.check_inclusion(LEAVES[index], index, size, wrong, ROOTS[size])


@pytest.mark.parametrize("vector", MERKLE["consistency"])
def test_consistency(vector: dict[str, Any]) -> None:
    old, new, path = vector["old"], vector["new"], [bytes.fromhex(each) for each in vector["path"]]
    assert list(Tree(map(leaf_hash, LEAVES)).consistency_proof(old, new)) == trees.consistency(old, LEAVES[:new]) == path
    assert paths.is_consistent(old, ROOTS[old], new, ROOTS[new], path)
    trees.check_consistency(old, new, path, ROOTS[old], ROOTS[new])
    for wrong in ([*path, b"\0" * 32], [b"\0" * 32, *path[1:]], path[:-1] or [b"\0" * 32]):
        assert not paths.is_consistent(old, ROOTS[old], new, ROOTS[new], wrong)
        with pytest.raises(Disagreement):
            trees.check_consistency(old, new, wrong, ROOTS[old], ROOTS[new])


@pytest.mark.parametrize("vector", LTHASH["vectors"], ids=lambda vector: "+".join(vector["elements"]))
def test_set_digest(vector: dict[str, Any]) -> None:
    elements = [each.encode() for each in vector["elements"]]
    state = lthash.add(lthash.empty_state(), elements)
    assert lthash.to_bytes(state) == trees.lthash(elements)
    assert lthash.digest(state) == second.sha256(trees.lthash(elements)) == vector["digest"]


def test_lanes_and_repetition() -> None:
    for each, lanes in LTHASH["first_lanes"].items():
        assert lthash.add(lthash.empty_state(), [each.encode()])[: len(lanes)].tolist() == lanes
    digests = {tuple(vector["elements"]): vector["digest"] for vector in LTHASH["vectors"]}
    assert digests["a", "b"] == digests["b", "a"] != digests["a", "a", "b"]
    assert digests["a",] != digests["a", "a"]


@pytest.mark.parametrize("vector", load("manifest")["vectors"])
def test_version_id(vector: dict[str, Any]) -> None:
    content = vector["bytes"].encode()
    manifest = Manifest.parse(content)
    assert (manifest.to_bytes(), second.canonical(json.loads(content))) == (content, content)
    assert manifest.version == second.sha256(content) == vector["version"]


def test_note_and_keys() -> None:
    ours, theirs = VerifierKey.parse(NOTE["verifier_key"]), notes.Key.parse(NOTE["verifier_key"])
    assert ours.digest.hex() == theirs.signer == NOTE["signer"]
    assert Note.parse(NOTE["note"]).signers([ours]) == [ours]
    assert notes.Note.parse(NOTE["note"]).signed_by(theirs)
    assert notes.Note.parse(NOTE["note"]).text == NOTE["text"]
    assert Note(NOTE["text"]).signed(SigningKey.parse(NOTE["private_key"])).to_text() == NOTE["note"]
    public, secret = notes.seed(NOTE["private_key"])
    assert public == theirs
    assert notes.Note.parse(NOTE["note"]).signatures[0][2] == secret.sign(NOTE["text"].encode())


def test_proof_of_an_article() -> None:
    stated, version = PROOFS["article"], PROOFS["new_version"]
    ours, theirs = VerifierKey.parse(PROOFS["public_key"]), notes.Key.parse(PROOFS["public_key"])
    for text in (stated["proof"], stated["unsigned_proof"]):
        shown, article = check_article_proof(text, [version]), proofs.check_article(text, version)
        assert shown.article == article
        assert {name: article[name] for name in ("article_id", "revision", "title")}.items() <= stated.items()
    assert check_article_proof(stated["proof"], keys=[ours]).article == proofs.check_article(stated["proof"], key=theirs)
    for text, trusted in ((stated["unsigned_proof"], None), (stated["proof"], PROOFS["old_version"])):
        with pytest.raises(ProofError, match="trust"):
            check_article_proof(text, [trusted] if trusted else [], [] if trusted else [ours])
        with pytest.raises(Disagreement, match="trusted"):
            proofs.check_article(text, trusted, None if trusted else theirs)


def test_proof_of_growth() -> None:
    growth, versions = PROOFS["growth"], (PROOFS["old_version"], PROOFS["new_version"])
    ours, theirs = VerifierKey.parse(PROOFS["public_key"]), notes.Key.parse(PROOFS["public_key"])
    for shown in (check_growth_proof(growth, [versions[1]]), check_growth_proof(growth, keys=[ours])):
        assert (shown.old.version, shown.new.version) == versions
    assert proofs.check_growth(growth, versions[1]) == proofs.check_growth(growth, key=theirs) == versions
    with pytest.raises(Disagreement):
        proofs.check_growth(growth, versions[0])


@pytest.mark.parametrize(("name", "trust"), [("proof", "key"), ("proof", "version"), ("unsigned_proof", "version")])
def test_no_altered_character_proves_something_else(name: str, trust: str) -> None:
    text = PROOFS["article"][name]
    trusted: dict[str, Any] = {"key": notes.Key.parse(PROOFS["public_key"]), "version": PROOFS["new_version"]}
    proven, refused, altered = proofs.check_article(text, **{trust: trusted[trust]}), 0, range(0, len(text), 7)
    for at in altered:
        try:
            other = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
            assert proofs.check_article(other, **{trust: trusted[trust]}) == proven
        except (Disagreement, ValueError, KeyError, TypeError):
            refused += 1
    # What else may be altered: the origin's id, which no version covers, and what a key does not sign of the logical part.
    assert refused > len(altered) / 2
