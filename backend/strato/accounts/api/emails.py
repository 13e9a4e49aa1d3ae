"""The doors of having another e-mail address."""

from typing import Any, cast

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts import services
from strato.accounts.api.devices import device_of
from strato.accounts.api.serializers import AddressField, MeSerializer
from strato.accounts.api.sessions import OpenDoorView
from strato.accounts.errors import ProofNeeded
from strato.accounts.models import User
from strato.core.api import serializers
from strato.core.api.throttles import SignInThrottle
from strato.core.api.views import PolicyView
from strato.core.policies import signed_in

TAG = ["My account"]


class NewEmailSerializer(serializers.Serializer[Any]):
    """With the password, or with a proof from `POST /api/me/proof/passkey/`."""

    email = AddressField()
    password = serializers.CharField(max_length=256, trim_whitespace=False, required=False)
    proof = serializers.CharField(max_length=2000, required=False)


class NewEmailConfirmSerializer(serializers.Serializer[Any]):
    """``token`` comes from the link in the mail."""

    token = serializers.CharField(max_length=400)


class EmailView(PolicyView):
    policy = {"post": signed_in, "delete": signed_in}
    throttle_classes = (SignInThrottle,)

    @extend_schema(
        summary="Ask for another e-mail address",
        tags=TAG,
        request=NewEmailSerializer,
        responses=MeSerializer,
        examples=[
            OpenApiExample(
                "Another address",
                value={"email": "alice@new.example", "password": "layers-of-teal-9"},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """A link is mailed to it, good for 24 hours and once; until it is followed `email` stays in force and the new one
        is `pending_email`. Asked again it replaces the one before; another password calls it off. The answer does not
        tell whether somebody has this address. A wrong password is 400 `wrong_password` and counts as a failed sign-in;
        neither password nor fresh proof is 403 `proof_required`; one's own address is 400 `email_unchanged`."""
        asked = NewEmailSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        me, given = cast(User, request.user), asked.validated_data
        check_that_it_is(me, given, request=request)
        person = services.ask_new_email(me, email=given["email"], session=device_of(request), by=me)
        return Response(MeSerializer(person).data)

    @extend_schema(summary="Keep my e-mail address", tags=TAG, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Calls off what was asked for: the mailed link is dead. Fine where nothing was."""
        me = cast(User, request.user)
        services.call_off_new_email(me, by=me)
        return Response(status=status.HTTP_204_NO_CONTENT)


class EmailAgainView(PolicyView):
    policy = {"post": signed_in}
    throttle_classes = (SignInThrottle,)

    @extend_schema(
        summary="Send the link to my new e-mail address again", tags=TAG, request=None, responses=MeSerializer
    )
    def post(self, request: Request) -> Response:
        """At most once in five minutes. 409 `email_change_missing` where no address waits to be confirmed."""
        me = cast(User, request.user)
        return Response(MeSerializer(services.send_email_change_again(me, by=me)).data)


class NewEmailConfirmView(OpenDoorView):
    @extend_schema(
        summary="Put a new e-mail address in force by the mailed link",
        tags=TAG,
        request=NewEmailConfirmSerializer,
        responses={204: None},
        examples=[OpenApiExample("From the link", value={"token": "IjAxOTI0:1q:x"}, request_only=True)],
    )
    def post(self, request: Request) -> Response:
        """Without being signed in. Every session ends but the one that asked for it, and links to reset the password that
        were mailed before are dead. 400 `link_invalid` for a link that is used up, called off or too old; 400
        `email_taken` where somebody else came to have the address meanwhile."""
        asked = NewEmailConfirmSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        services.confirm_new_email(asked.validated_data["token"])
        return Response(status=status.HTTP_204_NO_CONTENT)


def check_that_it_is(me: User, given: dict[str, Any], *, request: Request) -> None:
    """Raise ``WrongPassword`` or ``ProofNeeded`` unless this is the person."""
    if "password" in given:
        services.check_password(me, given["password"], request=request._request)
    elif "proof" in given:
        services.check_proof(me, given["proof"])
    else:
        raise ProofNeeded
