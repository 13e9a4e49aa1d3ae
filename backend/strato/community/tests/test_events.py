"""Giving events and being seen by whom they are for."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone
from icalendar import Calendar
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.accounts.tests.factories import UserFactory
from strato.community import notices, services
from strato.community.errors import EventOver
from strato.community.models import Attendance, Event
from strato.community.notices import sees_event
from strato.community.services.reminders import remind_of_events
from strato.community.tests.factories import EventFactory, PetFactory, friends
from strato.community.topics import can_follow_event
from strato.core import queue
from strato.labs.models import Lab
from strato.notifications.kinds import Kind
from strato.notifications.models import Notification
from strato.notifications.services import notify

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]
HOME: dict[str, Any] = {"lat": 53.558612, "lng": 9.960134, "place": "Bernstorffstraße 118", "is_place_private": True}


def titles(answer: Any) -> list[str]:
    body = answer.json()
    return [row["title"] for row in (body["results"] if isinstance(body, dict) else body)]


def told(user: User) -> list[str]:
    return [row.kind for row in Notification.objects.filter(recipient=user).order_by("id")]


def facts(**changes: Any) -> dict[str, Any]:
    start = timezone.now() + timedelta(days=3)
    times = {"starts_at": start.isoformat(), "ends_at": (start + timedelta(hours=2)).isoformat()}
    return {"title": "Repair evening", "timezone": "Europe/Berlin", **times, **changes}


def test_a_draft_is_its_hosts_until_it_is_published(alice: User, mona: User, client_of: Client) -> None:
    host, guest = client_of(alice), client_of(mona)
    made = host.post("/api/events/", facts(), format="json")
    assert made.status_code == 201, made.json()
    path = f"/api/events/{made.json()['id']}/"
    assert made.json()["allowed_actions"] == ["partial_update", "destroy", "cover", "publish", "invite"]
    assert guest.get(path).status_code == 404
    assert host.post(f"{path}publish/").json()["status"] == "published"
    assert guest.get(path).json()["allowed_actions"] == ["answer"]
    assert titles(guest.get("/api/events/")) == titles(client_of().get("/api/events/")) == ["Repair evening"]
    assert guest.post(f"{path}cancel/", {}, format="json").status_code == 403
    assert host.post(f"{path}cancel/", {"reason": "Ill"}, format="json").json()["status"] == "cancelled"
    assert titles(guest.get("/api/events/")) == []
    assert guest.get(path).json()["status"] == "cancelled"
    assert host.delete(path).status_code == 409


def test_a_draft_can_be_deleted(alice: User, client_of: Client) -> None:
    event = EventFactory(organizer=alice, status="draft")
    assert client_of(alice).delete(f"/api/events/{event.pk}/").status_code == 204
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"timezone": "Mars/Olympus"}, None),
        ({"timezone": "Europe"}, None),
        ({"timezone": "../zoneinfo/UTC"}, None),
        ({"timezone": "\x00"}, "timezone"),
        ({"starts_at": "0001-01-01T00:00:00Z", "ends_at": "0001-01-01T02:00:00Z"}, "ends_at"),
        ({"ends_at": "2020-01-01T00:00:00Z"}, "ends_at"),
        ({"ends_at": "2999-01-01T00:00:00Z"}, "ends_at"),
        ({"lat": 53.5}, "lng"),
        ({"lat": 91, "lng": 0}, "lat"),
        ({"capacity": 0}, "capacity"),
        ({"most_guests": 21}, "most_guests"),
        ({"visibility": "secret"}, "visibility"),
        ({"lab": "00000000-0000-7000-8000-000000000000"}, "lab"),
    ],
)
def test_what_cannot_be_is_refused_by_name(changes: Any, field: str | None, alice: User, client_of: Client) -> None:
    answer = client_of(alice).post("/api/events/", facts(**changes), format="json")
    assert answer.status_code == 400
    assert field is None or list(answer.json()["fields"]) == [field]


def test_an_event_is_given_in_the_name_of_ones_own_lab_or_pet(
    alice: User, lena: User, mona: User, lab_north: Lab, client_of: Client
) -> None:
    pet, foreign = PetFactory(owner=alice, visibility="private"), PetFactory(visibility="public")
    for who, changes in ((mona, {"lab": lab_north.pk}), (alice, {"lab": lab_north.pk}), (alice, {"pet": foreign.pk})):
        answer = client_of(who).post("/api/events/", facts(**changes), format="json")
        assert (answer.status_code, answer.json()["code"]) == (403, "not_your_host")
    made = client_of(alice).post("/api/events/", facts(pet=str(pet.pk)), format="json").json()
    assert made["pet"]["name"] == pet.name
    client_of(alice).post(f"/api/events/{made['id']}/publish/")
    assert client_of(mona).get(f"/api/events/{made['id']}/").json()["pet"] is None, "a private pet stays private"
    both = client_of(lena).post("/api/events/", facts(lab=str(lab_north.pk)), format="json").json()
    assert both["lab"]["name"] == "Lab North"


def test_managers_of_the_lab_run_its_events(lena: User, mona: User, lab_north: Lab, client_of: Client) -> None:
    event = EventFactory(lab=lab_north, status="draft")
    assert client_of(lena).post(f"/api/events/{event.pk}/publish/").status_code == 200
    assert client_of(mona).post(f"/api/events/{event.pk}/cancel/", {}, format="json").status_code == 403


def test_what_is_for_friends_is_for_the_people_of_the_lab_too(
    mona: User, olaf: User, lab_north: Lab, client_of: Client
) -> None:
    EventFactory(lab=lab_north, visibility="friends")
    assert len(titles(client_of(mona).get("/api/events/"))) == 1
    assert titles(client_of(olaf).get("/api/events/")) == []


def test_people_are_invited_through_the_door(alice: User, mona: User, client_of: Client) -> None:
    event = EventFactory(organizer=alice, visibility="private")
    host, path = client_of(alice), f"/api/events/{event.pk}/invite/"
    assert host.post(path, {"people": [str(mona.pk)]}, format="json").status_code == 200
    assert client_of(mona).get(f"/api/events/{event.pk}/").json()["my_answer"] == "invited"
    assert titles(client_of(mona).get("/api/events/?scope=mine")) == [event.title]
    for wrong in ([], ["nobody"], ["00000000-0000-7000-8000-000000000000"], [7], "all"):
        assert host.post(path, {"people": wrong}, format="json").status_code == 400
    assert client_of(mona).post(path, {"people": [str(mona.pk)]}, format="json").status_code == 403


# --- lists ---
def test_lists_are_all_mine_hosted_and_by_friends(alice: User, mona: User, olaf: User, client_of: Client) -> None:
    friends(alice, mona)
    EventFactory(organizer=alice, title="My draft", status="draft")
    going = EventFactory(organizer=olaf, title="Olaf's")
    EventFactory(organizer=mona, title="Mona's", visibility="friends")
    EventFactory(organizer=olaf, title="Secret", visibility="private")
    EventFactory(organizer=olaf, title="Past", days=-3)
    services.answer_event(going, answer="maybe", by=alice)
    found = {
        scope: sorted(titles(client_of(alice).get(f"/api/events/?scope={scope}")))
        for scope in ("all", "mine", "hosting", "friends")
    }
    assert found == {
        "all": ["Mona's", "Olaf's"],
        "mine": ["My draft", "Olaf's"],
        "hosting": ["My draft"],
        "friends": ["Mona's"],
    }
    assert titles(client_of().get("/api/events/?scope=mine")) == []
    assert titles(client_of(alice).get(f"/api/events/?organizer={olaf.pk}")) == ["Olaf's"]
    assert titles(client_of(alice).get("/api/events/?start=2020-01-01T00:00:00Z&search=past")) == ["Past"]
    assert client_of(alice).get("/api/events/?scope=theirs").status_code == 400


def test_the_calendar_gives_what_touches_a_piece_of_time(alice: User, client_of: Client) -> None:
    near, far = EventFactory(days=2, title="Near"), EventFactory(days=40, title="Far")
    ask = client_of(alice).get
    inside = {"start": near.starts_at + timedelta(minutes=1), "end": near.ends_at + timedelta(days=1)}
    assert titles(ask("/api/events/calendar/", {name: at.isoformat() for name, at in inside.items()})) == ["Near"]
    both = {"start": near.starts_at.isoformat(), "end": (far.starts_at + timedelta(seconds=1)).isoformat()}
    assert titles(ask("/api/events/calendar/", both)) == ["Near", "Far"]
    too_long = {"start": "2026-01-01T00:00:00Z", "end": "2026-06-01T00:00:00Z"}
    assert ask("/api/events/calendar/", too_long).status_code == 400
    assert ask("/api/events/calendar/").status_code == 400


def test_nearby_gives_the_nearest_first_across_the_date_line(alice: User, client_of: Client) -> None:
    EventFactory(title="Hamburg", lat=53.55, lng=9.99)
    EventFactory(title="Ahrensburg", lat=53.67, lng=10.24)
    EventFactory(title="Berlin", lat=52.52, lng=13.40)
    EventFactory(title="Nowhere")
    EventFactory(title="Fiji", lat=-17.0, lng=-179.9)
    ask = client_of(alice).get
    rows = ask("/api/events/nearby/?lat=53.6&lng=10&radius_km=50").json()
    assert [(row["title"], round(row["distance_km"])) for row in rows] == [("Hamburg", 6), ("Ahrensburg", 18)]
    assert titles(ask("/api/events/nearby/?lat=-17&lng=179.9&radius_km=100")) == ["Fiji"]
    for query in ("", "?lat=91&lng=0", "?lat=nan&lng=0", "?lat=0&lng=0&radius_km=201"):
        assert ask(f"/api/events/nearby/{query}").status_code == 400


def test_lists_cost_the_same_at_any_length(
    mona: User, lab_north: Lab, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(10):
        owner = UserFactory()
        EventFactory(organizer=owner, lat=53, lng=10, pet=PetFactory(owner=owner, visibility="public"))
        EventFactory(lab=lab_north, lat=53, lng=10)
    span = f"start={timezone.now():%Y-%m-%dT%H:%M:%SZ}&end={timezone.now() + timedelta(days=30):%Y-%m-%dT%H:%M:%SZ}"
    for path in ("", "nearby/?lat=53&lng=10", f"calendar/?{span}"):
        with django_assert_max_num_queries(7):
            assert len(titles(client_of(mona).get(f"/api/events/{path}"))) == 20


# --- private places ---
def test_a_private_place_is_for_who_has_a_seat(alice: User, mona: User, olaf: User, client_of: Client) -> None:
    event = EventFactory(organizer=alice, capacity=1, **HOME)
    services.answer_event(event, answer="going", by=mona)
    services.answer_event(event, answer="going", by=olaf)
    path = f"/api/events/{event.pk}/"
    exact = (HOME["place"], HOME["lat"], HOME["lng"], True)
    coarse = (None, event.map_lat, event.map_lng, False)
    for viewer, known in ((alice, exact), (mona, exact), (olaf, coarse), (UserFactory(), coarse), (None, coarse)):
        shown = client_of(viewer).get(path).json()
        assert (shown["place"], shown["lat"], shown["lng"], shown["knows_place"]) == known
    assert 0 < abs(event.map_lat - HOME["lat"]) < 0.006


def test_neither_distances_nor_searches_nor_files_give_a_private_place_away(
    alice: User, olaf: User, client_of: Client
) -> None:
    event = EventFactory(organizer=alice, title="Home", **HOME)
    same_cell = EventFactory(title="Door", **{**HOME, "lat": HOME["lat"] + 0.0001, "lng": HOME["lng"] + 0.0001})
    assert (event.map_lat, event.map_lng) == (same_cell.map_lat, same_cell.map_lng)
    ask = client_of(olaf).get
    rows = ask("/api/events/nearby/?lat=53.56&lng=9.97&radius_km=5").json()
    assert rows[0]["distance_km"] == rows[1]["distance_km"]
    assert titles(ask("/api/events/?search=Bernstorff")) == []
    text = ask(f"/api/events/{event.pk}/ics/").content.decode()
    assert "Bernstorff" not in text
    assert "53.5586" not in text
    own = client_of(alice).get("/api/events/nearby/?lat=53.558612&lng=9.960134&radius_km=5").json()
    assert own[0]["distance_km"] > 0, "not even for who knows it"


def test_making_a_place_private_moves_its_point(alice: User) -> None:
    event: Event = EventFactory(organizer=alice, **{**HOME, "is_place_private": False})
    assert (event.map_lat, event.map_lng) == (HOME["lat"], HOME["lng"])
    event = services.edit_event(event, by=alice, is_place_private=True)
    assert (event.map_lat, event.map_lng) != (HOME["lat"], HOME["lng"])


# --- blocks ---
@pytest.mark.parametrize("host_blocks", [True, False])
def test_a_block_ends_coming_both_ways(host_blocks: bool, alice: User, mona: User, client_of: Client) -> None:
    event = EventFactory(organizer=alice, capacity=1)
    services.answer_event(event, answer="going", by=mona)
    waiting = UserFactory()
    services.answer_event(event, answer="going", by=waiting)
    blocker, blocked = (alice, mona) if host_blocks else (mona, alice)
    services.block(blocked, by=blocker)
    event.refresh_from_db()
    assert event.seats_taken == 1
    assert event.attendances.get(user=waiting).status == "going"
    assert event.attendances.get(user=mona).status == ("removed" if host_blocks else "no")
    assert client_of(mona).get(f"/api/events/{event.pk}/").status_code == 404
    assert titles(client_of(mona).get("/api/events/?scope=mine")) == []
    assert not sees_event(mona, str(event.pk))
    assert not can_follow_event(mona, str(event.pk))


# --- files and feeds ---
def test_an_event_is_a_calendar_file_in_its_own_zone(alice: User, client_of: Client) -> None:
    event = EventFactory(organizer=alice, title="Löten, für alle", timezone="Europe/Berlin", area="Altona")
    answer = client_of().get(f"/api/events/{event.pk}/ics/")
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    (entry,) = calendar.walk("VEVENT")
    assert (str(entry["summary"]), str(entry["location"]), str(entry["status"])) == (
        "Löten, für alle",
        "Altona",
        "CONFIRMED",
    )
    assert entry.decoded("dtstart") == event.starts_at.replace(microsecond=0)
    assert entry["dtstart"].params["TZID"] == "Europe/Berlin"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]


def test_a_private_feed_holds_what_one_comes_to_until_another_is_asked_for(
    alice: User, mona: User, client_of: Client
) -> None:
    party = EventFactory(organizer=alice, title="Party", **HOME)
    EventFactory(organizer=alice, title="Elsewhere")
    services.answer_event(party, answer="going", by=mona)
    url = client_of(mona).get("/api/calendar-feed/").json()["url"].removeprefix(settings.PUBLIC_URL)
    text = client_of().get(url).content.decode()
    assert "SUMMARY:Party" in text
    assert "Bernstorff" in text
    assert "Elsewhere" not in text
    services.answer_event(party, answer="no", by=mona)
    assert "Party" not in client_of().get(url).content.decode()
    assert client_of(mona).post("/api/calendar-feed/").json()["url"] != url
    assert (client_of().get(url).status_code, client_of().get(f"{url[:-2]}x/").status_code) == (404, 404)
    User.objects.filter(pk=mona.pk).update(is_active=False)
    fresh = services.feed_url(mona).removeprefix(settings.PUBLIC_URL)
    assert client_of().get(fresh).status_code == 404


# --- reminders and news ---
def test_who_comes_is_reminded_once_a_day_and_once_an_hour_before(alice: User, mona: User) -> None:
    event = EventFactory(organizer=alice, days=1)
    services.answer_event(event, answer="going", by=mona)
    Attendance.objects.update(status_changed_at=timezone.now() - timedelta(days=5))
    assert (remind_of_events(), remind_of_events()) == (1, 0)
    Event.objects.update(starts_at=timezone.now() + timedelta(minutes=30))
    assert (remind_of_events(), remind_of_events()) == (1, 0)
    assert told(mona) == ["event.reminder"], "the unread one was renewed"
    assert Notification.objects.get(recipient=mona).facts["hours"] == 1


def test_who_answered_late_or_not_at_all_needs_no_reminder(alice: User, mona: User, olaf: User) -> None:
    event = EventFactory(organizer=alice, days=1)
    services.answer_event(event, answer="going", by=mona)
    services.invite(event, people=[olaf], by=alice)
    remind_of_events()
    assert told(mona) == []
    assert told(olaf) == ["event.invited"]


def test_another_time_is_told_and_reminded_of_anew(alice: User, mona: User) -> None:
    event = EventFactory(organizer=alice, days=1)
    services.answer_event(event, answer="going", by=mona)
    Attendance.objects.update(status_changed_at=timezone.now() - timedelta(days=5))
    remind_of_events()
    start = timezone.now() + timedelta(hours=20)
    services.edit_event(event, by=alice, starts_at=start, ends_at=start + timedelta(hours=1))
    services.edit_event(event, by=alice, description="Bring tea")
    assert told(mona) == ["event.reminder", "event.changed"]
    assert remind_of_events() == 1


def test_a_cancelled_event_is_told_with_its_reason(alice: User, mona: User) -> None:
    event = EventFactory(organizer=alice)
    services.answer_event(event, answer="maybe", by=mona)
    services.cancel_event(event, by=alice, reason="Ill")
    row = Notification.objects.get(recipient=mona)
    assert (row.kind, row.facts["reason"]) == ("event.cancelled", "Ill")
    assert "Bernstorff" not in str(row.facts)


def test_what_is_over_is_not_published(alice: User) -> None:
    with pytest.raises(EventOver):
        services.publish_event(EventFactory(organizer=alice, status="draft", days=-2), by=alice)


@pytest.mark.parametrize(("month", "starts"), [(1, "01-09 13:00 EST"), (7, "07-09 14:00 EDT")])
def test_a_notice_says_in_which_zone_an_event_starts(month: int, starts: str, alice: User, mona: User) -> None:
    year = timezone.now().year + 1
    begin = datetime(year, month, 9, 18, tzinfo=UTC)
    event = EventFactory(organizer=alice, timezone="America/New_York", starts_at=begin)
    services.invite(event, people=[mona], by=alice)
    assert Notification.objects.get(recipient=mona).facts["starts"] == f"{year}-{starts}"


@pytest.mark.parametrize("kind", notices.OF_EVENTS, ids=lambda kind: kind.code)
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_mail_has_its_words_in_every_language(kind: Kind, language: str, mona: User, alice: User) -> None:
    User.objects.filter(pk=mona.pk).update(language=language)
    about = {"by": "Alice", "event": "Repair evening", "starts": "2027-05-04 19:00", "reason": "Ill", "hours": 24}
    notify([mona], kind, subject=EventFactory(organizer=alice), facts=about, by=alice)
    queue.run_pending()
    words = f"{mail.outbox[-1].subject} {mail.outbox[-1].body}"
    assert "Repair evening" in mail.outbox[-1].subject
    assert "{{" not in words
    assert "{%" not in words
