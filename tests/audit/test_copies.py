"""A dataset in another place, packed and unpacked, or where nothing may be written: it verifies and can be read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from deltalake import DeltaTable

from tests.command import provenance
from tests.faults.harness import CHECKOUT
from tests.faults.shim import build, compiler
from tests.samples import Capture, publish, verified

QUERY = "select count(*) as n from articles"
COMMANDS = (("verify",), ("log",), ("show", "Harbour of Almina"), ("status",), ("quarantine",), ("sql", QUERY))
TITLE = {"title": "Harbour of Almina shut", "language": "en"}
VERSIONS = (
    [Capture("a.html", ("The harbour is shut.",), columns=TITLE), Capture("b.html", rejected=True)],
    [Capture("a.html", ("The harbour is open.",), columns=TITLE)],
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("original") / "dataset"
    for captures in VERSIONS:
        publish(root, captures)
    DeltaTable(root).create_checkpoint()
    return root


def zipped(root: Path, to: Path) -> None:
    """Packed by one tool and unpacked by another library: neither times nor permissions are kept."""
    archive = shutil.make_archive(str(to.with_suffix("")), "zip", root)
    with zipfile.ZipFile(archive) as file:
        file.extractall(to)


def copied(root: Path, to: Path) -> None:
    shutil.copytree(root, to, copy_function=shutil.copyfile)


def moved_twice(root: Path, to: Path) -> None:
    copied(root, to.with_name("first"))
    to.with_name("first").rename(to)


def linked(root: Path, to: Path) -> None:
    to.symlink_to(root, target_is_directory=True)


@pytest.mark.parametrize("take", [zipped, moved_twice, linked])
def test_a_copy_verifies_and_reads_like_the_original(original: Path, tmp_path: Path, take: Callable[[Path, Path], None]) -> None:
    copy = tmp_path / "a copy, elsewhere"
    take(original, copy)
    assert verified(copy).findings == ()
    assert verified(copy).version == verified(original).version
    for command in COMMANDS:
        here, there = (provenance(*command, "--json", "--dataset", root) for root in (original, copy))
        assert there.code == 0, there.err
        assert there.out.replace(str(copy), "") == here.out.replace(str(original), "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the shim is made for Linux (LD_PRELOAD, /proc)")
@pytest.mark.skipif(compiler() is None, reason="no C compiler (cc, gcc or clang) to make the shim with")
def test_a_dataset_that_cannot_be_written_is_read(original: Path, tmp_path: Path) -> None:
    """Every call that writes fails as on a read-only file system, whoever we are (the superuser passes over permissions)."""
    program = (
        "import sys; from pathlib import Path; from tests.command import provenance; from tests.faults.shim import Mode, arm\n"
        "root = Path(sys.argv[1]); arm(root, Mode.READ_ONLY)\n"
        "try: (root / 'note').write_text('x')\n"
        "except OSError as error: print(error.strerror)\n"
        f"for command in {COMMANDS!r}:\n"
        "    done = provenance(*command, '--dataset', root); print(command[0], done.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(original.resolve())],
        check=True,
        cwd=CHECKOUT,
        env={**os.environ, "LD_PRELOAD": str(build(tmp_path))},
        capture_output=True,
        text=True,
    )
    assert done.stdout.split("\n") == ["Read-only file system", *(f"{command[0]} 0" for command in COMMANDS), ""]
