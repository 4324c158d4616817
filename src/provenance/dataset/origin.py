"""A dataset in an object store (`s3://bucket/prefix`), and the working copy of it in a folder.

Every command works on the copy, with the code that it has for any dataset. `pull` makes the copy what the store holds. A commit
puts its files into the store first, and then its entry of the Delta log on the condition that there is none yet (`If-None-Match:
*`, which delta-rs sends), so the store alone decides which of several writers was first (docs/decisions/0014-object-storage.md).

A copy knows its origin by `_cache/origin.json`, which also keeps the entity tags (RFC 9110, section 8.8.3) of what was copied.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import regex

from provenance.dataset.files import write_once
from provenance.dataset.layout import CACHE, FOLDERS, STAGING
from provenance.dataset.lock import turn
from provenance.errors import DatasetError, UsageError
from provenance.identity.hashes import bare, hash_bytes
from provenance.model.place import Place

_URL = regex.compile(r"s3://[a-z0-9][a-z0-9.-]+(?:/[^/?#]+)*")
_FILE = "origin.json"
# What is not copied: a cache and staging belong to one folder.
_COPIED = FOLDERS - {CACHE, STAGING}
_LOG = "_delta_log/"
_PROBE = f"{CACHE}/conditional-write"
_AT_ONCE = 8


class _Stored(NamedTuple):
    """An object of the store: its size in bytes, and its entity tag where the store gives one."""

    size: int
    tag: str | None


class Origin:
    """The store of a dataset, and `root`, the folder of the copy. Errors of the store are raised as DatasetError."""

    def __init__(self, url: str, root: Path, known: Mapping[str, str]) -> None:
        self.url = url
        self.root = root
        self._known = dict(known)

    @cached_property
    def options(self) -> dict[str, str]:
        """What delta-rs is told, beside the `AWS_*` variables that it reads itself."""
        plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
        return {"conditional_put": "etag", **({"allow_http": "true"} if plain else {})}

    @cached_property
    def _store(self) -> Any:
        try:
            from obstore.store import S3Store
        except ImportError as error:
            raise UsageError(f"{self.url}: {error}; install provenance[s3]") from error
        plain = self.options.get("allow_http") == "true"
        return S3Store.from_url(self.url, client_options={"allow_http": plain})

    def pull(self, anew: bool = False) -> None:
        """Make the copy what the store holds; with `anew` every byte is fetched, so that nothing rests on what was copied before.

        An entry of the log is copied after the files that it refers to, and the first to go where the store has it no more.
        """
        objects = self._objects()
        gone = sorted(set(self._files()) - objects.keys(), key=lambda path: (not path.startswith(_LOG), path))
        for path in gone:
            (self.root / path).unlink(missing_ok=True)
            self._known.pop(path, None)
        wanted = sorted(path for path, stored in objects.items() if anew or not self._has(path, stored))
        log = [path for path in wanted if path.startswith(_LOG)]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(self._fetch, [path for path in wanted if not path.startswith(_LOG)]))
        for path in log:
            self._fetch(path)
        if wanted or gone:
            self._remember()

    def put(self, path: str, data: bytes) -> None:
        """Put a file of the copy into the store, in the place of one that is there."""
        with self._asked(path) as obstore:
            stored = obstore.put(self._store, path, data)
        self._known[path] = stored["e_tag"] or ""

    def delete(self, path: str) -> None:
        """Delete an object of the store."""
        with self._asked(path) as obstore:
            obstore.delete(self._store, path)

    def require_conditions(self) -> None:
        """Raise DatasetError where the store does not keep the condition that commits rest on; asked once for each copy."""
        if self._known.get(_PROBE):
            return
        probe = f"{_PROBE}-{secrets.token_hex(8)}"
        with self._asked(probe) as obstore:
            obstore.put(self._store, probe, b"")
            try:
                obstore.put(self._store, probe, b"", mode="create")
            except obstore.exceptions.AlreadyExistsError:
                kept = True
            else:
                kept = False
            obstore.delete(self._store, probe)
        if not kept:
            raise DatasetError(
                f"{self.url}: the store overwrites what it was asked to create (If-None-Match), so writers could undo each"
                " other's versions; nothing was published; use a store with conditional writes"
            )
        self._known[_PROBE] = "kept"
        self._remember()

    def _objects(self) -> dict[str, _Stored]:
        """What the store holds of the dataset, by path. Raises DatasetError for a path that leads elsewhere."""
        objects = {}
        with self._asked("") as obstore:
            for chunk in obstore.list(self._store):
                for each in chunk:
                    folder, *rest = each["path"].split("/")
                    if folder not in _COPIED or not rest:
                        continue
                    if not {"", ".", ".."}.isdisjoint(rest) or "\\" in each["path"] or "\0" in each["path"]:
                        raise DatasetError(f"{self.url}: it holds {each['path']!r}, which is no path; remove that object")
                    objects[each["path"]] = _Stored(each["size"], each["e_tag"])
        return objects

    def _files(self) -> Iterator[str]:
        """The files of the copy that must be in the store."""
        for folder in _COPIED:
            for path in (self.root / folder).rglob("*"):
                if not path.is_dir():
                    yield path.relative_to(self.root).as_posix()

    def _has(self, path: str, stored: _Stored) -> bool:
        if stored.tag is None or self._known.get(path) != stored.tag:
            return False
        file = self.root / path
        return file.is_file() and file.stat().st_size == stored.size

    def _fetch(self, path: str) -> None:
        with self._asked(path) as obstore:
            found = obstore.get(self._store, path)
            data, tag = bytes(found.bytes()), found.meta["e_tag"]
        write_once(self.root / path, data)
        self._known[path] = tag or ""

    def _remember(self) -> None:
        write_once(self.root / CACHE / _FILE, orjson.dumps({"url": self.url, "tags": self._known}))

    @contextmanager
    def _asked(self, path: str) -> Iterator[Any]:
        """The client library; its errors come as DatasetError."""
        self._store  # noqa: B018 - where the library is not installed, this says so
        import obstore

        try:
            yield obstore
        except (obstore.exceptions.BaseError, FileNotFoundError, PermissionError) as error:
            where = f"{self.url}/{path}".rstrip("/")
            why = str(error).partition("\n")[0][:300]
            raise DatasetError(f"{where}: {why}; see that the bucket is there and AWS_* variables give access") from error


def copy_of(url: str, copies: Path) -> Path:
    """The folder for the working copy of a dataset in a store, below `copies`; made where there is none, not filled yet.

    Raises UsageError for an address that cannot be one.
    """
    url = url.rstrip("/")
    if not _URL.fullmatch(url):
        raise UsageError(f"{url}: a dataset is a folder or s3://bucket/prefix, with access given by AWS_* variables")
    digest = bare(hash_bytes(url.encode()))[:8]
    root = copies / f"{regex.sub('[^A-Za-z0-9.-]+', '-', url.removeprefix('s3://'))[-60:]}-{digest}"
    if origin_of(root) is None:
        write_once(root / CACHE / _FILE, orjson.dumps({"url": url, "tags": {}}))
    return root


def folder_of(dataset: Place, copies: Path) -> Path:
    """The folder of a dataset: it itself, or that of the working copy of one in a store, as `copy_of`."""
    return copy_of(dataset, copies) if isinstance(dataset, str) else dataset


def origin_of(root: Path) -> Origin | None:
    """The origin of a working copy; None for a dataset of its own. Raises DatasetError where it cannot be read."""
    path = root / CACHE / _FILE
    try:
        found = orjson.loads(path.read_bytes())
        return Origin(str(found["url"]), root, dict(found["tags"]))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DatasetError(f"{path}: cannot be read: {error.strerror}; run again") from error
    except (ValueError, KeyError, TypeError) as error:
        why = "delete that file, and name the dataset by its s3:// address"
        raise DatasetError(f"{path}: it does not say where this working copy is from: {error}; {why}") from error


def place_name(root: Path) -> str:
    """What a dataset is called in messages: its folder, or the address of the store that this is a working copy of."""
    origin = origin_of(root)
    return str(root) if origin is None else origin.url


def refresh(root: Path, anew: bool = False) -> None:
    """Pull, where a folder is a working copy, in turn with commits to it."""
    if origin_of(root) is not None:
        with turn(root):
            origin = origin_of(root)  # as the commit before us left it
            if origin is not None:
                origin.pull(anew)


def keep(root: Path, origin: Origin | None, path: str, data: bytes) -> None:
    """Put a file into a dataset, durably: into its folder, and where that is the working copy of an origin, there too."""
    write_once(root / path, data)
    if origin is not None:
        origin.put(path, data)
