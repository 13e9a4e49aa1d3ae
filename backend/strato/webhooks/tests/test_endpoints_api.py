"""The doors of webhooks: one's own, and those of the labs that one manages."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.accounts.tests.factories import make_key
from strato.core import queue
from strato.core.rows import new_id
from strato.labs.models import Lab
from strato.webhooks import services
from strato.webhooks.models import Delivery, Endpoint
from strato.webhooks.services.endpoints import MAX_ENDPOINTS
from strato.webhooks.tests.receiver import Receiver

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]
Listen = Callable[..., Endpoint]
WISH = {
    "url": "https://example.org/hook",
    "types": ["order.paid", "order.paid", "order.shipped"],
    "description": "Shop",
}


def test_a_webhook_is_added_and_its_secret_shown_once(client_of: Client, alice: User) -> None:
    browser = client_of(alice)
    made = browser.post("/api/webhooks/", WISH)
    assert (made.status_code, made.data["types"], made["Cache-Control"]) == (
        201,
        ["order.paid", "order.shipped"],
        "no-store",
    )
    assert made.data["secret"].startswith("whsec_")
    shown = browser.get(f"/api/webhooks/{made.data['id']}/").data
    assert "secret" not in shown
    assert made.data["secret"] not in str(browser.get("/api/webhooks/").data)
    assert shown["allowed_actions"] == ["partial_update", "destroy", "rotate_secret", "test"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"url": "ftp://example.org"}, "url"),
        ({"url": "https://"}, "url"),
        ({"url": 5}, "url"),
        ({"url": "https://example.org/\x00"}, "url"),
        ({"url": "https://" + "a" * 500}, "url"),
        ({"types": []}, "types"),
        ({"types": ["webhook.test"]}, "types.0"),
        ({"types": "order.paid"}, "types"),
        ({"lab": str(new_id())}, "lab"),
        ({"lab": 5}, "lab"),
    ],
)
def test_what_makes_no_sense_is_refused(client_of: Client, alice: User, change: dict[str, Any], field: str) -> None:
    answer = client_of(alice).post("/api/webhooks/", WISH | change)
    assert (answer.status_code, list(answer.data["fields"])) == (400, [field])


def test_a_public_server_sends_nothing_inside(client_of: Client, alice: User, settings: Any) -> None:
    settings.WEBHOOKS_PRIVATE = False
    answer = client_of(alice).post("/api/webhooks/", WISH | {"url": "https://169.254.169.254/"})
    assert (answer.status_code, answer.data["code"], answer.data["facts"]) == (
        400,
        "address_refused",
        {"reason": "private"},
    )


def test_webhooks_are_bounded(client_of: Client, alice: User, listen: Listen) -> None:
    for _ in range(MAX_ENDPOINTS):
        listen(alice)
    answer = client_of(alice).post("/api/webhooks/", WISH)
    assert (answer.status_code, answer.data["code"]) == (409, "too_many_endpoints")


def test_those_of_a_lab_are_kept_by_its_managers(
    client_of: Client, lena: User, mona: User, olaf: User, ada: User, lab_north: Lab
) -> None:
    refused = client_of(mona).post("/api/webhooks/", WISH | {"lab": str(lab_north.pk)})
    assert (refused.status_code, refused.data["code"]) == (403, "not_manager_of_lab")
    made = client_of(lena).post("/api/webhooks/", WISH | {"lab": str(lab_north.pk)})
    assert made.data["lab"] == {"id": str(lab_north.pk), "name": "Lab North"}
    path = f"/api/webhooks/{made.data['id']}/"
    for other in (mona, olaf, ada):
        assert client_of(other).get(path).status_code == 404
        assert client_of(other).delete(path).status_code == 404
        assert client_of(other).post(path + "rotate-secret/").status_code == 404
    assert client_of().get(path).status_code == 401
    assert client_of(lena).get(path).status_code == 200


def test_no_key_decides_where_messages_go(alice: User, listen: Listen) -> None:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {make_key(alice)}")
    for answer in (client.get("/api/webhooks/"), client.post("/api/webhooks/", WISH)):
        assert (answer.status_code, answer.data["code"]) == (403, "closed_to_keys")


def test_it_is_changed_switched_and_deleted(client_of: Client, alice: User, listen: Listen) -> None:
    browser, endpoint = client_of(alice), listen(alice)
    path = f"/api/webhooks/{endpoint.pk}/"
    version = browser.get(path)
    off = browser.patch(path, {"is_on": False, "types": ["order.paid"], "description": "Off"})
    assert (off.data["is_on"], off.data["off_reason"], off.data["types"]) == (False, "by_hand", ["order.paid"])
    assert "test" not in off.data["allowed_actions"]
    refused = browser.post(path + "test/")
    assert (refused.status_code, refused.data["code"]) == (409, "endpoint_off")
    assert browser.patch(path, {"is_on": True}).data["off_reason"] == ""
    assert browser.patch(path, {"url": "nonsense"}).status_code == 400
    assert browser.patch(path, {"is_on": False}, HTTP_IF_MATCH=version.headers.get("ETag", 'W/"0"')).status_code == 412
    assert browser.delete(path).status_code == 204
    assert browser.get(path).status_code == 404


def test_a_test_message_and_its_log(client_of: Client, alice: User, listen: Listen, receiver: Receiver) -> None:
    browser, endpoint = client_of(alice), listen(alice)
    sent = browser.post(f"/api/webhooks/{endpoint.pk}/test/")
    assert (sent.status_code, sent.data["state"], sent.data["type"]) == (201, "waiting", "webhook.test")
    queue.run_pending()
    (row,) = browser.get("/api/webhook-deliveries/", {"endpoint": str(endpoint.pk)}).data["results"]
    assert (row["state"], row["allowed_actions"]) == ("delivered", ["resend"])
    seen = browser.get(f"/api/webhook-deliveries/{row['id']}/").data
    assert (seen["attempts"][0]["status_code"], seen["body"]) == (200, receiver.got[0].body)
    again = browser.post(f"/api/webhook-deliveries/{row['id']}/resend/")
    assert (again.status_code, again.data["state"], again.data["allowed_actions"]) == (200, "waiting", [])
    twice = browser.post(f"/api/webhook-deliveries/{row['id']}/resend/")
    assert (twice.status_code, twice.data["code"]) == (409, "delivery_under_way")


def test_the_log_is_narrowed_by_state(client_of: Client, alice: User, listen: Listen, receiver: Receiver) -> None:
    browser, endpoint = client_of(alice), listen(alice)
    services.send_test(endpoint, by=alice)
    queue.run_pending()
    receiver.statuses = [500]
    services.send_test(endpoint, by=alice)
    queue.run_pending()
    services.send_test(endpoint, by=alice)
    found = {
        state: len(browser.get("/api/webhook-deliveries/", {"state": state}).data["results"])
        for state in ("waiting", "delivered", "failed")
    }
    assert found == {"waiting": 1, "delivered": 1, "failed": 1}
    assert browser.get("/api/webhook-deliveries/", {"state": "odd"}).status_code == 400
    assert browser.get("/api/webhook-deliveries/", {"endpoint": "odd"}).status_code == 400


def test_somebody_elses_log_does_not_exist(client_of: Client, alice: User, olaf: User, listen: Listen) -> None:
    delivery = services.send_test(listen(alice), by=alice)
    stranger = client_of(olaf)
    assert stranger.get("/api/webhook-deliveries/").data["results"] == []
    assert stranger.get(f"/api/webhook-deliveries/{delivery.pk}/").status_code == 404
    assert stranger.post(f"/api/webhook-deliveries/{delivery.pk}/resend/").status_code == 404


def test_a_new_secret(client_of: Client, alice: User, listen: Listen) -> None:
    endpoint = listen(alice)
    answer = client_of(alice).post(f"/api/webhooks/{endpoint.pk}/rotate-secret/")
    assert answer.status_code == 200
    assert answer.data["secret"] not in ("", endpoint.secret)
    assert answer.data["previous_secret_until"] is not None


def test_admins_look_without_secrets(client: Any, alice: User, ada: User, listen: Listen) -> None:
    endpoint = listen(alice)
    services.send_test(endpoint, by=alice)
    client.force_login(ada, backend="django.contrib.auth.backends.AllowAllUsersModelBackend")
    page = client.get(f"/admin/webhooks/endpoint/{endpoint.pk}/change/")
    assert page.status_code == 200
    assert endpoint.secret not in page.content.decode()
    assert client.get(f"/admin/webhooks/delivery/{Delivery.objects.get().pk}/change/").status_code == 200
