"""Who finds whom, who reads what, and what a block takes away."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.accounts.tests.factories import UserFactory
from strato.community import services
from strato.community.models import Block, Friendship
from strato.community.notices import sees_person
from strato.community.states import FriendshipStatus
from strato.community.tests.factories import friends

Client = Callable[..., APIClient]
HIDDEN = ("bio", "location", "headline", "website", "friends_count")


def names(answer: Any) -> list[str]:
    return [row["display_name"] for row in answer.json()["results"]]


def profile(viewer: User, person: User, client_of: Client) -> Any:
    return client_of(viewer).get(f"/api/people/{person.pk}/").json()


@pytest.mark.parametrize(
    ("visibility", "is_friend", "is_open"),
    [
        ("public", False, True),
        ("friends", False, False),
        ("friends", True, True),
        ("private", False, False),
        ("private", True, False),
    ],
)
def test_a_profile_is_open_to_whom_the_person_wishes(
    visibility: str, is_friend: bool, is_open: bool, alice: User, client_of: Client
) -> None:
    person = UserFactory(bio="Builds drones", location="Bremen", visibility=visibility)
    services.edit_profile(person, by=person, headline="Up in the air", website="https://example.org")
    if is_friend:
        friends(alice, person)
    seen = profile(alice, person, client_of)
    assert seen["is_open"] is is_open
    shown = ("Builds drones", "Bremen", "Up in the air", "https://example.org")
    assert tuple(seen[name] for name in HIDDEN[:4]) == (shown if is_open else (None,) * 4)


def test_one_reads_oneself_and_admins_read_all(alice: User, ada: User, client_of: Client) -> None:
    User.objects.filter(pk=alice.pk).update(visibility="private", bio="Me")
    assert profile(alice, alice, client_of)["bio"] == profile(ada, alice, client_of)["bio"] == "Me"
    assert profile(alice, alice, client_of)["allowed_actions"] == ["friends"]


def test_people_are_searched_by_name_and_username(alice: User, client_of: Client) -> None:
    UserFactory(name="Zoe Drone", username="zoe")
    UserFactory(name="Abel Drone")
    UserFactory(name="Hidden Drone", username="hidden-one", visibility="private")
    friend = UserFactory(name="Friend Drone", visibility="private")
    friends(alice, friend)
    UserFactory(name="Gone Drone", is_active=False)
    search = client_of(alice).get
    assert names(search("/api/people/?search=drone")) == ["Abel Drone", "Friend Drone", "Zoe Drone"]
    assert names(search("/api/people/?search=ZOE")) == ["Zoe Drone"]
    assert names(search("/api/people/?search=hidden-one")) == ["Hidden Drone"]
    assert names(search("/api/people/?search=d")) == names(search("/api/people/")) == []
    assert search("/api/people/?search=%00").status_code == 400


def test_search_goes_on_by_cursor(alice: User, client_of: Client) -> None:
    for number in range(5):
        UserFactory(name=f"Kim {number // 2}")
    first = client_of(alice).get("/api/people/?search=kim&page_size=3")
    second = client_of(alice).get(first.json()["next"])
    assert names(first) + names(second) == ["Kim 0", "Kim 0", "Kim 1", "Kim 1", "Kim 2"]


def test_strangers_must_sign_in(client_of: Client, alice: User) -> None:
    for path in ("people/", f"people/{alice.pk}/", "friends/", "friend-requests/", "blocks/", "profile/"):
        assert client_of().get(f"/api/{path}").status_code == 401


@pytest.mark.parametrize("blocker_looks", [True, False])
def test_a_block_takes_both_out_of_sight_everywhere(
    blocker_looks: bool, alice: User, mona: User, client_of: Client
) -> None:
    friends(alice, mona)
    services.block(mona, by=alice)
    viewer, other = (alice, mona) if blocker_looks else (mona, alice)
    browser = client_of(viewer)
    assert names(browser.get(f"/api/people/?search={other.name}")) == []
    assert names(browser.get("/api/friends/")) == []
    assert browser.get(f"/api/people/{other.pk}/").status_code == 404
    assert browser.get(f"/api/users/{other.pk}/").status_code == 404
    assert names(browser.get(f"/api/users/?search={other.name}")) == []
    assert browser.post(f"/api/people/{other.pk}/befriend/").status_code == 404
    assert not sees_person(viewer, str(other.pk))
    assert Friendship.objects.get().status == FriendshipStatus.REMOVED


def test_a_block_answers_what_was_asked(alice: User, mona: User, olaf: User) -> None:
    services.ask_friend(mona, by=alice)
    services.block(alice, by=mona)
    services.ask_friend(mona, by=olaf)
    services.block(mona, by=olaf)
    found = {row.requester_id: row.status for row in Friendship.objects.all()}
    assert found == {alice.pk: FriendshipStatus.DECLINED, olaf.pk: FriendshipStatus.CANCELLED}


def test_a_block_is_known_and_taken_back_by_who_set_it(alice: User, mona: User, client_of: Client) -> None:
    assert client_of(alice).post(f"/api/people/{mona.pk}/block/").status_code == 204
    services.block(mona, by=alice)
    assert client_of(mona).get("/api/blocks/").json()["results"] == []
    (row,) = client_of(alice).get("/api/blocks/").json()["results"]
    assert (row["person"]["display_name"], row["allowed_actions"]) == ("Mona", ["destroy"])
    assert client_of(mona).delete(f"/api/blocks/{row['id']}/").status_code == 404
    assert client_of(alice).delete(f"/api/blocks/{row['id']}/").status_code == 204
    assert not Block.objects.exists()
    assert client_of(mona).get(f"/api/people/{alice.pk}/").status_code == 200


def test_nobody_blocks_oneself(alice: User, client_of: Client) -> None:
    assert client_of(alice).post(f"/api/people/{alice.pk}/block/").status_code == 403


@pytest.mark.parametrize(
    ("shown_to", "is_friend", "status"),
    [("public", False, 200), ("friends", False, 403), ("friends", True, 200), ("private", True, 403)],
)
def test_friends_are_shown_to_whom_the_person_wishes(
    shown_to: str, is_friend: bool, status: int, alice: User, client_of: Client
) -> None:
    person, enemy, shy = UserFactory(), UserFactory(name="Enemy"), UserFactory(name="Shy", visibility="private")
    for one in (enemy, shy, UserFactory(name="Kim")):
        friends(person, one)
    services.block(alice, by=enemy)
    services.edit_profile(person, by=person, friends_visibility=shown_to)
    if is_friend:
        friends(alice, person)
    answer = client_of(alice).get(f"/api/people/{person.pk}/friends/")
    assert answer.status_code == status
    count = profile(alice, person, client_of)["friends_count"]
    if status == 200:
        assert names(answer) == ["Alice", "Kim"][0 if is_friend else 1 :]
        assert count == len(names(answer))
    else:
        assert count is None


def test_a_profile_is_made_when_it_is_first_asked_for(alice: User, client_of: Client) -> None:
    assert client_of(alice).get("/api/profile/").json() == {
        "headline": "",
        "website": "",
        "friends_visibility": "friends",
        "takes_requests": True,
    }
    answer = client_of(alice).patch("/api/profile/", {"website": "javascript:alert(1)"}, format="json")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["website"])


@pytest.mark.django_db
def test_a_profile_is_read_by_its_username(alice: User, client_of: Client) -> None:
    person = UserFactory(username="zoe")
    found = client_of(alice).get("/api/people/ZOE/")
    assert found.json()["id"] == str(person.pk)
    services.block(alice, by=person)
    for key in ("zoe", "nobody-has-it", "%00", "9" * 300):
        assert client_of(alice).get(f"/api/people/{key}/").status_code == 404, key
