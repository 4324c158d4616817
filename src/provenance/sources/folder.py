"""The folder source: text and HTML files below a folder, in a fixed order, whatever the file system says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from provenance.errors import SourceError, UsageError
from provenance.model.columns import Columns
from provenance.model.place import Place
from provenance.model.snapshot import Snapshot
from provenance.sources.bulk import is_bulk, read_bulk
from provenance.sources.found import Captured, Found, Pending, read_bytes
from provenance.sources.sidecar import read_sidecar

#: Media types by suffix; each may be followed by `.gz`, which decoding recognises by its bytes.
MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html"}

_KNOWN = Columns()


def find(place: Place, source: str, max_bytes: int, columns: Columns = _KNOWN) -> Iterator[Found]:
    """The snapshots of a folder (recursive), of one file, or of a URL, ordered by relative path, and in a file as they stand.

    A file's uri is its path relative to the folder, POSIX and percent-encoded, unless its sidecar tells one. What cannot be
    read comes as Pending: unreadable files and folders, broken sidecars, files above `max_bytes`, and links that lead out
    of the folder, which are never followed. `columns` are those of tables of documents. Raises UsageError where there is nothing
    at `place`.
    """
    if isinstance(place, str):
        yield from read_bulk(place, source, max_bytes, columns)
        return
    path = place
    if path.is_file():
        yield from _found(path, path.parent, source, max_bytes, columns)
        return
    if not path.is_dir():
        raise UsageError(f"{path}: no such file or folder; give a folder of documents, or one file")
    root = path.resolve()
    refused: list[Pending] = []

    def refuse(error: OSError) -> None:
        refused.append(Pending(str(error.filename), f"{error.strerror}; make the folder readable and run again"))

    files: list[Path] = []
    for top, folders, names in os.walk(path, onerror=refuse):
        files += [Path(top) / name for name in names]
        links = [Path(top) / name for name in folders if (Path(top) / name).is_symlink()]
        refused += [Pending(str(link), "links to folders are never followed; add the folder as a source") for link in links]
    for file in sorted(filter(_wanted, files), key=lambda file: _relative(file, path).encode(errors="surrogateescape")):
        if file.is_symlink() and not _inside(
            file, root
        ):  # links to folders are not followed, so only a file's own link leads out
            yield Pending(str(file), "the link leads out of the source folder; copy the file in, or add its folder as a source")
        else:
            yield from _found(file, path, source, max_bytes, columns)
    yield from sorted(refused, key=lambda pending: pending.where)


def _inside(path: Path, root: Path) -> bool:
    """Whether a path leads to a place below the folder; a link that leads in circles leads nowhere."""
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _wanted(path: Path) -> bool:
    return _media_type(path) is not None or is_bulk(path.name)


def _media_type(path: Path) -> str | None:
    name = path.name.lower().removesuffix(".gz")
    return MEDIA_TYPES.get(os.path.splitext(name)[1])  # noqa: PTH122 - a Path would drop a trailing dot or space


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _found(path: Path, root: Path, source: str, max_bytes: int, columns: Columns) -> Iterator[Found]:
    if is_bulk(path.name):
        yield from read_bulk(path, source, max_bytes, columns)
    else:
        yield _alone(path, root, source, max_bytes)


def _alone(path: Path, root: Path, source: str, max_bytes: int) -> Found:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise SourceError(f"{path}: not a regular file; only files can be read")
        if size > max_bytes:
            raise SourceError(f"{path}: {size:,} bytes, over max_snapshot_bytes = {max_bytes:,}; raise it, or split the file")
        sidecar = read_sidecar(path)
        payload = read_bytes(path)
    except OSError as error:
        return Pending(str(path), f"{error.strerror or error}; make it readable and run again")
    except SourceError as error:
        return Pending(str(path), str(error))
    snapshot = Snapshot(
        source=source,
        uri=sidecar.uri or quote(os.fsencode(_relative(path, root))),
        media_type=sidecar.media_type or _media_type(path) or "text/plain",
        payload=payload,
        charset=sidecar.charset,
        captured_at=sidecar.captured_at,
    )
    return Captured(snapshot, str(path))
