"""The pool: what a document does to its worker costs that document and no other, and nothing of it shows in the results."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from provenance.errors import PipelineError
from provenance.pipeline.pool import Pool, Ran
from provenance.pipeline.process import Bounds

from . import hazards
from .hazards import Fake

PATIENT = Bounds(deadline=60)
GOOD = [Fake(f"good {number}") for number in range(6)]


@contextmanager
def pool(workers: int = 1, bounds: Bounds = PATIENT, work: Callable[..., Any] = hazards.read) -> Iterator[Pool[Any]]:
    with Pool(workers, hazards.prepared, (5,), work, bounds) as made:
        yield made


def names(ran: Ran[Any]) -> list[str]:
    return [name for name, _ in chain.from_iterable(ran.results)]


def among_good(*bad: Fake) -> list[Fake]:
    """The bad documents among the good ones, one at the beginning, one at the end."""
    mixed = list(GOOD)
    for number, each in enumerate(bad):
        mixed.insert(number * 4, each)
    return mixed


def test_a_shard_is_one_result_of_a_prepared_worker() -> None:
    with pool() as made:
        assert made.run(GOOD) == Ran((tuple((each.where, 5) for each in GOOD),))


@pytest.mark.parametrize("work", [hazards.read, hazards.read_at_the_end])
def test_exactly_the_documents_on_which_workers_die_are_pending(work: Callable[..., Any]) -> None:
    bad = [Fake("a", "leaves"), Fake("b", "killed"), Fake("c", "crashes"), Fake("d", "exits")]
    with pool(2, work=work) as made:
        ran = made.run(among_good(*bad[:2]) + bad[2:])
    assert names(ran) == [each.where for each in GOOD]
    reasons = {each.where: each.why for each in ran.pending}
    assert list(reasons) == ["a", "b", "c", "d"]
    for where, sign in (("a", "exit code 7"), ("b", "SIGKILL, as when no memory"), ("c", "SIGSEGV"), ("d", "exit code 3")):
        assert sign in reasons[where]


@pytest.mark.parametrize("does", ["stuck", "stuck_in_foreign_code"])
def test_a_stuck_document_is_pending_after_its_deadline(does: str) -> None:
    with pool(bounds=Bounds(deadline=0.5)) as made:
        ran = made.run(among_good(Fake("stuck", does)))
        assert names(made.run(GOOD)) == [each.where for each in GOOD]
    assert names(ran) == [each.where for each in GOOD]
    assert [each.where for each in ran.pending] == ["stuck"]
    assert "within 0.5 seconds" in ran.pending[0].why


def test_a_slow_shard_is_left_alone() -> None:
    slow = [Fake(f"slow {number}", "slow") for number in range(3)]
    with pool(bounds=Bounds(deadline=1.2)) as made:
        ran = made.run(slow)
    assert len(ran.results) == 1
    assert names(ran) == [each.where for each in slow]


def test_work_that_gives_no_sign_of_life_is_done_again_one_by_one() -> None:
    """A shard that loads first and works long then, as on a machine that is too slow for its deadline."""
    with pool(bounds=Bounds(deadline=0.8), work=loads_first_and_is_slow) as made:
        ran = made.run(GOOD[:3])
    assert ran.results == tuple(((each.where, 5),) for each in GOOD[:3])
    assert not ran.pending


def loads_first_and_is_slow(shard: Sequence[Fake]) -> tuple[tuple[str, int], ...]:
    answer = hazards.read(shard)
    for _ in shard:
        hazards.slow()
    return answer


def test_a_document_that_takes_too_much_memory_is_pending() -> None:
    with pool(bounds=Bounds(memory=400 * 2**20)) as made:
        ran = made.run(among_good(Fake("large", "devours")))
    assert names(ran) == [each.where for each in GOOD]
    assert [each.where for each in ran.pending] == ["large"]
    assert "419,430,400 bytes of memory" in ran.pending[0].why


@pytest.mark.parametrize("workers", [1, 3])
def test_threads_and_workers_do_not_show(workers: int) -> None:
    documents = among_good(Fake("a", "leaves"), Fake("b", "killed"))
    shards = [documents[start : start + 2] for start in range(0, len(documents), 2)]
    with pool(workers) as made, ThreadPoolExecutor(4) as threads:
        ran = sum(threads.map(made.run, shards), Ran[Any]())
    assert names(ran) == [each.where for each in GOOD]
    assert [each.where for each in ran.pending] == ["a", "b"]


def test_there_are_no_more_workers_than_shards(tmp_path: Path) -> None:
    notes = [tmp_path / f"{number}" for number in range(4)]
    with pool(8) as made:
        made.warm(1)
        for note in notes:
            made.run([Fake("good", note=note)])
    assert len({note.read_text() for note in notes}) == 1


def test_no_worker_outlives_the_pool(tmp_path: Path) -> None:
    with pool(2) as made:
        made.warm(2)
        made.run([Fake("good", note=tmp_path / "pid")])
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_an_error_of_the_work_is_raised_here() -> None:
    with pool() as made:
        with pytest.raises(RuntimeError, match="no space left"):
            made.run([Fake("bad", "raises")])
        assert names(made.run(GOOD)) == [each.where for each in GOOD]


def test_an_error_of_the_preparation_is_raised_here() -> None:
    with Pool(1, hazards.broken, (4,), hazards.read) as made, pytest.raises(LookupError, match="no registry 4"):
        made.run(GOOD)


def test_workers_that_end_while_they_start_end_the_run() -> None:
    with Pool(1, hazards.dying, (4,), hazards.read) as made, pytest.raises(PipelineError, match="exit code 4"):
        made.run(GOOD)


def test_a_closed_pool_lets_nobody_wait(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with ThreadPoolExecutor(2) as threads:
        with pool() as made:
            waiting = [threads.submit(made.run, [Fake("stuck", "stuck", note)]) for _ in range(2)]
            while not note.exists():
                pass
        for each in waiting:
            with pytest.raises(PipelineError, match="closed"):
                each.result()
