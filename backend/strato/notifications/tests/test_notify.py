"""Telling people: rows, the bell, the frame."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strato.accounts.models import User
from strato.accounts.tests.factories import UserFactory
from strato.core.realtime.models import UserEvent
from strato.notifications.kinds import Channel, Kind
from strato.notifications.models import Bell, Notification
from strato.notifications.services import mark_all_read, mark_read, notify, set_wishes
from strato.notifications.tests.factories import declared

HAPPENED = Kind("test.happened", "tests")


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    with declared(HAPPENED):
        yield


def unread(user: User) -> int:
    return Bell.objects.get(user=user).unread


def test_everybody_but_the_actor_is_told(alice: User, mona: User, lena: User, lab_north: Any) -> None:
    notify([alice, mona.pk, lena], HAPPENED, subject=lab_north, facts={"grams": 12}, by=lena)
    assert set(Notification.objects.values_list("recipient", flat=True)) == {alice.pk, mona.pk}
    row = Notification.objects.get(recipient=alice)
    assert (row.subject_type, row.subject_id, row.subject_label) == ("lab", str(lab_north.pk), "Lab North")
    assert row.facts == {"grams": 12}


def test_the_bell_rings_live_with_the_new_count(alice: User) -> None:
    notify([alice], HAPPENED)
    notify([alice], HAPPENED)
    frames = UserEvent.objects.filter(user=alice, type="notification.created")
    assert [event.data["unread"] for event in frames] == [1, 2]
    assert frames[0].data["notification"]["kind"] == "test.happened"


@pytest.mark.parametrize("group_key", ["", "spool:1"])
def test_a_crowd_costs_as_many_statements_as_one_person(alice: User, group_key: str) -> None:
    crowd = UserFactory.create_batch(40)
    costs = []
    for people in ([alice], crowd):
        notify(people, HAPPENED, group_key=group_key)
        with CaptureQueriesContext(connection) as said:
            notify(people, HAPPENED, group_key=group_key)
        costs.append(len(said))
    assert costs[0] == costs[1] <= 20
    assert {bell.unread for bell in Bell.objects.all()} == {1 if group_key else 2}


def test_unread_ones_of_a_group_become_one(alice: User) -> None:
    for grams in (1, 2, 3):
        notify([alice], HAPPENED, facts={"grams": grams}, group_key="spool:1")
    row = Notification.objects.get()
    assert (row.repeats, row.facts, unread(alice)) == (3, {"grams": 3}, 1)
    mark_read(row, by=alice)
    notify([alice], HAPPENED, group_key="spool:1")
    assert (Notification.objects.count(), unread(alice)) == (2, 1)


def test_reading_counts_down_once(alice: User) -> None:
    first, _ = [notify([alice], HAPPENED)[0] for _ in range(2)]
    for _ in range(2):
        mark_read(first, by=alice)
        assert unread(alice) == 1
    assert mark_all_read(alice, by=alice)[0].unread == 0
    assert unread(alice) == 0


def test_a_kind_that_is_off_everywhere_leaves_no_row(alice: User) -> None:
    set_wishes(alice, {HAPPENED.code: dict.fromkeys(Channel, False)}, by=alice)
    assert notify([alice], HAPPENED) == []


def test_a_kind_by_mail_only_does_not_ring(alice: User) -> None:
    set_wishes(alice, {HAPPENED.code: {Channel.IN_APP: False}}, by=alice)
    assert len(notify([alice], HAPPENED)) == 1
    assert unread(alice) == 0
    assert not UserEvent.objects.exists()


def test_an_undeclared_kind_is_a_mistake(alice: User) -> None:
    with pytest.raises(ValueError, match="not registered"):
        notify([alice], Kind("test.unknown", "tests"))
