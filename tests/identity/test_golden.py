"""Golden ids: they were written down once, and must never change."""

from datetime import UTC, datetime

from provenance.dataset.manifest import Log, Manifest
from provenance.identity.records import content_hash, log_leaf, record_hash, set_element
from provenance.model.snapshot import Snapshot, article_id

SNAPSHOT = Snapshot(
    source="inbox",
    uri="https://harbourgazette.example/leak",
    media_type="text/html",
    payload=b"<p>Nine gigabytes</p>",
    charset="utf-8",
    captured_at=datetime(2031, 3, 14, 9, 30, tzinfo=UTC),
)
EVIDENCE = {
    "layer": "markup",
    "start": None,
    "end": None,
    "raw_start": None,
    "raw_end": None,
    "quote": "2031-03-14",
    "rule": "meta",
}
ROW = {
    "article_id": "sha256:" + "1" * 64,
    "title": "Nine gigabytes",
    "authors": ["A. Reporter"],
    "language": "en",
    "outlet": "Harbour Gazette",
    "agencies": [{"id": "reuters", "name": "Reuters", "role": "credit", "evidence": EVIDENCE}],
    "evidence": [{"field": "published", "evidence": EVIDENCE}],
    "text": "Nine gigabytes of e-mails.",
    "captured_at": None,
    "flags": [],
}


def test_snapshot() -> None:
    assert SNAPSHOT.payload_hash == "sha256:87ed342c8b17bfbd9db19f17ab3a3f8273cd786713d918ec196a27798299f619"
    assert SNAPSHOT.snapshot_id == "sha256:415e019b7388e8dfe751b15864ba3c51f43f2b4efbba0558badd2ad4d235e46f"
    bare = Snapshot("inbox", "a.txt", "text/plain", b"")
    assert bare.snapshot_id == "sha256:9f245eaa0b1415dbbbf04fec550f11d133f7c7a201d98963ed4642a4b36ce310"


def test_article() -> None:
    assert article_id("inbox", "a.txt", 0) == "sha256:ad5d9b3ad8f860b45c1b50eedf16c69e47799ec5d18494e73072c51343abda13"


def test_hashes_of_a_row() -> None:
    assert content_hash(ROW) == "sha256:5824705b6e4c51f0c061b61f943769f9f4bd3da641512b07901a7f31e0d21dcb"
    assert record_hash(ROW) == "sha256:ca3b0958822a130ac89d3644553ea52257d03f8ea86ffb1ce23bb721f992dbea"


def test_columns_set_at_commit_are_not_under_the_record_hash() -> None:
    committed = {**ROW, "revision": 7, "sequence": 9, "change": "edited", "recipe_hash": "x", "record_hash": "y"}
    assert record_hash(committed) == record_hash(ROW)


def test_content_is_what_the_publisher_says() -> None:
    captured_again = {**ROW, "captured_at": datetime(2031, 3, 15, tzinfo=UTC), "flags": ["title_missing"]}
    assert content_hash(captured_again) == content_hash(ROW)
    assert content_hash({**ROW, "text": "Nine gibabits of e-mails."}) != content_hash(ROW)


def test_leaf_and_element() -> None:
    leaf = log_leaf({"article_id": "sha256:a", "revision": 2, "record_hash": "sha256:b", "text": "not in it"})
    assert leaf == b'{"article_id":"sha256:a","record_hash":"sha256:b","revision":2}'
    observation = {"snapshot_id": "s", "part": None, "outcome": "quarantined", "revision": 3, "sequence": 4, "cause": "capture"}
    assert set_element(observation) == b'{"outcome":"quarantined","snapshot_id":"s"}'


def test_version() -> None:
    manifest = Manifest(
        sequence=1,
        parent=None,
        recipe="sha256:r",
        contracts={"articles": "sha256:c"},
        counts={"articles": 1, "observations": 1, "quarantine": 0, "snapshots": 1},
        logs={"articles": Log(1, "sha256:l"), "observations": Log(1, "sha256:o")},
        set_digest="sha256:s",
    )
    assert manifest.to_bytes() == (
        b'{"contracts":{"articles":"sha256:c"},"counts":{"articles":1,"observations":1,"quarantine":0,"snapshots":1},'
        b'"format":"provenance/1","logs":{"articles":{"root":"sha256:l","size":1},"observations":{"root":"sha256:o","size":1}},'
        b'"recipe":"sha256:r","sequence":1,"set_digest":"sha256:s"}'
    )
    assert manifest.version == "sha256:22415cf014229baaeec2cc754699b2edff72ecbd529bd90e257e906273967302"
    assert Manifest.parse(manifest.to_bytes()) == manifest
