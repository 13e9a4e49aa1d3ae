"""The doors of sign-up, sign-in and sign-out."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import UntypedToken

from strato.accounts import services, tokens
from strato.accounts.api.serializers import (
    GuestKeySerializer,
    RefreshSerializer,
    RegisterSerializer,
    SessionSerializer,
    SignInSerializer,
    TokenPairSerializer,
    VerifySerializer,
)
from strato.accounts.devices import read_device
from strato.accounts.errors import TokenRefused
from strato.accounts.guests import META, new_key, read_key
from strato.accounts.models import User
from strato.accounts.services import Registration
from strato.accounts.tokens import TokenPair
from strato.core.api.throttles import AtomicThrottle, RefreshThrottle, SignInThrottle
from strato.core.api.views import PolicyView
from strato.core.policies import anyone

TAG = ["Sign-in"]
SIGN_IN_EXAMPLE = {"email": "alice@example.org", "password": "layers-of-teal-9"}


def session(user: User, pair: TokenPair) -> dict[str, Any]:
    """The body that a browser starts a session with."""
    return SessionSerializer({"user": user, "access": pair.access, "refresh": pair.refresh}).data


class OpenDoorView(PolicyView):
    """A door for people who are not signed in: a token sent along by mistake is not looked at."""

    authentication_classes = ()
    throttle_classes: tuple[type[AtomicThrottle], ...] = (SignInThrottle,)
    policy = {"post": anyone}


class RegisterView(OpenDoorView):
    @extend_schema(
        summary="Create an account and be signed in",
        tags=TAG,
        request=RegisterSerializer,
        responses={201: SessionSerializer},
        examples=[
            OpenApiExample("Sign up", value={**SIGN_IN_EXAMPLE, "name": "Alice", "language": "en"}, request_only=True)
        ],
    )
    def post(self, request: Request) -> Response:
        """Answers with the person and a token pair: no second sign-in. An `X-Guest` header hands over the guest's work."""
        asked = RegisterSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user = services.register(Registration(**asked.validated_data), guest_key=read_key(request.META.get(META)))
        device = read_device(request.META.get("HTTP_USER_AGENT", ""))
        return Response(session(user, tokens.issue(user, device=device)), status=status.HTTP_201_CREATED)


class SignInView(OpenDoorView):
    @extend_schema(
        summary="Sign in",
        tags=TAG,
        request=SignInSerializer,
        responses=SessionSerializer,
        examples=[OpenApiExample("Sign in", value=SIGN_IN_EXAMPLE, request_only=True)],
    )
    def post(self, request: Request) -> Response:
        """After too many failures the answer is 429 `account_locked` with `Retry-After`. With two-step sign-in on it is 401
        `second_factor_required`; its `facts` are the `challenge` for `/api/token/second-step/` or `/api/token/passkey/options/`,
        the `methods` (`code`, `passkey`) and `expires_in_seconds`."""
        asked = SignInSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user, pair = services.sign_in(
            **asked.validated_data, request=request._request, guest_key=read_key(request.META.get(META))
        )
        return Response(session(user, pair))


class RefreshView(OpenDoorView):
    throttle_classes = (RefreshThrottle,)

    @extend_schema(summary="Stay signed in", tags=TAG, request=RefreshSerializer, responses=TokenPairSerializer)
    def post(self, request: Request) -> Response:
        """Spends the refresh token and answers with a new pair. An answer that was lost may be asked for again within 30 seconds;
        a token that comes back later than that ends its session, because two have it."""
        asked = RefreshSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return Response(TokenPairSerializer(services.refresh_session(asked.validated_data["refresh"])).data)


class VerifyView(OpenDoorView):
    @extend_schema(summary="Is this token alive?", tags=TAG, request=VerifySerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """204 if so, else 401 `token_not_valid`."""
        asked = VerifySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            token = UntypedToken(asked.validated_data["token"])
        except TokenError as error:
            raise TokenRefused from error
        if not tokens.is_alive(token):
            raise TokenRefused
        return Response(status=status.HTTP_204_NO_CONTENT)


class SignOutView(OpenDoorView):
    @extend_schema(summary="Sign out", tags=TAG, request=RefreshSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Withdraws the refresh token. Signing out twice is fine."""
        asked = RefreshSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        services.sign_out(asked.validated_data["refresh"])
        return Response(status=status.HTTP_204_NO_CONTENT)


class GuestView(OpenDoorView):
    @extend_schema(summary="Become a guest", tags=TAG, request=None, responses={201: GuestKeySerializer})
    def post(self, request: Request) -> Response:
        """A key for the `X-Guest` header: whoever sends it sees what was made with it, until they sign up."""
        return Response({"key": new_key()}, status=status.HTTP_201_CREATED)
