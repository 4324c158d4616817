"""DSSE: the protocol's message, an independent package both ways, and forgeries."""

import base64

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.dsse import Envelope as OtherEnvelope
from securesystemslib.signer import CryptoSigner, SSlibKey

from provenance.errors import ProofError
from provenance.signing.envelope import Envelope
from provenance.signing.keys import SigningKey, VerifierKey

KEY = SigningKey("desk.example", bytes(range(32)))
SIGNED = Envelope(b"hello world", "http://example.com/HelloWorld").signed(KEY)


def test_what_is_signed_is_the_pre_authentication_encoding() -> None:
    """The example of protocol.md: type and payload with their lengths."""
    [(_, signature)] = SIGNED.signatures
    assert KEY.verifier.verifies(signature, b"DSSEv1 29 http://example.com/HelloWorld 11 hello world")


def test_an_independent_package_takes_ours() -> None:
    private = Ed25519PrivateKey.from_private_bytes(KEY.seed)
    theirs = SSlibKey.from_crypto(private.public_key(), keyid=KEY.verifier.digest.hex())
    other = OtherEnvelope.from_dict(orjson.loads(SIGNED.to_bytes()))
    assert list(other.verify([theirs], 1)) == [KEY.verifier.digest.hex()]


def test_ours_takes_that_of_an_independent_package() -> None:
    other = OtherEnvelope(b"payload", "text/plain", {})
    other.sign(CryptoSigner(Ed25519PrivateKey.from_private_bytes(KEY.seed)))
    assert Envelope.parse(orjson.dumps(other.to_dict())).signers([KEY.verifier]) == [KEY.verifier]


def test_both_alphabets_of_base64_are_read() -> None:
    value = orjson.loads(SIGNED.to_bytes())
    url_safe = value["payload"].replace("+", "-").replace("/", "_")
    assert Envelope.parse(orjson.dumps({**value, "payload": url_safe})) == SIGNED


def test_an_altered_payload_type_or_signature_is_nobodys() -> None:
    value = orjson.loads(SIGNED.to_bytes())
    altered = [
        {**value, "payload": base64.b64encode(b"hello World").decode()},
        {**value, "payloadType": "text/plain"},
        {**value, "signatures": [{"keyid": KEY.verifier.digest.hex(), "sig": base64.b64encode(bytes(64)).decode()}]},
        {**value, "signatures": []},
    ]
    for each in altered:
        assert Envelope.parse(orjson.dumps(each)).signers([KEY.verifier]) == []


def test_a_key_id_is_only_a_hint() -> None:
    other = SigningKey.generate("desk.example").verifier
    assert SIGNED.signers([other]) == []
    assert SIGNED.signers([VerifierKey("another.name", KEY.verifier.public)]) != []


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"payload": 1, "payloadType": "", "signatures": []}', b"\xff"])
def test_what_is_no_envelope_is_refused(data: bytes) -> None:
    with pytest.raises(ProofError, match="not a DSSE envelope"):
        Envelope.parse(data)
