"""Manifests read back what they wrote, and nothing else."""

import pytest

from provenance.dataset.layout import data_path
from provenance.dataset.manifest import DataFile, Log, Manifest, Physical
from provenance.errors import DatasetError
from provenance.identity.lthash import add, empty_state
from provenance.identity.merkle import Frontier

DIGEST = "sha256:" + "a" * 64
MANIFEST = Manifest(
    2, "sha256:p", "sha256:r", {"articles": "sha256:c"}, {"articles": 3}, {"articles": Log(3, "sha256:l")}, "sha256:s"
)
PHYSICAL = Physical(
    version="sha256:v",
    sequence=2,
    files=(DataFile("articles", data_path("articles", DIGEST), DIGEST, 10, 3),),
    previous_entry="sha256:e",
    frontiers={"articles": Frontier().append(b"a").append(b"b").append(b"c")},
    set_state=add(empty_state(), [b"a"]),
    validation=None,
    writer={"provenance": "0"},
    committed_at="2031-03-14T09:30:00.000000Z",
)


def test_manifest_round_trip() -> None:
    assert Manifest.parse(MANIFEST.to_bytes()) == MANIFEST


def test_physical_round_trip() -> None:
    assert Physical.parse(PHYSICAL.to_bytes()).to_bytes() == PHYSICAL.to_bytes()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        MANIFEST.to_bytes().replace(b":2,", b": 2,"),
        MANIFEST.to_bytes().replace(b"provenance/1", b"provenance/2"),
        MANIFEST.to_bytes().replace(b'"counts"', b'"county"'),
    ],
)
def test_other_bytes_are_no_manifest(data: bytes) -> None:
    with pytest.raises(DatasetError):
        Manifest.parse(data)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", PHYSICAL.to_bytes().replace(b'"size":3', b'"size":4')])
def test_other_bytes_are_no_physical_part(data: bytes) -> None:
    with pytest.raises(DatasetError):
        Physical.parse(data)
