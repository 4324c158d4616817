"""`provenance prove`."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc

from provenance.cli.request import dataset_path
from provenance.errors import UsageError
from provenance.proof.article import prove_article
from provenance.proof.consistency import prove_growth
from provenance.proof.signatures import signatures
from provenance.read.dataset import Dataset, Version, open_dataset
from provenance.signing.note import Note


def prove(
    article: str | None,
    version: str,
    revision: int | None,
    consistency: tuple[str, str] | None,
    out: Path | None,
    dataset: str | None,
    config: Path | None,
) -> None:
    """Write a proof that a version holds an article, or that one version only added to another.

    Raises UsageError where neither or both are asked for.
    """
    if (article is None) == (consistency is None):
        raise UsageError("name an article, or two versions with --consistency OLD NEW")
    opened = open_dataset(dataset_path(dataset, config))
    if consistency is not None:
        old, new = map(opened.version, consistency)
        text = prove_growth(old, new, _notes(opened, new))
    else:
        meant = opened.version(version)
        text = _article(opened, meant, str(article), revision)
    if out is None:
        print(text, end="")
        return
    try:
        with out.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"{out}: cannot be made: {error.strerror}; name another file") from error


def _article(opened: Dataset, version: Version, name: str, revision: int | None) -> str:
    row = version.article(name)
    if revision is not None and not 1 <= revision <= _last_revision(version, row["article_id"]):
        raise UsageError(
            f"version {version.sequence} has no revision {revision} of {name!r}; `provenance show` tells how many there are"
        )
    return prove_article(opened, version, row["article_id"], revision or row["revision"], _notes(opened, version))


def _last_revision(version: Version, article_id: str) -> int:
    rows = version.revisions(["article_id", "revision"])
    mine = rows.filter(pc.equal(rows.column("article_id"), article_id)).column("revision")
    return int(pc.max(mine).as_py())


def _notes(opened: Dataset, version: Version) -> list[Note]:
    return [note for signature in signatures(opened, version) for note in signature.notes.values()]
