"""Tags and signatures: whole ones pass, everything that was bent or lost is named, and trust is asked of keys alone."""

import shutil
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.audit.marks import check_marks, check_trust, with_marks
from provenance.dataset.signatures import signature_folders
from provenance.dataset.tags import write_tag
from provenance.proof.signatures import sign_version
from provenance.proof.statement import statement
from provenance.read.dataset import Dataset, open_dataset
from provenance.signing.keys import SigningKey
from tests.samples import Capture, publish, verified

VERSIONS = (
    [Capture("a.html", ("The harbour is shut.",)), Capture("b.html", (None,))],
    [Capture("a.html", ("The harbour is open.",)), Capture("broken.html", rejected=True)],
)
KEY, OTHER = SigningKey("desk.example", bytes(range(32))), SigningKey("archive.example", bytes(range(1, 33)))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("marks") / "dataset"
    for captures in VERSIONS:
        publish(root, captures)
    dataset = open_dataset(root)
    for version in dataset.versions:
        sign_version(dataset, version, KEY)
    sign_version(dataset, dataset.version("1"), OTHER)
    write_tag(dataset.root, "cited", dataset.version("1").id)
    return dataset.root


@pytest.fixture
def dataset(original: Path, tmp_path: Path) -> Dataset:
    shutil.copytree(original, tmp_path / "dataset")
    return open_dataset(tmp_path / "dataset")


def rules(dataset: Dataset) -> set[str]:
    return {finding.rule for finding in check_marks(dataset)}


def test_whole_ones_pass_and_are_no_orphans(dataset: Dataset) -> None:
    result = with_marks(verified(dataset.root), dataset, [KEY.verifier])
    assert (result.findings, result.orphans) == ((), ())


def test_signing_again_gives_the_same_bytes(dataset: Dataset) -> None:
    before = {path: path.read_bytes() for path in dataset.root.glob("_signatures/*/*/*")}
    sign_version(dataset, dataset.latest(), KEY)
    assert before == {path: path.read_bytes() for path in dataset.root.glob("_signatures/*/*/*")}
    assert len(before) == 12


def test_trust_is_asked_of_each_key_for_that_version(dataset: Dataset) -> None:
    first, second = dataset.version("1"), dataset.version("2")
    stranger = SigningKey("desk.example", bytes(32)).verifier
    assert list(check_trust(dataset, first, [KEY.verifier, OTHER.verifier])) == []
    [finding] = check_trust(dataset, second, [KEY.verifier, OTHER.verifier])
    assert (finding.rule, finding.where) == ("trust", "version 2")
    assert "archive.example" in finding.observed
    assert len(list(check_trust(dataset, first, [stranger]))) == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flipped_bit_in_a_mark_is_found(original: Path, data: st.DataObject) -> None:
    copy = original.parent / "flipped"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(original, copy)
    paths = sorted(path for folder in ("_tags", "_signatures") for path in (copy / folder).rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(paths))
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    dataset = open_dataset(copy)
    # The key id in an envelope is a hint that nobody needs, and JSON allows white space to be another.
    if list(check_marks(dataset)) == []:
        assert path.name == "statement.dsse.json"
        assert b'"keyid":"' in content[:at] or chr(content[at]).isspace()


def lose_version(dataset: Dataset) -> None:
    (dataset.root / "_delta_log" / f"{1:020d}.json").unlink()


def swap_statements(dataset: Dataset) -> None:
    one, *_, two = signature_folders(dataset.root)
    shutil.copyfile(one / "statement.dsse.json", two / "statement.dsse.json")


def swap_keys(dataset: Dataset) -> None:
    one, *_ = signature_folders(dataset.root)
    (one / "key.pub").write_text(f"{SigningKey.generate('desk.example').verifier}\n")


def drop_note(dataset: Dataset) -> None:
    (signature_folders(dataset.root)[0] / "articles.note").unlink()


def move_signature(dataset: Dataset) -> None:
    one, *_ = signature_folders(dataset.root)
    two = one.parent.parent / ("0" * 64) / one.name
    shutil.copytree(one, two)


def point_tag_elsewhere(dataset: Dataset) -> None:
    (dataset.root / "_tags" / "cited").write_text("sha256:" + "0" * 64 + "\n")


@pytest.mark.parametrize(
    ("alter", "found"),
    [
        (lose_version, {"signature"}),
        (swap_statements, {"signature"}),
        (swap_keys, {"signature"}),
        (drop_note, {"signature"}),
        (move_signature, {"signature"}),
        (point_tag_elsewhere, {"tag"}),
    ],
)
def test_what_was_altered_is_named(dataset: Dataset, alter: Callable[[Dataset], None], found: set[str]) -> None:
    alter(dataset)
    assert rules(open_dataset(dataset.root)) == found


def test_a_rewritten_dataset_has_lost_its_signatures(dataset: Dataset, tmp_path: Path) -> None:
    """A forger who makes everything anew, and consistently, cannot make the key's signature."""
    rewritten = tmp_path / "rewritten"
    publish(rewritten, [*VERSIONS[0], Capture("more.html", ("Nothing leaked.",))])
    publish(rewritten, VERSIONS[1])
    assert verified(rewritten).findings == ()
    shutil.copytree(dataset.root / "_signatures", rewritten / "_signatures")
    forged = open_dataset(rewritten)
    assert rules(forged) == {"signature"}
    assert [finding.rule for finding in check_trust(forged, forged.latest(), [KEY.verifier])] == ["trust"]


def test_a_rollback_leaves_a_signature_without_its_version(dataset: Dataset) -> None:
    lose_version(dataset)
    rolled_back = open_dataset(dataset.root)
    assert verified(dataset.root).findings == ()
    assert rules(rolled_back) == {"signature"}


def test_the_statement_is_an_in_toto_statement(dataset: Dataset) -> None:
    said = orjson.loads(statement(dataset.latest()))
    assert said["_type"] == "https://in-toto.io/Statement/v1"
    assert said["predicateType"] == "https://slsa.dev/provenance/v1"
    assert said["subject"] == [{"name": "version 2", "digest": {"sha256": dataset.latest().id.removeprefix("sha256:")}}]
    definition, details = said["predicate"]["buildDefinition"], said["predicate"]["runDetails"]
    named = {each["name"]: each for each in definition["resolvedDependencies"]}
    assert named["lxml"] == {"name": "lxml", "uri": "pkg:pypi/lxml@6.1.3"}
    assert named["parent version"]["digest"]["sha256"] == dataset.version("1").id.removeprefix("sha256:")
    assert {"buildType", "externalParameters"} <= definition.keys()
    assert details["builder"]["id"].startswith("urn:provenance:")
