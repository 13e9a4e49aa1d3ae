"""API keys: made once, shown once, living until revoked or too old."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts import keys, services
from strato.accounts.errors import KeyRefused
from strato.accounts.models import ApiKey, User
from strato.accounts.services.keys import MAX_KEYS
from strato.accounts.tests.factories import ApiKeyFactory, make_key
from strato.core import queue
from strato.core.rows import new_id
from strato.notifications.models import Notification

ClientOf = Callable[..., APIClient]
WISH = {"name": "Web shop", "scopes": ["orders:read", "catalog:read", "orders:read"]}


def machine(key: str) -> APIClient:
    """A program that sends this key."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    return client


def test_a_key_is_made_and_opens_its_doors(client_of: ClientOf, alice: User) -> None:
    made = client_of(alice).post("/api/api-keys/", WISH)
    assert (made.status_code, made.data["scopes"], made["Cache-Control"]) == (
        201,
        ["catalog:read", "orders:read"],
        "no-store",
    )
    assert machine(made.data["key"]).get("/api/orders/").status_code == 200


def test_the_secret_is_shown_once_and_kept_as_a_digest(client_of: ClientOf, alice: User) -> None:
    browser = client_of(alice)
    text = browser.post("/api/api-keys/", WISH).data["key"]
    (listed,) = browser.get("/api/api-keys/").data["results"]
    secret = text.rpartition("_")[2]
    assert "key" not in listed
    assert text == f"strato_{listed['prefix']}_{secret}"
    assert secret not in str(ApiKey.objects.values())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes.0"),
        ({"scopes": "orders:read"}, "scopes"),
        ({"scopes": {"orders:read": 1}}, "scopes"),
        ({"name": ""}, "name"),
        ({"name": "\x00"}, "name"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"expires_at": 5}, "expires_at"),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(
    client_of: ClientOf, alice: User, change: dict[str, Any], field: str
) -> None:
    answer = client_of(alice).post("/api/api-keys/", WISH | change)
    assert (answer.status_code, list(answer.data["fields"])) == (400, [field])


def test_keys_are_bounded(client_of: ClientOf, alice: User) -> None:
    ApiKeyFactory.create_batch(MAX_KEYS - 1, user=alice)
    ApiKeyFactory(user=alice, revoked_at=timezone.now())
    browser = client_of(alice)
    assert browser.post("/api/api-keys/", WISH).status_code == 201
    answer = browser.post("/api/api-keys/", WISH)
    assert (answer.status_code, answer.data["code"]) == (409, "too_many_keys")


def test_a_revoked_key_is_dead_at_once(client_of: ClientOf, alice: User) -> None:
    browser, text = client_of(alice), make_key(alice)
    key = ApiKey.objects.get()
    assert machine(text).get("/api/orders/").status_code == 200
    answer = browser.post(f"/api/api-keys/{key.pk}/revoke/")
    assert (answer.status_code, answer.data["is_living"], answer.data["allowed_actions"]) == (200, False, [])
    refused = machine(text).get("/api/orders/")
    assert (refused.status_code, refused.data["code"]) == (401, "key_revoked")
    again = browser.post(f"/api/api-keys/{key.pk}/revoke/")
    assert (again.status_code, again.data["code"]) == (409, "key_is_revoked")


def test_somebody_elses_key_does_not_exist(client_of: ClientOf, alice: User, ada: User) -> None:
    key = ApiKeyFactory(user=alice)
    browser = client_of(ada)
    assert browser.get("/api/api-keys/").data["results"] == []
    assert browser.post(f"/api/api-keys/{key.pk}/revoke/").status_code == 404
    assert client_of().get("/api/api-keys/").status_code == 401
    assert browser.post(f"/api/api-keys/{new_id()}/revoke/").status_code == 404


def test_an_old_key_is_refused_by_name(alice: User) -> None:
    text = make_key(alice, expires_at=timezone.now() - timedelta(seconds=1))
    answer = machine(text).get("/api/orders/")
    assert (answer.status_code, answer.data["code"]) == (401, "key_expired")


def test_the_key_of_a_closed_account_is_refused(alice: User) -> None:
    text = make_key(alice)
    User.objects.filter(pk=alice.pk).update(is_active=False)
    answer = machine(text).get("/api/orders/")
    assert (answer.status_code, answer.data["code"]) == (401, "key_owner_inactive")


def test_only_the_whole_key_opens(alice: User) -> None:
    text = make_key(alice, revoked_at=timezone.now())
    wrong = [
        text[:-1],
        text + "s",
        text[:-1] + "t",
        "strato_",
        "strato_\x00",
        "strato_ä_b",
        str(keys.fresh()),
        text.upper(),
    ]
    for attempt in wrong:
        with pytest.raises(KeyRefused):
            services.identify(attempt)
    answer = machine(text[:-1] + "t").get("/api/products/")
    assert (answer.status_code, answer.data["code"]) == (
        401,
        "key_invalid",
    )  # not "revoked": that is the holder's to know


def test_its_use_is_noted_without_a_write_per_request(alice: User) -> None:
    text = make_key(alice)
    client = machine(text)
    client.get("/api/orders/")
    first = ApiKey.objects.get().last_used_at
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/api/orders/")
    assert first is not None
    assert ApiKey.objects.get().last_used_at == first
    assert not [query for query in asked if "UPDATE" in query["sql"]]
    ApiKey.objects.update(last_used_at=timezone.now() - timedelta(minutes=6))
    client.get("/api/orders/")
    assert ApiKey.objects.filter(last_used_at__gt=timezone.now() - timedelta(minutes=1)).exists()


@pytest.mark.django_db(transaction=True)
def test_the_owner_hears_of_new_and_dead_keys(client_of: ClientOf, alice: User) -> None:
    browser = client_of(alice)
    made = browser.post("/api/api-keys/", WISH)
    browser.post(f"/api/api-keys/{made.data['id']}/revoke/")
    queue.run_pending()
    kinds = list(Notification.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["security.api_key_created", "security.api_key_revoked"]
    assert [made.data["prefix"] in letter.body for letter in mail.outbox] == [True, True]
    assert made.data["key"] not in str([letter.body for letter in mail.outbox])


def test_an_admin_revokes_in_the_admin_site(client: Any, alice: User, ada: User) -> None:
    key = ApiKeyFactory(user=alice)
    client.force_login(ada, backend="django.contrib.auth.backends.AllowAllUsersModelBackend")
    client.post("/admin/accounts/apikey/", {"action": "revoke", "_selected_action": [str(key.pk)]})
    key.refresh_from_db()
    assert key.revoked_by == ada
    page = client.get(f"/admin/accounts/apikey/{key.pk}/change/").content.decode()
    assert key.prefix in page
    assert key.digest not in page
