"""Giving events: draft, publish, edit, cancel."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from strato.community import signals
from strato.community.errors import CapacityTooSmall, EventOver, NotYourHost, OneHost, WrongTimes
from strato.community.frames import EventChanged
from strato.community.grid import snapped
from strato.community.models import Event, Reminder
from strato.community.services.attending import fill_seats
from strato.community.states import EventStatus
from strato.core import realtime, status
from strato.core.errors import WrongState
from strato.labs.hours import zone_of
from strato.labs.policies import MANAGERS, in_lab

LONGEST = timedelta(days=60)
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
EDITABLE = frozenset(
    {
        "title", "description", "visibility", "starts_at", "ends_at", "timezone", "area", "place", "lat", "lng",
        "is_place_private", "capacity", "most_guests", "lab", "pet",
    }
)  # fmt: skip
TOLD = ("starts_at", "ends_at", "timezone", "area", "place", "lat", "lng")  # who comes should know


@transaction.atomic
def draft_event(*, by: Any, **details: Any) -> Event:
    """A new event that only its hosts see. Raises ``WrongTimes``, ``OneHost``, ``NotYourHost``."""
    event = Event(organizer=by)
    _write(event, details, by=by)
    event.save(force_insert=True)
    return event


@transaction.atomic
def edit_event(event: Event, *, by: Any, **changes: Any) -> Event:
    """The event with other facts; more room seats those who wait, other times are told and reminded of anew.

    Raises what ``draft_event`` raises, ``CapacityTooSmall``, and ``WrongState`` when it was cancelled.
    """
    event = locked(event)
    if event.status == EventStatus.CANCELLED:
        raise WrongState(from_status=event.status)
    before = {name: getattr(event, name) for name in TOLD}
    _write(event, changes, by=by)
    if not event.has_room_for(0):
        raise CapacityTooSmall(fields={"capacity": [CapacityTooSmall.detail]}, seats_taken=event.seats_taken)
    event.save()
    if event.starts_at != before["starts_at"]:
        Reminder.objects.filter(attendance__event=event).delete()
    fill_seats(event)
    if any(getattr(event, name) != value for name, value in before.items()):
        signals.event_changed.send(Event, event=event, by=by)
    realtime.publish(f"event:{event.pk}", EventChanged(id=str(event.pk), what="facts"))
    return event


@transaction.atomic
def publish_event(event: Event, *, by: Any) -> Event:
    """Open to whom it is for. Raises ``EventOver``."""
    event = locked(event)
    if event.ends_at <= timezone.now():
        raise EventOver
    return status.change(event, EventStatus.PUBLISHED, by=by)


@transaction.atomic
def cancel_event(event: Event, *, by: Any, reason: str = "") -> Event:
    """It does not take place; who wanted to come is told why."""
    event = status.change(locked(event), EventStatus.CANCELLED, by=by, reason=reason)
    signals.event_cancelled.send(Event, event=event, by=by, reason=reason)
    return event


@transaction.atomic
def delete_draft(event: Event, *, by: Any) -> None:
    """The draft is gone as if it had never been; what was published is cancelled instead. Raises ``WrongState``."""
    event = locked(event)
    if event.status != EventStatus.DRAFT:
        raise WrongState(from_status=event.status)
    event.delete()


@transaction.atomic
def set_event_cover(event: Event, *, cover: File[bytes] | None, by: Any) -> Event:
    """The event with this picture, or with none; the old file goes after the commit."""
    event = locked(event)
    before, storage = event.cover.name, event.cover.storage
    if cover is None:
        event.cover = None
    else:
        event.cover.save(cover.name or "cover.jpg", cover, save=False)
    event.save(update_fields=["cover", "updated_at"])
    if before:
        transaction.on_commit(partial(storage.delete, before), robust=True)
    return event


def locked(event: Event) -> Event:
    """The event as it is now, under its lock: seats are given by one hand at a time."""
    return Event.objects.select_for_update(of=("self",)).select_related("organizer").get(pk=event.pk)


def _write(event: Event, facts: Mapping[str, Any], *, by: Any) -> None:
    for name in EDITABLE & facts.keys():
        setattr(event, name, facts[name])
    zone_of(event.timezone)
    is_thinkable = EARLIEST <= event.starts_at <= LATEST  # calendars know no zones beyond
    if not is_thinkable or not timedelta(0) < event.ends_at - event.starts_at <= LONGEST:
        raise WrongTimes(fields={"ends_at": [WrongTimes.detail]})
    _check_host(event, facts, by=by)
    place_on_map(event)


def place_on_map(event: Event) -> None:
    """The point that maps and searches use: coarse for a private place."""
    event.map_lat, event.map_lng = event.lat, event.lng
    if event.is_place_private and event.lat is not None and event.lng is not None:
        event.map_lat, event.map_lng = snapped(event.lat, event.lng)


def _check_host(event: Event, facts: Mapping[str, Any], *, by: Any) -> None:
    """One host at most, and one in whose name this person may speak."""
    if event.lab is not None and event.pet is not None:
        raise OneHost(fields={"pet": [OneHost.detail]})
    if "lab" in facts and event.lab is not None and not in_lab(by, event.lab, *MANAGERS):
        raise NotYourHost(fields={"lab": [NotYourHost.detail]})
    if "pet" in facts and event.pet is not None and event.pet.owner_id != event.organizer_id:
        raise NotYourHost(fields={"pet": [NotYourHost.detail]})
