"""py3langid's reading of a text, computed with arrays: model and formulas are the package's own, the loop over bytes is not.

The package walks an automaton (Aho and Corasick 1975) byte by byte. Its state behind a byte is the longest end of the text so far
that begins a feature, so that no byte further back than the longest feature counts, and all positions can be walked at once. The
sum of the features' weights is taken row by row, in one order on every machine, where the package's matrix product is not.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import unicodedata2
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, LanguageIdentifier

#: Bytes of the longest feature. A walk of so many bytes from the first state comes to where a walk of the whole text does.
LONGEST_FEATURE = 6


@dataclass(frozen=True, slots=True)
class Detector:
    """A model: `following[row[state] * 256 + byte]` is the next state, `feature` the feature that ends in a state or -1.

    `weights` (features by labels) and `prior` are logarithms; `labels` are ISO 639 codes, two of them alike where a language is
    written in two scripts.
    """

    labels: tuple[str, ...]
    following: NDArray[Any]
    row: NDArray[Any]
    feature: NDArray[np.int32]
    weights: NDArray[np.float32]
    prior: NDArray[np.float32]

    def shares(self, text: str) -> Iterator[tuple[str, float]]:
        """The probability of every label (`LanguageIdentifier.rank` without its order and without merging labels)."""
        data = unicodedata2.normalize("NFC", text.lower() if text.isupper() else text).encode("utf-8", "surrogatepass")
        found = self.features(np.frombuffer(data, np.uint8))
        if not found.size:
            return zip(self.labels, (1 / len(self.labels),) * len(self.labels), strict=True)
        each, counts = np.unique(found, return_counts=True)
        scores = (self.weights[each] * np.log1p(counts.astype(np.float32))[:, None]).sum(axis=0) + self.prior
        # The package's temperature: probabilities of texts of any length are comparable.
        powers = np.exp((scores - scores.max()) / math.sqrt(len(data)))
        return zip(self.labels, (powers / powers.sum()).tolist(), strict=True)

    def features(self, data: NDArray[np.uint8]) -> NDArray[np.int32]:
        """The feature that ends at each byte, where one does."""
        state = np.zeros(len(data), np.intp)
        for back in range(min(LONGEST_FEATURE, len(data)) - 1, -1, -1):
            state[back:] = self.following[(self.row[state[back:]] << 8) + data[: len(data) - back]]
        found = self.feature[state]
        return found[found >= 0]


@cache
def detector() -> Detector:
    """The detector of the model that the package ships, of all its languages."""
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return Detector(
        tuple(model.nb_classes),
        np.asarray(model.tk_nextmove),
        np.asarray(model.tk_row).astype(np.intp),
        np.asarray(model.tk_output, np.int32),
        model.nb_ptc.astype(np.float32),
        model.nb_pc.astype(np.float32),
    )
