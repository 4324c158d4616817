"""Proofs of articles: true ones hold without the dataset, bent ones do not, and nothing is believed that is not trusted."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle.hasher import MerkleHasher

from provenance.errors import DatasetError, ProofError
from provenance.identity.canonical import canonical_bytes
from provenance.identity.hashes import hash_bytes
from provenance.identity.records import log_leaf
from provenance.proof.article import ProvenArticle, check_article_proof, check_payload, prove_article
from provenance.proof.logs import checkpoint
from provenance.proof.text import InclusionProof
from provenance.read.dataset import Dataset, open_dataset
from provenance.signing.keys import SigningKey
from provenance.signing.note import Note
from tests.samples import RECIPE, Capture, evidence, publish
from tests.story import publish_story

KEY = SigningKey("desk.example", bytes(range(32)))


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return open_dataset(publish_story(tmp_path_factory.mktemp("proof") / "dataset", RECIPE))


@pytest.fixture(scope="module")
def proof(dataset: Dataset) -> str:
    return prove(dataset)


def prove(dataset: Dataset, *notes: Note) -> str:
    version = dataset.latest()
    return prove_article(dataset, version, leak(dataset), 2, notes)


def leak(dataset: Dataset) -> str:
    rows = dataset.latest().revisions(["article_id", "uri"]).to_pylist()
    return next(row["article_id"] for row in rows if row["uri"] == "leak.html")


def test_a_proof_holds_for_the_version_id_alone(dataset: Dataset, proof: str) -> None:
    shown = check_article_proof(proof, [dataset.latest().id])
    assert (shown.revision, shown.version, shown.signers) == (2, dataset.latest().id, ())
    assert shown.article["title"] == "Harbour of Almina shut after fuel leak"
    assert shown.snapshot["uri"] == "leak.html"


def test_every_revision_of_every_version_can_be_proven(dataset: Dataset) -> None:
    for version in dataset.versions:
        for row in version.revisions(["article_id", "revision"]).to_pylist():
            text = prove_article(dataset, version, row["article_id"], row["revision"])
            assert check_article_proof(text, [version.id]).article["article_id"] == row["article_id"]


def test_a_proof_holds_for_the_key_that_signed_the_head(dataset: Dataset) -> None:
    note = Note(checkpoint(dataset, dataset.latest().manifest, "articles").to_text()).signed(KEY)
    other = Note("another text\n").signed(SigningKey.generate("other.example"))
    shown = check_article_proof(prove(dataset, note, other), keys=[KEY.verifier])
    assert (shown.signers, shown.version) == ((KEY.verifier,), None)


def test_nothing_is_believed_that_is_not_trusted(dataset: Dataset, proof: str) -> None:
    with pytest.raises(ProofError, match="you trust none of these"):
        check_article_proof(proof)
    for version in (dataset.versions[1].id, "sha256:" + "0" * 64):
        with pytest.raises(ProofError, match=f"what you trust is {version}: give the id of the version"):
            check_article_proof(proof, [version])
    with pytest.raises(ProofError, match=f"what you trust is {KEY.verifier.name}"):
        check_article_proof(proof, keys=[KEY.verifier])


def test_the_form_is_that_of_the_standard(dataset: Dataset, proof: str) -> None:
    lines = proof.split("\n")
    empty = lines.index("")
    assert lines[0] == "c2sp.org/tlog-proof@v1"
    assert lines[2].startswith("index ")
    assert all(len(base64.b64decode(line)) == 32 for line in lines[3:empty])
    assert lines[empty + 1 : empty + 3] == [
        f"provenance/{dataset.versions[-1].id.removeprefix('sha256:')}/articles",
        str(dataset.latest().manifest.logs["articles"].size),
    ]


def test_an_independent_hasher_reaches_the_root(dataset: Dataset, proof: str) -> None:
    """The path followed bit by bit with pymerkle's hashes: the shape of the tree from index and size alone."""
    parsed = InclusionProof.parse(proof)
    size = dataset.latest().manifest.logs["articles"].size
    hasher = MerkleHasher("sha256")
    node = hasher.hash_buff(log_leaf(orjson.loads(parsed.extra)["article"]))
    at, last, path = parsed.index, size - 1, list(parsed.path)
    while last:
        if at % 2:
            node = hasher.hash_pair(path.pop(0), node)
        elif at < last:
            node = hasher.hash_pair(node, path.pop(0))
        at, last = at // 2, last // 2
    assert ("sha256:" + node.hex(), path) == (dataset.latest().manifest.logs["articles"].root, [])


def bent(proof: str, change: Callable[[dict[str, Any]], object]) -> str:
    parsed = InclusionProof.parse(proof)
    extra = orjson.loads(parsed.extra)
    change(extra)
    return InclusionProof(orjson.dumps(extra), parsed.index, parsed.path, parsed.note).to_text()


@pytest.mark.parametrize(
    "change",
    [
        lambda extra: extra["article"].update(title="Harbour of Almina open"),
        lambda extra: extra["article"].update(revision=1),
        lambda extra: extra["article"].update(more="a column of the forger's"),
        lambda extra: extra["article"].pop("text"),
        lambda extra: extra["snapshot"].update(captured_at="2031-03-13T00:00:00.000000Z"),
        lambda extra: extra["snapshot"].update(payload_hash="sha256:" + "0" * 64),
        lambda extra: extra["manifest"].update(sequence=9),
        lambda extra: extra["manifest"]["logs"]["articles"].update(size=1),
        lambda extra: extra.pop("article"),
        lambda extra: extra.pop("manifest"),
        lambda extra: extra.update(snapshot=[]),
    ],
)
def test_a_bent_proof_does_not_hold(dataset: Dataset, proof: str, change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(ProofError):
        check_article_proof(bent(proof, change), [dataset.latest().id])


def test_a_row_with_hashes_of_its_own_is_not_in_the_log(dataset: Dataset, proof: str) -> None:
    def forge(extra: dict[str, Any]) -> None:
        row = extra["article"] | {"text": "Nothing leaked.", "text_hash": hash_bytes(b"Nothing leaked.")}
        covered = {name: value for name, value in row.items() if name not in ("record_hash", "revision")}
        extra["article"] = row | {"record_hash": hash_bytes(canonical_bytes(covered))}

    with pytest.raises(ProofError, match="does not lead to the checkpoint"):
        check_article_proof(bent(proof, forge), [dataset.latest().id])


@given(st.data())
def test_a_flipped_bit_anywhere_is_refused(dataset: Dataset, proof: str, data: st.DataObject) -> None:
    content = bytearray(proof.encode())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= 1 << data.draw(st.integers(0, 6))
    text = content.decode(errors="replace")
    try:
        shown = check_article_proof(text, [dataset.latest().id])
    except ProofError:
        return
    # The name of the log is the one thing that the version's id does not cover; a signature does.
    assert shown.article == check_article_proof(proof, [dataset.latest().id]).article
    assert InclusionProof.parse(text).note.text.split("\n")[1:] == InclusionProof.parse(proof).note.text.split("\n")[1:]


def test_a_signed_proof_covers_the_name_of_the_log_too(dataset: Dataset) -> None:
    note = Note(checkpoint(dataset, dataset.latest().manifest, "articles").to_text()).signed(KEY)
    proof = prove(dataset, note)
    with pytest.raises(ProofError, match="does not verify"):
        check_article_proof(proof.replace("\nprovenance/", "\nprovenanze/"), keys=[KEY.verifier])


@pytest.mark.parametrize(
    "text", ["", "c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1\nextra !\nindex 0\n\na\n0\n=\n\n", "\0"]
)
def test_what_is_no_proof_is_refused(text: str) -> None:
    with pytest.raises(ProofError):
        check_article_proof(text, ["sha256:" + "0" * 64])


def test_a_revision_that_is_not_there_cannot_be_proven(dataset: Dataset) -> None:
    with pytest.raises(DatasetError, match="no revision 3"):
        prove_article(dataset, dataset.latest(), leak(dataset), 3)


def test_the_bytes_are_held_against_the_evidence(tmp_path: Path) -> None:
    page = b"The harbour is shut for nine days.\r\n"
    place = {"raw_start": 24, "raw_end": 33}

    def shown(quote: str) -> ProvenArticle:
        piece = {"field": "published", "evidence": evidence("The harbour is shut for nine days.", quote) | place}
        root = tmp_path / quote
        publish(root, [Capture("a.html", ("The harbour is shut for nine days.",), payload=page, columns={"evidence": [piece]})])
        dataset = open_dataset(root)
        id_ = dataset.latest().revisions(["article_id"]).column(0)[0].as_py()
        return check_article_proof(prove_article(dataset, dataset.latest(), id_, 1), [dataset.latest().id])

    assert check_payload(shown("nine days"), page) == 1
    with pytest.raises(ProofError, match="hash to"):
        check_payload(shown("nine days"), page + b" ")
    with pytest.raises(ProofError, match="does not say 'harbour'"):
        check_payload(shown("harbour"), page)


def test_a_proof_has_a_hash_a_level(tmp_path: Path) -> None:
    at = datetime(2031, 3, 14, tzinfo=UTC)
    publish(tmp_path / "d", [Capture(f"{number}.html", (f"Ship {number}.",), at) for number in range(65)])
    dataset = open_dataset(tmp_path / "d")
    rows = dataset.latest().revisions(["article_id"]).to_pylist()
    lengths = {len(InclusionProof.parse(prove_article(dataset, dataset.latest(), row["article_id"], 1)).path) for row in rows}
    assert lengths == {1, 7}
