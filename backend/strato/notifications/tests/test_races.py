"""The bell's counts under many hands, on a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import mail

from strato.accounts.tests.factories import UserFactory
from strato.accounts.tests.test_races import at_once
from strato.core import queue
from strato.core.realtime.models import UserEvent
from strato.notifications.kinds import Kind
from strato.notifications.models import Bell, Notification, PushDevice
from strato.notifications.services import (
    add_device,
    mail_person,
    mark_all_read,
    mark_read,
    notify,
    push_person,
    undo_reading,
)
from strato.notifications.tests.factories import declared
from strato.notifications.tests.push_service import PushService
from strato.notifications.vapid import public_key

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
HAPPENED = Kind("test.happened", "tests")
NEWS = Kind("test.urgent", "orders")  # with words


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    with declared(HAPPENED):
        yield


def test_the_count_is_the_rows_whatever_comes_together() -> None:
    people = UserFactory.create_batch(3)
    old = [notify([person], HAPPENED)[0] for person in people]
    acts = [lambda: len(notify(people, HAPPENED))] * 4
    acts += [lambda: len(notify(reversed(people), HAPPENED, group_key="spool"))] * 4
    acts += [lambda row=row: mark_read(row, by=row.recipient).pk for row in old]
    acts += [lambda: mark_all_read(people[0], by=people[0])[0].unread]
    at_once(*acts)
    for person in people:
        unread = Notification.objects.filter(recipient=person, read_at=None).count()
        bell = Bell.objects.get(user=person)
        assert (bell.unread, bell.unseen) == (unread, unread)
        frames = list(UserEvent.objects.filter(user=person).order_by("seq"))
        assert frames[-1].data["unread"] == unread
        assert [frame.seq for frame in frames] == list(range(1, len(frames) + 1))


def test_crowds_told_in_any_order_wait_for_each_other_in_one_order() -> None:
    people = UserFactory.create_batch(12)
    crowds = [people, people[::-1], people[6:], people[:8][::-1], people[::2], people[1::2]] * 2
    assert at_once(*[lambda crowd=crowd: len(notify(crowd, HAPPENED)) for crowd in crowds]) == list(map(len, crowds))
    for person in people:
        times = sum(person in crowd for crowd in crowds)
        seqs = UserEvent.objects.filter(user=person).order_by("seq").values_list("seq", "data__unread")
        assert list(seqs) == [(n, n) for n in range(1, times + 1)]


def test_two_workers_send_one_digest_once(words: Path) -> None:
    with declared(NEWS):
        people = UserFactory.create_batch(4)
        for _ in range(3):
            notify(people, NEWS)
        counts = at_once(*[lambda person=person: mail_person(person.pk) for person in people * 3])
    assert sum(counts) == len(people)
    assert sorted(message.to[0] for message in mail.outbox) == sorted(person.email for person in people)
    assert {message.subject for message in mail.outbox} == {"3 things are new"}
    assert not Notification.objects.exclude(mail_due_at=None).exists()


def test_two_workers_hand_a_push_to_a_device_once(words: Path, service: PushService) -> None:
    person = UserFactory()
    browser = service.browser()
    add_device(person, endpoint=browser.endpoint, **browser.keys, by=person)
    with declared(NEWS):
        notify([person], NEWS)
        assert sum(at_once(*[lambda: push_person(person.pk)] * 6)) == 1
        at_once(*[queue.run_pending] * 4)
    assert len(service.got) == 1


def test_the_key_of_the_server_is_made_once() -> None:
    assert len(set(at_once(*[public_key] * 6))) == 1


def test_a_browser_that_subscribes_twice_at_once_is_one_device(service: PushService) -> None:
    people = UserFactory.create_batch(2)
    browser = service.browser()
    subscribe = [
        lambda person=person: add_device(person, endpoint=browser.endpoint, **browser.keys, by=person).endpoint
        for person in people * 3
    ]
    assert set(at_once(*subscribe)) == {browser.endpoint}
    assert PushDevice.objects.count() == 1


def test_undoing_beside_what_comes_keeps_the_count() -> None:
    person = UserFactory()
    for _ in range(3):
        notify([person], HAPPENED)
    _, moment = mark_all_read(person, by=person)
    assert moment
    acts = [lambda: undo_reading(person, moment=moment, by=person).unread] * 3
    acts += [lambda: len(notify([person], HAPPENED, group_key="g"))] * 3
    at_once(*acts)
    unread = Notification.objects.filter(recipient=person, read_at=None).count()
    assert (Bell.objects.get(user=person).unread, unread) == (4, 4)
