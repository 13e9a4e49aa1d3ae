"""The Django admin of the community: every list and form opens."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from strato.accounts.models import User
from strato.community import services
from strato.community.models import Block, Reminder
from strato.community.tests.factories import EventFactory, PetFactory, friends
from strato.community.tests.test_pets import photo
from strato.labs.models import Lab

MODELS = [model for model in admin.site._registry if model._meta.app_label == "community"]


@pytest.fixture
def desk(ada: User, client: Client) -> Client:
    User.objects.filter(pk=ada.pk).update(is_superuser=True)
    client.force_login(User.objects.get(pk=ada.pk))
    return client


@pytest.fixture
def something_of_all(alice: User, mona: User, olaf: User, lab_north: Lab) -> None:
    row = friends(alice, mona)
    services.remove_friend(mona, by=alice)
    services.ask_friend(alice, by=mona)
    assert row.status_changes.count() == 2
    services.profile_of(alice)
    Block.objects.create(blocker=alice, blocked=olaf)
    services.add_photo(PetFactory(owner=alice), image=photo(8, 8), by=alice)
    event = services.publish_event(EventFactory(organizer=alice, lab=lab_north, status="draft"), by=alice)
    services.answer_event(event, answer="going", by=mona)
    attendance = services.answer_event(event, answer="maybe", by=mona)
    Reminder.objects.create(attendance=attendance, hours_before=1, sent_at=event.starts_at)


def test_every_table_of_the_community_is_in_the_admin() -> None:
    assert {model._meta.object_name for model in MODELS} >= {
        "Attendance", "Block", "Event", "Friendship", "Pet", "PetPhoto", "Profile", "Reminder",
    }  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_lists_and_forms_open(model: type, desk: Client, something_of_all: None) -> None:
    meta = model._meta  # type: ignore[attr-defined]
    name = f"admin:{meta.app_label}_{meta.model_name}"
    row = meta.default_manager.first()
    assert row is not None
    assert desk.get(reverse(f"{name}_changelist")).status_code == 200
    assert desk.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200
    assert desk.get(reverse(f"{name}_add")).status_code == 200
