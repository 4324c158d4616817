"""From a snapshot's bytes to its characters: inflate, find the encoding, refuse what is not text.

The encoding is the first of these that decodes every byte strictly (but for 4) and gives text:

1. the byte order mark (WHATWG Encoding Standard, section 6; UTF-32 besides)                                 `bom`
2. the declared one: HTTP header, WARC or sidecar                                                           `declared`
3. for HTML, the `<meta charset>` within the first 1024 bytes (HTML Standard, 13.2.3.2, simplified)         `meta`
4. UTF-8; failing that, UTF-8 with a few broken bytes, which become U+FFFD                                  `utf-8`
5. UTF-16 or UTF-32 without a mark, then what charset-normalizer finds among the web's encodings            `detected`

Where an encoding was declared and `charset_basis` names a later step, the declaration contradicts the bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex

from provenance.errors import RejectedSnapshot
from provenance.extraction.charsets import charset_name, damaged_utf8, strictly
from provenance.extraction.coding import uncoded
from provenance.extraction.detect import detected, looks_binary, unmarked_unicode
from provenance.extraction.inflate import GZIP_MAGIC, inflate, too_large
from provenance.extraction.limits import DecodeLimits
from provenance.model.quarantine import Reason

CharsetBasis = Literal["bom", "declared", "meta", "utf-8", "detected"]

# The mark of UTF-32LE begins with that of UTF-16LE, so it is tried first.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32le"),
    (b"\0\0\xfe\xff", "utf-32be"),
    (b"\xff\xfe", "utf-16le"),
    (b"\xfe\xff", "utf-16be"),
)

# First bytes of files that are never text, and whose share of control characters may yet be low.
_BINARY = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (b"\xfd7zXZ\0", "xz data"),
    (GZIP_MAGIC, "gzip inside gzip"),
)

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_PRESCAN = 1024
_COMMENT = regex.compile(rb"<!--.*?-->", regex.DOTALL)
_META_CHARSET = regex.compile(rb"<meta[\s/][^>]*?charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", regex.IGNORECASE)

_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
#: A text may hold a stray control character, such as a NUL; one in a hundred is no accident.
_CONTROL_SHARE = 0.01
_NOT_BLANK = regex.compile(r"[^\s\p{Cc}\ufeff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A snapshot's decoded characters.

    `string` is without byte order mark and without lone surrogates (U+FFFD stands for one); a stray NUL stays where it
    stands, so that offsets hold. `charset` is the WHATWG name of the encoding that was used, lower case. `inflated` holds the
    bytes after gzip inflation and without content coding.
    """

    string: str
    charset: str
    charset_basis: CharsetBasis
    inflated: bytes


_DEFAULTS = DecodeLimits()


def decode(
    payload: bytes, media_type: str, charset: str | None, limits: DecodeLimits = _DEFAULTS, coding: str | None = None
) -> Source:
    """Decode a payload; `media_type` without parameters, `charset` as it was declared, `coding` its HTTP content coding, if any.

    Raises RejectedSnapshot with stage `decode` and one of the rules `empty`, `too-large`, `gzip-truncated`, `gzip-corrupt`,
    `gzip-bomb`, `coding-unknown`, `coding-corrupt`, `binary` and `charset-unknown`.
    """
    if len(payload) > limits.max_bytes:
        raise too_large(f"{len(payload)} bytes", limits.max_bytes)
    data = uncoded(payload, coding, limits.max_bytes, limits.max_ratio) if coding else payload
    # A gzip file that is no coded response. What a coding wrapped up is not unpacked a second time.
    if data is payload and payload.startswith(GZIP_MAGIC):
        data = inflate(payload, limits.max_bytes, limits.max_ratio)
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise _rejected("binary", f"the file is {what}", "convert it to text or HTML, or leave it out of the source")
    controls = False
    for string, name, basis in _readings(data, media_type, charset):
        if string is None:
            continue
        if not _NOT_BLANK.search(string):
            raise _rejected("empty", f"no characters but white space in {len(data)} bytes", "fetch the file again")
        if is_text(string):
            return Source(string, name, basis, data)
        controls = True
    if controls or looks_binary(data):
        observed = "more than one character in a hundred is a control character"
        raise _rejected("binary", observed, "convert the file to text or HTML, or declare its charset in a sidecar")
    observed = f"the bytes are neither {charset or 'of a declared charset'} nor UTF-8, and no other charset fits"
    raise _rejected("charset-unknown", observed, "declare the charset in a sidecar (`<name>.meta.json`)")


def is_text(string: str) -> bool:
    """Whether control characters other than white space and ESC (of ISO-2022) are stray ones at most."""
    # In UTF-8 a byte below 0x80 is a character; bytes are counted ten times faster than a pattern is searched for.
    data = string.encode("utf-8", "surrogatepass")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls <= max(1, _CONTROL_SHARE * len(string))


def _readings(data: bytes, media_type: str, charset: str | None) -> Iterator[tuple[str | None, str, CharsetBasis]]:
    """The bytes read in each encoding that there is reason to try, with its name and what it rests on."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            yield strictly(data[len(mark) :], name), name, "bom"
            break
    declared = charset_name(charset) if charset else None
    if declared:
        yield strictly(data, declared), declared, "declared"
    stated = meta_charset(data) if media_type in _HTML else None
    if stated:
        yield strictly(data, stated), stated, "meta"
    yield strictly(data, "utf-8"), "utf-8", "utf-8"
    yield damaged_utf8(data), "utf-8", "utf-8"
    unmarked = unmarked_unicode(data)
    if unmarked:
        yield strictly(data, unmarked), unmarked, "detected"
    found = detected(data)
    if found:
        yield strictly(data, found), found, "detected"


def meta_charset(data: bytes) -> str | None:
    """The encoding that an HTML page states about itself, after the prescan of the HTML Standard, 13.2.3.2.

    Simplified: comments are skipped, and the first `charset=` inside a `<meta …>` tag counts, whether it is an attribute or
    part of `content`; attributes are not parsed. As in the standard, UTF-16 stated in bytes that read as ASCII means UTF-8.
    """
    found = _META_CHARSET.search(_COMMENT.sub(b"", data[:_PRESCAN]))
    name = charset_name(found[1].decode("latin-1")) if found else None
    return "utf-8" if name in ("utf-16le", "utf-16be") else name


def _rejected(rule: str, observed: str, remedy: str) -> RejectedSnapshot:
    return RejectedSnapshot("decode", Reason(rule, observed, remedy))
