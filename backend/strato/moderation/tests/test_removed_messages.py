"""A reported message that an admin removes is what its sender's own deletion leaves: an empty place, for everybody."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.accounts.portability import Records
from strato.core.models import UserEvent
from strato.messaging.models import Attachment, Conversation, Message
from strato.messaging.portable import gives
from strato.messaging.services import attach_file, delete_message
from strato.messaging.tests.factories import direct, group, say
from strato.moderation import services
from strato.moderation.errors import RemedyImpossible
from strato.moderation.models import RemedyTaken, Report

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]
WORDS = "buy my coins"


@pytest.fixture
def talk(alice: User, mona: User, lena: User) -> Conversation:
    return group(mona, alice, lena)


@pytest.fixture
def filed(talk: Conversation, alice: User, mona: User) -> Report:
    """Mona about what Alice wrote in the group of three."""
    say(talk, mona, "Good morning")
    return report_of(say(talk, alice, WORDS), mona)


def report_of(message: Message, by: User) -> Report:
    return services.file_report("message", message.pk, reason="spam", by=by)


def changes_told_to(person: User) -> list[dict[str, Any]]:
    """What their sockets hear, or will when they are back."""
    rows = UserEvent.objects.filter(user_id=person.pk, type="message.changed").order_by("seq")
    return [row.data["message"] for row in rows]


def copy_of(person: User) -> str:
    return json.dumps([list(piece.rows) for piece in gives(person) if isinstance(piece, Records)], default=str)


def test_it_is_an_empty_place_for_everybody_also_for_who_was_away(
    filed: Report, talk: Conversation, alice: User, mona: User, lena: User, ada: User, client_of: Client
) -> None:
    desk = client_of(ada)
    answer = desk.post(f"/api/reports/{filed.pk}/remedy/", {"remedy": "remove_message", "reason": "Spam"})
    assert answer.status_code == 200, answer.json()
    for person in (alice, mona, lena):
        assert [(said["id"], said["body"]) for said in changes_told_to(person)] == [(str(filed.subject_id), "")]
        read = client_of(person).get(f"/api/conversations/{talk.pk}/messages/").json()["results"][-1]
        assert (read["body"], read["attachments"], read["reactions"]) == ("", [], [])
        assert read["deleted_at"] == changes_told_to(person)[0]["deleted_at"] is not None
        assert client_of(person).get("/api/conversations/search/", {"q": "coins"}).json() == []
        assert WORDS not in copy_of(person)
    assert changes_told_to(ada) == []


def test_it_leaves_just_what_its_sender_would(talk: Conversation, alice: User, mona: User, ada: User) -> None:
    rows = [say(talk, alice, WORDS) for _ in range(2)]
    services.take_remedy(report_of(rows[0], mona), "remove_message", by=ada)
    delete_message(rows[1], by=alice)
    removed, deleted = (
        {name: value for name, value in said.items() if name not in {"id", "seq", "client_id"} and "_at" not in name}
        for said in changes_told_to(mona)
    )
    assert removed == deleted


def test_its_files_and_quotes_go_with_it(alice: User, mona: User, ada: User, client_of: Client) -> None:
    talk = direct(mona, alice)
    file = attach_file(talk, file=SimpleUploadedFile("offer.txt", b"buy my coins"), by=alice)
    sent = say(talk, alice, WORDS, attachments=[file.pk])
    say(talk, mona, "No, thank you", reply_to=sent.pk)
    services.take_remedy(report_of(sent, mona), "remove_message", by=ada)
    assert not Attachment.objects.filter(message=sent).exists()
    answer = client_of(mona).get(f"/api/conversations/{talk.pk}/messages/").json()["results"][-1]
    assert (answer["reply_to"]["excerpt"], answer["reply_to"]["is_deleted"]) == ("", True)


def test_it_is_kept_who_removed_it_and_why_and_admins_still_read_it(
    filed: Report, ada: User, client_of: Client
) -> None:
    desk, place = client_of(ada), f"/api/reports/{filed.pk}/"
    desk.post(place + "remedy/", {"remedy": "remove_message", "reason": "Spam"})
    seen = desk.get(place).json()
    assert [(one["remedy"], one["by"], one["reason"]) for one in seen["remedies_taken"]] == [
        ("remove_message", "Ada", "Spam")
    ]
    assert seen["snapshot"]["messages"][-1]["body"] == WORDS
    assert seen["remedies"] == ["deactivate"]
    assert seen["status"] == "open"


def test_what_is_gone_is_removed_once(filed: Report, alice: User, ada: User) -> None:
    delete_message(Message.objects.get(pk=filed.subject_id), by=alice)
    with pytest.raises(RemedyImpossible):
        services.take_remedy(filed, "remove_message", by=ada)
    assert not RemedyTaken.objects.exists()


def test_nobody_else_removes_it(filed: Report, alice: User, mona: User, client_of: Client) -> None:
    for person in (alice, mona):
        answer = client_of(person).post(f"/api/reports/{filed.pk}/remedy/", {"remedy": "remove_message"})
        assert answer.status_code in (403, 404)
    assert Message.objects.get(pk=filed.subject_id).body == WORDS
