"""Steps as plain calls: parts come as they are done, and none begins once nobody waits for it."""

from __future__ import annotations

import threading
from contextlib import closing

from provenance.pipeline.profile import Stopwatch, Timed
from provenance.pipeline.steps import Direct


def test_parts_come_in_their_order_while_others_are_worked_on() -> None:
    second = threading.Event()

    def step(part: int) -> int:
        if part == 1:
            assert second.wait(10)
        return part * 10

    found = []
    with closing(Direct(workers=2).map("extract", step, [0, 1, 2])) as results:
        for result in results:
            found.append(result)
            second.set()
    assert found == [0, 10, 20]


def test_parts_are_left_out_once_the_results_are_not_wanted() -> None:
    begun: list[int] = []
    with closing(Direct(workers=1).map("extract", lambda part: begun.append(part), range(1000))) as results:
        next(results)
    assert len(begun) < 1000


def test_a_piece_of_a_step_counts_for_it_and_not_for_the_wait() -> None:
    watch = Stopwatch()
    steps = Timed(Direct(workers=1), watch)
    for part in steps.map("extract", lambda part: part, [1, 2]):
        assert steps.beside("validate", abs, part) == part
    assert set(watch.spent) == {"extract", "validate"}
    assert all(spent.seconds >= 0 for spent in watch.spent.values())
