"""The command line over documents that crash and stick, and what becomes of workers whose parent is ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import provenance
from tests.flows.command import ARTICLE

from .conftest import Run

# A worker imports the main module again, so it has what is changed here.
COMMAND = """
import os, signal, time
from pathlib import Path
from provenance.pipeline.batches import StagedSnapshot

load = StagedSnapshot.load

def changed(self):
    if Path(self.uri).stem == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if Path(self.uri).stem == "stuck":
        Path("pid").write_text(str(os.getpid()))
        time.sleep(3600)
    return load(self)

StagedSnapshot.load = changed

if __name__ == "__main__":
    from provenance.cli import main
    main()
"""

# Less than a command: a pool, and a document that its worker is stuck on.
POOL = """
import sys
from pathlib import Path
from provenance.pipeline import process
from provenance.pipeline.pool import Pool
from tests.pipeline.hazards import Fake, prepared, read

if __name__ == "__main__":
    process._GRACE = 0.5
    with Pool(1, prepared, (1,), read, process.Bounds(deadline=1)) as pool:
        pool.run([Fake("bad", sys.argv[1], Path("pid"))])
"""


@contextmanager
def started(folder: Path, code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    (folder / "main.py").write_text(code)
    path = os.pathsep.join((str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")))
    with subprocess.Popen(
        [sys.executable, "main.py", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "PROVENANCE_DEADLINE": "8", "PROVENANCE_WORKERS": "2"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        yield process


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("crash", "good", "stuck"):
        (folder / f"{name}.txt").write_text(ARTICLE.replace("two hours", f"two hours ({name})"))
    return folder


def stuck_worker(folder: Path, process: subprocess.Popen[str]) -> int:
    """The process id of the worker that is stuck, as soon as one is."""
    note = folder / "pid"
    while process.poll() is None:
        if note.exists() and (text := note.read_text()):
            return int(text)
    raise AssertionError(process.communicate())


def wait_for_end(pid: int) -> None:
    """Until a process has ended that another one should reap."""
    status = Path(f"/proc/{pid}/stat")
    while True:
        try:
            if status.read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return
        except OSError:
            return


def test_documents_that_crash_and_stick_stay_pending_and_the_others_are_published(
    publish: Run, inbox: Path, tmp_path: Path
) -> None:
    with started(tmp_path, COMMAND, "run", "in", "--direct", "--dataset", "with") as process:
        out, err = process.communicate(timeout=180)
    assert process.returncode == 1, err
    assert "3 found = 1 read + 0 skipped + 2 pending" in out
    pending = [line for line in out.splitlines() if line.startswith("  in/")]
    assert [line.split()[0] for line in pending] == ["in/crash.txt", "in/stuck.txt"]
    assert "SIGSEGV" in pending[0]
    assert "within 8 seconds" in pending[1]
    for name in ("crash", "stuck"):
        (inbox / f"{name}.txt").unlink()
    assert provenance.open(tmp_path / "with").latest().id == publish(inbox, dataset=tmp_path / "without").version


def test_an_interrupted_run_leaves_no_worker(inbox: Path, tmp_path: Path) -> None:
    with started(tmp_path, COMMAND, "run", "in/stuck.txt", "--direct", "--dataset", "dataset") as process:
        worker = stuck_worker(tmp_path, process)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does on Ctrl-C
        _, err = process.communicate(timeout=60)
    wait_for_end(worker)
    assert process.returncode == 130
    assert "Traceback" not in err


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("does", ["stuck", "stuck_in_foreign_code"])
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc whether a process has ended")
def test_workers_end_with_their_parent(tmp_path: Path, sent: signal.Signals, does: str) -> None:
    with started(tmp_path, POOL, does) as process:
        worker = stuck_worker(tmp_path, process)
        process.send_signal(sent)
        assert process.wait(60) == -sent
        wait_for_end(worker)
        assert "Traceback" not in process.communicate()[1]
