"""The commands for people who do not trust each other, as they are used: keys, signatures, proofs, tags."""

from pathlib import Path

import pytest

from provenance.read.dataset import open_dataset
from provenance.signing.keys import VerifierKey
from tests.command import provenance
from tests.samples import Capture, publish

PAGE = b"<p>The harbour is shut.</p>"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "dataset"
    publish(root, [Capture("a.html", ("The harbour is shut.",), payload=PAGE, columns={"title": "Harbour shut"})])
    publish(root, [Capture("a.html", ("The harbour is open.",), columns={"title": "Harbour open"})])
    return root


@pytest.fixture
def key(tmp_path: Path) -> Path:
    assert provenance("key", "new", "newsroom.example/desk", tmp_path / "desk.key").code == 0
    return tmp_path / "desk.key"


def test_a_key_pair_is_made_once(key: Path) -> None:
    assert key.stat().st_mode & 0o777 == 0o600
    before = key.read_bytes()
    again = provenance("key", "new", "newsroom.example/desk", key)
    assert (again.code, key.read_bytes()) == (2, before)
    assert "name another file" in again.err


def test_a_public_key_is_shown_as_line_and_pem(key: Path) -> None:
    line = provenance("key", "show", f"{key}.pub").out.strip()
    assert VerifierKey.parse(line).name == "newsroom.example/desk"
    assert provenance("key", "show", line, "--pem").out.startswith("-----BEGIN PUBLIC KEY-----\n")
    private = provenance("key", "show", key)
    assert private.code == 2
    assert "PRIVATE" not in private.out + private.err


def test_signing_and_trusting(root: Path, key: Path, tmp_path: Path) -> None:
    unsigned = provenance("verify", "--dataset", root, "--trust", f"{key}.pub")
    assert (unsigned.code, "trust: version 2: newsroom.example/desk" in unsigned.out) == (1, True)
    assert provenance("sign", key, "--dataset", root).code == 0
    assert provenance("verify", "--dataset", root, "--trust", f"{key}.pub").code == 0
    assert provenance("verify", "1", "--dataset", root, "--trust", f"{key}.pub").code == 1


def test_what_does_not_hold_is_not_signed(root: Path, key: Path) -> None:
    next(root.glob("_snapshots/*/*.parquet")).write_bytes(b"")
    refused = provenance("sign", key, "--dataset", root)
    assert (refused.code, (root / "_signatures").exists()) == (1, False)
    assert "is not signed" in refused.err


def test_a_proof_goes_to_somebody_without_the_dataset(root: Path, tmp_path: Path) -> None:
    proof, page = tmp_path / "a.tlog-proof", tmp_path / "page.html"
    page.write_bytes(PAGE)
    assert provenance("prove", "Harbour", "--revision", 1, "--out", proof, "--dataset", root).code == 0
    id_ = open_dataset(root).latest().id
    held = provenance("check-proof", proof, "--version", id_, "--payload", page)
    assert held.code == 0
    assert "Harbour shut" in held.out
    assert provenance("check-proof", proof, "--version", id_, "--json").json["article"]["text"] == "The harbour is shut."
    page.write_bytes(PAGE + b" ")
    assert provenance("check-proof", proof, "--version", id_, "--payload", page).code == 1
    assert provenance("check-proof", proof, "--version", open_dataset(root).version("1").id).code == 1
    proof.write_text(proof.read_text().replace("index 0", "index 1"))
    assert provenance("check-proof", proof, "--version", id_).code == 1


def test_a_proof_by_signature_needs_no_version_id(root: Path, key: Path, tmp_path: Path) -> None:
    provenance("sign", key, "--dataset", root)
    proof = tmp_path / "a.tlog-proof"
    provenance("prove", "a.html", "--out", proof, "--dataset", root)
    assert "newsroom.example/desk" in provenance("check-proof", proof, "--trust", f"{key}.pub").out


def test_growth_between_two_versions(root: Path, tmp_path: Path) -> None:
    proof = tmp_path / "growth.json"
    assert provenance("prove", "--consistency", 1, 2, "--out", proof, "--dataset", root).code == 0
    held = provenance("check-proof", proof, "--version", open_dataset(root).latest().id, "--json")
    assert (held.code, held.json["old"]["version"]) == (0, open_dataset(root).version("1").id)
    assert provenance("check-proof", proof, "--version", open_dataset(root).version("1").id).code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("prove",),
        ("prove", "a.html", "--consistency", 1, 2),
        ("prove", "a.html", "--revision", 7),
        ("prove", "no such article"),
        ("prove", "--consistency", 2, 1),
        ("prove", "a.html", "--out", "."),
        ("tag", "--delete"),
        ("tag", "--delete", "none"),
        ("tag", "12"),
        ("tag", "cited", "99"),
        ("sign", "no.key"),
        ("verify", "--trust", "no.pub"),
        ("verify", "--trust", "a+b+c"),
    ],
)
def test_wrong_use_is_told(root: Path, arguments: tuple[object, ...]) -> None:
    outcome = provenance(*arguments, "--dataset", root)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("provenance: ")


@pytest.mark.parametrize(
    "arguments", [("--version", "abcd"), (), ("--trust", "x"), ("--version", "0" * 64, "--payload", "no file")]
)
def test_a_proof_is_not_checked_against_nothing(root: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    proof = tmp_path / "growth.json"
    provenance("prove", "--consistency", 1, 2, "--out", proof, "--dataset", root)
    assert provenance("check-proof", proof, *arguments).code == 2


def test_tags(root: Path) -> None:
    assert provenance("tag", "--dataset", root).out == "no tags\n"
    assert provenance("tag", "cited-in-report-3", 1, "--dataset", root).code == 0
    listed = provenance("tag", "--dataset", root, "--json").json
    assert [(row["tag"], row["sequence"]) for row in listed] == [("cited-in-report-3", 1)]
    assert provenance("show", "a.html", "--version", "cited-in-report-3", "--dataset", root).out.startswith("Harbour shut")
    assert provenance("tag", "--delete", "cited-in-report-3", "--dataset", root).out == "no tags\n"
