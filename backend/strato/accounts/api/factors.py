"""The doors of two-step sign-in: the settings of it, and the step itself."""

from typing import Any, cast

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts import services
from strato.accounts.api.credentials import AssertionSerializer, CeremonySerializer
from strato.accounts.api.proofs import WithProofSerializer, given_proof
from strato.accounts.api.serializers import SessionSerializer
from strato.accounts.api.sessions import OpenDoorView, session
from strato.accounts.guests import META, read_key
from strato.accounts.models import Totp, User
from strato.core.api import serializers
from strato.core.api.throttles import SignInThrottle
from strato.core.api.views import PolicyView
from strato.core.policies import signed_in

TAG = ["Security"]
SIGN_IN = ["Sign-in"]


class TwoStepSerializer(serializers.Serializer[Any]):
    """Whether the password alone signs in."""

    is_on = serializers.BooleanField(read_only=True)
    since = serializers.DateTimeField(read_only=True, allow_null=True)
    recovery_codes_left = serializers.IntegerField(read_only=True)


class NewAuthenticatorSerializer(serializers.Serializer[Any]):
    """To be scanned (`qr_svg`, an image of `uri`) or typed (`secret`) into an authenticator app."""

    secret = serializers.CharField(read_only=True)
    uri = serializers.CharField(read_only=True)
    qr_svg = serializers.CharField(read_only=True)


class FirstCodeSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=40, help_text="Six digits of the app.")


class RecoveryCodesSerializer(serializers.Serializer[Any]):
    """Ten codes, each good for one sign-in. No other answer ever holds them."""

    recovery_codes = serializers.ListField(child=serializers.CharField(), read_only=True)


class SecondStepSerializer(serializers.Serializer[Any]):
    challenge = serializers.CharField(max_length=2000, help_text="`facts.challenge` of `second_factor_required`.")
    code = serializers.CharField(max_length=40, help_text="Six digits of the app, or a recovery code.")


class PasskeySignInSerializer(serializers.Serializer[Any]):
    challenge = serializers.CharField(
        max_length=2000,
        required=False,
        allow_blank=True,
        default="",
        help_text="`facts.challenge` of `second_factor_required` for a passkey as the second step; none to sign in by it alone.",
    )


class TwoStepView(PolicyView):
    policy = {"get": signed_in, "post": signed_in}
    throttle_classes = (SignInThrottle,)

    @extend_schema(summary="Is two-step sign-in on?", tags=TAG, responses=TwoStepSerializer)
    def get(self, request: Request) -> Response:
        me = cast(User, request.user)
        totp = Totp.objects.filter(user=me, confirmed_at__isnull=False).first()
        left = me.recovery_codes.filter(used_at=None).count() if totp else 0
        body = {"is_on": totp is not None, "since": totp and totp.confirmed_at, "recovery_codes_left": left}
        return Response(TwoStepSerializer(body).data)

    @extend_schema(
        summary="Begin with an authenticator app",
        tags=TAG,
        request=WithProofSerializer,
        responses={201: NewAuthenticatorSerializer},
    )
    def post(self, request: Request) -> Response:
        """Nothing changes until a code is confirmed. Without a fresh proof 403 `proof_required`; 409 `second_factor_on`."""
        me = given_proof(request)
        body = NewAuthenticatorSerializer(services.begin_authenticator(me, by=me)).data
        return Response(body, status=status.HTTP_201_CREATED, headers={"Cache-Control": "no-store"})


class ConfirmTwoStepView(PolicyView):
    policy = {"post": signed_in}
    throttle_classes = (SignInThrottle,)

    @extend_schema(
        summary="Turn two-step sign-in on by a first code",
        tags=TAG,
        request=FirstCodeSerializer,
        responses=RecoveryCodesSerializer,
        examples=[OpenApiExample("A code", value={"code": "492039"}, request_only=True)],
    )
    def post(self, request: Request) -> Response:
        """The answer holds the recovery codes, for the only time. A wrong code is 400 `wrong_code`."""
        asked = FirstCodeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        me = cast(User, request.user)
        return codes_told(services.confirm_authenticator(me, code=asked.validated_data["code"], by=me))


class RecoveryCodesView(PolicyView):
    policy = {"post": signed_in}

    @extend_schema(
        summary="Get other recovery codes", tags=TAG, request=WithProofSerializer, responses=RecoveryCodesSerializer
    )
    def post(self, request: Request) -> Response:
        """Those before are worth nothing. Without a fresh proof 403 `proof_required`."""
        me = given_proof(request)
        return codes_told(services.renew_recovery_codes(me, by=me))


class TurnOffTwoStepView(PolicyView):
    policy = {"post": signed_in}

    @extend_schema(summary="Turn two-step sign-in off", tags=TAG, request=WithProofSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Without a fresh proof 403 `proof_required`."""
        me = given_proof(request)
        services.turn_off_two_step(me, by=me)
        return Response(status=status.HTTP_204_NO_CONTENT)


class SecondStepView(OpenDoorView):
    @extend_schema(
        summary="Second step by a code",
        tags=SIGN_IN,
        request=SecondStepSerializer,
        responses=SessionSerializer,
        examples=[OpenApiExample("A code", value={"challenge": "…", "code": "492039"}, request_only=True)],
    )
    def post(self, request: Request) -> Response:
        """After 401 `second_factor_required`. A wrong or used code is 400 `wrong_code` and counts like a wrong password;
        a challenge older than five minutes is 401 `challenge_invalid`."""
        asked = SecondStepSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user, pair = services.sign_in_by_code(
            **asked.validated_data, request=request._request, guest_key=read_key(request.META.get(META))
        )
        return Response(session(user, pair))


class PasskeyOptionsView(OpenDoorView):
    @extend_schema(
        summary="Begin to sign in by a passkey",
        tags=SIGN_IN,
        request=PasskeySignInSerializer,
        responses=CeremonySerializer,
    )
    def post(self, request: Request) -> Response:
        """`options` go to the browser (`navigator.credentials.get`), its answer and `challenge` to `/api/token/passkey/`."""
        asked = PasskeySignInSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return Response(CeremonySerializer(services.begin_passkey_sign_in(asked.validated_data["challenge"])).data)


class PasskeySignInView(OpenDoorView):
    @extend_schema(
        summary="Sign in by a passkey", tags=SIGN_IN, request=AssertionSerializer, responses=SessionSerializer
    )
    def post(self, request: Request) -> Response:
        """Alone or as the second step, as it was begun. Never followed by another step."""
        asked = AssertionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user, pair = services.sign_in_by_passkey(
            **asked.validated_data, request=request._request, guest_key=read_key(request.META.get(META))
        )
        return Response(session(user, pair))


def codes_told(codes: list[str]) -> Response:
    return Response({"recovery_codes": codes}, headers={"Cache-Control": "no-store"})
