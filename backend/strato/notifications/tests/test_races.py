"""The bell's counts under many hands, on a real PostgreSQL."""

from collections.abc import Iterator

import pytest

from strato.accounts.tests.factories import UserFactory
from strato.accounts.tests.test_races import at_once
from strato.core.realtime.models import UserEvent
from strato.notifications.kinds import Kind
from strato.notifications.models import Bell, Notification
from strato.notifications.services import mark_all_read, mark_read, notify
from strato.notifications.tests.factories import declared

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
HAPPENED = Kind("test.happened", "tests")


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
    acts += [lambda: mark_all_read(people[0], by=people[0]).unread]
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
