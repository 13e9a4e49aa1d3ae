"""The doors by which a signed-in person proves that it is still them."""

from typing import Any, cast

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts import services
from strato.accounts.api.credentials import AssertionSerializer, CeremonySerializer
from strato.accounts.challenges import PROOF_SECONDS, Purpose
from strato.accounts.models import User
from strato.core.api import serializers
from strato.core.api.throttles import SignInThrottle
from strato.core.api.views import PolicyView
from strato.core.policies import signed_in

TAG = ["Security"]


class PasswordProofSerializer(serializers.Serializer[Any]):
    password = serializers.CharField(max_length=256, trim_whitespace=False)


class ProofSerializer(serializers.Serializer[Any]):
    """Send `proof` along with the acts that ask for it."""

    proof = serializers.CharField(read_only=True)
    expires_in_seconds = serializers.IntegerField(read_only=True)


class WithProofSerializer(serializers.Serializer[Any]):
    """A proof from `POST /api/me/proof/` or `POST /api/me/proof/passkey/`."""

    proof = serializers.CharField(max_length=2000)


def given_proof(request: Request) -> User:
    """The person at the door, who proved that it is them; raises ``ProofNeeded``."""
    asked = WithProofSerializer(data=request.data)
    asked.is_valid(raise_exception=True)
    me = cast(User, request.user)
    services.check_proof(me, asked.validated_data["proof"])
    return me


class ProofDoor(PolicyView):
    policy = {"post": signed_in}
    throttle_classes = (SignInThrottle,)

    def answer(self, proof: str) -> Response:
        body = {"proof": proof, "expires_in_seconds": PROOF_SECONDS}
        return Response(body, headers={"Cache-Control": "no-store"})


class PasswordProofView(ProofDoor):
    @extend_schema(
        summary="Prove by the password that it is me",
        tags=TAG,
        request=PasswordProofSerializer,
        responses=ProofSerializer,
        examples=[OpenApiExample("Password", value={"password": "layers-of-teal-9"}, request_only=True)],
    )
    def post(self, request: Request) -> Response:
        """The proof is good for ten minutes. A wrong password is 400 `wrong_password` and counts as a failed sign-in."""
        asked = PasswordProofSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        me = cast(User, request.user)
        return self.answer(services.prove_by_password(me, asked.validated_data["password"], request=request._request))


class PasskeyProofOptionsView(ProofDoor):
    @extend_schema(
        summary="Begin to prove by a passkey that it is me", tags=TAG, request=None, responses=CeremonySerializer
    )
    def post(self, request: Request) -> Response:
        """`options` go to the browser (`navigator.credentials.get`), its answer and `challenge` to `/api/me/proof/passkey/`."""
        return Response(CeremonySerializer(services.begin_use(Purpose.PASSKEY_PROOF, cast(User, request.user))).data)


class PasskeyProofView(ProofDoor):
    @extend_schema(
        summary="Prove by a passkey that it is me", tags=TAG, request=AssertionSerializer, responses=ProofSerializer
    )
    def post(self, request: Request) -> Response:
        """The proof is good for ten minutes."""
        asked = AssertionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return self.answer(services.prove_by_passkey(cast(User, request.user), **asked.validated_data))
