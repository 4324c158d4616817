"""What a row of a table of documents becomes, in the layouts that are known and in configured ones."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from provenance.errors import SourceError
from provenance.model.columns import Columns
from provenance.model.snapshot import Snapshot
from provenance.sources.documents.layout import layout_of, names_of
from provenance.sources.documents.row import snapshot_of

NOON = datetime(2031, 3, 14, 12, tzinfo=UTC)
URL = "https://paper.example/bridge"
TEXT = "The bridge at Arlen is shut until Monday."


def read(row: dict[str, Any], **columns: str) -> Snapshot | None:
    return snapshot_of(row, layout_of(names_of(row), Columns(**columns)), "table")


def fault(row: dict[str, Any], **columns: str) -> str:
    with pytest.raises(SourceError) as error:
        read(row, **columns)
    return str(error.value)


def text(uri: str = URL, payload: str = TEXT, at: datetime | None = None) -> Snapshot:
    return Snapshot("table", uri, "text/plain", payload.encode(), "utf-8", at)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"uri": URL, "text": TEXT, "captured_at": "2031-03-14T12:00:00Z"}, text(at=NOON)),
        (
            {
                "text": TEXT,
                "id": "<urn:uuid:1>",
                "dump": "CC-MAIN-2031-11",
                "url": URL,
                "date": "2031-03-14T12:00:00Z",
                "file_path": "s3://x",
                "language": "en",
                "language_score": 0.9,
                "token_count": 9,
            },
            text(at=NOON),
        ),
        ({"text": TEXT, "id": "1", "metadata": {"url": URL, "dump": "x", "date": "2031-03-14T12:00:00Z"}}, text(at=NOON)),
        ({"text": TEXT, "timestamp": "2031-03-14T12:00:00Z", "url": URL}, text(at=NOON)),
        ({"text": TEXT, "timestamp": datetime(2031, 3, 14, 12), "url": URL}, text(at=NOON)),  # noqa: DTZ001
        (
            {"content": TEXT, "warc_headers": {"warc-target-uri": URL, "warc-date": "2031-03-14T12:00:00Z"}, "metadata": {}},
            text(at=NOON),
        ),
        (
            {"id": 7, "text": TEXT, "meta": {"warc_headers": {"warc-target-uri": URL, "warc-date": "2031-03-14T12:00:00Z"}}},
            text(at=NOON),
        ),
        (
            {"title": "Bridge shut", "text": TEXT, "domain": "paper.example", "date": "2031-03-14 08:00:00", "url": URL},
            text(payload=f"Bridge shut\n\n{TEXT}"),
        ),
        ({"requested_url": URL, "plain_text": TEXT, "published_date": "2031-03-14", "title": None}, text()),
        ({"url": URL, "maintext": TEXT, "title": "", "date_download": "2031-03-14 08:00:00"}, text()),
        (
            {"id": "ab12", "url": URL, "text": TEXT, "publish_date": "2031-03-14", "indexed_date": "2031-03-14T12:00:00"},
            text(),
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_known_layouts(row: dict[str, Any], expected: Snapshot) -> None:
    assert read(row) == expected


def test_html_and_bytes() -> None:
    page = "<p>Brücke</p>"
    assert read({"url": URL, "html": page, "text": TEXT}) == Snapshot("table", URL, "text/html", page.encode(), "utf-8")
    row = {"url": URL, "payload": b"\xff\xfe", "media_type": "Text/HTML; charset=x", "charset": "utf-16"}
    assert read(row) == Snapshot("table", URL, "text/html", b"\xff\xfe", "utf-16")
    assert read({"url": URL, "text": b"Br\xfccke", "charset": "latin-1", "title": "no part of bytes"}) == Snapshot(
        "table", URL, "text/plain", b"Br\xfccke", "latin-1"
    )
    assert read({"url": URL, "html": None, "text": TEXT}) == text()


def test_a_title_is_put_before_a_text_that_lacks_it() -> None:
    assert read({"url": URL, "title": " Bridge\n shut ", "text": TEXT}) == text(payload=f"Bridge shut\n\n{TEXT}")
    assert read({"url": URL, "title": "The bridge", "text": f"\n The  bridge\n{TEXT}"}) == text(payload=f"\n The  bridge\n{TEXT}")
    assert read({"url": URL, "title": "The", "text": TEXT}) == text(payload=f"The\n\n{TEXT}")


def test_an_id_stands_for_an_address() -> None:
    assert read({"id": 17, "text": TEXT}) == text("17")
    assert read({"id": "doc-1", "url": None, "text": TEXT}) == text("doc-1")
    for row in ({"text": TEXT}, {"text": TEXT, "url": None}, {"text": TEXT, "url": " ", "id": "x"}, {"text": TEXT, "id": True}):
        assert "no id" in fault(row)


def test_columns_can_be_named() -> None:
    row = {"link": URL, "body": TEXT, "url": "other", "text": "other", "x": {"got.at": "2031-03-14 13:00+01:00"}, "a.b": "T"}
    found = read(row, uri="link", text="body", title="a.b")
    assert found == text(payload=f"T\n\n{TEXT}")


def test_a_column_inside_another() -> None:
    row = {"url": URL, "meta": {"body": TEXT, "warc_headers": {}}, "date": "2031-03-14T12:00Z"}
    assert read(row, text="meta.body", captured_at="date") == text(at=NOON)


def test_a_date_is_no_capture_time_unless_it_is_named() -> None:
    row = {"url": URL, "text": TEXT, "date": "2031-03-14T12:00:00Z", "timestamp": "2031-03-14T12:00:00Z"}
    assert read(row) == text()
    assert read(row, captured_at="date") == text(at=NOON)


@pytest.mark.parametrize(
    "value",
    [
        "2031-03-14T12:00:00Z",
        "2031-03-14 12:00:00 UTC",
        "2031-03-14T13:00+01:00",
        "2031-03-14T12:00:00.000000000Z",
        datetime(2031, 3, 14, 13, tzinfo=timezone(timedelta(hours=1))),
    ],
)
def test_instants(value: object) -> None:
    assert read({"url": URL, "text": TEXT, "captured_at": value}) == text(at=NOON)


@pytest.mark.parametrize(
    "value",
    ["2031-03-14", "2031-03-14T12:00:00", 1_930_000_000, "soon", "2031-13-14T12:00Z", "0001-01-01T00:00:00+14:00", True, []],
)
def test_what_is_no_instant_is_refused(value: object) -> None:
    assert "captured_at" in fault({"url": URL, "text": TEXT, "captured_at": value})


def test_a_row_without_a_document_is_none() -> None:
    assert read({"url": URL, "text": None}) is None
    assert read({"url": URL, "text": ""}) is None


@pytest.mark.parametrize(
    ("row", "columns", "why"),
    [
        ({"url": URL}, {}, "no column for the document among url"),
        ({"url": URL, "text": TEXT}, {"text": "body"}, "no column body"),
        ({"url": URL, "text": 7}, {}, "text holds a number"),
        ({"url": URL, "text": ["a"]}, {}, "text holds a list"),
        ({"url": URL, "text": "\ud800"}, {}, "lone surrogate"),
        ({"url": "\ud800", "text": TEXT}, {}, "lone surrogate"),
        ({"url": URL, "text": TEXT, "title": {}}, {}, "title holds an object"),
        ({"url": URL, "payload": b"x"}, {}, "no media_type"),
        ({"url": URL, "payload": b"x", "media_type": "html"}, {}, "no media type"),
    ],
)
def test_faults_name_the_column_and_what_to_do(row: dict[str, Any], columns: dict[str, str], why: str) -> None:
    message = fault(row, **columns)
    assert why in message
    assert "mend" in message or "[sources.columns]" in message
