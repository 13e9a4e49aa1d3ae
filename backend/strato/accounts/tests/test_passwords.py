"""Changing, forgetting and resetting a password; confirming an address."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlparse

import pytest
from django.core import mail
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.accounts.tests.factories import PASSWORD
from strato.core import queue

ClientOf = Callable[..., APIClient]
NEW = "forty-micron-summer"


def sign_in(password: str) -> APIClient:
    browser = APIClient()
    answer = browser.post("/api/token/", {"email": "alice@example.org", "password": password})
    if answer.status_code == 200:
        browser.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.data['access']}")
        browser.refresh_token = answer.data["refresh"]  # type: ignore[attr-defined]
    return browser


def mailed_link(path: str) -> dict[str, str]:
    """uid and token of the newest mail's link."""
    body = str(mail.outbox[-1].body)
    found = re.search(r"https?://\S+", body[body.index(f"/{path}?") - 60 :])
    assert found
    address = urlparse(found.group())
    assert address.path == f"/{path}"
    return {name: values[0] for name, values in parse_qs(address.query).items()}


def test_changing_the_password_ends_every_other_session(alice: User) -> None:
    here, there = sign_in(PASSWORD), sign_in(PASSWORD)
    answer = here.post("/api/me/password/", {"current": PASSWORD, "new": NEW})
    assert answer.status_code == 200, answer.data
    assert there.get("/api/me/").status_code == 401
    refused = there.post("/api/token/refresh/", {"refresh": there.refresh_token})  # type: ignore[attr-defined]
    assert refused.data["code"] == "token_not_valid"
    here.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.data['access']}")
    assert here.get("/api/me/").status_code == 200
    assert here.post("/api/token/refresh/", {"refresh": answer.data["refresh"]}).status_code == 200


@pytest.mark.parametrize(
    ("current", "new", "code", "field"),
    [("wrong", NEW, "wrong_password", "current"), (PASSWORD, "short", "password_refused", "new")],
)
def test_a_change_that_is_refused_changes_nothing(
    client_of: ClientOf, alice: User, current: str, new: str, code: str, field: str
) -> None:
    answer = client_of(alice).post("/api/me/password/", {"current": current, "new": new})
    assert (answer.status_code, answer.data["code"], list(answer.data["fields"])) == (400, code, [field])
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_a_forgotten_password_is_reset_by_the_mailed_link_once(client_of: ClientOf, alice: User) -> None:
    browser = client_of()
    assert browser.post("/api/password-reset/", {"email": "Alice@example.org"}).status_code == 202
    queue.run_pending()
    link = mailed_link("reset-password")
    assert browser.post("/api/password-reset/confirm/", {**link, "password": NEW}).status_code == 204
    again = browser.post("/api/password-reset/confirm/", {**link, "password": "another-" + NEW})
    assert (again.status_code, again.data["code"]) == (400, "link_invalid")
    assert sign_in(NEW).get("/api/me/").status_code == 200


def test_asking_for_a_stranger_or_a_closed_account_answers_the_same_and_mails_nothing(
    client_of: ClientOf, alice: User
) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)
    for email in ("alice@example.org", "nobody@example.org"):
        assert client_of().post("/api/password-reset/", {"email": email}).status_code == 202
    queue.run_pending()
    assert mail.outbox == []


def test_a_flood_of_requests_sends_one_mail(client_of: ClientOf, alice: User) -> None:
    for _ in range(5):
        client_of().post("/api/password-reset/", {"email": "alice@example.org"})
    queue.run_pending()
    assert len(mail.outbox) <= 2  # two when the five straddle the edge of a window


def test_a_weak_password_leaves_the_link_alive(client_of: ClientOf, alice: User) -> None:
    client_of().post("/api/password-reset/", {"email": "alice@example.org"})
    queue.run_pending()
    link = mailed_link("reset-password")
    weak = client_of().post("/api/password-reset/confirm/", {**link, "password": "short"})
    assert weak.data["code"] == "password_refused"
    assert client_of().post("/api/password-reset/confirm/", {**link, "password": NEW}).status_code == 204


def test_registering_mails_a_link_that_confirms_the_address(client_of: ClientOf, db: None) -> None:
    client_of().post("/api/register/", {"email": "neu@example.org", "password": NEW, "language": "de"})
    queue.run_pending()
    assert mail.outbox[0].subject == "Bestätige deine E-Mail-Adresse"
    link = mailed_link("confirm-email")
    for _ in range(2):
        assert client_of().post("/api/confirm-email/", link).status_code == 204
    assert User.objects.get().email_confirmed_at


def test_a_confirmation_is_for_one_address_of_one_person(client_of: ClientOf, alice: User, mona: User) -> None:
    client_of(alice).post("/api/me/confirm-email/")
    queue.run_pending()
    link = mailed_link("confirm-email")
    refused = client_of().post("/api/confirm-email/", {**link, "uid": str(mona.pk)})
    assert refused.data["code"] == "link_invalid"
    User.objects.filter(pk=alice.pk).update(email="other@example.org")
    assert client_of().post("/api/confirm-email/", link).data["code"] == "link_invalid"


def test_a_confirmed_address_needs_no_mail(client_of: ClientOf, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(email_confirmed_at=timezone.now())
    alice.refresh_from_db()
    answer = client_of(alice).post("/api/me/confirm-email/")
    assert (answer.status_code, answer.data["code"]) == (409, "already_confirmed")
