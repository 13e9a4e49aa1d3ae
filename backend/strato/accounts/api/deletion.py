"""The doors of leaving for good, and of staying after all."""

from dataclasses import asdict
from typing import Any, cast

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts import leaving, services, tokens
from strato.accounts.api.proofs import WithProofSerializer, given_proof
from strato.accounts.api.serializers import SessionSerializer
from strato.accounts.api.sessions import OpenDoorView, session
from strato.accounts.devices import read_device
from strato.accounts.models import User
from strato.core.api import serializers
from strato.core.api.throttles import SignInThrottle
from strato.core.api.views import PolicyView
from strato.core.policies import signed_in

TAG = ["My account"]


class ObstacleSerializer(serializers.Serializer[Any]):
    """Something to settle first: `code` is stable, `link` is the page where it is done."""

    code = serializers.CharField(read_only=True)
    detail = serializers.CharField(read_only=True)
    link = serializers.CharField(read_only=True)
    count = serializers.IntegerField(read_only=True)


class DeletionSerializer(serializers.Serializer[Any]):
    """What stands in the way of deleting the account, and how long it can be kept afterwards."""

    days = serializers.IntegerField(read_only=True)
    obstacles = ObstacleSerializer(many=True, read_only=True)


class DepartureSerializer(serializers.Serializer[Any]):
    """Until when the account can be kept."""

    due_at = serializers.DateTimeField(read_only=True)


class KeepSerializer(serializers.Serializer[Any]):
    challenge = serializers.CharField(max_length=2000, help_text="`facts.challenge` of `account_leaving`.")


class DeletionView(PolicyView):
    policy = {"get": signed_in, "post": signed_in}
    throttle_classes = (SignInThrottle,)

    @extend_schema(summary="Can my account be deleted?", tags=TAG, responses=DeletionSerializer)
    def get(self, request: Request) -> Response:
        """`obstacles` are what must be settled first."""
        found = [asdict(obstacle) for obstacle in leaving.obstacles_of(cast(User, request.user))]
        return Response({"days": settings.DELETION_DAYS, "obstacles": found}, headers={"Cache-Control": "no-store"})

    @extend_schema(summary="Delete my account", tags=TAG, request=WithProofSerializer, responses=DepartureSerializer)
    def post(self, request: Request) -> Response:
        """Closes the account at once: every session and socket ends, no API key works, nobody sees it. It is deleted at
        `due_at` unless its owner signs in before and keeps it. 409 `deletion_blocked` names in `facts.obstacles` what must
        be settled first; without a fresh proof 403 `proof_required`."""
        me = given_proof(request)
        departure = services.ask_deletion(me, by=me)
        return Response(DepartureSerializer(departure).data)


class KeepView(OpenDoorView):
    @extend_schema(
        summary="Keep an account that was to be deleted", tags=TAG, request=KeepSerializer, responses=SessionSerializer
    )
    def post(self, request: Request) -> Response:
        """The second half of a sign-in that was answered with 403 `account_leaving`: signed in, and nothing is deleted.
        409 `not_leaving` when it was kept already or is too late."""
        asked = KeepSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user = services.keep_by(asked.validated_data["challenge"])
        return Response(session(user, tokens.issue(user, device=read_device(request.META.get("HTTP_USER_AGENT", "")))))
