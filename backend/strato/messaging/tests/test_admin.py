"""The Django admin of messaging: every list and form opens, and shows nobody's words."""

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from strato.accounts.models import User
from strato.messaging import services
from strato.messaging.tests.factories import direct, say

MODELS = [model for model in admin.site._registry if model._meta.app_label == "messaging"]


@pytest.fixture
def desk(ada: User, client: Client) -> Client:
    User.objects.filter(pk=ada.pk).update(is_superuser=True)
    client.force_login(User.objects.get(pk=ada.pk))
    return client


@pytest.fixture
def something_of_all(alice: User, mona: User) -> None:
    row = direct(alice, mona)
    file = services.attach_file(row, file=SimpleUploadedFile("a.txt", b"x"), by=alice)
    message = say(row, alice, "zzprivate", attachments=[file.pk])
    services.react(message, emoji="👍", is_on=True, by=mona)
    services.be_here(is_active=True, by=mona)
    services.set_inbox(by=mona, read_receipts=False)


def test_every_table_is_in_the_admin() -> None:
    assert {model._meta.object_name for model in MODELS} == {
        "Attachment", "Conversation", "InboxSettings", "Message", "Participant", "Presence", "Reaction",
    }  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_lists_and_forms_open(model: type, desk: Client, something_of_all: None) -> None:
    meta = model._meta  # type: ignore[attr-defined]
    name = f"admin:{meta.app_label}_{meta.model_name}"
    row = meta.default_manager.first()
    for place in (reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[row.pk]), reverse(f"{name}_add")):
        answer = desk.get(place)
        assert answer.status_code == 200
        assert b"zzprivate" not in answer.content
