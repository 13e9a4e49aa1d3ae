"""Answers about labs that are no queryset of one model."""

from dataclasses import dataclass
from heapq import nsmallest
from typing import Any, TypedDict

from django.db.models import Q, QuerySet

from strato.labs.models import Lab, Membership
from strato.labs.places import box_around, distance_km
from strato.labs.states import LabRole, LabStatus

NEARBY_LIMIT = 200


@dataclass(frozen=True, slots=True)
class LabNearby:
    """A lab and how far it is."""

    lab: Lab
    distance_km: float


def labs_near(labs: QuerySet[Lab], *, lat: float, lng: float, radius_km: float) -> list[LabNearby]:
    """At most NEARBY_LIMIT labs within the radius, nearest first: the index cuts the box, the haversine formula the circle."""
    box = box_around(lat, lng, radius_km)
    east_of, west_of = Q(lng__gte=box.west), Q(lng__lte=box.east)
    between = east_of | west_of if box.crosses_date_line else east_of & west_of
    places = labs.filter(between, lat__gte=box.south, lat__lte=box.north).order_by().values_list("pk", "lat", "lng")
    distances = ((distance_km(lat, lng, there or 0.0, over or 0.0), pk) for pk, there, over in places)
    nearest = nsmallest(NEARBY_LIMIT, (found for found in distances if found[0] <= radius_km))
    rows = labs.in_bulk([pk for _, pk in nearest])
    return [LabNearby(rows[pk], distance) for distance, pk in nearest]


def people_of(lab: Lab, *roles: str) -> list[Any]:
    """Ids of the active members with one of these roles: whom to tell."""
    members = lab.memberships.filter(user__is_active=True)
    return list((members.filter(role__in=roles) if roles else members).values_list("user_id", flat=True))


class LabOfMember(TypedDict):
    """A lab as one of its members knows it."""

    lab: str
    name: str
    slug: str
    status: LabStatus
    role: LabRole


def memberships_of(user: Any) -> list[LabOfMember]:
    """The labs of a person and their role in each, by name."""
    rows = Membership.objects.filter(user=user).select_related("lab").order_by("lab__name", "id")
    return [
        LabOfMember(
            lab=str(row.lab_id),
            name=row.lab.name,
            slug=row.lab.slug,
            status=LabStatus(row.lab.status),
            role=LabRole(row.role),
        )
        for row in rows
    ]
