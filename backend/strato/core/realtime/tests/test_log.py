"""Writing the log: numbers without holes, in the caller's transaction, in few statements."""

import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from strato.accounts.models import User
from strato.accounts.tests.factories import UserFactory
from strato.core import realtime
from strato.core.realtime.models import UserEvent, UserStream
from strato.core.realtime.tests.words import Counted


@pytest.mark.django_db
def test_each_person_has_numbers_of_their_own(alice: User, mona: User) -> None:
    realtime.push([alice.pk], Counted(n=1))
    realtime.push([mona.pk, alice.pk, alice.pk], Counted(n=2))
    rows = list(UserEvent.objects.order_by("user", "seq").values_list("user", "seq", "data__n"))
    assert sorted(rows) == sorted([(alice.pk, 1, 1), (alice.pk, 2, 2), (mona.pk, 1, 2)])
    both = UserEvent.objects.filter(data__n=2)
    assert len({row.frame_id for row in both}) == 1


@pytest.mark.django_db
def test_a_push_costs_two_statements_however_many_people(django_assert_num_queries: Any) -> None:
    people = [user.pk for user in UserFactory.create_batch(30)]
    with transaction.atomic(), django_assert_num_queries(4):  # and a savepoint around them
        realtime.push(people, Counted(n=1))


@pytest.mark.django_db
def test_different_frames_for_many_people_cost_the_same(django_assert_num_queries: Any) -> None:
    people = [user.pk for user in UserFactory.create_batch(30)]
    with transaction.atomic(), django_assert_num_queries(4):
        realtime.push_each({person: Counted(n=n) for n, person in enumerate(people)})
    assert dict(UserEvent.objects.values_list("user", "data__n")) == {person: n for n, person in enumerate(people)}


@pytest.mark.django_db
def test_nobody_is_told_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):  # the savepoint
        realtime.push([], Counted(n=1))
    assert not UserStream.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_no_hole() -> None:
    person = UserFactory().pk
    realtime.push([person], Counted(n=1))
    with transaction.atomic():
        realtime.push([person], Counted(n=2))
        transaction.set_rollback(True)
    realtime.push([person], Counted(n=3))
    assert list(UserEvent.objects.values_list("seq", "data__n")) == [(1, 1), (2, 3)]


@pytest.mark.django_db(transaction=True)
def test_writers_in_any_order_neither_deadlock_nor_leave_holes() -> None:
    people = [user.pk for user in UserFactory.create_batch(6)]
    failures: list[DatabaseError] = []

    def keep_pushing(order: int) -> None:
        try:
            for n in range(25):
                with transaction.atomic():
                    realtime.push(people[order:] + people[:order], Counted(n=n))
        except DatabaseError as error:
            failures.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=keep_pushing, args=(order,)) for order in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    for person in people:
        seqs = list(UserEvent.objects.filter(user_id=person).order_by("seq").values_list("seq", flat=True))
        assert seqs == list(range(1, 151))


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_a_reader_never_sees_a_hole_that_later_fills() -> None:
    """A cursor over a global sequence misses rows whose transaction commits late; numbers taken under a lock do not."""
    person = UserFactory().pk
    done = threading.Event()
    failures: list[str] = []

    def write() -> None:
        for n in range(60):
            realtime.push([person], Counted(n=n))
        connection.close()

    def read() -> None:
        seen = 0
        while not done.is_set() or seen < 240:
            for seq in (
                UserEvent.objects.filter(user_id=person, seq__gt=seen).order_by("seq").values_list("seq", flat=True)
            ):
                if seq != seen + 1:
                    failures.append(f"{seq} after {seen}")
                seen = seq
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(4)]
    reader = threading.Thread(target=read)
    for thread in [*writers, reader]:
        thread.start()
    for writer in writers:
        writer.join()
    done.set()
    reader.join(20)
    assert failures == []
