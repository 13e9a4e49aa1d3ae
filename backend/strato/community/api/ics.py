"""Events as files for calendar programs."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request

from strato.community import gatherings, services
from strato.community.models import Event
from strato.core.api.files import AnyAccept
from strato.core.api.policy import Policy
from strato.core.api.views import PolicyView
from strato.core.errors import Missing
from strato.core.later import later
from strato.core.policies import anyone

if TYPE_CHECKING:
    from strato.community import icalendars
else:
    icalendars = later("strato.community.icalendars")

TAGS = ["events"]
ICS = "text/calendar"
FILE = {(200, ICS): OpenApiResponse(OpenApiTypes.STR, description="An iCalendar file (RFC 5545)")}


class EventFileView(PolicyView):
    """One event, as far as this person may know it."""

    policy: ClassVar[dict[str, Policy]] = {"get": anyone}
    content_negotiation_class = AnyAccept

    @extend_schema(operation_id="events_ics", summary="The event as a calendar file", tags=TAGS, responses=FILE)
    def get(self, request: Request, event_id: Any) -> HttpResponse:
        rows = Event.objects.visible_to(request.user).with_answer_of(request.user)
        try:
            event = rows.get(pk=event_id)
        except (Event.DoesNotExist, ValidationError) as error:
            raise Missing from error
        return ics([gatherings.appointment(event, request.user)], name=event.title, filename=f"event-{event.pk}.ics")


class FeedView(PolicyView):
    """A person's calendar, for who has its address."""

    policy: ClassVar[dict[str, Policy]] = {"get": anyone}
    authentication_classes = ()
    content_negotiation_class = AnyAccept

    @extend_schema(operation_id="calendar_feed_ics", summary="A private calendar feed", tags=TAGS, responses=FILE)
    def get(self, request: Request, token: str) -> HttpResponse:
        reader = services.reader_of(token)
        return ics(gatherings.appointments_of(reader), name="Strato", filename="strato.ics")


def ics(appointments: Any, *, name: str, filename: str) -> HttpResponse:
    response = HttpResponse(icalendars.as_ics(appointments, name=name), content_type=f"{ICS}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "private, no-cache"
    return response
