"""The Django admin of people and their notifications."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from strato.accounts.models import AccountChange, DataExport, User
from strato.accounts.tests.factories import PASSWORD, AddressFactory
from strato.notifications.tests.factories import NotificationFactory


@pytest.fixture
def desk(ada: User, client: Client) -> Client:
    client.force_login(ada, backend="django.contrib.auth.backends.AllowAllUsersModelBackend")
    return client


@pytest.mark.parametrize(
    "page",
    [
        "accounts/user/",
        "accounts/user/add/",
        "accounts/address/",
        "accounts/accountchange/",
        "accounts/dataexport/",
        "notifications/notification/",
        "notifications/preference/",
        "notifications/bell/",
    ],
)
def test_every_page_opens(desk: Client, alice: User, page: str) -> None:
    AddressFactory(user=alice)
    NotificationFactory(recipient=alice)
    assert desk.get(f"/admin/{page}").status_code == 200


def test_a_person_opens_with_addresses_and_history(desk: Client, alice: User, ada: User) -> None:
    AddressFactory(user=alice)
    AccountChange.objects.create(user=alice, act="role", before="admin", after="user", by=ada)
    assert desk.get(f"/admin/accounts/user/{alice.pk}/change/").status_code == 200


def test_the_desk_deactivates_by_the_act_that_keeps_a_trace(desk: Client, alice: User, ada: User) -> None:
    chosen = {"action": "deactivate", "_selected_action": [str(alice.pk), str(ada.pk)]}
    answer = desk.post("/admin/accounts/user/", chosen, follow=True)
    assert "You cannot do this to your own account" in answer.content.decode()
    assert list(User.objects.filter(is_active=False)) == [alice]
    assert AccountChange.objects.get().by == ada


def test_a_new_person_gets_their_address_in_lower_case(desk: Client) -> None:
    form = {
        "email": "Neu@Example.org",
        "name": "Neu",
        "language": "de",
        "usable_password": "true",
        "password1": "forty-micron-summer",
        "password2": "forty-micron-summer",
    }
    assert desk.post("/admin/accounts/user/add/", form).status_code == 302
    assert User.objects.get(email="neu@example.org").check_password("forty-micron-summer")


def test_only_admins_sign_in_at_the_desk(alice: User, ada: User, client: Client) -> None:
    for person, status in ((alice, 200), (ada, 302)):
        answer = client.post("/admin/login/", {"username": person.email, "password": PASSWORD})
        assert answer.status_code == status


def test_the_desk_sees_that_a_copy_was_made_and_does_not_get_it(desk: Client, alice: User) -> None:
    now = timezone.now()
    row = DataExport(user=alice, ready_at=now, expires_at=now + timedelta(days=7), size_bytes=3, file_count=1)
    row.file.save("copy.zip", ContentFile(b"zip"))
    assert "Alice" in desk.get("/admin/accounts/dataexport/").content.decode()
    page = desk.get(f"/admin/accounts/dataexport/{row.pk}/change/")
    assert page.status_code == 200
    assert str(row.file.name) not in page.content.decode()
    for act in ("change", "delete"):
        assert desk.post(f"/admin/accounts/dataexport/{row.pk}/{act}/", {"post": "yes"}).status_code == 403
    assert desk.get("/admin/accounts/dataexport/add/").status_code == 403
