"""The log root against RFC 6962's definition, its published vectors, and an independent package."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from provenance.identity.merkle import Frontier, leaf_hash, node_hash

# The tree of the certificate-transparency reference test data: these eight leaves and its roots.
LEAVES = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    bytes(range(0x50, 0x58)),
    bytes(range(0x60, 0x70)),
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def frontier(leaves: list[bytes]) -> Frontier:
    result = Frontier()
    for leaf in leaves:
        result = result.append(leaf)
    return result


def root_by_definition(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    k = 1 << ((len(leaves) - 1).bit_length() - 1)
    return node_hash(root_by_definition(leaves[:k]), root_by_definition(leaves[k:]))


def test_published_vectors() -> None:
    assert [frontier(LEAVES[:n]).root().hex() for n in range(1, 9)] == ROOTS


@given(st.lists(st.binary(max_size=40), max_size=40))
def test_agrees_with_the_definition(leaves: list[bytes]) -> None:
    assert frontier(leaves).root() == root_by_definition(leaves)


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=40))
def test_agrees_with_pymerkle(leaves: list[bytes]) -> None:
    tree = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        tree.append_entry(leaf)
    assert frontier(leaves).root() == tree.get_root()


def test_a_frontier_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="3 leaves"):
        Frontier(3, (b"\0" * 32,))
