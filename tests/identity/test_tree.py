"""Inclusion and consistency proofs: RFC 6962's own example, an independent package, and every way to bend one."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree, verify_consistency, verify_inclusion
from pymerkle.proof import MerkleProof

from provenance.identity.merkle import Frontier, leaf_hash, node_hash
from provenance.identity.paths import is_consistent, root_of_inclusion
from provenance.identity.tree import Tree

EMPTY_ROOT = sha256(b"").digest()


def tree_of(size: int) -> Tree:
    return Tree(leaf_hash(bytes([number])) for number in range(size))


def test_the_example_of_the_rfc() -> None:
    """Section 2.1.3: the proofs of the tree of seven leaves, in the letters of its figure."""
    a, b, c, d, e, f, j = (leaf_hash(bytes([number])) for number in range(7))
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k = node_hash(g, h)
    tree = tree_of(7)
    left = node_hash(i, j)
    assert tree.inclusion_proof(0) == (b, h, left)
    assert tree.inclusion_proof(3) == (c, g, left)
    assert tree.inclusion_proof(4) == (f, j, k)
    assert tree.inclusion_proof(6) == (i, k)
    assert tree.consistency_proof(3) == (c, d, g, left)
    assert tree.consistency_proof(4) == (left,)
    assert tree.consistency_proof(6) == (i, j, k)


sizes = st.integers(1, 70)


@given(st.data())
def test_every_leaf_is_included_in_every_later_tree(data: st.DataObject) -> None:
    size = data.draw(sizes)
    part = data.draw(st.integers(1, size))
    index = data.draw(st.integers(0, part - 1))
    tree = tree_of(size)
    assert root_of_inclusion(index, part, leaf_hash(bytes([index])), tree.inclusion_proof(index, part)) == tree.root(part)


@given(st.data())
def test_every_tree_begins_with_every_earlier_one(data: st.DataObject) -> None:
    size = data.draw(sizes)
    new = data.draw(st.integers(1, size))
    old = data.draw(st.integers(1, new))
    tree = tree_of(size)
    assert is_consistent(old, tree.root(old), new, tree.root(new), tree.consistency_proof(old, new))
    assert is_consistent(0, EMPTY_ROOT, new, tree.root(new), ())


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=60))
def test_the_root_is_that_of_the_frontier(leaves: list[bytes]) -> None:
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf)
    assert Tree(map(leaf_hash, leaves)).root() == frontier.root()


@given(st.data())
def test_an_independent_package_gives_and_takes_the_same_proofs(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 60))
    other = InmemoryTree(algorithm="sha256")
    for number in range(size):
        other.append_entry(bytes([number]))
    tree, index, old = tree_of(size), data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size - 1))

    theirs = other.prove_inclusion(index + 1, size)
    verify_inclusion(leaf_hash(bytes([index])), tree.root(), theirs)
    # pymerkle's path begins with the leaf itself.
    assert tuple(bytes.fromhex(each) for each in theirs.serialize()["path"][1:]) == tree.inclusion_proof(index)
    verify_consistency(tree.root(old), tree.root(), other.prove_consistency(old, size))
    assert isinstance(theirs, MerkleProof)


@given(st.data())
def test_a_bent_inclusion_proof_does_not_hold(data: st.DataObject) -> None:
    size = data.draw(sizes)
    index = data.draw(st.integers(0, size - 1))
    tree, leaf = tree_of(size), leaf_hash(bytes([index]))
    path = list(tree.inclusion_proof(index))
    kind = data.draw(st.sampled_from(["index", "size", "leaf", "longer", *(["flip", "shorter", "swap"] if path else [])]))
    match kind:
        case "index":
            index = data.draw(st.integers(0, size + 3).filter(lambda other: other != index))
        case "size":
            size = data.draw(st.integers(0, 80).filter(lambda other: other != size))
        case "leaf":
            leaf = leaf_hash(b"another")
        case "flip":
            at = data.draw(st.integers(0, len(path) - 1))
            path[at] = bytes([path[at][0] ^ 1]) + path[at][1:]
        case "shorter":
            path.pop(data.draw(st.integers(0, len(path) - 1)))
        case "longer":
            path.insert(data.draw(st.integers(0, len(path))), b"\0" * 32)
        case "swap":
            path.append(path.pop(0))
            if path == list(tree.inclusion_proof(index)):
                return
    try:
        root = root_of_inclusion(index, size, leaf, path)
    except ValueError:
        return
    # A tree of another size may have the same path to the same leaf; its size is part of what is signed.
    assert root != tree.root() or kind == "size"


@given(st.data())
def test_a_bent_consistency_proof_does_not_hold(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 70))
    old = data.draw(st.integers(1, size - 1))
    tree = tree_of(size)
    old_root, root, path = tree.root(old), tree.root(), list(tree.consistency_proof(old))
    match data.draw(st.sampled_from(["old", "new", "flip", "shorter", "longer"])):
        case "old":
            old_root = b"\1" * 32
        case "new":
            root = b"\1" * 32
        case "flip":
            at = data.draw(st.integers(0, len(path) - 1))
            path[at] = bytes([path[at][0] ^ 1]) + path[at][1:]
        case "shorter":
            path.pop(data.draw(st.integers(0, len(path) - 1)))
        case "longer":
            path.insert(data.draw(st.integers(0, len(path))), b"\0" * 32)
    assert not is_consistent(old, old_root, size, root, path)


def test_a_rewritten_beginning_is_not_consistent() -> None:
    rewritten = Tree([leaf_hash(b"other"), *(leaf_hash(bytes([number])) for number in range(1, 9))])
    assert not is_consistent(5, tree_of(5).root(), 9, rewritten.root(), rewritten.consistency_proof(5))
    assert not is_consistent(9, tree_of(9).root(), 5, tree_of(5).root(), ())


def test_the_empty_tree_has_one_root() -> None:
    tree = tree_of(3)
    assert is_consistent(0, EMPTY_ROOT, 3, tree.root(), ())
    assert not is_consistent(0, tree.root(1), 3, tree.root(), ())
    assert not is_consistent(0, EMPTY_ROOT, 3, tree.root(), (tree.root(1),))


def test_places_outside_of_the_tree_are_refused() -> None:
    for ask in (lambda: tree_of(3).inclusion_proof(3), lambda: tree_of(3).consistency_proof(4), lambda: tree_of(3).root(4)):
        with pytest.raises(IndexError):
            ask()
