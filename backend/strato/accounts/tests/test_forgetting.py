"""Nothing is left of who left but what must stay: the whole database and every file are looked through."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.mail import EmailMessage
from django.db import models

from strato.accounts import leaving, services
from strato.accounts.models import AccountAct, AccountChange, Departure, User
from strato.accounts.tests.leaver import EMAIL, MARKS, days, somebody_who_used_everything
from strato.community.models import Attendance
from strato.community.states import AttendanceStatus
from strato.core import queue
from strato.core.files.orphans import folders
from strato.core.files.uploads import path_of
from strato.core.queue.registry import REGISTRY
from strato.core.realtime.trim import trim
from strato.labs.models import Lab
from strato.messaging.models import Message, Participant
from strato.orders.models import Order
from strato.store.models import Review

GONE = {label for part in leaving.PARTS for label in part.gone}
KEPT = {label for part in leaving.PARTS for label in part.kept}
WORDS = {label for part in leaving.PARTS for label in part.words}


def label(field: Any) -> str:
    return f"{field.model._meta.label}.{field.name}"


def tables() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def columns_of_people() -> set[str]:
    """Every column that points at a person."""
    return {
        label(field) for model in tables() for field in model._meta.local_concrete_fields if field.related_model is User
    }


def columns_that_say(*marks: str) -> set[str]:
    """Every column of words, lists or files that holds one of these anywhere in the database."""
    found = set()
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField, models.UUIDField)
    for model in tables():
        fields = [field for field in model._meta.local_concrete_fields if isinstance(field, kinds)]
        for row in model._base_manager.values_list(*(field.attname for field in fields)) if fields else ():
            for field, value in zip(fields, row, strict=True):
                if any(mark.lower() in str(value).lower() for mark in marks):
                    found.add(label(field))
    return found


@pytest.fixture
def zelda(mona: User, lena: User, ada: User, lab_north: Lab) -> User:
    user = somebody_who_used_everything(mona, lena, ada, lab_north)
    queue.run_pending()
    return user


def leave(user: User) -> Departure:
    return services.ask_deletion(user, by=user)


def leave_and_wait(user: User) -> Departure:
    departure = leave(user)
    with time_machine.travel(days(15), tick=False):
        assert services.due_departures() == [departure.pk]
        assert services.forget(departure.pk)
        queue.run_pending()
        trim()  # what the devices of others were told is kept for fourteen days
    departure.refresh_from_db()
    return departure


def test_every_column_that_points_at_people_is_declared_once() -> None:
    assert columns_of_people() == GONE | KEPT
    assert not GONE & KEPT


def test_every_declared_column_of_words_is_there() -> None:
    there = {f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.fields}
    assert there >= WORDS


def test_every_column_that_stays_says_why() -> None:
    assert all(why for part in leaving.PARTS for why in [*part.kept.values(), *part.words.values()])


def test_the_marks_are_all_over_the_place_before(zelda: User) -> None:
    said = columns_that_say(*MARKS)
    assert len(said) > 40
    assert {"accounts.User.email", "orders.Order.shipping_address", "payments.GatewayEvent.payload"} <= said


def test_nothing_is_found_afterwards_but_what_must_stay(zelda: User) -> None:
    leave_and_wait(zelda)
    assert columns_that_say(*MARKS) - WORDS == set()


def test_what_must_stay_is_there(zelda: User) -> None:
    leave_and_wait(zelda)
    order = Order.objects.get(customer=zelda, documents__number="I-Z1")
    assert order.billing_address == {
        "name": "Zelda Quagmire", "street": "Quagmirestr. 77", "city": "Berlin", "country": "DE",
    }  # fmt: skip
    assert (order.email, order.shipping_address, order.note) == ("", {}, "")
    assert default_storage.exists(str(order.documents.get().file.name))
    assert Message.objects.filter(sender=zelda).count() >= 2
    assert Review.objects.get(author=zelda).text
    acts = AccountChange.objects.filter(user=zelda).order_by("id").values_list("act", flat=True)
    assert list(acts) == [AccountAct.ROLE, AccountAct.LEAVE, AccountAct.FORGET]


def test_no_row_of_theirs_is_left(zelda: User) -> None:
    had = {name for name in GONE if rows_of(name, zelda).exists()}
    assert len(had) >= 24
    leave_and_wait(zelda)
    assert {name for name in GONE if rows_of(name, zelda).exists()} == set()


def rows_of(name: str, user: User) -> models.QuerySet[Any]:
    model, _, column = name.rpartition(".")
    return apps.get_model(model)._base_manager.filter(**{column: user})


def test_the_row_itself_is_nobody(zelda: User) -> None:
    leave_and_wait(zelda)
    zelda.refresh_from_db()
    assert zelda.is_gone
    assert zelda.email == f"deleted-{zelda.pk.hex}@deleted.invalid"
    assert (zelda.username, zelda.display_name, str(zelda)) == (None, "", "Deleted person")
    assert not zelda.is_active
    assert not zelda.has_usable_password()


def test_the_files_are_gone(zelda: User, django_capture_on_commit_callbacks: Any) -> None:
    before = {name for name in named() if default_storage.exists(name)}
    parts = {path_of(upload.pk) for upload in zelda.uploads.all()}
    departure = leave(zelda)
    with time_machine.travel(days(15), tick=False), django_capture_on_commit_callbacks(execute=True):
        services.forget(departure.pk)
    gone = before - named()
    assert {folder_of(name) for name in gone} >= {"avatars", "exports", "pets", "events", "models", "attachments"}
    assert not [name for name in gone if default_storage.exists(name)]
    assert [name for name in before - gone if default_storage.exists(name)]
    assert parts
    assert not [path for path in parts if path.exists()]


def folder_of(name: str) -> str:
    return name.partition("/")[0]


def named() -> set[str]:
    """All that our rows name."""
    return {
        name
        for fields in folders().values()
        for field in fields
        for name in field.model._base_manager.values_list(field.name, flat=True)
        if name
    }


def test_the_others_stay_as_they_were(zelda: User, mona: User, lena: User) -> None:
    leave_and_wait(zelda)
    mona.refresh_from_db()
    assert (mona.name, mona.is_active) == ("Mona", True)
    assert Attendance.objects.get(user=lena).status == AttendanceStatus.GOING  # the seat was given on
    group = Participant.objects.filter(user=mona, conversation__kind="group").get().conversation
    assert group.participants.get(user=zelda).left_at is not None
    assert group.participants.filter(left_at=None, role="admin").exists()


def test_the_last_mail_leaves_and_its_address_is_forgotten(zelda: User, mailoutbox: list[EmailMessage]) -> None:
    departure = leave_and_wait(zelda)
    assert [mail.subject for mail in mailoutbox if mail.to == [EMAIL]][-1] == "Your account was deleted"
    assert departure.email == ""
    assert departure.done_at is not None


def test_a_second_time_changes_nothing(zelda: User) -> None:
    departure = leave_and_wait(zelda)
    with time_machine.travel(days(16)):
        assert services.due_departures() == []
        assert not services.forget(departure.pk)
    assert AccountChange.objects.filter(user=zelda, act=AccountAct.FORGET).count() == 1


@pytest.mark.parametrize("survived", range(len(leaving.PARTS)))
def test_what_was_cut_off_is_finished_later(zelda: User, monkeypatch: pytest.MonkeyPatch, survived: int) -> None:
    departure = leave(zelda)
    cut_after(monkeypatch, survived)
    with time_machine.travel(days(15), tick=False):
        with pytest.raises(ZeroDivisionError):
            services.forget(departure.pk)
        monkeypatch.undo()
        assert services.due_departures() == [departure.pk]
        assert services.forget(departure.pk)
        queue.run_pending()
        trim()
    assert columns_that_say(*MARKS) - WORDS == set()


def cut_after(monkeypatch: pytest.MonkeyPatch, survived: int) -> None:
    """The machine dies when so many apps have forgotten."""

    class Parts(list[leaving.Part]):
        def __reversed__(self) -> Any:
            for number, part in enumerate(list.__reversed__(self)):
                if number == survived:
                    raise ZeroDivisionError
                yield part

    monkeypatch.setattr(leaving, "PARTS", Parts(leaving.PARTS))
    monkeypatch.setattr(leaving, "obstacles_of", lambda user: [])


def test_the_work_comes_round_by_itself(zelda: User) -> None:
    departure = leave(zelda)
    with time_machine.travel(days(15), tick=False):
        forgetting_task().handler()
        queue.run_pending()
    departure.refresh_from_db()
    assert departure.done_at is not None


def forgetting_task() -> Any:
    return next(task for name, task in REGISTRY.items() if name.endswith("forget_leavers"))


def test_nobody_is_forgotten_before_their_day(zelda: User) -> None:
    departure = leave(zelda)
    with time_machine.travel(days(13.9)):
        assert services.due_departures() == []
        assert not services.forget(departure.pk)
    assert not services.forget(UUID(int=0))
