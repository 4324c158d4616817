"""A whole Merkle tree: the proofs that one leaf is in it, and that an older tree is its beginning (RFC 6962 section 2.1)."""

from __future__ import annotations

from collections.abc import Iterable

from provenance.identity.merkle import node_hash


class Tree:
    """The tree over some leaf hashes, 32 bytes each, in their order. Memory: 64 bytes a leaf and what Python adds."""

    def __init__(self, leaf_hashes: Iterable[bytes]) -> None:
        # Level k holds the roots of the perfect subtrees of 2^k leaves, from the left.
        self._levels = [list(leaf_hashes)]
        while len(self._levels[-1]) > 1:
            below = self._levels[-1]
            self._levels.append([node_hash(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)])

    @property
    def size(self) -> int:
        """The number of leaves."""
        return len(self._levels[0])

    def root(self, size: int | None = None) -> bytes:
        """MTH of the first `size` leaves, by default all, at least one."""
        return self._root(0, self.size if size is None else size)

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """PATH(index, D[size]), from the leaf's sibling up (RFC 6962 section 2.1.1). Raises IndexError for no such leaf."""
        start, end = 0, self.size if size is None else size
        if not 0 <= index < end <= self.size:
            raise IndexError(f"leaf {index} of {end}, the tree has {self.size}")
        path: list[bytes] = []
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._root(middle, end))
                end = middle
            else:
                path.append(self._root(start, middle))
                start = middle
        return tuple(reversed(path))

    def consistency_proof(self, old: int, size: int | None = None) -> tuple[bytes, ...]:
        """PROOF(old, D[size]) (RFC 6962 section 2.1.2); empty where the sizes are equal. Raises IndexError for no such tree."""
        start, end = 0, self.size if size is None else size
        if not 0 < old <= end <= self.size:
            raise IndexError(f"a tree of {old} leaves in one of {end}, the tree has {self.size}")
        path: list[bytes] = []
        while old < end:
            middle = start + _split(end - start)
            if old <= middle:
                path.append(self._root(middle, end))
                end = middle
            else:
                path.append(self._root(start, middle))
                start = middle
        # The old tree's last perfect subtree; a verifier knows it already where it is that tree itself.
        if start > 0:
            path.append(self._root(start, end))
        return tuple(reversed(path))

    def _root(self, start: int, end: int) -> bytes:
        size = end - start
        if size & (size - 1) == 0:
            level = size.bit_length() - 1
            return self._levels[level][start >> level]
        middle = start + _split(size)
        return node_hash(self._root(start, middle), self._root(middle, end))


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)
