"""A fault at some of the calls that a commit makes on the dataset; `make faults` makes one at every call.

After each: the dataset verifies, every acknowledged version is there and flushed, and the next run ends with the same id.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from tests.faults.harness import Faults, plan, serving
from tests.faults.scenarios import COMMITS
from tests.faults.shim import Mode, compiler

SEED = 20310314
SAMPLE = 14

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the shim is made for Linux (LD_PRELOAD, /proc)"),
    pytest.mark.skipif(compiler() is None, reason="no C compiler (cc, gcc or clang) to make the shim with"),
]


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faults]:
    with serving(tmp_path_factory.mktemp("faults")) as served:
        yield served


def test_a_sample_of_all_faults_harms_nothing(faults: Faults) -> None:
    every = [(name, call, mode) for name in COMMITS for call, mode in plan(faults, name)]
    for name, call, mode in random.Random(SEED).sample(every, SAMPLE):
        faults.hit(name, call, mode)
    assert faults.failures() == []


def test_a_kill_before_any_flush_rename_or_link_leaves_no_half_version(faults: Faults) -> None:
    """Each of them in turn, on the second commit: the calls by which a version becomes durable."""
    steps = [call for call in faults.calls("second") if call.name in ("fsync", "fdatasync", "rename", "link")]
    hit = [faults.hit("second", call, Mode.KILL_BEFORE) for call in steps if call.takes(Mode.KILL_BEFORE)]
    assert len(hit) >= 20
    assert [each for each in hit if each["wrong"]] == []
    assert {each["ended"] for each in hit} == {"killed"}


@pytest.mark.parametrize("mode", [Mode.KILL_BEFORE, Mode.TORN, Mode.FAIL])
def test_a_fault_where_the_entry_is_written_harms_nothing(faults: Faults, mode: Mode) -> None:
    """The narrow place: the entry's temporary file is written, linked to its name, removed, and the entry flushed."""
    entry = [call for call in faults.calls("second") if "_delta_log" in call.path.parts and call.kind != "read"]
    hit = [faults.hit("second", call, mode) for call in entry if call.takes(mode)]
    assert hit
    assert [each for each in hit if each["wrong"]] == []
    if mode is not Mode.FAIL:
        assert {each["ended"] for each in hit} == {"killed"}


_STRACE = regex.compile(r"^\d+ +(?P<name>\w+)\((?P<rest>.*)")
_RESULT = regex.compile(r" = [^=]*$")  # a call that was interrupted in the log has none: "<unfinished ...>"
_SAME = {"openat": "open", "linkat": "link", "pwrite64": "pwrite", "mkdirat": "mkdir", "unlinkat": "unlink"}
_TRACED = (
    "open,openat,creat,write,pwrite64,writev,pwritev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "mkdir,mkdirat,unlink,unlinkat,rmdir,truncate,ftruncate,fallocate,copy_file_range,sendfile,exit_group"
)


@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace to hold the shim's count against")
def test_the_shim_counts_what_strace_counts(tmp_path: Path) -> None:
    """None of the calls goes past libc, whichever language made it."""
    seen = tmp_path / "strace"
    tool = ["strace", "-f", "-y", "-s", "0", "--seccomp-bpf", "-e", f"trace={_TRACED}", "-o", str(seen)]
    with serving(tmp_path, tool) as served:
        counted = Counter(call.name for call in served.calls("second"))
    lines = iter(seen.read_text(errors="replace").splitlines())
    next(line for line in lines if "second.trace" in line)
    kernel: Counter[str] = Counter()
    for line in lines:
        call = _STRACE.match(line)
        if call and call["name"] == "exit_group":
            break
        if call and f"{tmp_path}/dataset" in _RESULT.sub("", call["rest"]):
            kernel[_SAME.get(call["name"], call["name"])] += 1
    assert counted == kernel
