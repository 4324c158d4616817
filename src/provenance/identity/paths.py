"""Checking Merkle proofs: what needs no tree, only roots and a path (RFC 9162 sections 2.1.3.2 and 2.1.4.2)."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.identity.merkle import Frontier, node_hash

_EMPTY = Frontier().root()


def root_of_inclusion(index: int, size: int, leaf_hash: bytes, path: Sequence[bytes]) -> bytes:
    """The root of the tree of `size` leaves whose leaf `index` is `leaf_hash`, by an inclusion proof.

    The proof holds if and only if this is the root that is trusted. Raises ValueError for a path that belongs to no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size} leaves")
    at, last, root = index, size - 1, leaf_hash
    for sibling in path:
        if last == 0:
            raise ValueError(f"the path of {len(path)} hashes is too long for leaf {index} of {size}")
        if at & 1 or at == last:
            root = node_hash(sibling, root)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        at, last = at >> 1, last >> 1
    if last != 0:
        raise ValueError(f"the path of {len(path)} hashes is too short for leaf {index} of {size}")
    return root


def is_consistent(old_size: int, old_root: bytes, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    """Whether a consistency proof shows that the tree of `old_size` leaves is the beginning of the one of `size` leaves.

    Every tree begins with itself and with the empty one; both are shown by an empty path.
    """
    if old_size == 0:
        return not path and old_root == _EMPTY
    if old_size == size:
        return not path and old_root == root
    if not 0 < old_size < size or not path:
        return False
    rest = list(path)
    if old_size & (old_size - 1) == 0:  # then the old tree is a subtree itself, and its root is not told twice
        rest.insert(0, old_root)
    at, last = old_size - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = rest[0]
    for sibling in rest[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and old == old_root and new == root
