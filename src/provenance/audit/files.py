"""The files that commits refer to, against their sizes and hashes. None is read into memory whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from provenance.audit.commits import Commit
from provenance.audit.finding import Finding
from provenance.dataset import layout
from provenance.dataset.manifest import DataFile
from provenance.identity.hashes import PREFIX


def digest_fault(path: Path, digest: str, size: int | None = None) -> str | None:
    """What is wrong with a file that should have a hash, and a size in bytes; None where nothing is."""
    try:
        with path.open("rb") as file:
            found = PREFIX + hashlib.file_digest(file, "sha256").hexdigest()
            length = file.tell()
    except OSError as error:
        return error.strerror or str(error)
    if found == digest and size in (None, length):
        return None
    return f"{length} bytes hash to {found}, published were {'' if size is None else f'{size} of '}{digest}"


def data_fault(root: Path, file: DataFile) -> str | None:
    """What is wrong with the bytes of a data file, or with its place."""
    if file.path != layout.data_path(file.table, file.digest):
        return f"it is not at the place of its hash, {layout.data_path(file.table, file.digest)}"
    return digest_fault(root / file.path, file.digest, file.size)


def check_data_files(
    root: Path, files: Iterable[tuple[Commit, int, DataFile]], threads: int, show: Callable[[int, int], None]
) -> Iterator[tuple[Commit, int, Finding]]:
    """Findings of data files, which are read by some threads at once (hashing lets go of Python's lock); `show` is told bytes."""
    given = list(files)
    done, total = 0, sum(file.size for _, _, file in given)
    with ThreadPoolExecutor(threads) as pool:
        faults = pool.map(lambda each: data_fault(root, each[2]), given)
        for (commit, number, file), fault in zip(given, faults, strict=True):
            if fault is not None:
                yield commit, number, Finding("file", file.path, fault)
            done += file.size
            show(done, total)


def check_texts(root: Path, commits: Iterable[Commit]) -> Iterator[tuple[int, Finding]]:
    """Findings of recipes, contracts and validations, each with the place of the first commit that refers to the text."""
    seen: set[tuple[str, str]] = set()
    for commit in commits:
        for path, digest in commit.texts():
            if (path, digest) not in seen:
                seen.add((path, digest))
                fault = digest_fault(root / path, digest)
                if fault is not None:
                    yield commit.place, Finding("text", path, fault)
