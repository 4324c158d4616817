"""From characters back to bytes."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.audit.tracing.offsets import byte_range
from provenance.extraction.decode import decode

CHARSETS = {
    "utf-8": "utf-8",
    "windows-1252": "cp1252",
    "utf-16le": "utf-16-le",
    "gb18030": "gb18030",
    "shift_jis": "cp932",
    "koi8-r": "koi8-r",
}


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("utf-8", "Aéß 今日 👩‍🚒 end"),
        ("windows-1252", "Aéß “quoted” – end"),
        ("utf-16le", "Aé 今日 👩 end"),
        ("gb18030", "A 今日天气 é end"),
        ("shift_jis", "A 今日 カナ end"),
        ("koi8-r", "A Москва end"),
    ],
)
def test_the_bytes_of_every_stretch_decode_to_it(charset: str, text: str) -> None:
    source = decode(text.encode(CHARSETS[charset]), "text/plain", charset)
    assert (source.string, source.charset) == (text, charset)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            found = byte_range(source, start, end)
            assert found is not None
            assert source.inflated[slice(*found)].decode(CHARSETS[charset]) == text[start:end]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20), st.data())
def test_any_text_in_utf_8(text: str, data: st.DataObject) -> None:
    text = f"text {text}"
    source = decode(text.encode("utf-8"), "text/plain", "utf-8")
    start = data.draw(st.integers(0, len(source.string) - 1))
    end = data.draw(st.integers(start + 1, len(source.string)))
    found = byte_range(source, start, end)
    assert found is not None
    assert source.inflated[slice(*found)] == source.string[start:end].encode()


def test_a_byte_order_mark_and_gzip_are_counted() -> None:
    source = decode(gzip.compress(b"\xef\xbb\xbf" + "é port".encode()), "text/plain", None)
    assert byte_range(source, 2, 6) == (6, 10)
    assert source.inflated[6:10] == b"port"


def test_beyond_a_broken_byte_nothing_is_told() -> None:
    source = decode("ééééé ".encode() * 4 + b"\xff port is shut", "text/plain", None)
    at = source.string.index("port")
    assert "\ufffd" in source.string[:at]
    assert byte_range(source, at, at + 4) is None
    assert byte_range(source, 0, 5) == (0, 10)


def test_an_encoding_with_shift_states_tells_only_what_holds() -> None:
    source = decode("port 今日 end".encode("iso2022-jp"), "text/plain", "iso-2022-jp")
    assert byte_range(source, 0, 4) == (0, 4)
    found = byte_range(source, 6, 7)
    assert found is None or source.inflated[slice(*found)].decode("iso2022-jp") == source.string[6:7]
