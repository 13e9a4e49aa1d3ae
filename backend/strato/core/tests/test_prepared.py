"""Questions whose SQL is written once answer what their querysets answer."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from strato.accounts.models import User
from strato.core.prepared import Prepared, Somebody
from strato.labs.models import Lab

pytestmark = pytest.mark.django_db
NAMES = ("id", "name", "lat", "opening_hours", "created_at")


def labs_of(pk: Any, name: Any) -> Any:
    return Lab.objects.filter(pk=pk, name=name).order_by("id").values_list(*NAMES)


def test_it_answers_like_its_queryset_in_the_types_of_the_fields(lab_north: Lab) -> None:
    ask = Prepared(labs_of, Lab._meta.pk, models.CharField())
    for _ in range(2):
        assert ask(lab_north.pk, lab_north.name) == [*labs_of(lab_north.pk, lab_north.name)]
        assert ask(str(lab_north.pk), "Another name") == []


def test_every_asking_brings_its_own_values(alice: User, mona: User) -> None:
    ask = Prepared(lambda me: User.objects.filter(pk=me).values_list("email"), User._meta.pk)
    assert [ask(person.pk) for person in (alice, mona, alice)] == [[(p.email,)] for p in (alice, mona, alice)]


def test_somebody_later_stands_in_for_a_person_of_a_scope(alice: User, mona: User) -> None:
    ask = Prepared(lambda me: User.objects.visible_to(Somebody(me)).order_by("id").values_list("id"), User._meta.pk)
    mona.is_active = False
    mona.save()
    assert ask(alice.pk) == [*User.objects.visible_to(alice).order_by("id").values_list("id")]


def test_a_value_that_is_none_of_its_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        Prepared(lambda me: User.objects.filter(pk=me).values_list("id"), User._meta.pk)("no id")
