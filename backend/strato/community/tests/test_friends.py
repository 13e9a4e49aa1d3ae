"""Asking, answering and parting."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.accounts.tests.factories import UserFactory
from strato.community import notices, services
from strato.community.errors import AlreadyFriends, DeclinedLately, NotFriends, NotOneself, TooManyRequests
from strato.community.models import Friendship
from strato.community.services import friends as acts
from strato.community.states import FriendshipStatus
from strato.community.tests.factories import friends
from strato.core import queue
from strato.core.errors import WrongState
from strato.labs.tests.together import refusals, together
from strato.notifications.kinds import Kind
from strato.notifications.models import Notification
from strato.notifications.services import notify

Client = Callable[..., APIClient]


def told(user: User) -> list[str]:
    return [row.kind for row in Notification.objects.filter(recipient=user).order_by("id")]


def test_asking_and_accepting_makes_friends_and_both_hear_of_it(alice: User, mona: User) -> None:
    row = services.ask_friend(mona, by=alice)
    assert (row.status, row.requester, row.asked) == ("pending", alice, mona)
    assert told(mona) == ["friend.asked"]
    services.accept_request(row, by=mona)
    assert told(alice) == ["friend.accepted"]
    assert [change.to_status for change in row.status_changes.all()] == ["accepted"]


def test_asking_twice_changes_nothing(alice: User, mona: User) -> None:
    assert services.ask_friend(mona, by=alice) == services.ask_friend(mona, by=alice)
    assert told(mona) == ["friend.asked"]


def test_who_asks_back_says_yes(alice: User, mona: User) -> None:
    services.ask_friend(mona, by=alice)
    assert services.ask_friend(alice, by=mona).status == FriendshipStatus.ACCEPTED
    with pytest.raises(AlreadyFriends):
        services.ask_friend(mona, by=alice)


def test_who_was_declined_is_patient_while_the_other_may_ask(alice: User, mona: User) -> None:
    row = services.decline_request(services.ask_friend(mona, by=alice), by=mona)
    assert told(alice) == []
    assert row.watchers() == {mona.pk}
    with pytest.raises(DeclinedLately):
        services.ask_friend(mona, by=alice)
    Friendship.objects.update(status_changed_at=timezone.now() - acts.PATIENCE - timedelta(days=1))
    assert services.ask_friend(mona, by=alice).status == FriendshipStatus.PENDING


def test_the_one_who_declined_may_ask_at_once(alice: User, mona: User) -> None:
    services.decline_request(services.ask_friend(mona, by=alice), by=mona)
    row = services.ask_friend(alice, by=mona)
    assert (row.status, row.requester) == (FriendshipStatus.PENDING, mona)


def test_a_request_taken_back_can_be_made_again(alice: User, mona: User) -> None:
    row = services.cancel_request(services.ask_friend(mona, by=alice), by=alice)
    with pytest.raises(WrongState):
        services.accept_request(row, by=mona)
    assert services.ask_friend(mona, by=alice).pk == row.pk


def test_parting_leaves_a_trace_and_no_friendship(alice: User, mona: User) -> None:
    row = friends(alice, mona)
    services.remove_friend(alice, by=mona)
    row.refresh_from_db()
    assert row.status == FriendshipStatus.REMOVED
    assert row.status_changes.get().by == mona
    with pytest.raises(NotFriends):
        services.remove_friend(mona, by=alice)


def test_nobody_befriends_oneself_or_everybody(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotOneself):
        services.ask_friend(alice, by=alice)
    monkeypatch.setattr(acts, "MOST_WAITING", 1)
    services.ask_friend(UserFactory(), by=alice)
    with pytest.raises(TooManyRequests):
        services.ask_friend(UserFactory(), by=alice)


# --- doors ---
def test_the_story_through_the_doors(alice: User, mona: User, client_of: Client) -> None:
    asking, asked = client_of(alice), client_of(mona)
    page = asking.post(f"/api/people/{mona.pk}/befriend/").json()
    assert (page["relation"], page["allowed_actions"]) == ("asked", ["block"])
    (row,) = asked.get("/api/friend-requests/?direction=in").json()["results"]
    assert (row["person"]["display_name"], row["direction"]) == ("Alice", "in")
    assert row["allowed_actions"] == ["accept", "decline"]
    assert asking.get("/api/friend-requests/?direction=in").json()["results"] == []
    assert asking.post(f"/api/friend-requests/{row['id']}/accept/").status_code == 403
    assert asked.post(f"/api/friend-requests/{row['id']}/accept/").json()["status"] == "accepted"
    assert asked.post(f"/api/friend-requests/{row['id']}/decline/").json()["code"] == "wrong_state"
    assert [one["display_name"] for one in asking.get("/api/friends/").json()["results"]] == ["Mona"]
    assert asking.get("/api/friends/?search=nobody").json()["results"] == []
    assert asking.post(f"/api/people/{mona.pk}/unfriend/").json()["relation"] == "none"
    assert asking.get("/api/friends/").json()["results"] == []


def test_a_request_is_the_business_of_two(alice: User, mona: User, olaf: User, ada: User, client_of: Client) -> None:
    row = services.ask_friend(mona, by=alice)
    for outsider in (olaf, ada):
        assert client_of(outsider).post(f"/api/friend-requests/{row.pk}/accept/").status_code == 404
    assert client_of(mona).post(f"/api/friend-requests/{row.pk}/cancel/").status_code == 403
    assert client_of(alice).get("/api/friend-requests/?direction=up").status_code == 400


def test_who_takes_no_requests_is_left_alone(alice: User, mona: User, client_of: Client) -> None:
    assert client_of(mona).patch("/api/profile/", {"takes_requests": False}, format="json").status_code == 200
    assert "befriend" not in client_of(alice).get(f"/api/people/{mona.pk}/").json()["allowed_actions"]
    answer = client_of(alice).post(f"/api/people/{mona.pk}/befriend/")
    assert (answer.status_code, answer.json()["code"]) == (403, "takes_no_requests")


def test_lists_cost_the_same_at_any_length(alice: User, client_of: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        friends(alice, UserFactory(name=f"Kim {number:02}"))
        services.ask_friend(alice, by=UserFactory())
    for path, found in (("/api/friends/", 12), ("/api/friend-requests/", 12), ("/api/people/?search=kim", 12)):
        with django_assert_max_num_queries(2):
            assert len(client_of(alice).get(path).json()["results"]) == found


@pytest.mark.parametrize("kind", notices.OF_PEOPLE, ids=lambda kind: kind.code)
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_mail_has_its_words_in_every_language(kind: Kind, language: str, mona: User, alice: User) -> None:
    User.objects.filter(pk=mona.pk).update(language=language)
    notify([mona], kind, subject=alice, facts={"by": "Alice"}, by=alice)
    queue.run_pending()
    words = f"{mail.outbox[-1].subject} {mail.outbox[-1].body}"
    assert "Alice" in mail.outbox[-1].subject
    assert "{{" not in words


# --- many hands ---
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_ask_each_other_at_once_are_friends_in_one_row(alice: User, mona: User) -> None:
    for _ in range(5):
        outcomes = together(
            *[lambda: services.ask_friend(mona, by=alice), lambda: services.ask_friend(alice, by=mona)] * 3
        )
        assert set(refusals(outcomes)) <= {"already_friends"}
        assert Friendship.objects.get().status == FriendshipStatus.ACCEPTED
        assert Friendship.objects.get().status_changes.count() == 1
        Friendship.objects.all().delete()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_answers_at_once_one_counts(alice: User, mona: User) -> None:
    row = services.ask_friend(mona, by=alice)
    outcomes = together(
        lambda: services.accept_request(Friendship.objects.get(pk=row.pk), by=mona),
        lambda: services.decline_request(Friendship.objects.get(pk=row.pk), by=mona),
        lambda: services.cancel_request(Friendship.objects.get(pk=row.pk), by=alice),
    )
    assert refusals(outcomes) == ["wrong_state"] * 2
    assert row.status_changes.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_block_and_a_request_at_once_leave_nothing_open(alice: User, mona: User) -> None:
    for _ in range(5):
        together(lambda: services.block(alice, by=mona), lambda: services.ask_friend(mona, by=alice))
        assert not Friendship.objects.exclude(status=FriendshipStatus.DECLINED).exists()
        Friendship.objects.all().delete()
        services.unblock(alice, by=mona)
