"""Cutting the log."""

from datetime import timedelta

import pytest
from django.utils import timezone

from strato.accounts.models import User
from strato.core.queue import registry
from strato.core.realtime import trim
from strato.core.realtime.models import UserEvent, UserStream

pytestmark = pytest.mark.django_db


def events(user: User, seqs: range, *, days_old: float = 0) -> None:
    at = timezone.now() - timedelta(days=days_old)
    UserEvent.objects.bulk_create(UserEvent(user=user, seq=seq, type="test.counted", data={}, at=at) for seq in seqs)


def test_frames_of_more_than_two_weeks_go(alice: User) -> None:
    events(alice, range(1, 4), days_old=14.1)
    events(alice, range(4, 6), days_old=13.9)
    assert trim.trim() == 3
    assert list(UserEvent.objects.values_list("seq", flat=True)) == [4, 5]


def test_only_the_newest_of_each_person_stay(alice: User, mona: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trim, "KEPT_PER_PERSON", 3)
    monkeypatch.setattr(trim, "AT_ONCE", 2)
    for user, last in ((alice, 10), (mona, 2)):
        UserStream.objects.create(user=user, last_seq=last)
        events(user, range(1, last + 1))
    assert trim.trim() == 7
    assert list(UserEvent.objects.filter(user=alice).values_list("seq", flat=True)) == [8, 9, 10]
    assert UserEvent.objects.filter(user=mona).count() == 2


def test_it_comes_round_by_itself() -> None:
    assert registry.REGISTRY["core.forget_frames"].every == timedelta(hours=6)
