"""Web push through a real push service, read with the keys of the browser."""

import base64
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from py_vapid import Vapid02
from py_vapid.utils import b64urldecode
from rest_framework.test import APIClient

from strato.accounts import services as accounts
from strato.accounts.models import User
from strato.core import queue
from strato.notifications import vapid
from strato.notifications.kinds import Channel, Kind
from strato.notifications.models import Notification, PushDevice, PushIdentity
from strato.notifications.services import (
    add_device,
    forget_devices,
    mark_all_seen,
    mark_read,
    notify,
    push_person,
    set_timing,
    set_wishes,
)
from strato.notifications.tasks import send_due
from strato.notifications.tests.factories import declared
from strato.notifications.tests.push_service import Browser, PushService

ClientOf = Callable[..., APIClient]
DOOR = "/api/push-devices/"
SEES: set[str] = set()
HAPPENED = Kind("test.happened", "orders", visible=lambda user, _: user.email in SEES, link="/things/{id}")
URGENT = Kind("test.urgent", "orders", urgent=True)


@pytest.fixture(autouse=True)
def kinds(words: Path) -> Iterator[None]:
    SEES.clear()
    SEES.update({"alice@example.org", "mona@example.org"})
    with declared(HAPPENED, URGENT):
        yield


@pytest.fixture
def browser(service: PushService) -> Browser:
    return service.browser()


def subscribe(user: User, browser: Browser) -> PushDevice:
    return add_device(user, endpoint=browser.endpoint, **browser.keys, name="Firefox on Linux", by=user)


def rounds() -> None:
    """What the workers do within the next minute."""
    send_due()
    queue.run_pending()


def test_a_notification_arrives_encrypted_and_names_its_page(
    alice: User, service: PushService, browser: Browser, lab_north: Any
) -> None:
    subscribe(alice, browser)
    row = notify([alice], HAPPENED, subject=lab_north, group_key="g")[0]
    queue.run_pending()
    (pushed,) = service.got
    assert browser.reads(pushed) == {
        "title": "Lab North happened",
        "body": "",
        "url": f"/things/{lab_north.pk}",
        "tag": "g",
        "id": str(row.pk),
        "unread": 1,
    }
    assert b"Lab North" not in pushed.body
    assert (pushed.headers["Content-Encoding"], pushed.headers["TTL"]) == ("aes128gcm", "86400")
    assert len(pushed.headers["Topic"]) == 32
    row.refresh_from_db()
    assert row.pushed_at
    assert row.push_due_at is None
    assert PushDevice.objects.get().last_sent_at


def test_the_push_service_can_check_who_sends(alice: User, service: PushService, browser: Browser) -> None:
    subscribe(alice, browser)
    notify([alice], HAPPENED)
    queue.run_pending()
    header = service.got[0].headers["Authorization"]
    assert header.startswith("vapid t=")
    parts = dict(part.strip().split("=", 1) for part in header.removeprefix("vapid ").split(","))
    assert parts["k"] == vapid.public_key()
    assert Vapid02.verify(header)
    claims = b64urldecode(parts["t"].split(".")[1].encode())
    assert service.origin.encode() in claims
    assert b"mailto:strato@localhost" in claims


def test_the_key_is_made_once_unless_it_is_given(client_of: ClientOf, alice: User, settings: Any) -> None:
    keys = {client_of(alice).get(f"{DOOR}key/").json()["key"] for _ in range(2)}
    assert keys == {vapid.public_key()}
    assert len(base64.urlsafe_b64decode(keys.pop() + "=")) == 65
    given = vapid._made()
    settings.VAPID_PRIVATE_KEY = given
    assert vapid.public_key() not in keys
    assert PushIdentity.objects.get().private_key != given


def test_every_device_gets_it_once(alice: User, service: PushService) -> None:
    laptop, phone = service.browser("laptop"), service.browser("phone")
    for one in (laptop, phone):
        subscribe(alice, one)
    notify([alice], HAPPENED)
    for _ in range(3):
        rounds()
    assert [len(service.to(one)) for one in (laptop, phone)] == [1, 1]


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_ended_is_removed(alice: User, service: PushService, browser: Browser, status: int) -> None:
    subscribe(alice, browser)
    service.statuses = [status]
    notify([alice], HAPPENED)
    queue.run_pending()
    assert not PushDevice.objects.exists()


def test_a_service_that_asks_for_patience_is_asked_later(alice: User, service: PushService, browser: Browser) -> None:
    subscribe(alice, browser)
    service.statuses, service.headers = [429, 503, 201], {"Retry-After": "120"}
    notify([alice], HAPPENED)
    queue.run_pending(raising=True)
    job = queue.Job.objects.get(task="notifications.push")
    assert timedelta(seconds=110) < job.run_at - timezone.now() < timedelta(seconds=130)
    assert PushDevice.objects.get().error_code == "delayed"
    for _ in range(2):
        queue.run_pending(early=True)
    assert len(service.got) == 3
    assert PushDevice.objects.get().error_code == ""


def test_what_is_refused_is_noted_and_not_tried_again(alice: User, service: PushService, browser: Browser) -> None:
    subscribe(alice, browser)
    service.statuses = [403]
    notify([alice], HAPPENED)
    queue.run_pending()
    queue.run_pending(early=True)
    assert len(service.got) == 1
    assert PushDevice.objects.get().error_code == "refused"


def test_a_service_that_is_not_there_leaves_the_device_for_a_month(alice: User, settings: Any) -> None:
    settings.WEBHOOKS_PRIVATE = True
    device = subscribe(alice, Browser("http://127.0.0.1:9/send/one"))
    notify([alice], HAPPENED)
    queue.run_pending()
    device.refresh_from_db()
    assert device.error_code == "connection_failed"
    assert forget_devices() == 0
    PushDevice.objects.update(failing_since=timezone.now() - timedelta(days=31))
    assert forget_devices() == 1


def test_who_looked_at_the_bell_is_not_told_again(
    alice: User, mona: User, service: PushService, browser: Browser, settings: Any
) -> None:
    settings.NOTIFY_GRACE_SECONDS = 60
    subscribe(alice, browser)
    row = notify([alice, mona], HAPPENED)[0]
    mark_all_seen(alice, by=alice)
    Notification.objects.update(push_due_at=timezone.now())
    rounds()
    assert service.got == []
    row.refresh_from_db()
    assert row.push_due_at is None


def test_nothing_leaves_before_the_grace_is_over(
    alice: User, service: PushService, browser: Browser, settings: Any
) -> None:
    settings.NOTIFY_GRACE_SECONDS = 60
    subscribe(alice, browser)
    notify([alice], HAPPENED)
    rounds()
    assert service.got == []
    Notification.objects.update(push_due_at=timezone.now())
    rounds()
    assert len(service.got) == 1


def test_what_they_may_no_longer_see_is_not_pushed(
    alice: User, service: PushService, browser: Browser, lab_north: Any
) -> None:
    subscribe(alice, browser)
    notify([alice], HAPPENED, subject=lab_north)
    SEES.clear()
    queue.run_pending()
    assert service.got == []


def test_what_they_lost_sight_of_while_the_service_was_away_is_not_pushed(
    alice: User, service: PushService, browser: Browser, lab_north: Any
) -> None:
    subscribe(alice, browser)
    service.statuses = [503]
    notify([alice], HAPPENED, subject=lab_north)
    queue.run_pending()
    SEES.clear()
    queue.run_pending(early=True)
    assert len(service.got) == 1


def test_a_kind_that_is_off_is_not_pushed(alice: User, service: PushService, browser: Browser) -> None:
    subscribe(alice, browser)
    set_wishes(alice, {HAPPENED.code: {Channel.PUSH: False}}, by=alice)
    notify([alice], HAPPENED)
    rounds()
    assert service.got == []


def test_a_group_that_grows_is_pushed_again_in_the_place_of_the_first(
    alice: User, service: PushService, browser: Browser
) -> None:
    subscribe(alice, browser)
    for times in (2, 3):
        notify([alice], HAPPENED, group_key="g", times=times)
        queue.run_pending()
    titles = [browser.reads(pushed)["title"] for pushed in service.got]
    assert titles == ["happened (2)", "happened (5)"]
    assert len({pushed.headers["Topic"] for pushed in service.got}) == 1


def test_many_at_once_are_one_push(alice: User, service: PushService, browser: Browser, settings: Any) -> None:
    subscribe(alice, browser)
    settings.NOTIFY_GRACE_SECONDS = 60
    for _ in range(5):
        notify([alice], HAPPENED)
    Notification.objects.update(push_due_at=timezone.now())
    rounds()
    (pushed,) = service.got
    assert browser.reads(pushed)["title"] == "5 things are new"


def test_in_quiet_hours_only_what_is_urgent_is_pushed(alice: User, service: PushService, browser: Browser) -> None:
    subscribe(alice, browser)
    clock = timezone.now()
    fields = {
        "quiet_from": (clock - timedelta(hours=1)).time().replace(second=0, microsecond=0),
        "quiet_to": (clock + timedelta(hours=1)).time().replace(second=0, microsecond=0),
    }
    set_timing(alice, is_quiet=True, **fields, by=alice)
    held = notify([alice], HAPPENED)[0]
    notify([alice], URGENT)
    rounds()
    assert [pushed.headers["Urgency"] for pushed in service.got] == ["high"]
    held.refresh_from_db()
    assert held.push_due_at
    assert timedelta(minutes=58) < held.push_due_at - clock < timedelta(minutes=61)
    set_timing(alice, is_quiet=False, by=alice)
    rounds()
    assert len(service.got) == 2


def test_the_language_of_the_person_counts(alice: User, service: PushService, browser: Browser, lab_north: Any) -> None:
    User.objects.filter(pk=alice.pk).update(language="de")
    subscribe(alice, browser)
    notify([alice], HAPPENED, subject=lab_north)
    queue.run_pending()
    assert browser.reads(service.got[0])["title"] == "Lab North ist geschehen"


# --- devices ---------------------------------------------------------------------------------------------------------


def test_a_browser_is_added_listed_tested_and_removed(
    client_of: ClientOf, alice: User, mona: User, service: PushService, browser: Browser
) -> None:
    mine = client_of(alice)
    body = {"endpoint": browser.endpoint, "keys": browser.keys, "name": "Firefox on Linux"}
    first, again = (mine.post(DOOR, body) for _ in range(2))
    assert (first.status_code, first.data["id"]) == (201, again.data["id"])
    (listed,) = mine.get(DOOR).json()["results"]
    assert {*listed} == {"id", "name", "created_at", "last_sent_at", "error_code"}
    path = f"{DOOR}{listed['id']}/"
    assert client_of(mona).get(DOOR).json()["results"] == []
    for refused in (client_of(mona).delete(path), client_of(mona).post(f"{path}test/")):
        assert refused.status_code == 404
    assert mine.post(f"{path}test/").status_code == 202
    queue.run_pending()
    assert browser.reads(service.got[0])["title"] == "It works"
    assert mine.delete(path).status_code == 204
    assert mine.get(DOOR).json()["results"] == []


def test_a_browser_belongs_to_who_sits_before_it(alice: User, mona: User, browser: Browser) -> None:
    subscribe(alice, browser)
    subscribe(mona, browser)
    assert PushDevice.objects.get().user == mona


def test_another_password_ends_the_devices_that_were_signed_out(alice: User, browser: Browser) -> None:
    subscribe(alice, browser)
    accounts.change_password(alice, current="correct horse battery", new="forty-micron-summer", by=alice)
    assert not PushDevice.objects.exists()


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"endpoint": "http://169.254.169.254/latest"}, "address_refused", "endpoint"),
        ({"endpoint": "https://10.0.0.7/send"}, "address_refused", "endpoint"),
        ({"endpoint": "ftp://push.example.net/x"}, "address_refused", "endpoint"),
        ({"endpoint": "https://push.example.net/é"}, "address_refused", "endpoint"),
        ({"keys": {"p256dh": "AAAA", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}}, "push_keys_invalid", "keys"),
        ({"keys": {"p256dh": "é", "auth": "ü"}}, "push_keys_invalid", "keys"),
    ],
)
def test_what_is_no_subscription_is_refused(
    client_of: ClientOf, alice: User, settings: Any, change: dict[str, Any], code: str, field: str
) -> None:
    settings.WEBHOOKS_PRIVATE = False
    body = {"endpoint": "https://push.example.net/send/one", "keys": Browser("").keys, **change}
    answer = client_of(alice).post(DOOR, body)
    assert (answer.status_code, answer.data["code"]) == (400, code)
    assert field in answer.data["fields"]


def test_a_name_that_leads_into_our_network_is_not_followed(
    alice: User, service: PushService, browser: Browser, settings: Any
) -> None:
    subscribe(alice, browser)
    settings.WEBHOOKS_PRIVATE = False
    notify([alice], HAPPENED)
    queue.run_pending()
    assert service.got == []
    assert PushDevice.objects.get().error_code == "address_refused"


def test_nobody_has_more_devices_than_they_can_see(client_of: ClientOf, alice: User, service: PushService) -> None:
    for number in range(20):
        subscribe(alice, service.browser(str(number)))
    browser = service.browser("more")
    answer = client_of(alice).post(DOOR, {"endpoint": browser.endpoint, "keys": browser.keys})
    assert (answer.status_code, answer.data["code"]) == (409, "too_many_devices")
    subscribe(alice, service.browser("3"))


def test_without_a_device_a_push_simply_ends(alice: User) -> None:
    notify([alice], HAPPENED)
    assert push_person(alice.pk) == 0
    mark_read(Notification.objects.get(), by=alice)
