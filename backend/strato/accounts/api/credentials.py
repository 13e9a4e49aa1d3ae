"""What browsers answer for passkeys (WebAuthn Level 3, ``PublicKeyCredential.toJSON()``), and what they are asked."""

# ruff: noqa: N815 - the names of the standard

from typing import Any

from drf_spectacular.utils import extend_schema_field

from strato.core.api import serializers

BASE64URL = r"\A[A-Za-z0-9_-]+\Z"
LONG = 16_384


def encoded(max_length: int = LONG, **more: Any) -> serializers.RegexField:
    """Bytes in base64url without padding."""
    return serializers.RegexField(BASE64URL, max_length=max_length, **more)


@extend_schema_field({"type": "object", "additionalProperties": True})
class AnyObjectField(serializers.JSONField):
    """What the browser's own types describe."""


class CeremonySerializer(serializers.Serializer[Any]):
    """`options` are for the browser (`PublicKeyCredential.parse...OptionsFromJSON`); `challenge` comes back with its
    answer within five minutes."""

    challenge = serializers.CharField(read_only=True)
    options = AnyObjectField(read_only=True)


class AssertionAnswerSerializer(serializers.Serializer[Any]):
    clientDataJSON = encoded()
    authenticatorData = encoded()
    signature = encoded()
    userHandle = encoded(required=False, allow_null=True)


class AssertionCredentialSerializer(serializers.Serializer[Any]):
    """The JSON of `navigator.credentials.get`."""

    id = encoded(1400)
    rawId = encoded(1400)
    type = serializers.RegexField(r"\Apublic-key\Z")
    response = AssertionAnswerSerializer()


class AssertionSerializer(serializers.Serializer[Any]):
    challenge = serializers.CharField(max_length=2000)
    credential = AssertionCredentialSerializer()


class AttestationAnswerSerializer(serializers.Serializer[Any]):
    clientDataJSON = encoded()
    attestationObject = encoded()
    transports = serializers.ListField(child=serializers.CharField(max_length=40), required=False, max_length=10)


class AttestationCredentialSerializer(serializers.Serializer[Any]):
    """The JSON of `navigator.credentials.create`."""

    id = encoded(1400)
    rawId = encoded(1400)
    type = serializers.RegexField(r"\Apublic-key\Z")
    response = AttestationAnswerSerializer()


class NewPasskeySerializer(serializers.Serializer[Any]):
    challenge = serializers.CharField(max_length=2000)
    name = serializers.CharField(max_length=80)
    credential = AttestationCredentialSerializer()
