"""The doors of the bell and of its settings."""

from functools import partial
from typing import Any, cast

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.accounts.models import User
from strato.core.api.filters import StrictFilterBackend
from strato.core.api.pagination import KeysetPagination
from strato.core.api.views import PolicyView, ScopedViewSet
from strato.core.policies import signed_in
from strato.notifications import services
from strato.notifications.api import cards
from strato.notifications.api.serializers import (
    BellSerializer,
    NotificationSerializer,
    PreferencesSerializer,
    ReadAllSerializer,
    TimingSerializer,
    UndoSerializer,
)
from strato.notifications.kinds import Channel
from strato.notifications.models import Notification, NotificationQuerySet

TAG = ["Notifications"]


class NotificationFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    unread = django_filters.BooleanFilter(field_name="read_at", lookup_expr="isnull")
    category = django_filters.CharFilter()
    kind = django_filters.CharFilter()

    class Meta:
        model = Notification
        fields = ("unread", "category", "kind")


class NotificationViewSet(ScopedViewSet):
    model = Notification
    serializer_class = NotificationSerializer
    pagination_class = KeysetPagination
    filterset_class = NotificationFilter
    filter_backends = (StrictFilterBackend,)
    policy = {
        "list": signed_in,
        "retrieve": signed_in,
        "read": signed_in,
        "unread": signed_in,
        "read_all": signed_in,
        "undo_read_all": signed_in,
        "seen": signed_in,
        "unread_count": signed_in,
    }

    def refine(self, rows: QuerySet[Notification]) -> QuerySet[Notification]:
        return cast(NotificationQuerySet, rows).in_app()

    @extend_schema(summary="What I was told, newest first", tags=TAG)
    def list(self, request: Request) -> Response:
        if request.query_params.keys() <= {"page_size"}:  # the bell as it opens, more often than everything else
            page = cast(KeysetPagination, self.paginator).first_page(partial(cards.newest_rows, request.user), request)
        else:
            rows: Any = self.filter_queryset(self.get_queryset()).values(*cards.VALUES)
            page = self.paginate_queryset(rows) or []
        return self.get_paginated_response([cards.card(row) for row in page])

    @extend_schema(summary="One notification", tags=TAG, responses=NotificationSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(NotificationSerializer(self.get_object()).data)

    @extend_schema(summary="Mark one as read", tags=TAG, request=None, responses=NotificationSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str) -> Response:
        """Twice is fine."""
        row = services.mark_read(self.get_object(), by=cast(User, request.user))
        return Response(NotificationSerializer(row).data)

    @extend_schema(summary="Mark one as unread", tags=TAG, request=None, responses=NotificationSerializer)
    @action(detail=True, methods=["post"])
    def unread(self, request: Request, pk: str) -> Response:
        """Twice is fine. Where a newer one of the same group is unread, this one stays read."""
        row = services.mark_unread(self.get_object(), by=cast(User, request.user))
        return Response(NotificationSerializer(row).data)

    @extend_schema(summary="Mark all as read", tags=TAG, request=None, responses=ReadAllSerializer)
    @action(detail=False, methods=["post"], url_path="read-all")
    def read_all(self, request: Request) -> Response:
        me = cast(User, request.user)
        bell, moment = services.mark_all_read(me, by=me)
        return Response(ReadAllSerializer({"unread": bell.unread, "unseen": bell.unseen, "read_at": moment}).data)

    @extend_schema(summary='Take "mark all as read" back', tags=TAG, request=UndoSerializer, responses=BellSerializer)
    @action(detail=False, methods=["post"], url_path="undo-read-all")
    def undo_read_all(self, request: Request) -> Response:
        """What was read at that moment is unread again; what came meanwhile stays as it is."""
        asked = UndoSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        me = cast(User, request.user)
        bell = services.undo_reading(me, moment=asked.validated_data["read_at"], by=me)
        return Response(BellSerializer(bell).data)

    @extend_schema(summary="Mark all as seen", tags=TAG, request=None, responses=BellSerializer)
    @action(detail=False, methods=["post"])
    def seen(self, request: Request) -> Response:
        """For the moment the list is opened: the badge goes, unread ones remain unread."""
        me = cast(User, request.user)
        return Response(BellSerializer(services.mark_all_seen(me, by=me)).data)

    @extend_schema(summary="How many are unread and unseen", tags=TAG, responses=BellSerializer, filters=False)
    @action(detail=False, methods=["get"], url_path="unread-count", pagination_class=None, filter_backends=[])
    def unread_count(self, request: Request) -> Response:
        return Response(BellSerializer(services.bell_of(cast(User, request.user))).data)


class PreferencesView(PolicyView):
    """Which kinds reach me by which channel."""

    policy = {"get": signed_in, "put": signed_in}

    @extend_schema(summary="How I want to be told", tags=TAG, responses=PreferencesSerializer)
    def get(self, request: Request) -> Response:
        return Response(PreferencesSerializer({"kinds": services.wish_table(cast(User, request.user))}).data)

    @extend_schema(
        summary="Change how I want to be told",
        tags=TAG,
        request=PreferencesSerializer,
        responses=PreferencesSerializer,
        examples=[
            OpenApiExample(
                "No mail about accepted jobs",
                value={"kinds": [{"kind": "print_job.accepted", "mail": False}]},
                request_only=True,
            )
        ],
    )
    def put(self, request: Request) -> Response:
        """Kinds and channels that are left out stay as they are. Answers with the whole table."""
        asked = PreferencesSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        me = cast(User, request.user)
        wishes = {
            line["kind"]: {channel: line[channel.value] for channel in Channel if line.get(channel.value) is not None}
            for line in asked.validated_data["kinds"]
        }
        return Response(PreferencesSerializer({"kinds": services.set_wishes(me, wishes, by=me)}).data)


class TimingView(PolicyView):
    """When I am told: at once or gathered, and not in my quiet hours."""

    policy = {"get": signed_in, "patch": signed_in}

    @extend_schema(summary="When I want to be told", tags=TAG, responses=TimingSerializer)
    def get(self, request: Request) -> Response:
        return Response(TimingSerializer(services.timing_of(cast(User, request.user))).data)

    @extend_schema(
        summary="Change when I want to be told",
        tags=TAG,
        request=TimingSerializer(partial=True),
        responses=TimingSerializer,
        examples=[
            OpenApiExample(
                "One mail a day, and silence at night",
                value={"mail": "daily", "daily_at": "08:00", "timezone": "Europe/Berlin", "is_quiet": True},
                request_only=True,
            )
        ],
    )
    def patch(self, request: Request) -> Response:
        """What waits already gets its new time."""
        asked = TimingSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        me = cast(User, request.user)
        return Response(TimingSerializer(services.set_timing(me, by=me, **asked.validated_data)).data)
