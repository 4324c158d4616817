"""Output never changes under an unchanged recipe."""

import json
from pathlib import Path

from .golden import FILE, fault, measure


def test_the_sample_corpus_reads_as_it_did(tmp_path: Path) -> None:
    assert fault(measure(tmp_path / "dataset"), json.loads(FILE.read_text())) is None


def test_a_change_without_a_step_number_is_told_from_one_with() -> None:
    before = {"digest": "a", "recipe": {"steps": {"dates": 1}}}
    assert fault({"digest": "b", "recipe": {"steps": {"dates": 1}}}, before) is not None
    assert "make golden" in str(fault({"digest": "b", "recipe": {"steps": {"dates": 2}}}, before))
    assert fault({"digest": "a", "recipe": {"steps": {"dates": 2}}}, before) is None
