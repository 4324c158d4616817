"""Keys and notes against the published vector of another implementation, and everything that is no key or note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import ProofError, UsageError
from provenance.signing.keys import SigningKey, VerifierKey
from provenance.signing.note import MOST_SIGNATURES, Note

# The example of golang.org/x/mod/sumdb/note.
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNATURE = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
PETER = VerifierKey.parse(PUBLIC)


def test_the_published_note_is_written_byte_for_byte() -> None:
    key = SigningKey.parse(PRIVATE)
    assert (str(key.verifier), key.to_text()) == (PUBLIC, PRIVATE)
    assert Note(TEXT).signed(key).to_text() == f"{TEXT}\n{SIGNATURE}"


def test_the_published_note_verifies() -> None:
    assert Note.parse(f"{TEXT}\n{SIGNATURE}").signers([PETER]) == [PETER]


@pytest.mark.parametrize("text", [PUBLIC, PRIVATE])
def test_no_piece_of_a_key_is_a_key(text: str) -> None:
    parse = SigningKey.parse if text is PRIVATE else VerifierKey.parse
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            if (start, end) != (0, len(text)):
                with pytest.raises(UsageError):
                    parse(text[start:end])


def test_a_key_with_a_character_changed_is_refused() -> None:
    for at, character in enumerate(PUBLIC):
        with pytest.raises(UsageError):
            VerifierKey.parse(PUBLIC[:at] + chr(ord(character) + 1) + PUBLIC[at + 1 :])


def test_a_private_key_where_the_public_one_belongs_is_not_repeated() -> None:
    with pytest.raises(UsageError, match="private key") as refused:
        VerifierKey.parse(PRIVATE)
    assert PRIVATE[-20:] not in str(refused.value)
    assert PRIVATE[-20:] not in repr(SigningKey.parse(PRIVATE))


@pytest.mark.parametrize("name", ["", "two words", "a+b", "line\nend", "no\u00a0space", "x" * 201, "\x1b[2J"])
def test_names_that_a_note_cannot_carry_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="cannot name a key"):
        SigningKey.generate(name)


def test_an_altered_text_or_signature_is_refused() -> None:
    for altered in (f"{TEXT.replace('answer', 'Answer')}\n{SIGNATURE}", f"{TEXT}\n{SIGNATURE.replace('9UG', '9UH')}"):
        with pytest.raises(ProofError, match="does not verify"):
            Note.parse(altered).signers([PETER])


def test_signatures_of_others_are_ignored() -> None:
    other, same_name = SigningKey.generate("desk.example"), SigningKey.generate("PeterNeumann")
    note = Note(TEXT).signed(other).signed(same_name)
    assert note.signers([PETER]) == []
    assert note.signed(SigningKey.parse(PRIVATE)).signers([PETER, other.verifier]) == [PETER, other.verifier]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text\n",
        "text\n\nno signature\n",
        f"{TEXT}\n{SIGNATURE}".rstrip("\n"),
        f"{TEXT}\n{SIGNATURE}\r",
        f"\ttext\n\n{SIGNATURE}",
        "text\n\n— name AAAA\n",
        f"text\n\n{SIGNATURE * (MOST_SIGNATURES + 1)}",
    ],
)
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(ProofError):
        Note.parse(text)


lines = st.text(st.characters(exclude_categories=["Cs"], min_codepoint=0x20), max_size=20)


@given(st.lists(lines, min_size=1, max_size=5), st.integers(0, 3))
def test_what_is_written_is_read(body: list[str], signatures: int) -> None:
    note = Note("".join(f"{line}\n" for line in body))
    keys = [SigningKey.generate(f"key{number}.example") for number in range(signatures)]
    for key in keys:
        note = note.signed(key)
    read = Note.parse(note.to_text())
    assert read == note
    assert read.signers([key.verifier for key in keys]) == [key.verifier for key in keys]
