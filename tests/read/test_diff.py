"""What changed between two versions: histories that were thought through, and any history against what must hold of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.errors import UsageError
from provenance.read.change import KINDS, ArticleChange
from provenance.read.compare import ValueChange
from provenance.read.dataset import Dataset, open_dataset
from provenance.read.diff import Diff
from tests.captures import T1, T2, T3, T4, again, at, bare, rejected
from tests.grown import Step, grown, upgrade
from tests.samples import Capture


def only(found: Diff) -> ArticleChange:
    [article] = found.articles
    return article


def fields(article: ArticleChange) -> tuple[list[str], list[str]]:
    return [each.field for each in article.upgrade], [each.field for each in article.edit]


# Steps, versions to compare; then kinds, revisions before and after, and what upgrade and edit changed.
CASES = [
    pytest.param([[at(T1, "A")], [at(T2, "B")]], "1 2", "edited", (1, 2), ([], ["text"]), id="edited"),
    pytest.param([[at(T1, "A")], [at(T2, "B")], [at(T3, "A")]], "1 3", "edited", (1, 3), ([], []), id="edited and back"),
    pytest.param([[bare("A")], [bare("B")], [bare("A")]], "1 3", "edited", (1, 3), ([], []), id="bare file and back"),
    pytest.param([[bare("A")], [bare("B")], [bare("A")]], "2 3", "edited", (2, 3), ([], ["text"]), id="bare file came back"),
    pytest.param([[at(T1, "A")], [at(T2, None)]], "1 2", "quarantined stale", (1, 1), ([], []), id="newest rejected"),
    pytest.param([[at(T1, "A")], [rejected(T2)]], "1 2", "quarantined stale", (1, 1), ([], []), id="newest unreadable"),
    pytest.param([[at(T1, "A")], [at(T2, None)], [at(T3, "A")]], "2 3", "released returned", (1, 1), ([], []), id="well again"),
    pytest.param(
        [[at(T1, "A")], [at(T2, None)], [at(T3, "B")]],
        "2 3",
        "edited released returned",
        (1, 2),
        ([], ["text"]),
        id="well again and edited",
    ),
    pytest.param([[at(T1, "A")], [at(T2, None)], [at(T3, "A")]], "1 3", "", None, None, id="rejected only in between"),
    pytest.param([[at(T1, "A")], [at(T2, None)], [rejected(T3)]], "2 3", "rejected_again", (1, 1), ([], []), id="twice rejected"),
    pytest.param([[at(T1, None)], [at(T2, "A")]], "1 2", "new released", (None, 1), ([], []), id="new out of quarantine"),
    pytest.param([[rejected(T1)], [at(T2, "A")]], "1 2", "new released", (None, 1), ([], []), id="new, was unreadable"),
    pytest.param([[at(T1, "A")], [at(T2, "A")]], "1 2", "", None, None, id="unchanged"),
    pytest.param([[at(T2, "B")], [at(T1, "A")]], "1 2", "earlier_capture", (1, 1), ([], []), id="earlier capture"),
    # The newest capture says what the last revision says, and adds none; yet the current one is another.
    pytest.param(
        [[at(T2, "B")], [at(T1, "A")], [at(T3, "A")]], "2 3", "edited", (1, 2), ([], ["text"]), id="edit without a revision"
    ),
    pytest.param(
        [[at(T2, "B")], [at(T1, "A")], [at(T3, "A")]],
        "1 3",
        "edited earlier_capture",
        (1, 2),
        ([], ["text"]),
        id="earlier capture and edit",
    ),
    pytest.param(
        [[at(T1, "A")], upgrade(again(at(T1, "A"), "A!"))],
        "1 2",
        "technical_upgrade",
        (1, 2),
        (["text"], []),
        id="upgrade",
    ),
    pytest.param([[at(T1, "A")], upgrade(again(at(T1, "A"), "A"))], "1 2", "", None, None, id="upgrade that changed nothing"),
    pytest.param(
        [[at(T1, "A")], upgrade(again(at(T1, "A"), "A!")), [at(T2, "B!")]],
        "1 3",
        "edited technical_upgrade",
        (1, 3),
        (["text"], ["text"]),
        id="upgrade, then edit",
    ),
    pytest.param(
        [[at(T1, "A")], [at(T2, "B")], upgrade(again(at(T1, "A"), "A!"), again(at(T2, "B"), "B!"))],
        "1 3",
        "edited technical_upgrade",
        (1, 4),
        (["text"], ["text"]),
        id="edit, then upgrade",
    ),
    pytest.param(
        [[at(T1, "A")], [at(T2, "B")], upgrade(again(at(T1, "A"), "A!"), again(at(T2, "B"), "B!"))],
        "2 3",
        "technical_upgrade",
        (2, 4),
        (["text"], []),
        id="upgrade of both captures",
    ),
    pytest.param(
        [[at(T1, "A")], [at(T2, "B")], upgrade(again(at(T1, "A"), "A!"), again(at(T2, "B"), "B"))],
        "2 3",
        "technical_upgrade",
        (2, 2),
        ([], []),
        id="upgrade of an earlier capture only",
    ),
    # The publisher's edit is one only as the old recipe reads the pages.
    pytest.param(
        [[at(T1, "A")], [at(T2, "B")], upgrade(again(at(T1, "A"), "C"), again(at(T2, "B"), "C"))],
        "1 3",
        "edited technical_upgrade",
        (1, 4),
        (["text"], []),
        id="edit that the new recipe does not see",
    ),
    # The new recipe rejects what was current, and what stood before it is current again: nobody edited anything.
    pytest.param(
        [[at(T1, "A")], [at(T2, "B")], upgrade(again(at(T1, "A"), "A!"), again(at(T2, "B"), None))],
        "2 3",
        "technical_upgrade quarantined stale",
        (2, 3),
        (["text"], []),
        id="rejected by the recipe",
    ),
    pytest.param(
        [[at(T1, None)], upgrade(again(at(T1, None), "A"))],
        "1 2",
        "new released",
        (None, 1),
        ([], []),
        id="accepted by the recipe",
    ),
    pytest.param(
        [[at(T1, "A")], [at(T2, None)], upgrade(again(at(T1, "A"), "A"), again(at(T2, None), "B"))],
        "2 3",
        "edited technical_upgrade released returned",
        (1, 2),
        ([], ["text"]),
        id="the recipe accepts an edit that was rejected",
    ),
    pytest.param(
        [[at(T1, "A")], [at(T2, None)], upgrade(again(at(T1, "A"), "A"), again(at(T2, None), None))],
        "2 3",
        "",
        None,
        None,
        id="rejected by both recipes for the same reasons",
    ),
]


@pytest.mark.parametrize(("steps", "versions", "kinds", "revisions", "changed"), CASES)
def test_one_article(
    tmp_path: Path,
    steps: list[Step],
    versions: str,
    kinds: str,
    revisions: tuple[int | None, int | None] | None,
    changed: tuple[list[str], list[str]] | None,
) -> None:
    found = grown(tmp_path, steps).diff(*versions.split())
    if not kinds:
        assert found.articles == ()
        return
    article = only(found)
    assert list(article.kinds) == sorted(kinds.split(), key=KINDS.index)
    assert (article.revision_before, article.revision_after) == revisions
    assert fields(article) == changed
    assert found.kinds == dict.fromkeys(article.kinds, 1)


def test_upgrade_and_edit_are_told_apart_word_by_word(tmp_path: Path) -> None:
    steps: list[Step] = [[at(T1, "A")], upgrade(again(at(T1, "A"), "A!")), [at(T2, "B!")]]
    article = only(grown(tmp_path, steps).diff("1", "3"))
    assert article.upgrade == (ValueChange("text", "A", "A!"),)
    assert article.edit == (ValueChange("text", "A!", "B!"),)
    assert (article.revision_before, article.revision_between, article.revision_after) == (1, 2, 3)
    assert article.added == (2, 3)


def test_a_part_that_is_gone_and_comes_back(tmp_path: Path) -> None:
    dataset = grown(tmp_path, [[at(T1, "A", "B")], [at(T2, "A")], [at(T3, "A", "B")]])
    gone, back = only(dataset.diff("1", "2")), only(dataset.diff("2", "3"))
    assert (gone.part, gone.kinds, gone.status_after) == (1, ("withdrawn",), "withdrawn")
    assert (back.part, back.kinds, back.status_before) == (1, ("returned",), "withdrawn")
    assert dataset.diff("1", "3").articles == ()


def test_an_unreadable_page_makes_all_its_articles_stale(tmp_path: Path) -> None:
    found = grown(tmp_path, [[at(T1, "A", "B")], [rejected(T2)]]).diff("1", "2")
    assert [(each.part, each.kinds) for each in found.articles] == [(part, ("quarantined", "stale")) for part in (0, 1)]
    assert [[reason["rule"] for reason in each.reasons] for each in found.articles] == [["text_too_short"]] * 2
    assert found.statuses == {"current": (2, 0), "stale": (0, 2), "withdrawn": (0, 0)}


def test_an_article_that_was_only_ever_rejected_is_told_by_its_address(tmp_path: Path) -> None:
    found = only(grown(tmp_path, [[at(T1, "A")], [Capture("b.html", (None,), T2), at(T2, "A")]]).diff("1"))
    assert (found.uri, found.kinds, found.revision_after, found.status_after) == ("b.html", ("quarantined",), None, None)


def test_silent_is_what_left_the_modified_time_alone(tmp_path: Path) -> None:
    stamps = [{"modified_date": date(2031, 3, day)} for day in (1, 1, 3)]
    times, texts = (T1, T2, T3), ("A", "B", "C")
    steps = [
        [Capture(texts=(text,), captured_at=when, columns=stamp)] for when, text, stamp in zip(times, texts, stamps, strict=True)
    ]
    dataset = grown(tmp_path, steps)
    assert [only(dataset.diff(*ends)).silent for ends in (("1", "2"), ("2", "3"), ("1", "3"))] == [True, False, False]


def test_recipe_and_counts(tmp_path: Path) -> None:
    found = grown(tmp_path, [[at(T1, "A")], upgrade(again(at(T1, "A"), "A!"))]).diff("1", "2")
    assert [(each.entry, each.before, each.after) for each in found.recipe] == [("steps.dates", 1, 2)]
    assert found.counts["articles"] == (1, 2)
    assert found.counts["snapshots"] == (1, 1)
    assert found.sequences == (1, 2)


def test_the_newer_version_first_is_wrong_use(story: Path) -> None:
    with pytest.raises(UsageError, match="version 2 is newer than version 1"):
        open_dataset(story).diff("2", "1")


def test_a_version_does_not_differ_from_itself(story: Path) -> None:
    found = open_dataset(story).diff("2", "latest")
    assert (found.articles, found.recipe, found.kinds) == ((), (), {})


def test_the_story(story: Path) -> None:
    found = open_dataset(story).diff("1")
    assert {(each.uri, each.part): each.kinds for each in found.articles} == {
        ("broken.html", 0): ("quarantined",),
        ("ferry.txt", 1): ("withdrawn",),
        ("leak.html", 0): ("edited",),
        ("mended.html", 0): ("new", "released"),
        ("spoiled.html", 0): ("quarantined", "stale"),
    }


@pytest.mark.parametrize("name", ["leak.html", "fuel leak", "broken.html"])
def test_one_article_alone(story: Path, name: str) -> None:
    assert len(open_dataset(story).diff("1", article=name).articles) == 1


texts = st.lists(st.sampled_from(["A", "B", None]), min_size=1, max_size=2).map(tuple)
captures = st.builds(lambda when, texts: Capture(texts=texts, captured_at=when), st.sampled_from([None, T1, T2, T3, T4]), texts)
runs = st.lists(captures, min_size=1, max_size=2, unique_by=lambda each: each.captured_at)


@settings(max_examples=6)
@given(st.lists(runs, min_size=2, max_size=4), st.data())
def test_edits_and_upgrades_are_never_mixed_up(versions: list[list[Capture]], data: st.DataObject) -> None:
    snapshots = {each.snapshot.snapshot_id: each for run in versions for each in run}
    with TemporaryDirectory() as folder:
        last = len(grown(Path(folder), versions).versions)
        stored = open_dataset(folder).latest().snapshots(payload=False).column("snapshot_id").to_pylist()
        readings = [again(snapshots[id_], *data.draw(texts)) for id_ in stored]
        dataset = grown(Path(folder), [upgrade(*readings)])
        for article in dataset.diff("1", str(last)).articles:
            assert "technical_upgrade" not in article.kinds
            assert article.upgrade == ()
        for article in dataset.diff(str(last)).articles:
            # Only a capture that the older recipe had not accepted can hold an edit that nobody had been shown.
            if not first_accepted(dataset, article.article_id, last + 1):
                assert "edited" not in article.kinds
                assert article.edit == ()
        check_ends(dataset, "1")


def first_accepted(dataset: Dataset, id_: str, sequence: int) -> set[str]:
    """The snapshots that were accepted for an article in a version, and never before."""
    rows = [
        row for row in dataset.latest().observations().to_pylist() if row["article_id"] == id_ and row["outcome"] == "accepted"
    ]
    before = {row["snapshot_id"] for row in rows if row["sequence"] < sequence}
    return {row["snapshot_id"] for row in rows if row["sequence"] == sequence} - before


def check_ends(dataset: Dataset, before: str) -> None:
    """Upgrade and edit, one after the other, lead from the older text to the newer one."""
    older, newer = (
        {row["article_id"]: row["text"] for row in dataset.version(name).articles(["article_id", "text"]).to_pylist()}
        for name in (before, "latest")
    )
    told = {article.article_id: article for article in dataset.diff(before).articles}
    for id_, text in older.items():
        if id_ in told:
            for change in (*told[id_].upgrade, *told[id_].edit):
                if isinstance(change, ValueChange) and change.field == "text":
                    assert change.before == text
                    text = change.after
        assert text == newer[id_]
    assert newer.keys() - older.keys() <= told.keys()
