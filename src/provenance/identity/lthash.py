"""The set digest: LtHash16, a homomorphic hash of a set (Lewi, Kim, Maykov, Weis: Securing Update Propagation with
Homomorphic Hashing, 2019, section 3), with SHAKE-128 as the extendable output function.

The sum does not depend on order or batches. It is one of a *multiset*: an element added 65,536 times vanishes, so callers
add each distinct element once.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256, shake_128

import numpy as np
from numpy.typing import NDArray

LANES = 1024
STATE_BYTES = 2 * LANES

State = NDArray[np.uint16]


def empty_state() -> State:
    """The state of the empty set: 1024 lanes of 16 bits, zero."""
    return np.zeros(LANES, dtype=np.uint16)


def add(state: State, elements: Iterable[bytes]) -> State:
    """The state with the elements added, lane by lane modulo 2^16."""
    total = state.copy()
    for element in elements:
        total += np.frombuffer(shake_128(element).digest(STATE_BYTES), dtype="<u2")
    return total


def to_bytes(state: State) -> bytes:
    """2048 bytes, lanes little-endian."""
    return state.astype("<u2").tobytes()


def from_bytes(data: bytes) -> State:
    """The state that `to_bytes` wrote. Raises ValueError for another length."""
    if len(data) != STATE_BYTES:
        raise ValueError(f"an LtHash16 state has {STATE_BYTES} bytes, not {len(data)}")
    return np.frombuffer(data, dtype="<u2").astype(np.uint16)


def digest(state: State) -> str:
    """SHA-256 of the state's bytes, as `sha256:<hex>`."""
    return "sha256:" + sha256(to_bytes(state)).hexdigest()
