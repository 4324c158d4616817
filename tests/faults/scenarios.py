"""What is done to a dataset while a call fails. Each ends in one version more, with the same id whatever went wrong before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from provenance import extract
from provenance.config import Config
from provenance.dataset.log import settle
from provenance.dataset.state import load_state
from provenance.errors import SourceError
from provenance.identity.hashes import hash_bytes
from provenance.pipeline.request import make_request
from provenance.pipeline.run import run
from provenance.pipeline.steps import Direct
from provenance.pipeline.tools import tools_for
from provenance.publish import commit as commits
from tests.samples import OTHER_RECIPE, Capture, publish

FIRST = [Capture("a.html", ("The harbour is shut.",))]
SECOND = [Capture("a.html", ("The harbour is open.",)), Capture("b.html", rejected=True)]

#: The scenario of a whole run, which is slow.
RUN = "run"


@dataclass(frozen=True)
class Scenario:
    """`prepare` makes the dataset of the start, if there is one; `act` publishes on it, and is what goes wrong."""

    name: str
    prepare: Callable[[Path], object] | None
    act: Callable[[Path], object]


def _first(root: Path) -> object:
    return publish(root, FIRST)


def _second(root: Path) -> object:
    return publish(root, SECOND)


def _upgrade(root: Path) -> object:
    state = load_state(root)
    manifest = state.manifest()
    if manifest is not None and manifest.recipe == hash_bytes(OTHER_RECIPE):
        settle(root, state.delta_version)  # done already: a run would make sure of it, and not begin another
        return None
    return publish(root, FIRST, OTHER_RECIPE, "technical_upgrade")


def _with_checkpoint(root: Path) -> object:
    commits.CHECKPOINT_EVERY = 1  # in a process that was forked for this alone
    return publish(root, SECOND)


_PAGES = {
    "monday.txt": "The harbour of Almina is shut\n\nThe harbour of Almina has been shut since 13 March 2031, the port said.\n",
    "tuesday.txt": "The harbour of Almina opens\n\nThe harbour of Almina opens on 15 March 2031, the port authority said.\n",
}


def read_pages() -> None:
    """Read the pages of a run, with all that this loads and compiles."""
    for page in _PAGES.values():
        extract(page)


def _run_on(root: Path, *names: str) -> object:
    """What `provenance run --direct` does with some pages; None where it published nothing.

    Raises SourceError where that is because a page stays pending: the command ends with 1 and names it then.
    """
    inbox = root.with_name(f"{root.name}-inbox")
    inbox.mkdir(exist_ok=True)
    for name in names:
        (inbox / name).write_text(_PAGES[name])
    request = make_request(Config(), [inbox], workers=0, dataset=root)
    report = run(request, tools_for(request), Direct())
    if report.pending and not report.versions:
        raise SourceError("; ".join(f"{each.where}: {each.why}" for each in report.pending))
    return report.versions or None


def _run_first(root: Path) -> object:
    return _run_on(root, "monday.txt")


def _run_second(root: Path) -> object:
    return _run_on(root, "monday.txt", "tuesday.txt")


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("first", None, _first),
        Scenario("second", _first, _second),
        Scenario("upgrade", _first, _upgrade),
        Scenario("checkpoint", _first, _with_checkpoint),
        Scenario(RUN, _run_first, _run_second),
    )
}
#: Those that are a commit alone. Extraction, Prefect and Great Expectations do nothing on the dataset.
COMMITS = tuple(name for name in SCENARIOS if name != RUN)
