"""Which events, and how far: answers that are no queryset of one model."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import nsmallest
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from strato.accounts.models import User
from strato.community.appointments import Appointment
from strato.community.models import Event, EventQuerySet, Pet
from strato.community.states import CONCERNED, AttendanceStatus, EventStatus, Scope
from strato.core.policies import is_admin
from strato.labs.models import Lab
from strato.labs.places import box_around, distance_km
from strato.labs.policies import MANAGERS, roles_of

NEARBY_LIMIT = 200
RINGS = (1 / 8, 1 / 3, 1)
CALENDAR_LIMIT = 500
FEED_LIMIT = 500
FEED_PAST = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class EventNearby:
    """An event and how far its point on the map is."""

    event: Event
    distance_km: float


def with_hosts(rows: EventQuerySet, user: Any) -> EventQuerySet:
    """Adds who gives it - a lab or pet only where it may be seen itself - and what this person answered."""
    return (
        rows.with_answer_of(user)
        .select_related("organizer")
        .prefetch_related(
            Prefetch("lab", queryset=Lab.objects.visible_to(user)),
            Prefetch("pet", queryset=Pet.objects.visible_to(user)),
        )
    )


def events_for(
    user: Any, *, scope: str = Scope.ALL, start: datetime | None = None, end: datetime | None = None, search: str = ""
) -> EventQuerySet:
    """Published events that are not over; "mine" and "hosting" in every status. ``start`` and ``end`` cut a piece of time."""
    rows: EventQuerySet = Event.objects.visible_to(user)
    rows = rows.filter(ends_at__gt=start or timezone.now())
    if end is not None:
        rows = rows.filter(starts_at__lt=end)
    if search:  # never in the place, which may be private
        rows = rows.filter(Q(title__icontains=search) | Q(description__icontains=search) | Q(area__icontains=search))
    return SCOPES[Scope(scope)](rows, user)


def all_events(rows: EventQuerySet, user: Any) -> EventQuerySet:
    return rows.filter(status=EventStatus.PUBLISHED)


def my_events(rows: EventQuerySet, user: Any) -> EventQuerySet:
    if not user.is_authenticated:
        return rows.none()
    return rows.filter(rows.hosted(user) | rows.with_part(user, *CONCERNED))


def events_i_host(rows: EventQuerySet, user: Any) -> EventQuerySet:
    return rows.filter(rows.hosted(user)) if user.is_authenticated else rows.none()


def events_of_friends(rows: EventQuerySet, user: Any) -> EventQuerySet:
    return all_events(rows, user).by_friends_of(user) if user.is_authenticated else rows.none()


SCOPES: dict[Scope, Callable[[EventQuerySet, Any], EventQuerySet]] = {
    Scope.ALL: all_events,
    Scope.MINE: my_events,
    Scope.HOSTING: events_i_host,
    Scope.FRIENDS: events_of_friends,
}


def events_near(rows: QuerySet[Event], *, lat: float, lng: float, radius_km: float) -> list[EventNearby]:
    """At most NEARBY_LIMIT events, nearest first.

    Only the point on the map counts, for everybody alike: for a private place that is the middle of its cell.
    """
    nearest = nearest_of(rows, lat, lng, radius_km)
    found = rows.in_bulk([pk for _, pk in nearest])
    return [EventNearby(found[pk], distance) for distance, pk in nearest]


def nearest_of(rows: QuerySet[Event], lat: float, lng: float, radius_km: float) -> list[tuple[float, UUID]]:
    """(km, id) of the nearest, looked for close by first: where much goes on, what is far is not read."""
    found: list[tuple[float, UUID]] = []
    for part in RINGS:
        found = nearest_within(rows, lat, lng, radius_km * part)
        if len(found) == NEARBY_LIMIT:
            break
    return found


def nearest_within(rows: QuerySet[Event], lat: float, lng: float, radius_km: float) -> list[tuple[float, UUID]]:
    """In one circle: the index cuts the box, the haversine formula the rest."""
    box = box_around(lat, lng, radius_km)
    east_of, west_of = Q(map_lng__gte=box.west), Q(map_lng__lte=box.east)
    between = east_of | west_of if box.crosses_date_line else east_of & west_of
    inside = rows.filter(between, map_lat__gte=box.south, map_lat__lte=box.north).order_by()
    places = inside.values_list("pk", "map_lat", "map_lng")
    distances = ((distance_km(lat, lng, there or 0.0, over or 0.0), pk) for pk, there, over in places)
    return nsmallest(NEARBY_LIMIT, (found for found in distances if found[0] <= radius_km))


def is_host(user: Any, event: Event) -> bool:
    """Who made it, and the managers of the lab it is given by."""
    if not user.is_authenticated:
        return False
    is_managed = event.lab_id is not None and roles_of(user).get(event.lab_id) in MANAGERS
    return bool(event.organizer_id == user.pk or is_managed)


def answer_of(user: Any, event: Event) -> str | None:
    """What this person answered: as read with the row, or asked now."""
    if hasattr(event, "my_status"):
        status: str | None = event.my_status
        return status
    mine = event.attendances.filter(user=user.pk).values_list("status", flat=True)
    return mine.first()


def place_in_line(user: Any, event: Event) -> int | None:
    """How many are seated up to and with this person; None for who does not wait."""
    if answer_of(user, event) != AttendanceStatus.WAITING:
        return None
    mine = event.attendances.waiting().filter(user=user).values("ticket")[:1]
    return event.attendances.waiting().filter(ticket__lte=Subquery(mine)).count()


def cancel_reason(event: Event) -> str:
    if event.status != EventStatus.CANCELLED:
        return ""
    last = event.status_changes.filter(to_status=EventStatus.CANCELLED).order_by("-id").first()
    return last.reason if last else ""


def knows_place(user: Any, event: Event) -> bool:
    """An open place is known to all; a private one to hosts, admins and who has a seat."""
    if not event.is_place_private or is_admin(user) or is_host(user, event):
        return True
    return user.is_authenticated and answer_of(user, event) == AttendanceStatus.GOING


def appointments_of(user: User) -> list[Appointment]:
    """What a person runs, comes to or may come to, for their calendar."""
    rows = with_hosts(events_for(user, scope=Scope.MINE, start=timezone.now() - FEED_PAST), user)
    rows = rows.exclude(status=EventStatus.DRAFT).order_by("starts_at", "id")
    return [appointment(event, user) for event in rows[:FEED_LIMIT] if answer_of(user, event) != AttendanceStatus.NO]


def appointment(event: Event, user: Any) -> Appointment:
    """The event as this person may know it."""
    is_known = knows_place(user, event)
    lat, lng = (event.lat, event.lng) if is_known else (event.map_lat, event.map_lng)
    return Appointment(
        uid=f"{event.pk}@strato",
        title=event.title,
        description=event.description,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        timezone=event.timezone,
        place=", ".join(filter(None, (event.place if is_known else "", event.area))),
        point=None if lat is None or lng is None else (lat, lng),
        url=f"{settings.PUBLIC_URL}/events/{event.pk}",
        is_cancelled=event.status == EventStatus.CANCELLED,
        is_tentative=answer_of(user, event)
        in (AttendanceStatus.MAYBE, AttendanceStatus.INVITED, AttendanceStatus.WAITING),
        changed_at=event.updated_at,
    )
