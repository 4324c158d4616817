"""What tells of versions in a folder whose log tells of none: then the log was lost, and nothing may be published over it."""

from __future__ import annotations

from pathlib import Path

from provenance.dataset.layout import SIGNATURES, TAGS
from provenance.dataset.manifest import Manifest
from provenance.errors import DatasetError


def remains(root: Path) -> str | None:
    """The path of a tag, a signature, or the manifest of a version that had one before it; None where there is nothing of these.

    The manifest of a first version tells nothing: a first run that was stopped leaves one.
    """
    for folder, pattern in ((TAGS, "[!.]*"), (SIGNATURES, "*/*/key.pub")):
        for path in sorted((root / folder).glob(pattern)):
            return path.relative_to(root).as_posix()
    for path in sorted((root / "_manifests").glob("[!.]*.json")):
        try:
            if Manifest.parse(path.read_bytes()).parent is not None:
                return path.relative_to(root).as_posix()
        except (OSError, DatasetError):
            continue
    return None


def require_none(root: Path) -> None:
    """Raise DatasetError where versions were published here that the log does not tell of any more."""
    if found := remains(root):
        raise DatasetError(
            f"{root / '_delta_log'}: the log is lost: it tells of no version, and {found} of one; restore the folder from a copy"
        )
