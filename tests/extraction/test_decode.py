from __future__ import annotations

import gzip
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import RejectedSnapshot
from provenance.extraction.charsets import charset_name
from provenance.extraction.decode import decode, meta_charset
from provenance.extraction.limits import DecodeLimits

GERMAN = "Der Bürgermeister von Grünfelden sagte am Dienstag, die Brücke bleibe für mehrere Wochen gesperrt. " * 3
ARABIC = "قال رئيس البلدية إن الجسر سيبقى مغلقا لعدة أسابيع\nوأضاف أن الأعمال بدأت أمس\n"


def rule(payload: bytes, media_type: str = "text/plain", charset: str | None = None, **limits: int) -> str:
    with pytest.raises(RejectedSnapshot) as caught:
        decode(payload, media_type, charset, DecodeLimits(**limits))
    assert caught.value.stage == "decode"
    assert caught.value.reason.remedy
    return caught.value.reason.rule


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(lambda s: s.replace("\ufeff", "").strip()))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    source = decode(text.encode(), "text/plain", None)
    assert source.string == text.removeprefix("\ufeff")
    assert source.charset == "utf-8"


@given(
    st.binary(max_size=300), st.sampled_from(["text/plain", "text/html"]), st.sampled_from([None, "utf-8", "utf-16", "big5", "?"])
)
def test_any_bytes_end_as_text_or_as_a_rejection(payload: bytes, media_type: str, charset: str | None) -> None:
    try:
        source = decode(payload, media_type, charset)
    except RejectedSnapshot:
        return
    source.string.encode("utf-8")  # no lone surrogate is left
    assert source.string.strip()


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_wins_over_the_declared_charset(codec: str) -> None:
    source = decode(GERMAN.encode(codec), "text/plain", "koi8-r")
    assert (source.string, source.charset_basis) == (GERMAN, "bom")


def test_big_endian_marks() -> None:
    for mark, codec in ((b"\xfe\xff", "utf-16-be"), (b"\0\0\xfe\xff", "utf-32-be")):
        assert decode(mark + ARABIC.encode(codec), "text/plain", None).string == ARABIC


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [GERMAN, ARABIC])
@pytest.mark.parametrize("declared", [None, "utf-8"])
def test_unmarked_utf16_and_utf32(codec: str, text: str, declared: str | None) -> None:
    source = decode(text.encode(codec), "text/plain", declared)
    assert (source.string, source.charset_basis) == (text, "detected")


def test_declared_latin1_is_windows_1252() -> None:
    source = decode("„Brücke“ – 5 €".encode("cp1252"), "text/plain", "ISO-8859-1")
    assert (source.string, source.charset, source.charset_basis) == ("„Brücke“ – 5 €", "windows-1252", "declared")


def test_declared_gb2312_reads_gb18030() -> None:
    text = "大桥将关闭数周。" * 5
    assert decode(text.encode("gb18030"), "text/plain", "gb2312").string == text


def test_declared_charset_that_does_not_fit_gives_way_to_utf8_and_shows() -> None:
    source = decode("Brücke 大桥 يقف".encode(), "text/plain", "windows-1252")
    assert (source.string, source.charset, source.charset_basis) == ("Brücke 大桥 يقف", "utf-8", "utf-8")


def test_declared_utf8_that_does_not_fit_gives_way_to_detection() -> None:
    source = decode(GERMAN.encode("cp1252"), "text/plain", "utf-8")
    assert (source.string, source.charset_basis) == (GERMAN, "detected")


@pytest.mark.parametrize("charset", [None, "utf-8"])
def test_utf8_with_a_broken_byte_is_not_read_as_something_else(charset: str | None) -> None:
    cut = (ARABIC.strip()).encode()[:-1]
    source = decode(cut, "text/plain", charset)
    assert (source.string, source.charset, source.charset_basis) == (ARABIC.strip()[:-1] + "\ufffd", "utf-8", "utf-8")


def test_detection_of_arabic() -> None:
    source = decode((ARABIC * 3).encode("cp1256"), "text/plain", None)
    assert (source.string, source.charset) == (ARABIC * 3, "windows-1256")


def test_detection_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "from provenance.extraction.detect import detected\n"
        f"t = {GERMAN!r}, {ARABIC!r}\n"
        "print(detected(t[0].encode('cp1252')), detected(t[1].encode('cp1256')), detected(t[1].encode('iso8859-6')))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(answers) == 1


def test_meta_charset_counts_for_html_only() -> None:
    page = f"<html><head><meta charset='windows-1250'></head><p>{GERMAN}".encode("cp1250")
    assert decode(page, "text/html", None).charset_basis == "meta"
    assert decode(page, "text/plain", None).charset_basis == "detected"
    assert decode(page, "text/html", "iso-8859-2").charset_basis == "declared"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "windows-1252"),
        (b"<META CHARSET = 'Big5' >", "big5"),
        (b'<!-- <meta charset="big5"> --><meta charset="koi8-r">', "koi8-r"),
        (b'<meta charset="utf-16">', "utf-8"),
        (b'<meta name="charset-note" content="none">', None),
        (b'<meta charset="no-such-thing">', None),
        (b" " * 1024 + b'<meta charset="big5">', None),
    ],
)
def test_meta_prescan(head: bytes, name: str | None) -> None:
    assert meta_charset(head) == name


def test_labels_are_those_of_the_standard() -> None:
    assert charset_name(" Latin1 ") == charset_name("US-ASCII") == "windows-1252"
    assert charset_name("UTF8") == "utf-8"
    assert charset_name("utf-7") is None


def test_one_stray_nul_is_kept() -> None:
    assert decode(b"The bridge \0 is closed.", "text/plain", None).string == "The bridge \0 is closed."


def test_lone_surrogates_become_replacement_characters() -> None:
    assert decode(b"Bridge \xed\xa0\x80 closed", "text/plain", None).string == "Bridge \ufffd closed"
    assert decode("Br\ud800cke".encode("utf-16", "surrogatepass"), "text/plain", None).string == "Br\ufffdcke"


@pytest.mark.parametrize("payload", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\0", gzip.compress(b"\n", mtime=0)])
def test_empty(payload: bytes) -> None:
    assert rule(payload) == "empty"


@pytest.mark.parametrize(
    "payload",
    [b"\x89PNG\r\n\x1a\n....", b"%PDF-1.7 text text", b"PK\x03\x04 text", bytes(range(256)) * 20, b"ab\0\0cd\0ef\0" * 50],
)
@pytest.mark.parametrize("charset", [None, "utf-8", "windows-1251"])
def test_binary(payload: bytes, charset: str | None) -> None:
    assert rule(payload, charset=charset) == "binary"


def test_bytes_of_no_charset() -> None:
    assert rule(bytes(range(0x80, 0x100)) * 20, charset="utf-8") == "charset-unknown"


@given(st.lists(st.text(st.characters(codec="ascii", categories=["L"]), min_size=1), min_size=1, max_size=5))
def test_gzip_of_several_members(parts: list[str]) -> None:
    payload = b"".join(gzip.compress(part.encode(), mtime=0) for part in parts) + b"\0" * 10
    source = decode(payload, "text/plain", None)
    assert source.string == "".join(parts)
    assert source.inflated == source.string.encode()


def test_gzip_longer_than_a_window() -> None:
    text = "".join(f"Line {n * 7919 % 100_003} of the report.\n" for n in range(20_000))
    assert decode(gzip.compress(text.encode(), mtime=0), "text/plain", None).string == text


@given(st.data())
def test_truncated_gzip(data: st.DataObject) -> None:
    payload = gzip.compress(GERMAN.encode(), mtime=0)
    cut = data.draw(st.integers(2, len(payload) - 1))
    assert rule(payload[:cut]) == "gzip-truncated"


def test_corrupt_gzip() -> None:
    payload = bytearray(gzip.compress(GERMAN.encode(), mtime=0))
    payload[-6] ^= 0xFF  # in the CRC
    assert rule(bytes(payload)) == "gzip-corrupt"
    assert rule(gzip.compress(b"text", mtime=0) + b"trailing") == "gzip-corrupt"


def test_bombs() -> None:
    bomb = gzip.compress(b"a" * 5_000_000, mtime=0)
    assert rule(bomb) == "gzip-bomb"
    assert rule(bomb, max_bytes=2_000_000, max_ratio=2000) == "too-large"
    assert rule(gzip.compress(bomb, mtime=0)) == "binary"


def test_a_small_repetitive_page_is_no_bomb() -> None:
    assert len(decode(gzip.compress(b"a\n" * 250_000, mtime=0), "text/plain", None).string) == 500_000


def test_too_large_names_bound_and_setting() -> None:
    with pytest.raises(RejectedSnapshot, match=r"10 bytes.*extract\.max_bytes"):
        decode(b"more than ten bytes", "text/plain", None, DecodeLimits(max_bytes=10))
