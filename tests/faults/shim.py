"""The shim of `shim.c` from Python: compiled, loaded before libc, armed, and its trace read."""

from __future__ import annotations

import ctypes
import errno
import shutil
import subprocess
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")

#: Allocators and BLAS start threads on import, which a fork does not take along: they are told not to.
ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "_RJEM_MALLOC_CONF": "background_thread:false",
}


class Mode(IntEnum):
    """What happens at the call that is hit. The numbers are those of `shim.c`."""

    COUNT = 0
    #: It fails with EIO.
    FAIL = 1
    #: It and every later call that takes space fail with ENOSPC: the disk is full, and stays so.
    FULL = 2
    #: Half of what is to be written is, and the call says so.
    SHORT = 3
    #: Half is written, and the process is killed.
    TORN = 4
    KILL_BEFORE = 5
    KILL_AFTER = 6
    #: Every call that takes space fails with EROFS, as on a read-only file system.
    READ_ONLY = 7


#: Modes that make one call go wrong.
AT_ONE_CALL = (Mode.FAIL, Mode.FULL, Mode.SHORT, Mode.TORN, Mode.KILL_BEFORE, Mode.KILL_AFTER)
#: Modes that alter nothing but a write.
OF_WRITES = frozenset({Mode.SHORT, Mode.TORN})
#: A process killed around a call that only reads leaves what the call before it left.
OF_CHANGES = OF_WRITES | {Mode.FULL, Mode.KILL_BEFORE, Mode.KILL_AFTER}

_ERRNO = {Mode.FAIL: errno.EIO, Mode.FULL: errno.ENOSPC, Mode.READ_ONLY: errno.EROFS}
_KINDS = ("read", "space", "other")


@dataclass(frozen=True, slots=True)
class Call:
    """A call on the dataset: its number from 1, its name, whether it reads, takes `space` or does another thing, whether the
    shim made it fail, the path, and the second path of some."""

    number: int
    name: str
    kind: str
    failed: bool
    path: Path
    to: Path | None

    def takes(self, mode: Mode) -> bool:
        """Whether the mode can do anything to it that another call does not show."""
        if mode in OF_WRITES:
            return self.name in {"write", "pwrite"}
        return self.kind != "read" or mode not in OF_CHANGES

    def folder(self, root: Path) -> str:
        """The folder of the dataset that it is on, `.` for the dataset's own."""
        parts = (self.to or self.path).relative_to(root).parts
        return parts[0] if parts else "."


def compiler() -> str | None:
    """The C compiler, None where there is none."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


def build(folder: Path) -> Path:
    """The compiled shim, in a folder."""
    library = folder / "shim.so"
    command = [str(compiler()), "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


def arm(root: Path, mode: Mode, number: int = 0, trace: int = -1) -> None:
    """Arm the shim of this process, which was loaded before it: call `number` under `root` goes wrong."""
    ctypes.CDLL(None).fault_arm(str(root.resolve()).encode(), int(mode), ctypes.c_long(number), _ERRNO.get(mode, 0), trace)


def read_trace(path: Path) -> list[Call]:
    """The calls that a trace holds, in their order."""
    found = []
    for line in path.read_text().splitlines():
        number, name, kind, failed, first, second = line.split("\t")
        to = Path(second) if second else None
        found.append(Call(int(number), name, _KINDS[int(kind)], failed == "1", Path(first), to))
    return sorted(found, key=lambda call: call.number)
