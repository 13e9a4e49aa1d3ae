"""Coming or not. Seats are given first come, first served: strictly, so nobody is overtaken by somebody with fewer guests.

Each act locks the people (so that no block passes unseen), then the event, and moves the count of seats and the answers
together; the database refuses a count above the capacity.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from strato.community import signals
from strato.community.errors import (
    EventNotOpen,
    EventOver,
    NoSeatsLeft,
    OwnEvent,
    TooManyGuests,
    TooManyInvited,
)
from strato.community.frames import EventChanged
from strato.community.models import Attendance, Block, Event, Friendship, Profile
from strato.community.services.pairs import lock_people
from strato.community.states import CONCERNED, Answer, AttendanceStatus, EventStatus
from strato.core import realtime, status
from strato.core.errors import Missing

MOST_INVITED = 500


@transaction.atomic
def answer_event(event: Event, *, answer: str, guests: int = 0, by: Any) -> Attendance:
    """What this person says; who says "going" to a full event waits in line. Saying the same again changes nothing.

    Raises ``EventNotOpen``, ``EventOver``, ``OwnEvent``, ``TooManyGuests``, ``NoSeatsLeft``, ``Missing``.
    """
    event = _entered(event, by=by)
    guests = guests if answer == Answer.GOING else 0
    if guests > event.most_guests or (event.capacity is not None and 1 + guests > event.capacity):
        raise TooManyGuests(fields={"guests": [TooManyGuests.detail]})
    row = event.attendances.filter(user=by).first()
    if row is not None and row.status == AttendanceStatus.REMOVED:
        raise EventNotOpen
    if answer == Answer.GOING:
        row = _come(event, row, guests, by=by)
    else:
        row = _stay_away(event, row, AttendanceStatus(answer), by=by)
    fill_seats(event)
    _tell_page(event)
    row.refresh_from_db()
    return row


@transaction.atomic
def invite(event: Event, *, people: Sequence[Any], by: Any) -> list[Attendance]:
    """Invitations for those who have none; who takes no requests is invited by friends only. Raises ``TooManyInvited``."""
    people = list({person.pk: person for person in people}.values())
    lock_people(by, event.organizer, *people)
    event = Event.objects.select_for_update(of=("self",)).select_related("organizer").get(pk=event.pk)
    if event.status == EventStatus.CANCELLED:
        raise EventNotOpen
    known = {row.user_id: row for row in event.attendances.filter(user__in=people)}
    welcome = [person for person in people if _may_be_invited(person, event, by=by)]
    if event.attendances.count() + len(welcome) > MOST_INVITED and event.visibility != "public":
        raise TooManyInvited(most=MOST_INVITED)
    made = []
    for person in welcome:
        row = known.get(person.pk)
        if row is None:
            made.append(Attendance.objects.create(event=event, user=person))
        elif row.status == AttendanceStatus.REMOVED:
            row.event = event
            made.append(status.change(row, AttendanceStatus.INVITED, by=by))
    signals.people_invited.send(Event, event=event, attendances=made, by=by)
    return made


@transaction.atomic
def remove_attendee(attendance: Attendance, *, by: Any) -> Attendance:
    """Somebody is not to come; their seats go to who waits."""
    event = Event.objects.select_for_update().get(pk=attendance.event_id)
    row = event.attendances.get(pk=attendance.pk)
    _leave(event, row, AttendanceStatus.REMOVED, by=by)
    fill_seats(event)
    realtime.revoke(row.user_id, f"event:{event.pk}")
    _tell_page(event)
    return row


def part_ways(blocker: Any, blocked: Any) -> None:
    """Neither comes to what the other gives any more: for a block, which holds the locks of both."""
    both = Q(organizer=blocker, attendances__user=blocked) | Q(organizer=blocked, attendances__user=blocker)
    ids = set(Event.objects.filter(both, attendances__status__in=CONCERNED).values_list("pk", flat=True))
    for event in Event.objects.select_for_update().filter(pk__in=ids).order_by("pk"):
        is_host = event.organizer_id == blocker.pk
        row = event.attendances.filter(user=blocked if is_host else blocker, status__in=CONCERNED).first()
        if row is not None:
            _leave(event, row, AttendanceStatus.REMOVED if is_host else AttendanceStatus.NO, by=blocker)
            fill_seats(event)


@transaction.atomic
def give_back_seats(*, by: Any) -> None:
    """This person comes to nothing any more: their seats go to who waits."""
    open_still = Event.objects.filter(status=EventStatus.PUBLISHED, ends_at__gt=timezone.now())
    ids = open_still.filter(attendances__user=by, attendances__status__in=CONCERNED).values_list("pk", flat=True)
    for event in Event.objects.select_for_update().filter(pk__in=set(ids)).order_by("pk"):
        row = event.attendances.filter(user=by, status__in=CONCERNED).first()
        if row is not None:
            _leave(event, row, AttendanceStatus.NO, by=by)
            fill_seats(event)
            _tell_page(event)


def fill_seats(event: Event) -> None:
    """Seat those who wait, in the order they came, as far as there is room; the event is locked by the caller.

    Who brings more than the event can ever hold (it was made smaller) is passed over.
    """
    if event.status != EventStatus.PUBLISHED or event.ends_at <= timezone.now():
        return
    for row in event.attendances.waiting():
        if event.capacity is not None and row.seats > event.capacity:
            continue
        if not event.has_room_for(row.seats):
            return
        _move_seats(event, row.seats)
        row.event = event
        status.change(row, AttendanceStatus.GOING, by=None)
        signals.seat_freed.send(Attendance, attendance=row)


def _entered(event: Event, *, by: Any) -> Event:
    """The event under its lock, if this person may still answer it."""
    if event.organizer_id == by.pk:
        raise OwnEvent
    lock_people(by, event.organizer)
    event = Event.objects.select_for_update(of=("self",)).select_related("organizer").get(pk=event.pk)
    if not Event.objects.visible_to(by).filter(pk=event.pk).exists():
        raise Missing
    if event.status != EventStatus.PUBLISHED:
        raise EventNotOpen
    if event.ends_at <= timezone.now():
        raise EventOver
    return event


def _come(event: Event, row: Attendance | None, guests: int, *, by: Any) -> Attendance:
    """A seat for each, or a place in line."""
    if row is not None and row.status == AttendanceStatus.GOING:
        return _bring(event, row, guests)
    if row is not None and row.status == AttendanceStatus.WAITING:
        row.guests = guests
        row.save(update_fields=["guests", "updated_at"])
        return row
    has_seat = event.has_room_for(1 + guests) and not event.attendances.waiting().exists()
    if has_seat:
        _move_seats(event, 1 + guests)
    else:
        event.last_ticket += 1
        event.save(update_fields=["last_ticket"])
    to = AttendanceStatus.GOING if has_seat else AttendanceStatus.WAITING
    return _settle(event, row, to, guests=guests, ticket=0 if has_seat else event.last_ticket, by=by)


def _bring(event: Event, row: Attendance, guests: int) -> Attendance:
    """More or fewer guests beside a seat that is kept."""
    more = guests - row.guests
    if more > 0 and (not event.has_room_for(more) or event.attendances.waiting().exists()):
        raise NoSeatsLeft(fields={"guests": [NoSeatsLeft.detail]})
    _move_seats(event, more)
    row.guests = guests
    row.save(update_fields=["guests", "updated_at"])
    return row


def _stay_away(event: Event, row: Attendance | None, to: AttendanceStatus, *, by: Any) -> Attendance:
    if row is None:
        return _settle(event, None, to, guests=0, ticket=0, by=by)
    if row.status != to:
        _leave(event, row, to, by=by)
    return row


def _leave(event: Event, row: Attendance, to: AttendanceStatus, *, by: Any) -> None:
    """Another answer than "going": the seats are given back."""
    if row.status == AttendanceStatus.GOING:
        _move_seats(event, -row.seats)
    _settle(event, row, to, guests=0, ticket=0, by=by)


def _settle(
    event: Event, row: Attendance | None, to: AttendanceStatus, *, guests: int, ticket: int, by: Any
) -> Attendance:
    """The answer as a row; its seats have been moved."""
    if row is None:
        return Attendance.objects.create(event=event, user=by, status=to, guests=guests, ticket=ticket)
    row.event, row.guests, row.ticket = event, guests, ticket
    row.save(update_fields=["guests", "ticket", "updated_at"])
    return status.change(row, to, by=by)


def _move_seats(event: Event, seats: int) -> None:
    event.seats_taken += seats
    event.save(update_fields=["seats_taken"])


def _may_be_invited(person: Any, event: Event, *, by: Any) -> bool:
    """Somebody else, in sight of the host, who does not mind."""
    if person.pk == event.organizer_id or Block.objects.between(person, event.organizer).exists():
        return False
    if Block.objects.between(person, by).exists():
        return False
    is_shy = Profile.objects.filter(user=person, takes_requests=False).exists()
    return not is_shy or Friendship.objects.between(person, by).accepted().exists()


def _tell_page(event: Event) -> None:
    realtime.publish(f"event:{event.pk}", EventChanged(id=str(event.pk), what="seats"))
