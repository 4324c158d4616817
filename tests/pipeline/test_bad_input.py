"""Bad input ends as accepted, quarantined with a reason and a remedy, or pending; the run goes on and the counts add up."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

import provenance
from provenance.errors import ConfigError, ContractError, UsageError

from .conftest import Run

GOOD = (
    "Harbour bridge closed after storm\n\nThe harbour bridge was closed on Friday after a storm damaged two of its piers, "
    "the port authority said in a statement.\n\nAbout 4,000 commuters were affected, and repairs will take 12 days.\n"
)


def html(body: str) -> bytes:
    return f"<html lang=en><head><title>Harbour bridge closed</title></head><body>{body}</body></html>".encode()


BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "quarantined"),
    "white space": ("a.txt", b" \n\t\n", "quarantined"),
    "binary": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "quarantined"),
    "200 MB": ("a.txt", GOOD.encode() * (200 * 2**20 // len(GOOD)), "quarantined"),
    "wrong charset": ("a.txt", GOOD.replace("storm", "tempête").encode("latin-1"), "accepted"),
    "UTF-16 with a mark": ("a.txt", GOOD.encode("utf-16"), "accepted"),
    "UTF-16 without a mark": ("a.txt", GOOD.encode("utf-16-le"), "accepted"),
    "lone surrogates": ("a.txt", GOOD.replace("storm", "st\ud800orm").encode("utf-8", "surrogatepass"), "accepted"),
    "NUL bytes": ("a.txt", GOOD.replace("storm", "st\0rm").encode(), "accepted"),
    "truncated gzip": ("a.txt.gz", gzip.compress(GOOD.encode())[:-12], "quarantined"),
    "gzip bomb": ("a.html.gz", gzip.compress(bytes(200 * 2**20)), "quarantined"),
    "million elements": ("a.html", html("<p>x</p>" * 1_000_000), "quarantined"),
    "a long text": ("a.txt", GOOD.encode() * 5_000, "quarantined"),
    "a page with a long text": ("a.html", html(f"<p>{GOOD * 5_000}</p>"), "quarantined"),
    "nesting 10,000 deep": ("a.html", html("<div>" * 10_000 + GOOD + "</div>" * 10_000), "quarantined"),
    "only a menu": ("a.html", html("<nav><a href=/>Home</a></nav>"), "quarantined"),
    "a name with newlines": ("a\nb\r.txt", GOOD.encode(), "accepted"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_has_its_place(publish: Run, dataset: Path, tmp_path: Path, case: str) -> None:
    name, data, outcome = BAD[case]
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / name).write_bytes(data)
    (inbox / "good.txt").write_text(GOOD)
    report = publish(inbox)
    assert (report.read, len(report.pending)) == (2, 0)
    assert (report.accepted, report.quarantined) == ((2, 0) if outcome == "accepted" else (1, 1))
    version = provenance.open(dataset).latest()
    payloads = version.snapshots().column("payload").to_pylist()
    assert sorted(map(len, payloads)) == sorted([len(data), len(GOOD)])  # the exact bytes are kept whatever came of them
    for row in version.quarantine().to_pylist():
        for reason in row["reasons"]:
            assert reason["observed"]
            assert reason["remedy"]
    assert publish(inbox).versions == []


def test_unreadable_and_outside_files_stay_pending(publish: Run, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "good.txt").write_text(GOOD)
    (inbox / "gone.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "secret.txt").write_text(GOOD)
    (inbox / "out.txt").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(inbox / "pipe.txt")
    report = publish(inbox)
    assert (report.accepted, len(report.pending), report.exit_code) == (1, 3, 1)
    assert all(pending.why for pending in report.pending)
    again = publish(inbox)
    assert (again.versions, again.skipped, len(again.pending), again.exit_code) == ([], 1, 3, 1)


def test_two_files_with_the_same_bytes_are_two_articles(publish: Run, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "inbox" / name).write_text(GOOD)
    assert publish(tmp_path / "inbox").accepted == 2


def test_one_address_twice_without_capture_times_is_wrong_use(publish: Run, dataset: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(GOOD)
    with pytest.raises(UsageError, match="captured_at"):
        publish(tmp_path / "one", tmp_path / "two")
    assert not dataset.exists()


def test_a_broken_contract_writes_nothing(publish: Run, dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text(GOOD)
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "articles.odcs.yaml").write_text("kind: DataContract\n  name: x\n")
    with pytest.raises(ContractError, match=r"articles\.odcs\.yaml:2"):
        publish(tmp_path / "inbox", contracts=tmp_path / "schemas")
    assert not dataset.exists()


def test_a_broken_registry_writes_nothing(publish: Run, dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text(GOOD)
    with pytest.raises(ConfigError, match=r"outlets\.toml"):
        publish(tmp_path / "inbox", registry=tmp_path)
    assert not dataset.exists()
