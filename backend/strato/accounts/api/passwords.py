"""The doors of forgotten passwords and of confirmed addresses."""

from typing import Any, cast

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts import services
from strato.accounts.api.devices import device_of
from strato.accounts.api.serializers import MeSerializer, TokenPairSerializer
from strato.accounts.api.sessions import OpenDoorView
from strato.accounts.models import User
from strato.core.api import serializers
from strato.core.api.throttles import SignInThrottle
from strato.core.api.views import PolicyView
from strato.core.policies import signed_in

TAG = ["My account"]
UID = "01924b0e-8f5c-7cc1-a3d0-0f5b2f8f1a11"


class PasswordChangeSerializer(serializers.Serializer[Any]):
    current = serializers.CharField(max_length=256, trim_whitespace=False)
    new = serializers.CharField(max_length=256, trim_whitespace=False)


class PasswordResetSerializer(serializers.Serializer[Any]):
    email = serializers.EmailField(max_length=254)


class PasswordResetConfirmSerializer(serializers.Serializer[Any]):
    """``uid`` and ``token`` come from the link in the mail."""

    uid = serializers.UUIDField()
    token = serializers.CharField(max_length=200)
    password = serializers.CharField(max_length=256, trim_whitespace=False)


class EmailConfirmSerializer(serializers.Serializer[Any]):
    """``uid`` and ``token`` come from the link in the mail."""

    uid = serializers.UUIDField()
    token = serializers.CharField(max_length=400)


class PasswordView(PolicyView):
    policy = {"post": signed_in}
    throttle_classes = (SignInThrottle,)

    @extend_schema(
        summary="Change my password",
        tags=TAG,
        request=PasswordChangeSerializer,
        responses=TokenPairSerializer,
        examples=[
            OpenApiExample(
                "Another password",
                value={"current": "layers-of-teal-9", "new": "forty-micron-summer"},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """Ends every other session, with tokens and sockets, and answers with a new pair for this one."""
        asked = PasswordChangeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        me = cast(User, request.user)
        pair = services.change_password(me, **asked.validated_data, session=device_of(request), by=me)
        return Response(TokenPairSerializer(pair).data)


class PasswordResetView(OpenDoorView):
    @extend_schema(
        summary="Have a link mailed that resets the password",
        tags=TAG,
        request=PasswordResetSerializer,
        responses={202: None},
        examples=[OpenApiExample("Forgotten", value={"email": "alice@example.org"}, request_only=True)],
    )
    def post(self, request: Request) -> Response:
        """Always 202: the answer does not tell whether there is an account."""
        asked = PasswordResetSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        services.ask_password_reset(asked.validated_data["email"])
        return Response(status=status.HTTP_202_ACCEPTED)


class PasswordResetConfirmView(OpenDoorView):
    @extend_schema(
        summary="Choose another password by the mailed link",
        tags=TAG,
        request=PasswordResetConfirmSerializer,
        responses={204: None},
        examples=[
            OpenApiExample(
                "From the link",
                value={"uid": UID, "token": "cx3k9p-8f2d", "password": "forty-micron-summer"},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """A dead link is 400 `link_invalid`. Afterwards sign in with the new password."""
        asked = PasswordResetConfirmSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        services.reset_password(uid=given["uid"], token=given["token"], new=given["password"])
        return Response(status=status.HTTP_204_NO_CONTENT)


class ConfirmationView(PolicyView):
    policy = {"post": signed_in}
    throttle_classes = (SignInThrottle,)

    @extend_schema(summary="Send the confirmation mail again", tags=TAG, request=None, responses={202: None})
    def post(self, request: Request) -> Response:
        """409 `already_confirmed` if there is nothing to confirm."""
        me = cast(User, request.user)
        services.ask_confirmation(me, by=me)
        return Response(status=status.HTTP_202_ACCEPTED)


class MailAgainView(PolicyView):
    policy = {"post": signed_in}
    throttle_classes = (SignInThrottle,)

    @extend_schema(summary="Try mail to my address again", tags=TAG, request=None, responses=MeSerializer)
    def post(self, request: Request) -> Response:
        """Where `email_refused_at` says that my address takes no mail: a first mail is sent at once. Should it be
        refused again, that is told in the bell. 409 `email_not_refused` where none is held back."""
        me = cast(User, request.user)
        return Response(MeSerializer(services.try_mail_again(me, by=me)).data)


class EmailConfirmView(OpenDoorView):
    @extend_schema(
        summary="Confirm an e-mail address by the mailed link",
        tags=TAG,
        request=EmailConfirmSerializer,
        responses={204: None},
        examples=[OpenApiExample("From the link", value={"uid": UID, "token": "WyIwMT:1q:x"}, request_only=True)],
    )
    def post(self, request: Request) -> Response:
        """A dead link is 400 `link_invalid`; the same link twice is fine."""
        asked = EmailConfirmSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        services.confirm_email(**asked.validated_data)
        return Response(status=status.HTTP_204_NO_CONTENT)
