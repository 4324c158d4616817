"""The log: an append-only Merkle tree (RFC 6962 section 2.1) over the leaves of all accepted revisions, in commit order.

A frontier is all that appending needs: the roots of the perfect subtrees, largest first, one for each bit set in the size.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


def leaf_hash(leaf: bytes) -> bytes:
    """MTH({d0}) = SHA-256(0x00 || d0)."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """MTH(D[n]) = SHA-256(0x01 || MTH(left) || MTH(right))."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The right edge of a Merkle tree of `size` leaves; raises ValueError where `hashes` cannot belong to that size."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or self.size.bit_count() != len(self.hashes) or any(len(h) != 32 for h in self.hashes):
            raise ValueError(f"{len(self.hashes)} subtrees cannot make up a tree of {self.size} leaves")

    def append(self, leaf: bytes) -> Frontier:
        """The frontier with one more leaf."""
        return self.extend([leaf_hash(leaf)])

    def extend(self, leaf_hashes: Iterable[bytes]) -> Frontier:
        """The frontier with more leaves, which are given by their hashes."""
        hashes, count = list(self.hashes), self.size
        for node in leaf_hashes:
            size = count
            while size & 1:  # two perfect subtrees of one height make the next higher one
                node = node_hash(hashes.pop(), node)
                size >>= 1
            hashes.append(node)
            count += 1
        return Frontier(count, tuple(hashes))

    def root(self) -> bytes:
        """The tree's root; that of the empty tree is SHA-256 of nothing."""
        if not self.hashes:
            return sha256(b"").digest()
        *rest, root = self.hashes
        for left in reversed(rest):
            root = node_hash(left, root)
        return root
