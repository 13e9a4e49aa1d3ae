"""Coming or not: first come, first served, exactly."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.accounts.tests.factories import UserFactory
from strato.community import services
from strato.community.errors import (
    CapacityTooSmall,
    EventNotOpen,
    EventOver,
    NoSeatsLeft,
    OwnEvent,
    TooManyGuests,
)
from strato.community.models import Attendance, Event
from strato.community.tests.factories import EventFactory, friends
from strato.core.errors import DomainError, Missing
from strato.labs.tests.together import refusals, together
from strato.notifications.models import Notification

Client = Callable[..., APIClient]


def come(event: Event, guests: int = 0, user: User | None = None) -> User:
    user = user or UserFactory()
    services.answer_event(event, answer="going", guests=guests, by=user)
    return user


def line(event: Event) -> dict[str, list[User]]:
    """Who has a seat, who waits, in order; the count is right."""
    event.refresh_from_db()
    rows = event.attendances.select_related("user").order_by("ticket", "id")
    assert event.seats_taken == sum(row.seats for row in rows if row.status == "going")
    assert event.capacity is None or event.seats_taken <= event.capacity
    return {name: [row.user for row in rows if row.status == name] for name in ("going", "waiting")}


@pytest.mark.django_db
def test_seats_are_given_in_the_order_of_coming_and_so_are_freed_ones() -> None:
    event = EventFactory(capacity=2)
    first, second, third, fourth = (come(event) for _ in range(4))
    assert line(event) == {"going": [first, second], "waiting": [third, fourth]}
    services.answer_event(event, answer="no", by=first)
    assert line(event) == {"going": [second, third], "waiting": [fourth]}
    assert [row.kind for row in Notification.objects.filter(recipient=third)] == ["event.seated"]
    assert not Notification.objects.filter(recipient=fourth).exists()


@pytest.mark.django_db
def test_nobody_is_overtaken_by_somebody_with_fewer_guests() -> None:
    event = EventFactory(capacity=3, most_guests=2)
    first, group = come(event), come(event, guests=2)
    alone = come(event)
    assert line(event)["waiting"] == [group, alone]
    services.answer_event(event, answer="going", guests=1, by=group)
    assert line(event) == {"going": [first, group], "waiting": [alone]}


@pytest.mark.django_db
def test_guests_take_seats_and_give_them_back() -> None:
    event = EventFactory(capacity=4, most_guests=2)
    host_of_two = come(event, guests=2)
    other = come(event)
    with pytest.raises(NoSeatsLeft):
        services.answer_event(event, answer="going", guests=1, by=other)
    waiting = come(event)
    services.answer_event(event, answer="going", guests=0, by=host_of_two)
    assert set(line(event)["going"]) == {host_of_two, other, waiting}
    with pytest.raises(TooManyGuests):
        services.answer_event(event, answer="going", guests=3, by=other)


@pytest.mark.django_db
def test_saying_it_twice_changes_nothing() -> None:
    event = EventFactory(capacity=1)
    first, second = come(event), come(event)
    come(event, user=first)
    come(event, user=second)
    assert line(event) == {"going": [first], "waiting": [second]}
    assert event.last_ticket == 1


@pytest.mark.django_db
def test_more_room_seats_who_waits_and_less_room_than_taken_is_refused() -> None:
    event = EventFactory(capacity=1)
    first, second = come(event), come(event)
    services.edit_event(event, by=event.organizer, capacity=2)
    assert set(line(event)["going"]) == {first, second}
    with pytest.raises(CapacityTooSmall):
        services.edit_event(event, by=event.organizer, capacity=1)
    services.edit_event(event, by=event.organizer, capacity=None)
    assert len(line(event)["going"]) == 2


@pytest.mark.django_db
def test_who_was_removed_comes_back_by_invitation_only() -> None:
    event = EventFactory(capacity=1)
    first, second = come(event), come(event)
    services.remove_attendee(event.attendances.get(user=first), by=event.organizer)
    assert line(event)["going"] == [second]
    with pytest.raises(EventNotOpen):
        come(event, user=first)
    services.invite(event, people=[first], by=event.organizer)
    come(event, user=first)
    assert line(event)["waiting"] == [first]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("made", "error"),
    [({"status": "draft"}, Missing), ({"status": "cancelled"}, EventNotOpen), ({"days": -2}, EventOver),
     ({"visibility": "private"}, Missing)],
)  # fmt: skip
def test_what_is_not_open_takes_no_answers(made: dict[str, Any], error: type[DomainError]) -> None:
    with pytest.raises(error):
        come(EventFactory(**made))


@pytest.mark.django_db
def test_who_gives_an_event_needs_no_seat() -> None:
    event = EventFactory()
    with pytest.raises(OwnEvent):
        come(event, user=event.organizer)


@pytest.mark.django_db
def test_invitations_reach_who_minds_not_and_is_in_sight(alice: User, mona: User, olaf: User) -> None:
    shy, enemy, shy_friend = UserFactory(), UserFactory(), UserFactory()
    for person in (shy, shy_friend):
        services.edit_profile(person, by=person, takes_requests=False)
    friends(alice, shy_friend)
    services.block(alice, by=enemy)
    event = EventFactory(organizer=alice, visibility="private")
    made = services.invite(event, people=[mona, shy, enemy, shy_friend, alice, mona], by=alice)
    assert {row.user for row in made} == {mona, shy_friend}
    assert services.invite(event, people=[mona], by=alice) == []
    assert Event.objects.visible_to(mona).filter(pk=event.pk).exists()
    assert not Event.objects.visible_to(olaf).filter(pk=event.pk).exists()


@pytest.mark.django_db
def test_hosts_see_every_answer_others_who_comes(
    alice: User, mona: User, olaf: User, ada: User, client_of: Client
) -> None:
    event = EventFactory(organizer=alice, capacity=1)
    come(event, user=mona)
    waiting, enemy = come(event), UserFactory(name="Enemy")
    services.answer_event(event, answer="maybe", by=enemy)
    services.answer_event(event, answer="maybe", by=UserFactory(name="Shy", visibility="private"))
    services.block(olaf, by=enemy)
    path = f"/api/events/{event.pk}/attendees/"

    def names(viewer: User) -> set[str]:
        return {row["person"]["display_name"] for row in client_of(viewer).get(path).json()["results"]}

    assert names(alice) == names(ada) == {"Mona", waiting.display_name, "Enemy", "Shy"}
    assert names(olaf) == {"Mona"}
    assert names(waiting) == {"Mona", waiting.display_name, "Enemy"}
    assert client_of().get(path).status_code == 401
    assert client_of(mona).get("/api/events/nonsense/attendees/").status_code == 404
    row = event.attendances.get(user=mona)
    assert client_of(olaf).delete(f"{path}{row.pk}/").status_code == 403
    assert client_of(alice).delete(f"{path}{row.pk}/").status_code == 204
    assert event.attendances.get(user=waiting).status == "going"


@pytest.mark.django_db
def test_answering_through_the_door(alice: User, mona: User, client_of: Client) -> None:
    event = EventFactory(organizer=alice, capacity=1)
    path = f"/api/events/{event.pk}/answer/"
    shown = client_of(mona).post(path, {"answer": "going"}, format="json").json()
    assert (shown["my_answer"], shown["seats_taken"], shown["waiting_count"]) == ("going", 1, 0)
    assert client_of(mona).post(path, {"answer": "perhaps"}, format="json").status_code == 400
    assert client_of(alice).post(path, {"answer": "going"}, format="json").status_code == 403
    assert client_of().post(path, {"answer": "going"}, format="json").status_code == 401
    many = client_of(mona).post(path, {"answer": "going", "guests": 1}, format="json")
    assert (many.status_code, many.json()["code"]) == (409, "too_many_guests")


# --- many hands ---
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_twelve_at_once_as_many_sit_as_there_are_seats() -> None:
    event = EventFactory(capacity=5)
    people = [UserFactory() for _ in range(12)]
    outcomes = together(*[lambda user=user: come(event, user=user) for user in people])
    assert refusals(outcomes) == []
    found = line(event)
    assert (len(found["going"]), len(found["waiting"])) == (5, 7)
    tickets = [row.ticket for row in event.attendances.waiting()]
    assert tickets == list(range(1, 8))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_leaving_and_coming_at_once_keeps_the_line() -> None:
    event = EventFactory(capacity=4)
    seated = [come(event) for _ in range(4)]
    waiting = [come(event) for _ in range(4)]
    new = [UserFactory() for _ in range(4)]
    leave = [lambda user=user: services.answer_event(event, answer="no", by=user) for user in seated]
    arrive = [lambda user=user: come(event, user=user) for user in new]
    assert refusals(together(*leave, *arrive)) == []
    found = line(event)
    assert set(found["going"]) == set(waiting), "who waited came first"
    assert set(found["waiting"]) == set(new)
    assert Notification.objects.filter(kind="event.seated").count() == 4


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_person_in_many_windows_has_one_answer(mona: User) -> None:
    event = EventFactory(capacity=3)
    together(*[lambda: come(event, user=mona)] * 6)
    assert line(event)["going"] == [mona]
    assert Attendance.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_block_and_an_answer_at_once_leave_no_seat(alice: User, mona: User) -> None:
    for _ in range(4):
        event = EventFactory(organizer=alice, capacity=1)
        together(lambda event=event: come(event, user=mona), lambda: services.block(mona, by=alice))
        assert line(event) == {"going": [], "waiting": []}
        services.unblock(mona, by=alice)


@pytest.mark.django_db
def test_who_waits_learns_their_place_in_line(alice: User, mona: User, client_of: Client) -> None:
    event = EventFactory(capacity=1)
    first = come(event)
    come(event, user=alice)
    come(event, user=mona)

    def place(user: User) -> Any:
        return client_of(user).get(f"/api/events/{event.pk}/").json()["my_place_in_line"]

    assert [place(user) for user in (first, alice, mona)] == [None, 1, 2]
    services.answer_event(event, answer="no", by=first)
    assert [place(user) for user in (alice, mona)] == [None, 1]


@pytest.mark.django_db
def test_why_an_event_was_cancelled_is_read_on_its_page(alice: User, client_of: Client) -> None:
    event = EventFactory()
    page = client_of(alice).get(f"/api/events/{event.pk}/").json()
    assert page["cancel_reason"] == ""
    services.cancel_event(event, by=event.organizer, reason="The hall is flooded.")
    assert client_of(alice).get(f"/api/events/{event.pk}/").json()["cancel_reason"] == "The hall is flooded."
