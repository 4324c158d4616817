"""Proofs of growth: between any two versions of one history, and between none of two histories."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import ProofError, UsageError
from provenance.proof.consistency import check_growth_proof, prove_growth
from provenance.proof.logs import checkpoint
from provenance.read.dataset import Dataset, open_dataset
from provenance.signing.keys import SigningKey
from provenance.signing.note import Note
from tests.samples import OTHER_RECIPE, Capture, publish

KEY = SigningKey("desk.example", bytes(range(32)))
VERSIONS = (
    [Capture("broken.html", rejected=True)],
    [Capture("a.html", ("The harbour is shut.", "Second.")), Capture("b.html", ("A ferry sails.",))],
    [Capture("a.html", ("The harbour is open.",))],
    [Capture(f"{number}.html", (f"Ship {number} waits.",)) for number in range(9)],
    [Capture("c.html", (None,))],
)


def grown(root: Path) -> Dataset:
    for captures in VERSIONS:
        publish(root, captures)
    captures = [Capture("broken.html", rejected=True), *VERSIONS[1], *VERSIONS[2], *VERSIONS[3], *VERSIONS[4]]
    publish(root, captures, OTHER_RECIPE, "technical_upgrade")
    return open_dataset(root)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return grown(tmp_path_factory.mktemp("growth") / "dataset")


@pytest.fixture(scope="module")
def text(dataset: Dataset) -> str:
    return prove_growth(dataset.version("2"), dataset.version("4"))


def test_between_any_two_versions(dataset: Dataset) -> None:
    for old in dataset.versions:
        for new in dataset.versions:
            if old.sequence <= new.sequence:
                shown = check_growth_proof(prove_growth(old, new), [new.id])
                assert (shown.old.version, shown.new.version, shown.version) == (old.id, new.id, new.id)


def test_the_older_version_comes_first(dataset: Dataset) -> None:
    with pytest.raises(UsageError, match="older"):
        prove_growth(dataset.version("3"), dataset.version("2"))


def test_a_key_is_trusted_where_it_signed_both_heads(dataset: Dataset) -> None:
    old, new = dataset.version("2"), dataset.version("4")
    heads = {name: checkpoint(dataset, new.manifest, name).to_text() for name in ("articles", "observations")}
    notes = {name: Note(text).signed(KEY) for name, text in heads.items()}
    assert check_growth_proof(prove_growth(old, new, list(notes.values())), keys=[KEY.verifier]).signers == (KEY.verifier,)
    for one in notes.values():
        with pytest.raises(ProofError, match="to be trusted"):
            check_growth_proof(prove_growth(old, new, [one]), keys=[KEY.verifier])


def test_the_older_id_alone_shows_nothing_of_the_later_one(dataset: Dataset, text: str) -> None:
    with pytest.raises(ProofError, match="to be trusted"):
        check_growth_proof(text, [dataset.version("2").id])


def test_another_history_is_not_a_beginning(dataset: Dataset, text: str, tmp_path: Path) -> None:
    publish(tmp_path / "d", VERSIONS[0])
    publish(
        tmp_path / "d", [Capture("a.html", ("The harbour was never shut.", "Second.")), Capture("b.html", ("A ferry sails.",))]
    )
    other = open_dataset(tmp_path / "d").latest()
    mixed = orjson.loads(text) | {"old": other.manifest.to_bytes().decode()}
    with pytest.raises(ProofError, match="does not begin with"):
        check_growth_proof(orjson.dumps(mixed).decode(), [dataset.version("4").id])


@given(st.data())
def test_a_bent_path_does_not_hold(dataset: Dataset, text: str, data: st.DataObject) -> None:
    bent = orjson.loads(text)
    name = data.draw(st.sampled_from(["articles", "observations"]))
    path = bent["paths"][name]
    at = data.draw(st.integers(0, len(path) - 1))
    match data.draw(st.sampled_from(["flip", "drop", "add"])):
        case "flip":
            path[at] = f"{int(path[at], 16) ^ 1:064x}"
        case "drop":
            path.pop(at)
        case "add":
            path.insert(at, "00" * 32)
    with pytest.raises(ProofError):
        check_growth_proof(orjson.dumps(bent).decode(), [dataset.version("4").id])


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"old": "{}"},
        {"new": 1},
        {"paths": {"articles": []}},
        {"paths": {"articles": ["xyz"], "observations": []}},
        {"notes": ["no note"]},
        {"notes": None},
    ],
)
def test_what_is_no_proof_is_refused(dataset: Dataset, text: str, change: dict[str, Any]) -> None:
    with pytest.raises(ProofError):
        check_growth_proof(orjson.dumps(orjson.loads(text) | change).decode(), [dataset.version("4").id])


def test_an_empty_text_is_no_proof() -> None:
    with pytest.raises(ProofError, match="not a proof: neither one of an article"):
        check_growth_proof("", [])
