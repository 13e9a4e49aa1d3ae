from datetime import timedelta

import pytest
from django.utils import timezone

from strato.accounts.models import User
from strato.community.models import Event, Friendship, Pet
from strato.demo.people import ANIMALS, FRIENDS, GATHERINGS, settle_community
from strato.demo.settlers import settle_people
from strato.demo.world import LABS
from strato.labs.models import Lab, Membership


@pytest.mark.django_db
def test_people_know_each_other_and_meet() -> None:
    now = timezone.now()
    people = settle_people(now - timedelta(days=60))
    for place in LABS:
        lab = Lab.objects.create(name=place.name, slug=place.slug, status="active")
        owner = people[place.members[0][0]]
        Membership.objects.create(lab=lab, user=owner, role="owner")
    settle_community(people, now)
    assert Friendship.objects.accepted().count() == len(FRIENDS)
    assert Friendship.objects.pending().count() == 2
    assert Pet.objects.filter(neck_mm__isnull=False).count() == 3
    assert Pet.objects.count() == len(ANIMALS)
    assert set(Event.objects.values_list("status", flat=True)) == {"draft", "published", "cancelled"}
    assert Event.objects.count() == len(GATHERINGS)
    repair = Event.objects.get(title="Repair evening")
    found = {row.status for row in repair.attendances.all()}
    assert (repair.seats_taken, found) == (5, {"going", "waiting", "maybe"})
    assert Event.objects.get(title="Housewarming").attendances.filter(status="invited").count() == 2
    alice: User = people["alice"]
    assert Event.objects.visible_to(alice).filter(title="Housewarming").exists()
