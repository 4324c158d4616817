"""A run or an upgrade that was stopped goes on where it was, and what lies in its staging is used only where it is whole."""

from __future__ import annotations

import errno
import fcntl
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import provenance
from provenance.config import Config
from provenance.errors import DatasetError
from provenance.pipeline import batches, reading
from provenance.pipeline.request import make_request
from provenance.pipeline.run import run
from provenance.pipeline.staging import Staging, in_use
from provenance.pipeline.steps import Direct, Part, T
from provenance.pipeline.tools import tools_for

TEXT = (
    "Ferry line {n} closed\n\nHarbour Gazette | 14 March 2031\n\n"
    "Ferry line {n} across the bay closed on Friday, its operator said.\n"
)


class StoppedError(Exception):
    """The machine goes down."""


class StopsAfter(Direct):
    """Steps that stop after some batches."""

    def __init__(self, batches: int) -> None:
        super().__init__()
        self.left = batches

    def map(self, name: str, step: Callable[[Part], T], parts: Sequence[Part]) -> list[T]:
        for part in parts[: self.left]:
            step(part)
        raise StoppedError


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were extracted, in order; batches of one snapshot each."""
    seen: list[str] = []
    original = reading.read_snapshot

    def counted(snapshot: Any, *rest: Any) -> Any:
        seen.append(snapshot.uri)
        return original(snapshot, *rest)

    monkeypatch.setattr(reading, "read_snapshot", counted)
    monkeypatch.setattr(batches, "MOST_SNAPSHOTS", 1)
    return seen


@pytest.fixture
def upgrade(tmp_path: Path, other_registry: Path, reads: list[str]) -> Callable[[Direct], str | None]:
    """A dataset of four snapshots, one of them rejected, and the upgrade of it."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(3):
        (inbox / f"{number}.txt").write_text(TEXT.format(n=number))
    (inbox / "broken.html").write_bytes(b"\x00\x01")
    request = make_request(Config(), [inbox], dataset=tmp_path / "dataset")
    run(request, tools_for(request), Direct())
    shutil.copytree(tmp_path / "dataset", tmp_path / "fresh")
    reads.clear()

    def call(steps: Direct, dataset: Path = tmp_path / "dataset") -> str | None:
        request = make_request(Config(registry=other_registry), [inbox], dataset=dataset)
        return run(request, tools_for(request), steps).version

    return call


def test_a_stopped_upgrade_goes_on(tmp_path: Path, upgrade: Callable[..., str | None], reads: list[str]) -> None:
    with pytest.raises(StoppedError):
        upgrade(StopsAfter(2))
    done = list(reads)
    assert len(done) == 2
    version = upgrade(Direct())
    assert sorted(reads) == ["0.txt", "1.txt", "2.txt", "broken.html"]
    assert version == upgrade(Direct(), tmp_path / "fresh")
    assert not (tmp_path / "dataset" / "_staging").exists()
    assert provenance.open(tmp_path / "dataset").latest().sequence == 2


@pytest.mark.parametrize("pattern", ["*.json", "*.parquet"])
@pytest.mark.parametrize("content", [b"", b"{}", None])
def test_what_is_torn_is_read_again(
    tmp_path: Path, upgrade: Callable[..., str | None], reads: list[str], pattern: str, content: bytes | None
) -> None:
    with pytest.raises(StoppedError):
        upgrade(StopsAfter(4))
    reads.clear()
    for path in (tmp_path / "dataset" / "_staging").glob(f"*/{pattern}"):
        path.unlink() if content is None else path.write_bytes(content)
    version = upgrade(Direct())
    assert len(reads) == 4
    assert version == upgrade(Direct(), tmp_path / "fresh")


def test_another_recipe_takes_nothing_over(tmp_path: Path, upgrade: Callable[..., str | None], reads: list[str]) -> None:
    with pytest.raises(StoppedError):
        upgrade(StopsAfter(4))
    reads.clear()
    registry = tmp_path / "registry"
    entry = '[[outlet]]\nid = "gazette"\nname = "Harbour Gazette"\ncountry = "PT"\ntimezone = "Europe/Lisbon"\nlanguage = "en"\n'
    (registry / "outlets.toml").write_text(entry)
    upgrade(Direct())
    assert len(reads) == 4


def test_a_stopped_run_goes_on_too(tmp_path: Path, reads: list[str]) -> None:
    inbox, dataset = tmp_path / "inbox", tmp_path / "dataset"
    inbox.mkdir()
    for number in range(4):
        (inbox / f"{number}.txt").write_text(TEXT.format(n=number))
    request = make_request(Config(), [inbox], dataset=dataset)
    with pytest.raises(StoppedError):
        run(request, tools_for(request), StopsAfter(3))
    assert len(reads) == 3
    report = run(request, tools_for(request), Direct())
    assert len(reads) == 4
    assert (report.read, report.accepted) == (4, 4)
    assert not (dataset / "_staging").exists()


def test_two_runs_at_once_have_a_staging_each(tmp_path: Path) -> None:
    recipe = "sha256:" + "a" * 64
    first, second = Staging.enter(tmp_path, recipe), Staging.enter(tmp_path, recipe)
    assert first.folder.name == "a" * 64
    assert second.folder.name.startswith("a" * 64 + ".")
    assert in_use(first.folder)
    assert in_use(second.folder)
    first.close()
    assert not in_use(first.folder)
    assert Staging.enter(tmp_path, recipe).folder == first.folder
    second.clear()
    assert not second.folder.exists()


def test_without_locks_nobody_shares_a_staging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    folders = {Staging.enter(tmp_path, "sha256:" + "a" * 64).folder.name for _ in range(2)}
    assert len(folders) == 2
    assert "a" * 64 not in folders


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "_staging").write_text("a file")
    with pytest.raises(DatasetError, match="cannot be written"):
        Staging.enter(tmp_path, "sha256:" + "a" * 64)
