"""The community for tests."""

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from strato.accounts.tests.factories import UserFactory
from strato.community.models import Event, Friendship, Pet
from strato.community.models.people import ends
from strato.community.services.events import place_on_map
from strato.community.states import EventStatus, FriendshipStatus


def friends(one: Any, other: Any) -> Friendship:
    """Two people who are friends already."""
    return Friendship.objects.create(**ends(one.pk, other.pk), requester=one, status=FriendshipStatus.ACCEPTED)


class PetFactory(factory.django.DjangoModelFactory[Pet]):
    class Meta:
        model = Pet

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Rex {n}")
    species = "dog"


class EventFactory(factory.django.DjangoModelFactory[Event]):
    """A published event ``days`` from now, two hours long."""

    class Meta:
        model = Event

    class Params:
        days = 3

    organizer = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Event {n}")
    status = EventStatus.PUBLISHED
    starts_at = factory.LazyAttribute(lambda made: timezone.now() + timedelta(days=made.days))
    ends_at = factory.LazyAttribute(lambda made: made.starts_at + timedelta(hours=2))

    @classmethod
    def _create(cls, model_class: type[Event], *args: Any, **kwargs: Any) -> Event:
        event = Event(**kwargs)
        place_on_map(event)
        event.save(force_insert=True)
        return event
