"""The doors of events."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.community import gatherings, policies, services
from strato.community.api import event_shapes as shapes
from strato.community.models import Attendance, Event
from strato.community.states import AttendanceStatus, EventStatus
from strato.core.api.etags import Versioned, if_match
from strato.core.api.pagination import KeysetPagination
from strato.core.api.parsers import FormParser
from strato.core.api.policy import Policy
from strato.core.api.views import PolicyView, ScopedViewSet
from strato.core.errors import Missing
from strato.core.files import clean_image
from strato.core.policies import anyone, signed_in

TAGS = ["events"]
COVER_PX = 1600
EVENT_ID = OpenApiParameter("event_id", {"type": "string", "format": "uuid"}, OpenApiParameter.PATH)
NEW_EVENT = OpenApiExample(
    "A repair evening",
    request_only=True,
    value={
        "title": "Repair evening",
        "starts_at": "2027-05-04T17:00:00Z",
        "ends_at": "2027-05-04T20:00:00Z",
        "timezone": "Europe/Berlin",
        "area": "Hamburg-Altona",
        "place": "Bernstorffstraße 118",
        "lat": 53.5586,
        "lng": 9.9601,
        "capacity": 12,
        "most_guests": 1,
    },
)


class ByStart(KeysetPagination):
    """What comes first first."""

    ordering: Any = ("starts_at", "id")


class EventViewSet(Versioned, ScopedViewSet):
    """Events, as far as they are for this person."""

    model = Event
    serializer_class = shapes.EventSerializer
    pagination_class = ByStart
    filter_backends = ()
    problem_statuses: ClassVar[dict[str, set[int]]] = {"destroy": {409}}
    policy: ClassVar[dict[str, Policy]] = {
        "list": anyone,
        "retrieve": anyone,
        "create": signed_in,
        "partial_update": policies.can_run_event,
        "destroy": policies.can_run_event,
        "cover": policies.can_run_event,
        "remove_cover": policies.can_run_event,
        "publish": policies.can_run_event,
        "cancel": policies.can_run_event,
        "answer": policies.can_answer_event,
        "invite": policies.can_run_event,
    }
    act_targets: ClassVar[dict[str, str]] = {"publish": EventStatus.PUBLISHED, "cancel": EventStatus.CANCELLED}
    act_conditions: ClassVar[dict[str, Any]] = {
        "destroy": lambda event: event.status == EventStatus.DRAFT,
        "remove_cover": lambda event: bool(event.cover),
        "publish": lambda event: not event.is_over,
        "answer": lambda event: event.is_open,
        "invite": lambda event: event.status != EventStatus.CANCELLED,
        "partial_update": lambda event: event.status != EventStatus.CANCELLED,
    }

    def refine(self, rows: Any) -> Any:
        return gatherings.with_hosts(rows, self.request.user)

    @extend_schema(
        summary="List and search events",
        tags=TAGS,
        parameters=[shapes.EventFilterSerializer],
        responses=shapes.EventCardSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        asked = self.asked(shapes.EventFilterSerializer)
        named = {f"{name}_id": asked.pop(name) for name in ("organizer", "lab", "pet") if name in asked}
        page: Any = self.paginate_queryset(self.refine(gatherings.events_for(request.user, **asked).filter(**named)))
        return self.get_paginated_response(self.cards(page))

    @extend_schema(summary="One event", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Draft an event",
        tags=TAGS,
        request=shapes.EventFactsSerializer,
        responses={201: shapes.EventSerializer},
        examples=[NEW_EVENT],
    )
    def create(self, request: Request) -> Response:
        return self.answered(services.draft_event(by=request.user, **self.checked(shapes.EventFactsSerializer)), 201)

    @extend_schema(summary="Edit an event", tags=TAGS, request=shapes.EventFactsSerializer(partial=True))
    @if_match
    def partial_update(self, request: Request, pk: str) -> Response:
        event = self.get_object()
        form = shapes.EventFactsSerializer(
            event, data=request.data, partial=True, context=self.get_serializer_context()
        )
        form.is_valid(raise_exception=True)
        return self.answered(services.edit_event(event, by=request.user, **form.validated_data))

    @extend_schema(summary="Delete a draft", tags=TAGS, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        services.delete_draft(self.get_object(), by=request.user)
        return Response(status=204)

    @extend_schema(
        summary="Set an event's picture", tags=TAGS, request={"multipart/form-data": shapes.EventCoverSerializer}
    )
    @action(detail=True, methods=["post"], parser_classes=[FormParser])
    def cover(self, request: Request, pk: str) -> Response:
        event, data = self.get_object(), self.checked(shapes.EventCoverSerializer)
        picture = clean_image(data["image"], max_px=COVER_PX)
        return self.answered(services.set_event_cover(event, cover=picture, by=request.user))

    @extend_schema(summary="Remove an event's picture", tags=TAGS, responses={200: shapes.EventSerializer})
    @cover.mapping.delete
    def remove_cover(self, request: Request, pk: str) -> Response:
        return self.answered(services.set_event_cover(self.get_object(), cover=None, by=request.user))

    @extend_schema(summary="Publish an event", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        return self.answered(services.publish_event(self.get_object(), by=request.user))

    @extend_schema(summary="Cancel an event", tags=TAGS, request=shapes.CancelEventSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        event, data = self.get_object(), self.checked(shapes.CancelEventSerializer)
        return self.answered(services.cancel_event(event, by=request.user, **data))

    @extend_schema(summary="Say whether I come", tags=TAGS, request=shapes.AnswerToEventSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Who says "going" to a full event waits in line and is seated, and told, in the order of coming."""
        event, data = self.get_object(), self.checked(shapes.AnswerToEventSerializer)
        services.answer_event(event, by=request.user, **data)
        return self.answered(event)

    @extend_schema(summary="Invite people", tags=TAGS, request=shapes.InvitationsSerializer)
    @action(detail=True, methods=["post"])
    def invite(self, request: Request, pk: str) -> Response:
        """Who is invited or answered already stays as they are; who takes no requests is invited by friends only."""
        event, data = self.get_object(), self.checked(shapes.InvitationsSerializer)
        services.invite(event, by=request.user, **data)
        return self.answered(event)

    def asked(self, shape: type[Any]) -> dict[str, Any]:
        form = shape(data=self.request.query_params)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    def checked(self, shape: type[Any]) -> dict[str, Any]:
        form = shape(data=self.request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    def cards(self, rows: Any) -> Any:
        return shapes.EventCardSerializer(rows, many=True, context=self.get_serializer_context()).data

    def answered(self, event: Event, code: int = 200) -> Response:
        row = self.refine(Event.objects.filter(pk=event.pk)).get()
        return Response(self.get_serializer(row).data, status=code)


class EventCalendarView(PolicyView):
    """A piece of time on a calendar."""

    policy: ClassVar[dict[str, Policy]] = {"get": anyone}

    @extend_schema(
        operation_id="events_calendar_list",
        summary="Events of a piece of time",
        tags=TAGS,
        parameters=[shapes.CalendarQuerySerializer],
        responses=shapes.EventCardSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """The first 500 that touch it, in order."""
        query = shapes.CalendarQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        rows = gatherings.events_for(request.user, **query.validated_data)
        rows = gatherings.with_hosts(rows, request.user).order_by("starts_at", "id")[: gatherings.CALENDAR_LIMIT]
        return Response(shapes.EventCardSerializer(rows, many=True, context={"request": request}).data)


class NearbyEventsView(PolicyView):
    """Events around a place."""

    policy: ClassVar[dict[str, Policy]] = {"get": anyone}

    @extend_schema(
        operation_id="events_nearby_list",
        summary="Events around a place, nearest first",
        tags=TAGS,
        parameters=[shapes.EventNearbyQuerySerializer],
        responses=shapes.EventNearbySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Private places are taken for the middle of a coarse cell, for everybody and also for the distance."""
        query = shapes.EventNearbyQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = dict(query.validated_data)
        around = {name: asked.pop(name) for name in ("lat", "lng", "radius_km")}
        rows = gatherings.with_hosts(gatherings.events_for(request.user, **asked), request.user)
        found = gatherings.events_near(rows, **around)
        context = {"request": request, "distances": {near.event.pk: near.distance_km for near in found}}
        return Response(shapes.EventNearbySerializer([near.event for near in found], many=True, context=context).data)


@extend_schema(parameters=[EVENT_ID])
class AttendeeViewSet(ScopedViewSet):
    """Who comes to one event, as far as they are in sight; hosts see every answer."""

    model = Attendance
    serializer_class = shapes.AttendanceSerializer
    pagination_class = KeysetPagination
    filter_backends = ()
    problem_statuses: ClassVar[dict[str, set[int]]] = {"destroy": {409}}
    policy: ClassVar[dict[str, Policy]] = {"list": signed_in, "destroy": policies.can_remove_attendee}
    act_conditions: ClassVar[dict[str, Any]] = {"destroy": lambda row: row.status != AttendanceStatus.REMOVED}

    def refine(self, rows: Any) -> Any:
        try:
            event = Event.objects.visible_to(self.request.user).get(pk=self.kwargs["event_id"])
        except (Event.DoesNotExist, ValidationError) as error:
            raise Missing from error
        return rows.filter(event=event).select_related("user", "event")

    @extend_schema(summary="Who comes", tags=TAGS)
    def list(self, request: Request, event_id: str) -> Response:
        page: Any = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="Remove somebody from an event", tags=TAGS, responses={204: None})
    def destroy(self, request: Request, event_id: str, pk: str) -> Response:
        services.remove_attendee(self.get_object(), by=request.user)
        return Response(status=204)


class MyFeedView(PolicyView):
    """The address of my private calendar feed."""

    policy: ClassVar[dict[str, Policy]] = {"get": signed_in, "post": signed_in}

    @extend_schema(
        operation_id="calendar_feed_retrieve", summary="My feed", tags=TAGS, responses=shapes.CalendarFeedSerializer
    )
    def get(self, request: Request) -> Response:
        return Response({"url": services.feed_url(request.user)})

    @extend_schema(
        operation_id="calendar_feed_renew",
        summary="Another address for my feed; the old one dies",
        tags=TAGS,
        request=None,
        responses=shapes.CalendarFeedSerializer,
    )
    def post(self, request: Request) -> Response:
        return Response({"url": services.renew_feed(request.user, by=request.user)})
