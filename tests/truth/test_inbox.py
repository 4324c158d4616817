"""The sample corpus is what its truth file and its README say: files decode, sidecars fit, noted strings stand there."""

from __future__ import annotations

import gzip
import html
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import regex
from lxml import html as lxml_html

ROOT = Path(__file__).parents[2]
INBOX = ROOT / "data" / "inbox"
TRUTH: list[dict[str, Any]] = json.loads((Path(__file__).parent / "inbox.json").read_text(encoding="utf-8"))
DAYS = ("2031-03-14", "2031-03-15")
BROKEN = "2031-03-14/harbourgazette-gallery.html.gz"
BROKEN_JSON_LD = "2031-03-14/elmalecondiario-filtracion.html"
MARKUP = regex.compile(r"<script.*?</script>|<[^>]+>", regex.DOTALL)


def files() -> list[str]:
    found = (path for day in DAYS for path in (INBOX / day).iterdir() if not path.name.endswith(".meta.json"))
    return sorted(path.relative_to(INBOX).as_posix() for path in found)


def sidecar(file: str) -> dict[str, str]:
    path = INBOX / f"{file}.meta.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def decoded(file: str) -> str:
    payload = (INBOX / file).read_bytes()
    if file.endswith(".gz"):
        payload = gzip.decompress(payload)
    marked = "utf-16" if payload.startswith(b"\xff\xfe") else "utf-8"
    return payload.decode(sidecar(file).get("charset", marked))


def visible(file: str) -> str:
    string = decoded(file)
    return html.unescape(MARKUP.sub("", string)) if ".html" in file else string


def test_every_file_has_its_truth_and_its_line_in_the_readme() -> None:
    assert files() == sorted({entry["file"] for entry in TRUTH})
    readme = (INBOX / "README.md").read_text(encoding="utf-8")
    assert all(f"`{Path(file).name}`" in readme for file in files())


@pytest.mark.parametrize("entry", TRUTH, ids=lambda entry: f"{entry['file']}#{entry['part']}")
def test_noted_strings_stand_in_the_file(entry: dict[str, Any]) -> None:
    if entry["file"] == BROKEN:
        with pytest.raises(EOFError):
            decoded(BROKEN)
        return
    text = visible(entry["file"])
    strings = [entry["title"], *entry["authors"], *entry["figures"], *entry["quotes"]]
    assert [string for string in strings if string not in text] == []


def test_sidecars_belong_to_a_file_and_say_only_what_a_sidecar_may() -> None:
    paths = [path for day in DAYS for path in (INBOX / day).glob("*.meta.json")]
    assert paths
    for path in paths:
        file = path.relative_to(INBOX).as_posix().removesuffix(".meta.json")
        context = sidecar(file)
        assert file in files()
        assert set(context) <= {"uri", "captured_at", "media_type", "charset"}
        captured = datetime.fromisoformat(context["captured_at"])
        published = [entry["published_at"] for entry in TRUTH if entry["file"] == file and entry["published_at"]]
        assert all(datetime.fromisoformat(instant) < captured for instant in published)


@pytest.mark.parametrize("day", DAYS)
def test_an_address_stands_for_one_file_a_day(day: str) -> None:
    uris = [sidecar(file).get("uri", file) for file in files() if file.startswith(day)]
    assert len(uris) == len(set(uris))


def test_one_page_is_edited_and_one_is_captured_again() -> None:
    edited, again = "harbourgazette-leak.html", "courrierduport-fuite.html"
    for name in (edited, again):
        first, second = (sidecar(f"{day}/{name}") for day in DAYS)
        assert first["uri"] == second["uri"]
        assert first["captured_at"] < second["captured_at"]
    first_lines, second_lines = (decoded(f"{day}/{edited}").splitlines() for day in DAYS)
    assert sum(one != other for one, other in zip(first_lines, second_lines, strict=True)) == 2
    assert (INBOX / DAYS[0] / again).read_bytes() == (INBOX / DAYS[1] / again).read_bytes()


@pytest.mark.parametrize("file", [file for file in files() if ".html" in file and file != BROKEN])
def test_json_ld_parses_but_for_the_one_that_is_broken(file: str) -> None:
    scripts = lxml_html.document_fromstring(decoded(file).encode()).iter("script")
    blocks = [script.text or "" for script in scripts if script.get("type") == "application/ld+json"]
    assert len(blocks) == 1
    if file == BROKEN_JSON_LD:
        with pytest.raises(json.JSONDecodeError):
            json.loads(blocks[0])
    else:
        json.loads(blocks[0])


@pytest.mark.parametrize("file", [file for file in files() if file.endswith(".gz")])
def test_gzip_headers_name_no_file_and_no_time(file: str) -> None:
    header = (INBOX / file).read_bytes()[:10]
    assert header[3:8] == bytes(5)


def test_the_windows_file_is_not_utf_8() -> None:
    with pytest.raises(UnicodeDecodeError):
        (INBOX / DAYS[0] / "radiorive-communique.txt").read_bytes().decode("utf-8")
