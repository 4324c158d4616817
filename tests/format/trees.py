"""Section "Log roots and set digest" of docs/format.md: RFC 6962 trees, RFC 9162 checks and LtHash16."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Sequence

from tests.format.agree import need

LANES = 1024


def leaf_hash(leaf: bytes) -> bytes:
    """RFC 6962, section 2.1."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 6962, section 2.1."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two smaller than the size."""
    return 1 << (size - 1).bit_length() - 1


def root(leaves: Sequence[bytes]) -> bytes:
    """The Merkle tree hash of a list of leaves, RFC 6962, section 2.1."""
    if len(leaves) < 2:
        return leaf_hash(leaves[0]) if leaves else hashlib.sha256(b"").digest()
    at = _split(len(leaves))
    return node_hash(root(leaves[:at]), root(leaves[at:]))


def inclusion(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The audit path of a leaf, RFC 6962, section 2.1.1."""
    if len(leaves) == 1:
        return []
    at = _split(len(leaves))
    if index < at:
        return [*inclusion(index, leaves[:at]), root(leaves[at:])]
    return [*inclusion(index - at, leaves[at:]), root(leaves[:at])]


def consistency(old: int, leaves: Sequence[bytes], known: bool = True) -> list[bytes]:
    """The proof between the first `old` leaves and all of them, RFC 6962, section 2.1.2."""
    if old == len(leaves):
        return [] if known else [root(leaves)]
    at = _split(len(leaves))
    if old <= at:
        return [*consistency(old, leaves[:at], known), root(leaves[at:])]
    return [*consistency(old - at, leaves[at:], False), root(leaves[:at])]


def frontier(leaves: Sequence[bytes]) -> list[str]:
    """Roots of the perfect subtrees, largest first, in hex."""
    hashes, at = [], 0
    for bit in reversed(range(len(leaves).bit_length())):
        if len(leaves) >> bit & 1:
            hashes.append(root(leaves[at : at + (1 << bit)]).hex())
            at += 1 << bit
    return hashes


def check_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], stated: bytes) -> None:
    """RFC 9162, section 2.1.3.2."""
    need(f"leaf {index} is not in a tree of {size}", 0 <= index < size)
    at, last, reached = index, size - 1, leaf_hash(leaf)
    for each in path:
        need("the path is too long", last != 0)
        if at & 1 or at == last:
            reached = node_hash(each, reached)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            reached = node_hash(reached, each)
        at, last = at >> 1, last >> 1
    need("the path does not lead to the root", last == 0 and reached == stated)


def check_consistency(old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """RFC 9162, section 2.1.4.2; equal sizes and the empty tree, which it leaves out, have an empty path."""
    need("the older log is longer", 0 <= old <= new)
    if old in (0, new):
        need("equal or empty logs have an empty path", not path)
        need("the roots differ", old_root == (new_root if old else root([])))
        return
    need("the path is empty", bool(path))
    hashes = list(path) if old & (old - 1) else [old_root, *path]
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = hashes[0]
    for each in hashes[1:]:
        need("the path is too long", last != 0)
        if at & 1 or at == last:
            first, second = node_hash(each, first), node_hash(each, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = node_hash(second, each)
        at, last = at >> 1, last >> 1
    need("the path does not lead to both roots", last == 0 and (first, second) == (old_root, new_root))


def lthash(elements: Iterable[bytes]) -> bytes:
    """The 2048 bytes of the sum of some elements."""
    form = struct.Struct(f"<{LANES}H")
    lanes = [0] * LANES
    for each in elements:
        expanded = form.unpack(hashlib.shake_128(each).digest(form.size))
        lanes = [(lane + more) % 2**16 for lane, more in zip(lanes, expanded, strict=True)]
    return form.pack(*lanes)
