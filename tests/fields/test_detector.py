"""The detector against the package whose model it computes."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier, visit_counts

from provenance.fields.detector import detector


@cache
def package() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


WORDS = (
    "Le port",
    " est resté fermé",
    "der Hafen",
    "ظل الميناء",
    "Порт",
    "堤防の",
    " ",
    "\n",
    "ß",
    "é",
    "zzzz",
    "THE HARBOUR",
    "1 234",
)
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=40).map("".join)


@given(TEXTS)
def test_the_features_of_a_text_are_those_of_the_packages_walk(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    model = package()
    walked = visit_counts(model.tk_nextmove, model._rowbase, model.tk_output, data)
    assert Counter(detector().features(np.frombuffer(data, np.uint8)).tolist()) == (walked or Counter())


@given(TEXTS)
def test_the_shares_are_those_of_the_package(text: str) -> None:
    shares: Counter[str] = Counter()
    for label, share in detector().shares(text):
        shares[label] += share
    assert dict(shares) == pytest.approx(dict(package().rank(text)), abs=1e-5)
