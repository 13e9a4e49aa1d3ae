"""The bell over REST: reading, counting, being somebody else."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.realtime.models import UserEvent
from strato.notifications.api.serializers import NotificationSerializer
from strato.notifications.kinds import Channel, Kind
from strato.notifications.models import Notification
from strato.notifications.services import forget_notifications, mark_read, notify, read_before, set_wishes
from strato.notifications.tests.factories import declared

ClientOf = Callable[..., APIClient]
HAPPENED = Kind("test.happened", "tests", link="/things/{id}")


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    with declared(HAPPENED):
        yield


@pytest.fixture
def told(alice: User, lab_north: Any) -> list[Notification]:
    return [notify([alice], HAPPENED, subject=lab_north, facts={"n": n})[0] for n in range(3)]


def counts(browser: APIClient) -> dict[str, int]:
    return browser.get("/api/notifications/unread-count/").json()


def test_the_list_is_newest_first_and_pages_by_cursor(
    client_of: ClientOf, alice: User, told: list[Notification]
) -> None:
    first = client_of(alice).get("/api/notifications/?page_size=2").json()
    assert [row["facts"]["n"] for row in first["results"]] == [2, 1]
    second = client_of(alice).get(first["next"]).json()
    assert [row["facts"]["n"] for row in second["results"]] == [0]


def test_a_frame_carries_what_the_list_gives(client_of: ClientOf, alice: User, told: list[Notification]) -> None:
    listed = client_of(alice).get("/api/notifications/").json()["results"]
    frames = UserEvent.objects.filter(user=alice, type="notification.created").order_by("-seq")
    assert [event.data["notification"] for event in frames] == listed
    assert listed == [client_of(alice).get(f"/api/notifications/{row['id']}/").json() for row in listed]
    assert [*listed[0]] == [*NotificationSerializer.Meta.fields]
    assert listed[0]["link"] == f"/things/{told[0].subject_id}"


def test_what_came_before_is_read_and_the_bells_count_what_is_left(
    client_of: ClientOf, alice: User, mona: User, told: list[Notification]
) -> None:
    notify([mona], HAPPENED)
    Notification.objects.filter(pk__in=[row.pk for row in told[:2]]).update(
        created_at=timezone.now() - timedelta(days=2)
    )
    Notification.objects.filter(recipient=mona).update(created_at=timezone.now() - timedelta(days=2))
    read_before(timezone.now() - timedelta(days=1))
    assert counts(client_of(alice)) == {"unread": 1, "unseen": 1}
    assert counts(client_of(mona)) == {"unread": 0, "unseen": 0}
    assert [row.pk for row in Notification.objects.unread()] == [told[2].pk]
    assert not Notification.objects.exclude(mail_due_at=None, push_due_at=None).exists()


def test_reading_one_takes_it_from_the_unread_and_tells_the_other_windows(
    client_of: ClientOf, alice: User, told: list[Notification]
) -> None:
    browser = client_of(alice)
    answer = browser.post(f"/api/notifications/{told[0].pk}/read/")
    assert answer.data["read_at"]
    assert counts(browser) == {"unread": 2, "unseen": 2}
    assert [row["facts"]["n"] for row in browser.get("/api/notifications/?unread=true").data["results"]] == [2, 1]
    frame = UserEvent.objects.filter(user=alice).latest("seq")
    assert (frame.type, frame.data) == ("notification.read", {"ids": [str(told[0].pk)], "unread": 2, "unseen": 2})


def test_opening_the_list_clears_the_badge_only(client_of: ClientOf, alice: User, told: list[Notification]) -> None:
    browser = client_of(alice)
    assert browser.post("/api/notifications/seen/").json() == {"unread": 3, "unseen": 0}
    answer = browser.post("/api/notifications/read-all/").json()
    assert answer.pop("read_at")
    assert answer == counts(browser) == {"unread": 0, "unseen": 0}


def test_reading_all_is_taken_back_and_what_came_meanwhile_stays(
    client_of: ClientOf, alice: User, mona: User, told: list[Notification]
) -> None:
    browser = client_of(alice)
    mark_read(told[0], by=alice)
    notify([mona], HAPPENED)
    moment = browser.post("/api/notifications/read-all/").json()["read_at"]
    notify([alice], HAPPENED)
    for _ in range(2):
        undone = browser.post("/api/notifications/undo-read-all/", {"read_at": moment})
        assert undone.json() == counts(browser) == {"unread": 3, "unseen": 1}
    assert browser.post("/api/notifications/undo-read-all/", {"read_at": "never"}).status_code == 400
    assert UserEvent.objects.filter(user=alice).latest("seq").type == "notification.unread"
    assert browser.post("/api/notifications/read-all/").json()["unread"] == 0
    assert browser.post("/api/notifications/read-all/").json()["read_at"] is None
    told[0].refresh_from_db()
    assert told[0].read_at


def test_one_is_unread_again_unless_its_group_goes_on(client_of: ClientOf, alice: User, mona: User) -> None:
    first = notify([alice], HAPPENED, group_key="g", times=3)[0]
    mark_read(first, by=alice)
    again = client_of(alice).post(f"/api/notifications/{first.pk}/unread/")
    assert (again.data["read_at"], counts(client_of(alice))["unread"]) == (None, 1)
    mark_read(first, by=alice)
    notify([alice], HAPPENED, group_key="g")
    assert client_of(alice).post(f"/api/notifications/{first.pk}/unread/").data["read_at"]
    assert counts(client_of(alice)) == {"unread": 1, "unseen": 1}
    assert client_of(mona).post(f"/api/notifications/{first.pk}/unread/").status_code == 404


def test_the_many_of_one_group_count_as_one_line_that_says_how_many(client_of: ClientOf, alice: User) -> None:
    for times in (3, 4):
        notify([alice], HAPPENED, group_key="conversation:1", times=times)
    notify([alice], HAPPENED, group_key="conversation:2")
    browser = client_of(alice)
    assert [row["repeats"] for row in browser.get("/api/notifications/").json()["results"]] == [1, 7]
    assert counts(browser) == {"unread": 2, "unseen": 2}
    line = browser.get("/api/notifications/").json()["results"][1]
    browser.post(f"/api/notifications/{line['id']}/read/")
    assert counts(browser) == {"unread": 1, "unseen": 1}


def test_a_renewed_notification_is_new_to_who_had_seen_it(client_of: ClientOf, alice: User) -> None:
    browser = client_of(alice)
    notify([alice], HAPPENED, group_key="g")
    browser.post("/api/notifications/seen/")
    notify([alice], HAPPENED, group_key="g")
    assert counts(browser) == {"unread": 1, "unseen": 1}


def test_what_came_by_mail_only_is_not_in_the_list(client_of: ClientOf, alice: User) -> None:
    set_wishes(alice, {HAPPENED.code: {Channel.IN_APP: False}}, by=alice)
    row = notify([alice], HAPPENED)[0]
    assert client_of(alice).get("/api/notifications/").data["results"] == []
    assert client_of(alice).get(f"/api/notifications/{row.pk}/").status_code == 404


def test_nobody_else_sees_it_not_even_an_admin(
    client_of: ClientOf, olaf: User, ada: User, told: list[Notification]
) -> None:
    for stranger in (olaf, ada):
        browser = client_of(stranger)
        assert browser.get("/api/notifications/").data["results"] == []
        assert browser.post(f"/api/notifications/{told[0].pk}/read/").status_code == 404
    assert client_of().get("/api/notifications/").status_code == 401
    assert Notification.objects.unread().count() == 3


def test_counting_costs_one_query_at_any_number(
    client_of: ClientOf, alice: User, told: list[Notification], django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(1):
        counts(client_of(alice))
    with django_assert_num_queries(1):
        client_of(alice).get("/api/notifications/")


def test_old_news_goes_once_it_was_read(alice: User, told: list[Notification]) -> None:
    Notification.objects.update(created_at=timezone.now() - timedelta(days=400))
    mark_read(told[0], by=alice)
    assert forget_notifications() == 1
    assert Notification.objects.count() == 2
