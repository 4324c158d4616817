"""The folder source: what is found, in which order, under which identity, and what stays pending."""

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from provenance.errors import UsageError
from provenance.model.snapshot import Snapshot
from provenance.sources.folder import find
from provenance.sources.found import Captured, Found, Pending

LIMIT = 1000


def look(path: Path) -> list[Found]:
    return list(find(path, "inbox", LIMIT))


def references(path: Path) -> dict[str, Snapshot]:
    return {each.snapshot.uri: each.snapshot for each in look(path) if isinstance(each, Captured)}


def pending(path: Path) -> list[Pending]:
    return [each for each in look(path) if isinstance(each, Pending)]


def put(folder: Path, name: str, data: bytes = b"text", **sidecar: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if sidecar:
        path.with_name(path.name + ".meta.json").write_text(json.dumps(sidecar))
    return path


def test_finds_text_and_html_below_the_folder_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.HTML", "a/b.htm.gz", "c.txt.gz", "notes.pdf", "a/README.md"):
        put(tmp_path, name)
    found = references(tmp_path)
    assert list(found) == ["a/b.htm.gz", "a/z.HTML", "b.txt", "c.txt.gz"]
    assert [each.media_type for each in found.values()] == ["text/html", "text/html", "text/plain", "text/plain"]


def test_the_uri_is_the_percent_encoded_path(tmp_path: Path) -> None:
    put(tmp_path, "dép êche\n50%.txt")
    assert list(references(tmp_path)) == ["d%C3%A9p%20%C3%AAche%0A50%25.txt"]


def test_names_that_are_no_utf_8_have_a_uri_too(tmp_path: Path) -> None:
    put(tmp_path, os.fsdecode(b"d\xe9p.txt"))
    assert list(references(tmp_path)) == ["d%E9p.txt"]


def test_identity_does_not_depend_on_the_folder_or_the_time_of_the_file(tmp_path: Path) -> None:
    put(tmp_path / "one", "a.txt")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    os.utime(tmp_path / "two" / "a.txt", (0, 0))
    assert references(tmp_path / "one")["a.txt"].snapshot_id == references(tmp_path / "two")["a.txt"].snapshot_id


def test_a_sidecar_gives_the_context(tmp_path: Path) -> None:
    put(tmp_path, "a.html", uri="https://a.example/x", captured_at="2031-03-14T10:30:00+01:00", charset="latin-1")
    found = references(tmp_path)["https://a.example/x"]
    assert found.captured_at == datetime(2031, 3, 14, 9, 30, tzinfo=UTC)
    assert found.charset == "latin-1"


@pytest.mark.parametrize(
    ("sidecar", "member"),
    [
        ('{"captured_at": "2031-03-14T10:30:00"}', "captured_at"),
        ('{"captured_at": 1000000}', "captured_at"),
        ('{"media_type": "html"}', "media_type"),
        ('{"url": "https://a.example"}', "url"),
        ('{"captured_at": "0001-01-01T00:00:00+14:00"}', "captured_at"),
        ('{"captured_at": "9999-12-31T23:59:59-14:00"}', "captured_at"),
        ("[" * 200_000, "not JSON"),
        ("[]", "the whole"),
        ("{", "not JSON"),
        ("\xff", "not JSON"),
    ],
)
def test_a_broken_sidecar_keeps_its_file_pending(tmp_path: Path, sidecar: str, member: str) -> None:
    put(tmp_path, "a.txt").with_name("a.txt.meta.json").write_bytes(sidecar.encode("latin-1"))
    (only,) = pending(tmp_path)
    assert "a.txt.meta.json" in only.why
    assert member in only.why


def test_links_out_of_the_folder_are_never_followed(tmp_path: Path) -> None:
    secret = put(tmp_path / "elsewhere", "secret.txt")
    inside = put(tmp_path / "inbox", "a.txt")
    (tmp_path / "inbox" / "out.txt").symlink_to(secret)
    (tmp_path / "inbox" / "folder").symlink_to(secret.parent)
    (tmp_path / "inbox" / "in.txt").symlink_to(inside)
    assert list(references(tmp_path / "inbox")) == ["a.txt", "in.txt"]
    assert {Path(each.where).name for each in pending(tmp_path / "inbox")} == {"out.txt", "folder"}


def test_a_sidecar_that_is_a_link_keeps_its_file_pending(tmp_path: Path) -> None:
    """A dangling one too: once it leads somewhere, the file would be published again under another identity."""
    put(tmp_path, "a.txt").with_name("a.txt.meta.json").symlink_to(tmp_path / "nothing")
    assert [Path(each.where).name for each in pending(tmp_path)] == ["a.txt"]


def test_a_link_in_circles_is_pending(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    put(tmp_path, "a.txt")
    assert list(references(tmp_path)) == ["a.txt"]
    assert [Path(each.where).name for each in pending(tmp_path)] == ["loop.txt"]


def test_what_cannot_be_read_is_pending(tmp_path: Path) -> None:
    put(tmp_path, "large.txt", b"x" * (LIMIT + 1))
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [Path(each.where).name for each in pending(tmp_path)] == ["gone.txt", "large.txt", "pipe.txt"]
    assert "max_snapshot_bytes" in pending(tmp_path)[1].why


def test_an_unreadable_file_and_folder_are_pending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As root everything can be read, so the refusal is played."""
    put(tmp_path, "secret.txt")
    put(tmp_path, "open.txt")
    real = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert list(references(tmp_path)) == ["open.txt"]
    (only,) = pending(tmp_path)
    assert "Permission denied" in only.why
    assert "run again" in only.why


def test_two_files_with_the_same_bytes_are_two_snapshots(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "b.txt")
    one, two = references(tmp_path).values()
    assert one.payload_hash == two.payload_hash
    assert one.snapshot_id != two.snapshot_id


def test_a_file_alone_is_a_source(tmp_path: Path) -> None:
    assert list(references(put(tmp_path, "deep/a.txt"))) == ["a.txt"]


def test_nothing_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        look(tmp_path / "nothing")
