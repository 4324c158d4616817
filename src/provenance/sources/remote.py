"""Files of a source wherever they lie: a path, or a URL of anything that fsspec has a back end for."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import regex

from provenance.errors import SourceError
from provenance.model.place import Place

T = TypeVar("T")

_BUFFER = 2**16
_SECRET = regex.compile(r"(?<=://)[^/@]*@")


def shown(place: Path | str) -> str:
    """A place as messages call it: a URL without what may be secret, its query and the user before its host."""
    if isinstance(place, Path):
        return str(place)
    return _SECRET.sub("", place.partition("?")[0])


@contextmanager
def opened(place: Place) -> Iterator[BinaryIO]:
    """A file, seekable, for reading. What its server gives only from beginning to end is copied to a temporary file first.

    Raises SourceError where it cannot be opened, and OSError where it cannot be read further.
    """
    with ExitStack() as stack:
        if isinstance(place, Path):
            try:
                stream: BinaryIO = stack.enter_context(place.open("rb"))
            except OSError as error:
                raise SourceError(f"{place}: {error.strerror or error}; make it readable and run again") from error
        else:
            stream = cast(BinaryIO, io.BufferedReader(_Remote(stack.enter_context(_remote(place))), _BUFFER))
        if not stream.seekable():
            copy = stack.enter_context(tempfile.TemporaryFile())
            shutil.copyfileobj(stream, copy)
            copy.seek(0)
            stream = cast(BinaryIO, copy)
        yield stream


def _remote(url: str) -> Any:
    import fsspec  # needed only here, and slow to import

    try:
        return fsspec.open(url, "rb").open()
    except ImportError as error:
        raise SourceError(f"{shown(url)}: {error}; add that package to the environment and run again") from error
    except Exception as error:  # back ends have error trees of their own
        why = str(error).replace(url, shown(url)) or type(error).__name__
        raise SourceError(f"{shown(url)}: {why}; see that the address is right and may be read") from error


class _Remote(io.RawIOBase):
    """A file of a back end, whose errors, whatever they are, come as OSError."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def readinto(self, buffer: Any) -> int:
        """Read up to as many bytes as the buffer holds, none at the end."""
        data = self._asked(lambda: self._file.read(len(buffer)))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        return self._asked(lambda: int(self._file.seek(offset, whence)))

    def tell(self) -> int:
        """The place."""
        return int(self._file.tell())

    def seekable(self) -> bool:
        """Whether the back end can go to a place."""
        return bool(self._file.seekable())

    def readable(self) -> bool:
        """It is."""
        return True

    @staticmethod
    def _asked(ask: Callable[[], T]) -> T:
        try:
            return ask()
        except OSError:
            raise
        except Exception as error:  # back ends have error trees of their own
            raise OSError(f"{type(error).__name__}: {error}") from error
