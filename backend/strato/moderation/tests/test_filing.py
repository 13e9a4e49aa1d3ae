"""Reporting: what one sees and is not one's own, once; kept as it was; admins hear of it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.accounts.tests.factories import UserFactory
from strato.community.services import block, edit_event
from strato.community.tests.factories import EventFactory, PetFactory
from strato.core.models import UserEvent
from strato.core.tests.threads import at_once
from strato.messaging.tests.factories import direct, say
from strato.moderation import services
from strato.moderation.models import Report
from strato.moderation.reportables import REGISTRY
from strato.moderation.states import ReportKind, ReportStatus
from strato.store.tests.factories import product, review

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]


def thing(kind: str, owner: User, reader: User) -> Any:
    """Something of this kind that belongs to the owner and is seen by the reader."""
    match kind:
        case "person":
            return owner
        case "event":
            return EventFactory(organizer=owner, title="Sale!", description="Buy now")
        case "pet":
            return PetFactory(owner=owner, name="Zorro", visibility="public")
        case "review":
            return review(product(), owner, rating=1)
        case "conversation":
            talk = direct(owner, reader)
            say(talk, owner, "buy my coins")
            return talk
        case _:
            return say(direct(owner, reader), owner, "buy my coins")


def report(client: APIClient, kind: str, row: Any, **said: Any) -> Any:
    return client.post("/api/reports/", {"kind": kind, "subject": str(row.pk), "reason": "spam", **said})


def frames_to(user: User) -> list[dict[str, Any]]:
    return [row.data for row in UserEvent.objects.filter(user_id=user.pk, type="report.changed").order_by("seq")]


def test_every_kind_has_its_reportable() -> None:
    assert set(REGISTRY) == set(ReportKind.values)


@pytest.mark.parametrize("kind", ReportKind.values)
def test_whatever_is_seen_can_be_reported(kind: str, alice: User, mona: User, ada: User, client_of: Client) -> None:
    row = thing(kind, alice, mona)
    answer = report(client_of(mona), kind, row, text="Look at this.")
    assert answer.status_code == 201, answer.json()
    made = Report.objects.get()
    assert str(made.pk) == answer.json()["id"]
    assert (made.kind, made.subject_id, made.reporter, made.about) == (kind, row.pk, mona, alice)
    assert (made.reason, made.text, made.status) == ("spam", "Look at this.", "open")
    assert made.label
    assert made.snapshot["facts"] or [one["body"] for one in made.snapshot["messages"]] == ["buy my coins"]


@pytest.mark.parametrize("kind", ["person", "event", "pet", "review", "message"])
def test_ones_own_is_not_reported(kind: str, alice: User, mona: User, client_of: Client) -> None:
    answer = report(client_of(alice), kind, thing(kind, alice, mona))
    assert (answer.status_code, answer.json()["code"]) == (403, "your_own")
    assert not Report.objects.exists()


@pytest.mark.parametrize("kind", ReportKind.values)
def test_what_is_not_there_is_not_reported(kind: str, mona: User, client_of: Client) -> None:
    answer = client_of(mona).post("/api/reports/", {"kind": kind, "subject": str(uuid4()), "reason": "spam"})
    assert answer.status_code == 404


@pytest.mark.parametrize("kind", ["conversation", "message"])
def test_an_outsider_does_not_find_a_conversation(
    kind: str, alice: User, mona: User, olaf: User, client_of: Client
) -> None:
    assert report(client_of(olaf), kind, thing(kind, alice, mona)).status_code == 404


def test_a_block_hides_a_person_from_reports(alice: User, mona: User, client_of: Client) -> None:
    block(mona, by=alice)
    assert report(client_of(mona), "person", alice).status_code == 404


def test_nobody_has_to_sign_in_first(alice: User, client_of: Client) -> None:
    assert report(client_of(), "person", alice).status_code == 401


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "lab"}, "kind"),
        ({"reason": "because"}, "reason"),
        ({"subject": "x"}, "subject"),
        ({"text": "x" * 2001}, "text"),
        ({"text": "\0"}, "text"),
    ],
)
def test_nonsense_is_named(said: dict[str, str], field: str, alice: User, mona: User, client_of: Client) -> None:
    answer = (
        report(client_of(mona), "person", alice, **said)
        if "kind" not in said
        else report(client_of(mona), said["kind"], alice)
    )
    assert answer.status_code == 400
    assert field in answer.json()["fields"]


def test_said_twice_is_one_report_in_the_newest_words(alice: User, mona: User, ada: User, client_of: Client) -> None:
    event = thing("event", alice, mona)
    first = report(client_of(mona), "event", event, text="Spam").json()
    edit_event(event, by=alice, title="A harmless walk")
    again = report(client_of(mona), "event", event, reason="fraud", text="Worse").json()
    made = Report.objects.get()
    assert first["id"] == again["id"] == str(made.pk)
    assert (made.reason, made.text) == ("fraud", "Worse")
    assert made.snapshot["facts"]["title"] == "Sale!"
    assert [frame["what"] for frame in frames_to(ada)] == ["new", "words"]
    assert frames_to(mona) == frames_to(alice) == []


def test_after_the_end_the_same_is_a_new_report(alice: User, mona: User, ada: User) -> None:
    first = services.file_report("person", alice.pk, reason="spam", by=mona)
    services.dismiss_report(first, by=ada)
    second = services.file_report("person", alice.pk, reason="spam", by=mona)
    assert second.pk != first.pk
    assert Report.objects.filter(status=ReportStatus.OPEN).count() == 1


def test_a_message_is_kept_with_those_before_it(alice: User, mona: User) -> None:
    talk = direct(alice, mona)
    rows = [say(talk, alice, f"number {n}") for n in range(12)]
    made = services.file_report("message", rows[10].pk, reason="harassment", by=mona)
    said = made.snapshot["messages"]
    assert [one["body"] for one in said] == [f"number {n}" for n in range(1, 11)]
    assert said[0]["name"] == "Alice"
    assert said[0]["sender"] == str(alice.pk)


def test_reports_are_throttled(alice: User, mona: User, client_of: Client, settings: Any) -> None:
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {**settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"], "report": "2/day"},
    }
    answers = [report(client_of(mona), "person", alice).status_code for _ in range(3)]
    assert answers == [201, 201, 429]
    assert report(client_of(alice), "person", mona).status_code == 201


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_hands_of_one_person_make_one_report() -> None:
    about, by = UserFactory(), UserFactory()
    at_once(lambda: services.file_report("person", about.pk, reason="spam", by=by))
    assert Report.objects.count() == 1
