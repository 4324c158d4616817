"""History independence through real commits: batches and their order show in the log, and not in the set.

`test_build.py` says the same of any batches, without a disk.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.dataset.manifest import Manifest
from provenance.dataset.state import load_state
from tests.samples import Capture, publish

CAPTURES = (
    Capture("a.html", ("The harbour is shut.",), datetime(2031, 3, 14, 8, tzinfo=UTC)),
    Capture("a.html", ("The harbour is open.", None), datetime(2031, 3, 14, 9, tzinfo=UTC)),
    Capture("b.html", rejected=True, captured_at=datetime(2031, 3, 14, 8, tzinfo=UTC), payload=b"\x00"),
    Capture("c.html", ("The ferry sails.",), datetime(2031, 3, 15, tzinfo=UTC)),
)


def committed(root: Path, batches: list[list[Capture]]) -> Manifest:
    for batch in batches:
        publish(root, batch)
    manifest = load_state(root).manifest()
    assert manifest is not None
    return manifest


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    return committed(tmp_path_factory.mktemp("once") / "dataset", [list(CAPTURES)])


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(CAPTURES), cuts=st.sets(st.integers(1, len(CAPTURES) - 1), min_size=1))
def test_batches_and_their_order_do_not_show_in_the_set(
    at_once: Manifest, tmp_path_factory: pytest.TempPathFactory, order: list[Capture], cuts: set[int]
) -> None:
    places = [0, *sorted(cuts), len(order)]
    batches = [order[start:end] for start, end in pairwise(places)]
    manifest = committed(tmp_path_factory.mktemp("batches") / "dataset", batches)
    assert manifest.sequence == len(batches)
    assert manifest.set_digest == at_once.set_digest
    assert manifest.counts["observations"] == at_once.counts["observations"]
