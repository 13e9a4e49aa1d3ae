"""What each role learns at each door of messaging, in each kind of conversation; a route or topic without a row fails.

What is said there are words that occur nowhere else. Every door is knocked at in every role, and what comes back is
searched for the words that this role must not read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import get_resolver
from rest_framework.test import APIClient

from strato.accounts.models import Role, User
from strato.accounts.tests.factories import UserFactory
from strato.community.services import block
from strato.community.tests.factories import friends
from strato.core.realtime.topics import TOPICS, may_follow
from strato.core.tests.test_every_door import CONVERTER, patterns
from strato.labs.models import Lab, Membership
from strato.labs.states import LabRole
from strato.labs.tests.factories import MembershipFactory
from strato.messaging import links, services
from strato.messaging.models import Conversation, Participant
from strato.messaging.notices import sees_conversation
from strato.messaging.states import Standing
from strato.messaging.tests.factories import say
from strato.printing.tests.factories import PrintJobFactory

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]

KINDS = ("direct", "group", "subject")
SIGNED_IN = ("host", "friend", "asked", "declined", "left", "blocked", "blocker", "stranger", "staff")
ROLES = ("anonymous", *SIGNED_IN)
APART = {"blocked", "blocker"}
TITLE, WORD, FILE = "Zztitle", "zzword", "zzfile"


def insiders(kind: str) -> set[str]:
    """Who takes part in the conversation, or was asked to."""
    return {
        "direct": {"host", "friend", "asked", *APART},
        "group": {"host", "friend", "asked", *APART},
        "subject": {"host", "friend", *APART},
    }[kind]


def readers(kind: str) -> set[str]:
    """Who reads what the host wrote: a block masks it in groups; between two and about a job the history stays."""
    return insiders(kind) - (APART if kind == "group" else set())


@dataclass(frozen=True)
class Row:
    """How a door is knocked at; ``reads``: its answer has the words for those who may read them."""

    ids: tuple[str, ...] = ()
    said: dict[str, Any] = field(default_factory=dict)
    reads: str = ""
    is_form: bool = False


def text_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("x.txt", b"hello", "text/plain")


C = ("conversation",)
ROWS: dict[str, Row] = {
    "get conversations/": Row(reads=WORD),
    "post conversations/": Row(said={"kind": "direct", "person": lambda: str(uuid4())}),
    "get conversations/search/": Row(said={"q": WORD}, reads=WORD),
    "get messaging/summary/": Row(),
    "get messaging/settings/": Row(),
    "patch messaging/settings/": Row(said={"read_receipts": True}),
    "post messaging/presence/": Row(),
    "get conversations/{}/": Row(C, reads=WORD),
    "patch conversations/{}/": Row(C, {"is_archived": False}, reads=WORD),
    "post conversations/{}/read/": Row(C, {"seq": 1}, reads=WORD),
    "post conversations/{}/typing/": Row(C),
    "post conversations/{}/accept/": Row(C),
    "post conversations/{}/decline/": Row(C),
    "post conversations/{}/leave/": Row(C),
    "post conversations/{}/people/": Row(C, {"people": []}),
    "delete conversations/{}/people/{}/": Row(("conversation", "person")),
    "post conversations/{}/people/{}/admin/": Row(("conversation", "person")),
    "get conversations/{}/messages/": Row(C, reads=WORD),
    "post conversations/{}/messages/": Row(C, {"client_id": lambda: str(uuid4()), "body": "x"}),
    "patch conversations/{}/messages/{}/": Row(("conversation", "message"), {"body": "x"}),
    "delete conversations/{}/messages/{}/": Row(("conversation", "message")),
    "post conversations/{}/messages/{}/reactions/": Row(("conversation", "message"), {"emoji": "👍"}),
    "get conversations/{}/attachments/": Row(C, reads=FILE),
    "post conversations/{}/attachments/": Row(C, {"file": text_file}, is_form=True),
    "get conversations/{}/attachments/{}/": Row(("conversation", "attachment"), reads=FILE),
    "delete conversations/{}/attachments/{}/": Row(("conversation", "attachment")),
    "get attachment-files/{}/": Row(("token",), reads=FILE),
}
BY_TOKEN = {"get attachment-files/{}/"}


def routes() -> Iterator[tuple[str, str]]:
    """(method, path with {} for each id) of every act of messaging's doors."""
    for entry, path in patterns(get_resolver().url_patterns, ""):
        view = getattr(entry.callback, "cls", None)
        if view is None or not view.__module__.startswith("strato.messaging."):
            continue
        place = CONVERTER.sub("{}", path).replace("^", "").replace("\\Z", "").replace("$", "").removeprefix("api/")
        for method in tuple(getattr(entry.callback, "actions", None) or view().allowed_methods):
            if method.lower() not in ("head", "options"):
                yield method.lower(), place


def test_every_route_has_a_row() -> None:
    assert sorted(f"{method} {place}" for method, place in routes()) == sorted(ROWS)


@dataclass
class World:
    kind: str
    cast: dict[str, User | None]
    talks: dict[str, Conversation]
    """By role: the conversation that this role knocks at."""

    def path(self, place: str, row: Row, role: str) -> str:
        talk = self.talks.get(role) or self.talks["friend"]
        message = talk.messages.get(body__contains=WORD)
        attachment = message.attachments.get()
        reader: Any = self.cast[role] or UserFactory()
        ids = {
            "conversation": talk.pk,
            "message": message.pk,
            "attachment": attachment.pk,
            "person": self.cast["friend"].pk if self.cast["friend"] else "",
            "token": links.url_of(attachment.pk, reader.pk).rstrip("/").rpartition("/")[2],
        }
        return "/api/" + place.format(*(ids[name] for name in row.ids))


@pytest.fixture(params=KINDS)
def world(request: pytest.FixtureRequest, db: None, lab_north: Lab) -> World:
    """A host who said a word and showed a file, and everybody else as they stand to that conversation."""
    cast: dict[str, Any] = {name: UserFactory(name=name.title()) for name in SIGNED_IN}
    User.objects.filter(pk=cast["staff"].pk).update(role=Role.ADMIN)
    cast["staff"].refresh_from_db()
    friends(cast["host"], cast["friend"])
    talks = {"direct": talk_alone, "group": talk_in_group, "subject": talk_about_job}[request.param](cast, lab_north)
    block(cast["blocked"], by=cast["host"])
    block(cast["host"], by=cast["blocker"])
    return World(request.param, cast | {"anonymous": None}, talks)


def speak(talk: Conversation, host: User) -> None:
    """The host says the word and shows the file."""
    talk.refresh_from_db()
    file = SimpleUploadedFile(f"{FILE}.txt", FILE.encode(), "text/plain")
    say(talk, host, f"the {WORD}", attachments=[services.attach_file(talk, file=file, by=host).pk])


def talk_alone(cast: dict[str, User], lab: Lab) -> dict[str, Conversation]:
    talks = {}
    for role in ("friend", "asked", "declined", *sorted(APART)):
        talks[role] = services.open_direct(cast[role], by=cast["host"])
        speak(talks[role], cast["host"])
    for role in APART:
        services.accept(talks[role], by=cast[role])
    services.decline(talks["declined"], by=cast["declined"])
    return talks


def talk_in_group(cast: dict[str, User], lab: Lab) -> dict[str, Conversation]:
    roles = ("friend", "asked", "declined", "left", *sorted(APART))
    talk = services.open_group(TITLE, [cast[role] for role in roles], by=cast["host"])
    accepted = [cast[role] for role in ("friend", "left", *APART)]
    Participant.objects.filter(conversation=talk, user__in=accepted).update(standing=Standing.ACCEPTED)
    services.decline(talk, by=cast["declined"])
    services.leave(talk, by=cast["left"])
    speak(talk, cast["host"])
    return dict.fromkeys(ROLES, talk)


def talk_about_job(cast: dict[str, User], lab: Lab) -> dict[str, Conversation]:
    for role in ("friend", "left", *APART):
        MembershipFactory(lab=lab, role=LabRole.OPERATOR, user=cast[role])
    job = PrintJobFactory(customer=cast["host"], lab=lab)
    talk = services.open_about("print_job", job.pk, by=cast["host"])
    speak(talk, cast["host"])
    Membership.objects.filter(lab=lab, user=cast["left"]).delete()
    return dict.fromkeys(ROLES, talk)


def knock(client: APIClient, method: str, path: str, row: Row) -> Any:
    """The answer, and nothing changed by it."""
    said = {name: value() if callable(value) else value for name, value in row.said.items()}
    with transaction.atomic():
        kind = None if method == "get" else "multipart" if row.is_form else "json"
        answer = getattr(client, method)(path, said, format=kind)
        transaction.set_rollback(True)
    return answer


def text_of(answer: Any) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def judge(role: str, name: str, row: Row, answer: Any, kind: str) -> Iterator[str]:
    """What is wrong with this answer to this role."""
    text, reads, takes_part = text_of(answer), role in readers(kind), role in insiders(kind)
    for word in (WORD, FILE):
        if word in text and not reads:
            yield f"reads {word}"
    if TITLE in text and not takes_part:
        yield "learns the title"
    if row.reads and reads and row.reads not in text:
        yield f"does not read {row.reads}: {answer.status_code}"
    missing = (404,) if role != "anonymous" or name in BY_TOKEN else (401, 404)
    if row.ids and not takes_part and answer.status_code not in missing:
        yield f"finds it: {answer.status_code}"
    if "conversation" in row.ids and takes_part and "attachment" not in row.ids and answer.status_code == 404:
        yield "misses it"


@pytest.mark.parametrize("role", ROLES)
def test_no_door_tells_a_role_more_than_it_may_know(role: str, world: World, client_of: Client) -> None:
    browser, wrong = client_of(world.cast[role]), []
    for method, place in routes():
        name = f"{method} {place}"
        row = ROWS[name]
        answer = knock(browser, method, world.path(place, row, role), row)
        if role == "asked" and name == "get conversations/":
            answer = browser.get("/api/conversations/?box=requests")
        wrong += [f"{name}: {what}" for what in judge(role, name, row, answer, world.kind)]
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_only_what_is_read_can_be_reported(role: str, world: World, client_of: Client) -> None:
    """A conversation by who takes part; a message by who reads it and did not write it."""
    browser, talk = client_of(world.cast[role]), world.talks.get(role) or world.talks["friend"]
    takes_part = role in insiders(world.kind) or (role == "host" and world.kind == "direct")
    reads = takes_part and (role in readers(world.kind) or role == "host")
    expected = {
        "conversation": (takes_part, talk.pk, 201),
        "message": (reads, talk.messages.get(body__contains=WORD).pk, 403 if role == "host" else 201),
    }
    for kind, (is_seen, subject, allowed) in expected.items():
        row = Row(said={"kind": kind, "subject": str(subject), "reason": "spam"})
        answer = knock(browser, "post", "/api/reports/", row)
        assert answer.status_code == (401 if role == "anonymous" else allowed if is_seen else 404), (
            kind,
            answer.content,
        )
        assert WORD not in answer.content.decode()


def test_counts_and_filters_tell_no_more(world: World, client_of: Client) -> None:
    for role in SIGNED_IN:
        browser = client_of(world.cast[role])
        summary = browser.get("/api/messaging/summary/").json()
        takes_part = role in insiders(world.kind) - {"host"}
        assert bool(summary["unread"] or summary["requests"]) == takes_part, (role, summary)
        for box in ("inbox", "requests", "archived"):
            listed = browser.get("/api/conversations/", {"box": box, "search": "zz"}).content.decode()
            assert role in readers(world.kind) or WORD not in listed, (role, box)


def test_topics_and_notices_ask_the_same_question(world: World) -> None:
    mine = [name for name, topic in TOPICS.items() if topic.visible.__module__.startswith("strato.messaging.")]
    assert sorted(mine) == ["conversation", "presence"]
    for role in ROLES:
        user: Any = world.cast[role] or AnonymousUser()
        talk = world.talks.get(role) or world.talks["friend"]
        takes_part = role in insiders(world.kind) or (role == "host" and world.kind == "direct")
        is_apart = role in APART and world.kind == "direct"
        writes = takes_part and not is_apart and (role != "asked" or world.kind == "direct")
        assert may_follow(user, f"conversation:{talk.pk}") == writes, role
        if role != "anonymous":
            assert sees_conversation(user, str(talk.pk)) == (takes_part and not is_apart), role


def test_presence_is_for_contacts_and_never_over_a_block(world: World) -> None:
    host = world.cast["host"]
    assert host is not None
    for role in set(ROLES) - {"host"}:
        user: Any = world.cast[role] or AnonymousUser()
        assert may_follow(user, f"presence:{host.pk}") == (role == "friend"), role
    services.set_inbox(by=host, presence="nobody")
    assert not any(may_follow(user, f"presence:{host.pk}") for user in world.cast.values() if user and user != host)
