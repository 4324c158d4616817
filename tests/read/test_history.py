"""The history of one article."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from provenance.errors import UsageError
from provenance.read.dataset import open_dataset
from provenance.read.history import History
from tests.captures import T1, T2, T3, T4, again, at, bare, rejected
from tests.grown import Step, grown, upgrade
from tests.samples import Capture

Told = tuple[str, int | None, tuple[int, int] | None]  # kind, revision that it added, revisions compared


def told(found: History) -> list[Told]:
    return [(each.kind, each.revision, each.compared) for each in found.events]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param(
            [[at(T1, "A")], [at(T2, "A")], [at(T3, "B")]],
            [("new", 1, None), ("unchanged", None, None), ("edited", 2, (1, 2))],
            id="unchanged, then edited",
        ),
        pytest.param(
            [[bare("A")], [bare("B")], [bare("A")]],
            [("new", 1, None), ("edited", 2, (1, 2)), ("edited", 3, (2, 3))],
            id="a bare file and back",
        ),
        pytest.param(
            [[at(T1, "A")], [at(T2, None)], [rejected(T3)], [at(T4, "B")]],
            [("new", 1, None), ("quarantined", None, None), ("quarantined", None, None), ("edited", 2, (1, 2))],
            id="rejected in between",
        ),
        # In the order of capture, whatever the order of arrival: the page said A, then B.
        pytest.param([[at(T2, "B")], [at(T1, "A")]], [("new", 2, None), ("edited", 1, (2, 1))], id="late arrival"),
        pytest.param(
            [[at(T2, "B")], [at(T1, "A")], [at(T3, "A")]],
            [("new", 2, None), ("edited", 1, (2, 1)), ("edited", None, (1, 2))],
            id="an edit without a revision of its own",
        ),
        pytest.param(
            [[at(T1, "A")], [at(T2, "B")], upgrade(again(at(T1, "A"), "A!"), again(at(T2, "B"), "B!"))],
            [
                ("new", 1, None),
                ("technical_upgrade", 3, (1, 3)),
                ("edited", 2, (3, 4)),
                ("technical_upgrade", 4, (2, 4)),
            ],
            id="an upgrade is compared with the same capture",
        ),
        pytest.param(
            [[at(T1, "A")], [at(T2, "B")], upgrade(again(at(T1, "A"), "C"), again(at(T2, "B"), "C"))],
            [("new", 1, None), ("technical_upgrade", 3, (1, 3)), ("unchanged", 2, None), ("technical_upgrade", 4, (2, 4))],
            id="an edit that the new recipe does not see",
        ),
        pytest.param([[at(T1, "A")], upgrade(again(at(T1, "A"), "A"))], [("new", 1, None)], id="an upgrade that changed nothing"),
        # No recipe reads the second and the third capture; the first and the third are read by the new one.
        pytest.param(
            [[at(T1, "A")], [at(T2, "B")], upgrade(again(at(T1, "A"), "A!"), again(at(T2, "B"), None)), [at(T3, "C!")]],
            [
                ("new", 1, None),
                ("technical_upgrade", 3, (1, 3)),
                ("edited", 2, (1, 2)),
                ("technical_upgrade", None, None),
                ("edited", 4, (3, 4)),
            ],
            id="rejected by the new recipe, then edited",
        ),
        pytest.param(
            [[at(T1, "A")], [at(T2, None)], upgrade(again(at(T1, "A"), "A"), again(at(T2, None), "B"))],
            [("new", 1, None), ("quarantined", None, None), ("technical_upgrade", 2, (1, 2))],
            id="an edit that only the new recipe accepts",
        ),
        pytest.param(
            [[at(T1, None)], upgrade(again(at(T1, None), "A"))],
            [("quarantined", None, None), ("technical_upgrade", 1, None)],
            id="accepted by the new recipe",
        ),
        pytest.param(
            [[at(T1, "A")], upgrade(again(at(T1, "A"), None))],
            [("new", 1, None), ("technical_upgrade", None, None)],
            id="rejected by the new recipe",
        ),
    ],
)
def test_the_events_of_a_page(tmp_path: Path, steps: list[Step], expected: list[Told]) -> None:
    assert told(grown(tmp_path, steps).latest().history("a.html")) == expected


def test_a_part_that_was_not_there_yet_and_is_gone(tmp_path: Path) -> None:
    dataset = grown(tmp_path, [[at(T1, "A")], [at(T2, "A", "B")], [at(T3, "A")], [at(T4, "A", "B")]])
    ids = {row["part"]: row["article_id"] for row in dataset.latest().articles().to_pylist()}
    assert [each.kind for each in dataset.latest().history(ids[1]).events] == ["new", "gone", "unchanged"]
    assert [each.kind for each in dataset.latest().history(ids[0]).events] == ["new", *["unchanged"] * 3]


def test_an_edit_is_silent_where_the_modified_time_stays_and_tells_when_the_page_was_last_seen(tmp_path: Path) -> None:
    states = [(T1, "A", 1), (T2, "A", 1), (T3, "B", 1), (T4, "C", 4)]
    steps = [
        [Capture(texts=(text,), captured_at=when, columns={"modified_date": date(2031, 3, day)})] for when, text, day in states
    ]
    *_, silent, loud = grown(tmp_path, steps).latest().history("a.html").events
    assert (silent.kind, silent.silent, silent.since) == ("edited", True, T2)
    assert (loud.kind, loud.silent, loud.since) == ("edited", False, T3)
    assert [each.field for each in loud.changes] == ["modified_date", "text"]


def test_an_upgrade_is_never_silent(tmp_path: Path) -> None:
    steps: list[Step] = [[at(T1, "A")], upgrade(again(at(T1, "A"), "A!"))]
    assert not any(each.silent for each in grown(tmp_path, steps).latest().history("a.html").events)


def test_the_past_is_not_told_of_the_future(story: Path) -> None:
    dataset = open_dataset(story)
    assert len(dataset.version("1").history("leak.html").events) == 1
    assert len(dataset.version("2").history("leak.html").events) == 2


@pytest.mark.parametrize(
    ("name", "status", "revision"),
    [
        ("leak.html", "current", 2),
        ("Well once", "stale", 1),
        ("broken.html", "rejected", None),
    ],
)
def test_status(story: Path, name: str, status: str, revision: int | None) -> None:
    found = open_dataset(story).latest().history(name)
    assert (found.status, found.revision) == (status, revision)


def test_reasons_of_a_rejection(story: Path) -> None:
    [event] = open_dataset(story).latest().history("broken.html").events
    assert (event.outcome, [each["rule"] for each in event.reasons]) == ("quarantined", ["text_too_short"])


@pytest.mark.parametrize("name", ["Ferry is late", "ferry late, says port"])
def test_an_article_is_found_by_a_title_of_the_past(tmp_path: Path, name: str) -> None:
    titles = ("Ferry is late", "Ferry late, says port", "Ferry sails")
    steps = [
        [Capture(texts=("A",), captured_at=when, columns={"title": title})]
        for when, title in zip((T1, T2, T3), titles, strict=True)
    ]
    found = grown(tmp_path, steps).latest().history(name)
    assert (found.title, len(found.events)) == ("Ferry sails", 3)


def test_a_title_of_today_goes_before_one_of_the_past(tmp_path: Path) -> None:
    def titled(uri: str, title: str, when: object) -> Capture:
        return Capture(uri, ("A",), T1 if when == 1 else T2, columns={"title": title})

    steps = [
        [titled("a.html", "Port shut", 1), titled("b.html", "Port", 1)],
        [titled("a.html", "Ferry", 2)],
        [titled("b.html", "Port shut", 2)],
    ]
    assert grown(tmp_path, steps).latest().history("port shut").uri == "b.html"


def test_an_unknown_article_is_wrong_use(story: Path) -> None:
    with pytest.raises(UsageError, match="near to it are"):
        open_dataset(story).latest().history("leek.html")
