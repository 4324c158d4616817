"""Workers: answers in order, and the death of one costs its task alone."""

from __future__ import annotations

import os
import signal

import pytest

from provenance.audit.pool import Workers

DEADLY = 7


def double(number: int) -> int:
    if number == DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def lost(number: int) -> int:
    return -number


@pytest.mark.parametrize("count", [1, 2])
def test_answers_come_in_the_order_of_the_tasks(count: int) -> None:
    with Workers(count) as workers:
        assert list(workers.run(double, range(6), lost)) == [(number, 2 * number) for number in range(6)]


def test_a_task_that_kills_its_process_is_told_from_those_beside_it() -> None:
    with Workers(2) as workers:
        answers = dict(workers.run(double, range(5, 10), lost))
        assert answers == {5: 10, 6: 12, DEADLY: -DEADLY, 8: 16, 9: 18}
        assert list(workers.run(double, [1], lost)) == [(1, 2)]


def test_tasks_are_taken_a_few_ahead() -> None:
    taken = []

    def tasks() -> object:
        for number in range(1000, 1100):
            taken.append(number)
            yield number

    with Workers(2) as workers:
        next(workers.run(double, tasks(), lost))  # type: ignore[arg-type]
    assert len(taken) < 10
