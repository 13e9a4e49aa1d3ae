"""The ceremonies of WebAuthn Level 3 with our settings: what a browser is asked, and whether its answer holds.

Bytes travel and are kept as base64url texts. Every answer that does not hold is a ``PasskeyRefused``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import webauthn
from django.conf import settings
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, generate_challenge, options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from strato.accounts.challenges import CHALLENGE_SECONDS
from strato.accounts.errors import PasskeyRefused
from strato.accounts.models import Passkey, User

TIMEOUT_MS = CHALLENGE_SECONDS * 1000
TRANSPORTS = {transport.value for transport in AuthenticatorTransport}
UNREADABLE = (WebAuthnException, ValueError, TypeError, KeyError, IndexError)


@dataclass(frozen=True, slots=True)
class Question:
    """What a browser is asked, and the random bytes that its answer must have signed."""

    nonce: str
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class MadeKey:
    """What is kept of a new passkey."""

    credential_id: str
    public_key: str
    sign_count: int
    transports: list[str]
    is_synced: bool


def ask_for_new(user: User, *, known: Iterable[Passkey]) -> Question:
    """A new passkey on a device that has none of the known ones; one that can be found without a name."""
    nonce = generate_challenge()
    options = webauthn.generate_registration_options(
        rp_id=party(),
        rp_name=settings.SELLER.partition("|")[0],
        user_id=user.pk.bytes,
        user_name=user.email,
        user_display_name=user.display_name,
        challenge=nonce,
        timeout=TIMEOUT_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=_described(known),
    )
    return Question(bytes_to_base64url(nonce), options_to_json_dict(options))


def check_new(credential: dict[str, Any], *, nonce: str) -> MadeKey:
    """The key in an answer to ``ask_for_new``."""
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(nonce),
            expected_rp_id=party(),
            expected_origin=origins(),
            require_user_verification=True,
        )
    except UNREADABLE as error:
        raise PasskeyRefused from error
    return MadeKey(
        credential_id=bytes_to_base64url(made.credential_id),
        public_key=bytes_to_base64url(made.credential_public_key),
        sign_count=made.sign_count,
        transports=[name for name in credential["response"].get("transports", ()) if name in TRANSPORTS],
        is_synced=made.credential_device_type == CredentialDeviceType.MULTI_DEVICE,
    )


def ask_for_signature(known: Iterable[Passkey] | None, *, needs_owner: bool) -> Question:
    """The signature of one of these passkeys (None: of any); ``needs_owner``: by finger, face or PIN."""
    nonce = generate_challenge()
    options = webauthn.generate_authentication_options(
        rp_id=party(),
        challenge=nonce,
        timeout=TIMEOUT_MS,
        allow_credentials=None if known is None else _described(known),
        user_verification=(
            UserVerificationRequirement.REQUIRED if needs_owner else UserVerificationRequirement.PREFERRED
        ),
    )
    return Question(bytes_to_base64url(nonce), options_to_json_dict(options))


def check_signature(credential: dict[str, Any], *, passkey: Passkey, nonce: str, needs_owner: bool) -> int:
    """How often the authenticator says it signed."""
    try:
        return webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(nonce),
            expected_rp_id=party(),
            expected_origin=origins(),
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=needs_owner,
        ).new_sign_count
    except UNREADABLE as error:
        raise PasskeyRefused from error


def party() -> str:
    """The relying party: the name of our host. Passkeys of one host are unknown to every other."""
    return urlsplit(settings.PUBLIC_URL).hostname or ""


def origins() -> list[str]:
    """Where our pages come from: the public address, and during development the other ports of the same host."""
    return [origin for origin in settings.WS_ORIGINS if urlsplit(origin).hostname == party()]


def _described(passkeys: Iterable[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=base64url_to_bytes(row.credential_id),
            transports=[AuthenticatorTransport(name) for name in row.transports] or None,
        )
        for row in passkeys
    ]
