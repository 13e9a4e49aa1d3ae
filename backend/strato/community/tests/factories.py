"""The community for tests."""

from typing import Any

import factory

from strato.accounts.tests.factories import UserFactory
from strato.community.models import Friendship, Pet
from strato.community.models.people import ends
from strato.community.states import FriendshipStatus


def friends(one: Any, other: Any) -> Friendship:
    """Two people who are friends already."""
    return Friendship.objects.create(**ends(one.pk, other.pk), requester=one, status=FriendshipStatus.ACCEPTED)


class PetFactory(factory.django.DjangoModelFactory[Pet]):
    class Meta:
        model = Pet

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Rex {n}")
    species = "dog"
