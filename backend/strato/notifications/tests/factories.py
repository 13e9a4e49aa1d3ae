"""Kinds and notifications for tests."""

from collections.abc import Iterator
from contextlib import contextmanager

import factory

from strato.accounts.tests.factories import UserFactory
from strato.notifications.kinds import REGISTRY, Kind, register
from strato.notifications.models import Notification


class NotificationFactory(factory.django.DjangoModelFactory[Notification]):
    class Meta:
        model = Notification

    recipient = factory.SubFactory(UserFactory)
    kind = "test.happened"
    category = "tests"


@contextmanager
def declared(*kinds: Kind) -> Iterator[None]:
    """Kinds that exist for the length of a test."""
    register(*kinds)
    try:
        yield
    finally:
        for kind in kinds:
            REGISTRY.pop(kind.code)
