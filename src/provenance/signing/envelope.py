"""DSSE envelopes (Dead Simple Signing Envelope, protocol v1.0.2): a payload, its type, and signatures over both."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from provenance.errors import ProofError
from provenance.signing.keys import SigningKey, VerifierKey


@dataclass(frozen=True, slots=True)
class Envelope:
    """A signed payload; `signatures` pairs key ids (hints, not trusted) with signatures."""

    payload: bytes
    payload_type: str
    signatures: tuple[tuple[str, bytes], ...] = ()

    def _message(self) -> bytes:
        """PAE(type, payload): what is signed."""
        kind = self.payload_type.encode()
        return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(self.payload), self.payload)

    def signed(self, key: SigningKey) -> Envelope:
        """The envelope with the key's signature added; the id is the key's digest in hex."""
        mine = (key.verifier.digest.hex(), key.sign(self._message()))
        return Envelope(self.payload, self.payload_type, (*self.signatures, mine))

    def signers(self, trusted: Iterable[VerifierKey]) -> list[VerifierKey]:
        """Those of the trusted keys that signed the payload; signatures by others are ignored."""
        message = self._message()
        return [key for key in trusted if any(key.verifies(signature, message) for _, signature in self.signatures)]

    def to_bytes(self) -> bytes:
        """The JSON form."""
        signatures = [{"keyid": id_, "sig": base64.b64encode(signature).decode()} for id_, signature in self.signatures]
        payload = base64.b64encode(self.payload).decode()
        return orjson.dumps({"payload": payload, "payloadType": self.payload_type, "signatures": signatures})

    @classmethod
    def parse(cls, data: bytes) -> Envelope:
        """The envelope of its JSON form. Raises ProofError."""
        try:
            value: dict[str, Any] = orjson.loads(data)
            signatures = tuple((str(each.get("keyid", "")), _decode(each["sig"])) for each in value["signatures"])
            return cls(_decode(value["payload"]), str(value["payloadType"]), signatures)
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
            raise ProofError(f"not a DSSE envelope: {error}") from error


def _decode(text: str) -> bytes:
    # The standard allows either alphabet of base64 (RFC 4648 sections 4 and 5).
    return base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True)
