"""Labs for tests."""

import factory

from strato.accounts.tests.factories import UserFactory
from strato.labs.models import Lab, Membership
from strato.labs.states import LabStatus


class LabFactory(factory.django.DjangoModelFactory[Lab]):
    class Meta:
        model = Lab

    name = factory.Sequence(lambda n: f"Lab {n}")
    slug = factory.Sequence(lambda n: f"lab-{n}")
    status = LabStatus.ACTIVE


class MembershipFactory(factory.django.DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    lab = factory.SubFactory(LabFactory)
    user = factory.SubFactory(UserFactory)
