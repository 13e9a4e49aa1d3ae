"""What each role learns at each door of the community, for each visibility; a route or topic without a row fails.

The world holds one person whose name, profile, pet, event and address are words that occur nowhere else. Every door is
knocked at in every role, and what comes back is searched for the words that this role must not read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import get_resolver
from django.utils import timezone
from PIL import Image
from rest_framework.test import APIClient

from strato.accounts.models import Role, User
from strato.accounts.tests.factories import UserFactory
from strato.community import services
from strato.community.models import Block, Friendship, Pet
from strato.community.notices import sees_event, sees_person
from strato.community.tests.factories import EventFactory, PetFactory, friends
from strato.core.realtime.topics import TOPICS, may_follow
from strato.core.tests.test_every_door import CONVERTER, patterns

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]

VISIBILITIES = ("public", "friends", "private")
SIGNED_IN = ("stranger", "pending", "friend", "blocked", "blocker", "attendee", "host", "staff")
ROLES = ("anonymous", *SIGNED_IN)  # the host of the event is the pet's owner too
APART = {"blocked", "blocker"}
CLOSE = {"host", "staff"}
LAT, LNG = 53.558612, 9.960134
SECRETS = {
    "card": "Zzhilda",
    "profile": "zzbio",
    "pet": "Zzpet",
    "event": "Zzevent",
    "place": "zzplace",
    "point": str(LAT),
}


def seen_by(what: str, visibility: str) -> set[str]:
    """The roles that may learn of this."""
    everybody, known = set(ROLES) - APART, {"friend", *CLOSE}
    signed_in = everybody - {"anonymous"}
    found: dict[str, dict[str, set[str]]] = {
        # Who gives a public event, or whose pet is public, is named to the world.
        "card": {"public": everybody, "friends": signed_in, "private": signed_in},
        "found": {"public": signed_in, "friends": signed_in, "private": known},
        "profile": {"public": signed_in, "friends": known, "private": CLOSE},
        "pet": {"public": everybody, "friends": known, "private": CLOSE},
        "event": {"public": everybody, "friends": {*known, "attendee"}, "private": {*CLOSE, "attendee"}},
    }
    always = {
        "place": {*CLOSE, "attendee"},
        "point": {*CLOSE, "attendee"},
        "calendar": {"host", "attendee"},
        "friend": {"friend"},
        "request": {"pending", "host"},
        "asked": {"pending"},
        "block": {"host"},
        "gear": {"host"},
        "blocks": {"blocker"},
    }
    return found[what][visibility] if what in found else always[what]


@dataclass(frozen=True)
class Row:
    """How a door is knocked at, and whose business it is. ``lists``: the answer names the thing, or is silent about it."""

    about: str | None = None
    ids: tuple[str, ...] = ()
    said: dict[str, Any] = field(default_factory=dict)
    lists: str = ""
    is_form: bool = False


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, "PNG")
    return SimpleUploadedFile("p.png", out.getvalue(), "image/png")


SPAN = {
    "start": (timezone.now()).isoformat(),
    "end": (timezone.now() + timedelta(days=30)).isoformat(),
}
HERE = {"lat": 53.56, "lng": 9.96, "radius_km": 50}
ROWS: dict[str, Row] = {
    "get profile/": Row(),
    "patch profile/": Row(said={"headline": "x"}),
    "get people/": Row(said={"search": "zzhilda"}, lists="found"),
    "get people/{}/": Row("card", ("person",), lists="card"),
    "get people/{}/friends/": Row("card", ("person",)),
    "post people/{}/befriend/": Row("card", ("person",)),
    "post people/{}/unfriend/": Row("card", ("person",)),
    "post people/{}/block/": Row("card", ("person",)),
    "get friends/": Row(lists="friend"),
    "get friend-requests/": Row(lists="asked"),
    "post friend-requests/{}/accept/": Row("request", ("request",)),
    "post friend-requests/{}/decline/": Row("request", ("request",)),
    "post friend-requests/{}/cancel/": Row("request", ("request",)),
    "get blocks/": Row(lists="blocks"),
    "delete blocks/{}/": Row("block", ("block",)),
    "get pets/": Row(lists="pet"),
    "post pets/": Row(said={"name": "x", "species": "dog"}),
    "get pets/{}/": Row("pet", ("pet",), lists="pet"),
    "patch pets/{}/": Row("pet", ("pet",), {"about": "x"}),
    "delete pets/{}/": Row("pet", ("pet",)),
    "post pets/{}/avatar/": Row("pet", ("pet",), {"image": picture}, is_form=True),
    "delete pets/{}/avatar/": Row("pet", ("pet",)),
    "post pets/{}/photos/": Row("pet", ("pet",), {"image": picture}, is_form=True),
    "post pets/{}/photo-order/": Row("pet", ("pet",), {"ids": []}),
    "patch pet-photos/{}/": Row("pet", ("photo",), {"caption": "x"}),
    "delete pet-photos/{}/": Row("pet", ("photo",)),
    "get pets/{}/made-to-measure/": Row("gear", ("pet",)),
    "post pets/{}/made-to-measure/": Row("gear", ("pet",), {"design": "collar_tag"}),
    "post pets/{}/made-to-measure/preview/": Row("gear", ("pet",), {"design": "collar_tag"}),
    "get events/": Row(lists="event"),
    "get events/calendar/": Row(said=SPAN, lists="event"),
    "get events/nearby/": Row(said=HERE, lists="event"),
    "post events/": Row(said={"title": "x", "starts_at": SPAN["start"], "ends_at": "2999-01-01T00:00:00Z"}),
    "get events/{}/": Row("event", ("event",), lists="event"),
    "patch events/{}/": Row("event", ("event",), {"description": "x"}),
    "delete events/{}/": Row("event", ("event",)),
    "post events/{}/cover/": Row("event", ("event",), {"image": picture}, is_form=True),
    "delete events/{}/cover/": Row("event", ("event",)),
    "post events/{}/publish/": Row("event", ("event",)),
    "post events/{}/cancel/": Row("event", ("event",)),
    "post events/{}/answer/": Row("event", ("event",), {"answer": "maybe"}),
    "post events/{}/invite/": Row("event", ("event",), {"people": []}),
    "get events/{}/ics/": Row("event", ("event",), lists="event"),
    "get events/{}/attendees/": Row("event", ("event",)),
    "delete events/{}/attendees/{}/": Row("event", ("event", "attendance")),
    "get calendar-feed/": Row(),
    "post calendar-feed/": Row(),
    "get calendar-feed/{}/": Row(ids=("token",), lists="calendar"),
}
# What is sent with a seat decides what is read: an answer that gives one up gives the place up.
GIVES_UP_A_SEAT = {"post events/{}/answer/"}


def routes() -> Iterator[tuple[str, str]]:
    """(method, path with {} for each id) of every act of the doors of the community and of the stories about it."""
    for entry, path in patterns(get_resolver().url_patterns, ""):
        view = getattr(entry.callback, "cls", None)
        if view is None or not view.__module__.startswith(("strato.community.", "strato.flows.")):
            continue
        place = CONVERTER.sub("{}", path).replace("^", "").replace("\\Z", "").replace("$", "").removeprefix("api/")
        for method in tuple(
            getattr(entry.callback, "actions", None) or view().allowed_methods
        ):  # a first GET adds HEAD
            if method.lower() not in ("head", "options"):
                yield method.lower(), place


def test_every_route_has_a_row() -> None:
    assert sorted(f"{method} {place}" for method, place in routes()) == sorted(ROWS)


@dataclass
class World:
    cast: dict[str, User | None]
    ids: dict[str, Any]

    def path(self, place: str, row: Row, role: str) -> str:
        ids = [self.token(role) if name == "token" else str(self.ids[name]) for name in row.ids]
        return "/api/" + place.format(*ids)

    def token(self, role: str) -> str:
        """The address of this role's own feed."""
        user = self.cast[role]
        return services.feed_url(user).rstrip("/").rpartition("/")[2] if user else "nonsense"


@pytest.fixture(params=VISIBILITIES)
def world(request: pytest.FixtureRequest, db: None) -> World:
    """One person with everything in this visibility, and everybody else as they stand to them."""
    host = UserFactory(name="Zzhilda", bio="zzbio", visibility=request.param)
    cast: dict[str, Any] = {name: UserFactory(name=name.title()) for name in SIGNED_IN if name != "host"}
    cast |= {"host": host, "anonymous": None}
    User.objects.filter(pk=cast["staff"].pk).update(role=Role.ADMIN)
    cast["staff"].refresh_from_db()
    pet: Pet = PetFactory(owner=host, name="Zzpet", visibility=request.param)
    photo = services.add_photo(pet, image=picture(), by=host)
    event = EventFactory(
        organizer=host, title="Zzevent", visibility=request.param, place="zzplace 7", lat=LAT, lng=LNG,
        is_place_private=True,
    )  # fmt: skip
    for name in ("friend", *APART):
        friends(host, cast[name])
    going = [cast["attendee"], *(cast[name] for name in APART)]
    services.invite(event, people=going, by=host)
    for person in going:
        services.answer_event(event, answer="going", by=person)
    services.block(cast["blocked"], by=host)
    services.block(host, by=cast["blocker"])
    ids = {
        "person": host.pk,
        "pet": pet.pk,
        "photo": photo.pk,
        "event": event.pk,
        "attendance": event.attendances.get(user=cast["attendee"]).pk,
        "request": services.ask_friend(host, by=cast["pending"]).pk,
        "block": Block.objects.get(blocker=host).pk,
        "visibility": request.param,
    }
    return World(cast, ids)


def knock(client: APIClient, method: str, path: str, row: Row) -> Any:
    """The answer, and nothing changed by it."""
    said = {name: value() if callable(value) else value for name, value in row.said.items()}
    with transaction.atomic():
        kind = None if method == "get" else "multipart" if row.is_form else "json"
        answer = getattr(client, method)(path, said, format=kind)
        transaction.set_rollback(True)
    return answer


def judge(role: str, row: Row, answer: Any, visibility: str, *, is_leaving: bool) -> Iterator[str]:
    """What is wrong with this answer to this role."""
    text = answer.content.decode()
    for what, word in SECRETS.items():
        knows = seen_by(what, visibility) - ({"attendee"} if is_leaving and what in ("place", "point") else set())
        if word in text and role not in knows and row.lists != "blocks":
            yield f"learns the {what}"
    if row.about and role not in seen_by(row.about, visibility) and answer.status_code not in missing(role):
        yield f"finds the {row.about}: {answer.status_code}"
    if row.about and role in seen_by(row.about, visibility) and answer.status_code == 404:
        yield f"misses the {row.about}"
    if row.lists:
        word = SECRETS.get(
            {"calendar": "event", "found": "card", "friend": "card", "asked": "card", "blocks": "card"}.get(
                row.lists, row.lists
            ),
            "",
        )
        if (word in text) != (role in seen_by(row.lists, visibility)) and not (
            role == "anonymous" and answer.status_code == 401
        ):
            yield f"{'reads' if word in text else 'does not read'} the {row.lists}"


def missing(role: str) -> tuple[int, ...]:
    """Nothing there; who is nobody may be asked to sign in instead."""
    return (401, 404) if role == "anonymous" else (404,)


@pytest.mark.parametrize("role", ROLES)
def test_no_door_tells_a_role_more_than_it_may_know(role: str, world: World, client_of: Client) -> None:
    browser, wrong = client_of(world.cast[role]), []
    for method, place in routes():
        name = f"{method} {place}"
        row = ROWS[name]
        answer = knock(browser, method, world.path(place, row, role), row)
        found = judge(role, row, answer, world.ids["visibility"], is_leaving=name in GIVES_UP_A_SEAT)
        wrong += [f"{name}: {what}" for what in found]
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_only_what_is_seen_can_be_reported(role: str, world: World, client_of: Client) -> None:
    browser, visibility = client_of(world.cast[role]), world.ids["visibility"]
    for kind, what in (("person", "card"), ("event", "event"), ("pet", "pet")):
        seen = role in seen_by(what, visibility)
        expected = 401 if role == "anonymous" else 404 if not seen else 403 if role == "host" else 201
        row = Row(said={"kind": kind, "subject": str(world.ids[kind]), "reason": "spam"})
        answer = knock(browser, "post", "/api/reports/", row)
        assert answer.status_code == expected, (kind, answer.content)
        assert not any(word in answer.content.decode() for word in SECRETS.values())


def test_searches_and_filters_tell_no_more(world: World, client_of: Client) -> None:
    visibility = world.ids["visibility"]
    asked = {
        f"/api/pets/?owner={world.ids['person']}": "pet",
        "/api/pets/?search=zzpet": "pet",
        "/api/events/?search=zzevent": "event",
        f"/api/events/?organizer={world.ids['person']}": "event",
        "/api/users/?search=zzhilda": "found",
    }
    for path, what in asked.items():
        for role in ROLES:
            text = client_of(world.cast[role]).get(path).content.decode().lower()
            secret = SECRETS["card" if what == "found" else what].lower()
            if what != "found":
                assert (secret in text) == (role in seen_by(what, visibility)), (path, role)
            elif role not in CLOSE:
                assert not (secret in text and role in APART | {"anonymous"}), (path, role)
    for role in ROLES:
        assert "Zzevent" not in client_of(world.cast[role]).get("/api/events/?search=zzplace").content.decode()


def test_all_who_see_a_private_place_nearby_are_told_the_same_distance(world: World, client_of: Client) -> None:
    told = {
        row["distance_km"]
        for role in ROLES
        for row in client_of(world.cast[role]).get("/api/events/nearby/", {"lat": LAT, "lng": LNG}).json()
    }
    assert len(told) == 1
    assert told != {0.0}


def test_topics_and_notices_ask_the_same_question(world: World) -> None:
    mine = [name for name, topic in TOPICS.items() if topic.visible.__module__.startswith("strato.community.")]
    assert mine == ["event"]
    for role in ROLES:
        user: Any = world.cast[role] or AnonymousUser()
        may = role in seen_by("event", world.ids["visibility"])
        assert may_follow(user, f"event:{world.ids['event']}") == sees_event(user, str(world.ids["event"])) == may, role
        is_known = role in seen_by("card", world.ids["visibility"]) - {"anonymous"}
        assert sees_person(user, str(world.ids["person"])) == is_known, role


def test_a_block_leaves_nothing_between_two(world: World) -> None:
    host = world.cast["host"]
    for name in APART:
        assert not Friendship.objects.visible_to(world.cast[name]).of(host).exists()
        assert not Friendship.objects.accepted().between(host, world.cast[name]).exists()
