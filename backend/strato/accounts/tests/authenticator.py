"""An authenticator in software: it makes real key pairs and real signatures, as a phone would (WebAuthn Level 3, section 6)."""

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url as text

ORIGIN = "http://localhost:8000"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One device with one passkey at most. ``verifies``: it asks for a finger or a PIN."""

    origin: str = ORIGIN
    verifies: bool = True
    counts: bool = False
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    user_handle: str = ""
    used: int = 0

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to ``navigator.credentials.create``."""
        self.user_handle = options["user"]["id"]
        point = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + cbor2.dumps(cose)
        data = self.said(options["rp"]["id"], ATTESTED) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self.credential(
            clientDataJSON=self.client_data("webauthn.create", options),
            attestationObject=attestation,
            transports=["internal", "telepathy"],
        )

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to ``navigator.credentials.get``."""
        self.used += 1
        client_data = self.client_data("webauthn.get", options)
        data = self.said(options["rpId"])
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(), ECDSA(SHA256()))
        return self.credential(
            clientDataJSON=client_data, authenticatorData=data, signature=signature, userHandle=self.user_handle or None
        )

    def said(self, party: str, flags: int = 0) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        counter = self.used if self.counts else 0
        return hashlib.sha256(party.encode()).digest() + bytes([flags]) + counter.to_bytes(4, "big")

    def client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def credential(self, **response: Any) -> dict[str, Any]:
        said = {name: text(value) if isinstance(value, bytes) else value for name, value in response.items()}
        identity = text(self.credential_id)
        return {"id": identity, "rawId": identity, "type": "public-key", "response": said}
