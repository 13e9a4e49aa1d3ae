"""The inbox through its doors."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.community.services import block
from strato.community.tests.factories import friends
from strato.core.realtime.models import UserEvent
from strato.core.rows import new_id
from strato.messaging.models import Conversation, Message
from strato.messaging.tests.factories import direct, group, say

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]


def heard(user: User, *types: str) -> list[dict[str, Any]]:
    """What this person's sockets were told, in order."""
    return list(UserEvent.objects.filter(user=user, type__in=types).order_by("seq").values_list("data", flat=True))


def test_two_friends_talk(alice: User, mona: User, client_of: Client) -> None:
    friends(alice, mona)
    writer, reader = client_of(alice), client_of(mona)
    made = writer.post("/api/conversations/", {"kind": "direct", "person": str(mona.pk)})
    assert made.status_code == 201, made.json()
    place = f"/api/conversations/{made.json()['id']}/"
    assert reader.get(place).status_code == 404  # nothing was said yet
    client_id = str(uuid4())
    sent = writer.post(f"{place}messages/", {"client_id": client_id, "body": "Is the bracket ready?"})
    assert sent.status_code == 201, sent.json()
    assert (
        writer.post(f"{place}messages/", {"client_id": client_id, "body": "Is the bracket ready?"}).json()
        == sent.json()
    )
    [listed] = reader.get("/api/conversations/").json()["results"]
    assert (listed["unread"], listed["last_message"]["body"]) == (1, "Is the bracket ready?")
    assert reader.get("/api/messaging/summary/").json() == {"unread": 1, "conversations": 1, "requests": 0}
    page = reader.get(f"{place}messages/").json()
    assert [message["seq"] for message in page["results"]] == [1]
    assert reader.post(f"{place}read/", {"seq": 1}).json()["unread"] == 0
    [other] = writer.get(place).json()["people"]
    assert (other["last_read_seq"], other["last_delivered_seq"]) == (1, 1)
    assert heard(mona, "message.new")[0]["message"]["client_id"] == client_id
    assert heard(alice, "conversation.read")[-1]["seq"] == 1


def test_a_stranger_asks_first(alice: User, olaf: User, client_of: Client) -> None:
    stranger, person = client_of(alice), client_of(olaf)
    row = stranger.post("/api/conversations/", {"kind": "direct", "person": str(olaf.pk)}).json()
    place = f"/api/conversations/{row['id']}/"
    assert stranger.post(f"{place}messages/", {"client_id": str(uuid4()), "body": "Hi"}).status_code == 201
    assert person.get("/api/conversations/").json()["results"] == []
    assert len(person.get("/api/conversations/", {"box": "requests"}).json()["results"]) == 1
    assert person.get("/api/messaging/summary/").json() == {"unread": 0, "conversations": 0, "requests": 1}
    person.post(f"{place}read/", {"seq": 1})
    [other] = stranger.get(place).json()["people"]
    assert (other["last_read_seq"], other["last_delivered_seq"], other["is_online"]) == (None, None, None)
    accepted = person.post(f"{place}accept/")
    assert accepted.json()["me"]["standing"] == "accepted"
    [other] = stranger.get(place).json()["people"]
    assert other["last_read_seq"] == 1


def test_a_declined_request_is_gone_and_not_told(alice: User, olaf: User, client_of: Client) -> None:
    row = client_of(alice).post("/api/conversations/", {"kind": "direct", "person": str(olaf.pk)}).json()
    place = f"/api/conversations/{row['id']}/"
    for n in range(10):
        answer = client_of(alice).post(f"{place}messages/", {"client_id": str(uuid4()), "body": f"Hi {n}"})
        assert answer.status_code == 201
    assert client_of(olaf).post(f"{place}decline/").status_code == 204
    assert client_of(olaf).get(place).status_code == 404
    refused = client_of(alice).post(f"{place}messages/", {"client_id": str(uuid4()), "body": "Hello?"})
    assert refused.json()["code"] == "wait_for_answer"
    assert not heard(alice, "conversation.changed")


def test_a_block_ends_writing_and_leaves_the_history(alice: User, mona: User, client_of: Client) -> None:
    row = direct(alice, mona)
    message = say(row, alice, "before")
    block(alice, by=mona)
    place = f"/api/conversations/{row.pk}/"
    for person in (alice, mona):
        browser = client_of(person)
        assert browser.get(f"{place}messages/").json()["results"][0]["body"] == "before"
        said = browser.post(f"{place}messages/", {"client_id": str(uuid4()), "body": "after"})
        assert (said.status_code, said.json()["code"]) == (403, "cannot_write")
        assert "send" not in browser.get(place).json()["allowed_actions"]
    edit = client_of(alice).patch(f"{place}messages/{message.pk}/", {"body": "changed"})
    assert edit.json()["code"] == "cannot_write"


def test_history_goes_both_ways_and_around(alice: User, mona: User, client_of: Client) -> None:
    row = direct(alice, mona)
    for n in range(12):
        say(row, alice if n % 2 else mona, f"No {n + 1}")
    browser, place = client_of(alice), f"/api/conversations/{row.pk}/messages/"

    def asked(**query: int) -> tuple[list[int], bool, bool]:
        page = browser.get(place, {**query, "limit": 4}).json()
        return [message["seq"] for message in page["results"]], page["has_before"], page["has_after"]

    assert asked() == ([9, 10, 11, 12], True, False)
    assert asked(before=9) == ([5, 6, 7, 8], True, True)
    assert asked(before=3) == ([1, 2], False, True)
    assert asked(after=10) == ([11, 12], True, False)
    assert asked(around=6) == ([4, 5, 6, 7], True, True)
    assert browser.get(place, {"before": 1, "after": 2}).status_code == 400


def test_edits_deletions_and_reactions_are_told(alice: User, mona: User, client_of: Client) -> None:
    row = direct(alice, mona)
    message = say(row, alice, "Helo")
    place = f"/api/conversations/{row.pk}/messages/{message.pk}/"
    assert client_of(alice).patch(place, {"body": "Hello"}).json()["edited_at"]
    assert client_of(mona).patch(place, {"body": "mine"}).status_code == 403
    reacted = client_of(mona).post(f"{place}reactions/", {"emoji": "👍"})
    assert reacted.json()["reactions"] == [{"emoji": "👍", "people": [str(mona.pk)]}]
    assert client_of(mona).post(f"{place}reactions/", {"emoji": "no"}).json()["code"] == "not_an_emoji"
    gone = client_of(alice).delete(place).json()
    assert (gone["body"], gone["reactions"], bool(gone["deleted_at"])) == ("", [], True)
    told = [frame["message"] for frame in heard(mona, "message.changed")]
    assert [(card["body"], bool(card["deleted_at"])) for card in told] == [
        ("Hello", False),
        ("Hello", False),
        ("", True),
    ]
    found = client_of(mona).get("/api/conversations/search/", {"q": "hello"}).json()
    assert found == []


def test_words_are_found_in_my_conversations_only(alice: User, mona: User, olaf: User, client_of: Client) -> None:
    say(direct(alice, mona), alice, "The Käsereibe prints at 0.2 mm")
    say(direct(olaf, mona), olaf, "Another kasereibe")

    def found(user: User, words: str) -> list[str]:
        answer = client_of(user).get("/api/conversations/search/", {"q": words})
        return [message["body"] for message in answer.json()]

    assert found(alice, "kaserei") == ["The Käsereibe prints at 0.2 mm"]
    assert len(found(mona, "KÄSEREIBE")) == 2
    assert found(alice, "") == found(alice, "prints another") == []


def test_a_group_is_run_by_its_admin(alice: User, mona: User, olaf: User, lena: User, client_of: Client) -> None:
    for person in (mona, olaf, lena):
        friends(alice, person)
    made = client_of(alice).post(
        "/api/conversations/", {"kind": "group", "title": "Club", "people": [str(mona.pk), str(olaf.pk)]}
    )
    place = f"/api/conversations/{made.json()['id']}/"
    assert made.json()["last_message"]["note"]["act"] == "created"
    assert client_of(mona).patch(place, {"title": "Mine"}).status_code == 403
    assert client_of(alice).patch(place, {"title": "Robots"}).json()["title"] == "Robots"
    say(Conversation.objects.get(), alice, "before Lena")
    assert client_of(alice).post(f"{place}people/", {"people": [str(lena.pk)]}).status_code == 200
    read = client_of(lena).get(f"{place}messages/").json()["results"]
    assert [message["note"] and message["note"]["act"] for message in read] == ["added"]
    assert client_of(alice).delete(f"{place}people/{olaf.pk}/").status_code == 204
    assert client_of(olaf).get(place).status_code == 404
    assert client_of(alice).post(f"{place}leave/").status_code == 204
    assert client_of(mona).get(place).json()["me"]["role"] == "admin"


def test_an_admin_hands_on_the_group(alice: User, mona: User, olaf: User, lena: User, client_of: Client) -> None:
    for person in (mona, olaf):
        friends(alice, person)
    people = [str(mona.pk), str(olaf.pk), str(lena.pk)]
    made = client_of(alice).post("/api/conversations/", {"kind": "group", "title": "Club", "people": people})
    place = f"/api/conversations/{made.json()['id']}/"
    admin = f"{place}people/{mona.pk}/admin/"
    assert client_of(olaf).post(f"{place}people/{olaf.pk}/admin/").status_code == 403
    assert client_of(alice).post(admin).status_code == client_of(alice).post(admin).status_code == 204
    assert client_of(mona).patch(place, {"title": "Robots"}).status_code == 200
    assert client_of(mona).delete(f"{place}people/{alice.pk}/").status_code == 204
    for stranger in (lena.pk, alice.pk, new_id(), "-" * 36):  # was asked only, is gone, is nobody, is no id
        assert client_of(mona).post(f"{place}people/{stranger}/admin/").status_code == 404
    for path in (f"{place}people/{'-' * 36}/", f"/api/conversations/{'-' * 36}/messages/"):
        assert client_of(mona).delete(path).status_code == client_of(mona).get(path).status_code == 404
    pair = direct(mona, olaf)
    assert client_of(mona).post(f"/api/conversations/{pair.pk}/people/{olaf.pk}/admin/").status_code == 403


def test_who_is_out_of_sight_is_masked_in_a_group(alice: User, mona: User, olaf: User, client_of: Client) -> None:
    row = group(alice, mona, olaf)
    block(olaf, by=mona)
    said = say(row, olaf, "zzsecret")
    say(row, alice, "answer", reply_to=said.pk)
    page = client_of(mona).get(f"/api/conversations/{row.pk}/messages/").json()["results"]
    assert [(message["body"], message["is_hidden"]) for message in page[1:]] == [("", True), ("answer", False)]
    assert "zzsecret" not in str(page) + str(heard(mona, "message.new"))
    assert "zzsecret" in str(heard(alice, "message.new"))
    assert client_of(mona).get("/api/conversations/search/", {"q": "zzsecret"}).json() == []


def test_mute_archive_and_mark_unread_are_mine(alice: User, mona: User, client_of: Client) -> None:
    row = direct(alice, mona)
    say(row, mona)
    place, browser = f"/api/conversations/{row.pk}/", client_of(alice)
    browser.post(f"{place}read/", {"seq": 1})
    assert browser.patch(place, {"is_marked_unread": True}).json()["me"]["is_marked_unread"] is True
    assert browser.get("/api/messaging/summary/").json()["conversations"] == 1
    browser.patch(place, {"is_archived": True, "muted_until": "2999-01-01T00:00:00Z"})
    assert browser.get("/api/conversations/").json()["results"] == []
    say(row, mona, "again")  # muted: it stays archived
    assert browser.get("/api/conversations/", {"box": "archived"}).json()["results"][0]["unread"] == 1
    browser.patch(place, {"muted_until": None})
    say(row, mona, "and again")
    assert len(browser.get("/api/conversations/").json()["results"]) == 1
    assert Message.objects.count() == 3
