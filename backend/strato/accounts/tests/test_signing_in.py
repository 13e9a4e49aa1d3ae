"""Sign-up, sign-in, staying and leaving, as a browser does it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import override_settings
from rest_framework.settings import api_settings
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from strato.accounts.guests import new_key
from strato.accounts.models import User
from strato.accounts.signals import guest_identified
from strato.accounts.tests.factories import PASSWORD

ClientOf = Callable[..., APIClient]
NEW = {"email": "New@Example.org", "password": "layers-of-teal-9", "name": "New"}
KEY = new_key()


@pytest.fixture
def browser(db: None) -> APIClient:
    return APIClient()


@pytest.fixture
def handed_over() -> Iterator[list[tuple[str, str]]]:
    seen: list[tuple[str, str]] = []

    def listen(sender: Any, user: User, guest_key: str, **_: Any) -> None:
        seen.append((user.email, guest_key))

    guest_identified.connect(listen)
    yield seen
    guest_identified.disconnect(listen)


def sign_in(browser: APIClient, email: str = "alice@example.org", password: str = PASSWORD, **extra: Any) -> Any:
    return browser.post("/api/token/", {"email": email, "password": password}, **extra)


def test_registering_signs_in_at_once(browser: APIClient) -> None:
    answer = browser.post("/api/register/", NEW)
    assert answer.status_code == 201, answer.data
    assert answer.data["user"]["email"] == "new@example.org"
    browser.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.data['access']}")
    assert browser.get("/api/me/").data["display_name"] == "New"


def test_an_email_address_has_one_account_whatever_its_case(browser: APIClient, alice: User) -> None:
    answer = browser.post("/api/register/", {**NEW, "email": "ALICE@example.org"})
    assert (answer.status_code, answer.data["code"]) == (400, "email_taken")
    assert answer.data["fields"]["email"][0]["code"] == "email_taken"


def test_a_username_has_one_account_whatever_its_case(browser: APIClient, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(username="layers")
    answer = browser.post("/api/register/", {**NEW, "username": "Layers"})
    assert answer.data["fields"]["username"][0]["code"] == "username_taken"


@pytest.mark.parametrize("password", ["short", "1234567890", "new@example.org"])
def test_a_weak_password_is_refused_on_its_field(browser: APIClient, password: str) -> None:
    answer = browser.post("/api/register/", {**NEW, "password": password})
    assert (answer.status_code, answer.data["code"]) == (400, "password_refused")
    assert answer.data["fields"]["password"]
    assert not User.objects.exists()


def test_tokens_carry_role_and_name(browser: APIClient, ada: User) -> None:
    claims = AccessToken(sign_in(browser, "ada@example.org").data["access"])
    assert (claims["role"], claims["name"]) == ("admin", "Ada")


def test_signing_in_gives_the_person_and_tokens(browser: APIClient, alice: User) -> None:
    answer = sign_in(browser)
    assert (answer.status_code, answer.data["user"]["id"]) == (200, str(alice.pk))
    alice.refresh_from_db()
    assert alice.last_login


@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_wrong_credentials_say_no_more_than_that(browser: APIClient, alice: User, email: str) -> None:
    answer = sign_in(browser, email, "wrong password")
    assert (answer.status_code, answer.data["code"]) == (401, "wrong_credentials")


def test_a_deactivated_person_with_the_right_password_learns_why(browser: APIClient, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert sign_in(browser).data["code"] == "account_inactive"
    assert sign_in(browser, password="wrong").data["code"] == "wrong_credentials"


def test_an_access_token_does_not_refresh(browser: APIClient, alice: User) -> None:
    access = sign_in(browser).data["access"]
    assert browser.post("/api/token/refresh/", {"refresh": access}).data["code"] == "token_not_valid"


def test_signing_out_withdraws_the_refresh_token_and_may_be_repeated(browser: APIClient, alice: User) -> None:
    refresh = sign_in(browser).data["refresh"]
    assert browser.post("/api/token/verify/", {"token": refresh}).status_code == 204
    for _ in range(2):
        assert browser.post("/api/token/blacklist/", {"refresh": refresh}).status_code == 204
    assert browser.post("/api/token/verify/", {"token": refresh}).data["code"] == "token_not_valid"
    assert browser.post("/api/token/refresh/", {"refresh": refresh}).data["code"] == "token_not_valid"


def test_a_deactivated_person_cannot_stay(browser: APIClient, alice: User) -> None:
    pair = sign_in(browser).data
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert browser.post("/api/token/refresh/", {"refresh": pair["refresh"]}).data["code"] == "token_not_valid"
    browser.credentials(HTTP_AUTHORIZATION=f"Bearer {pair['access']}")
    assert browser.get("/api/me/").status_code == 401


@override_settings(AXES_ENABLED=True, AXES_FAILURE_LIMIT=3)
def test_too_many_wrong_passwords_lock_the_account_for_a_while(browser: APIClient, alice: User) -> None:
    codes = [sign_in(browser, password="wrong").data["code"] for _ in range(2)]
    assert codes == ["wrong_credentials"] * 2
    for password in ("wrong", PASSWORD):
        locked = sign_in(browser, password=password)
        assert (locked.status_code, locked.json()["code"]) == (429, "account_locked")
        assert int(locked["Retry-After"]) == 900


@override_settings(AXES_ENABLED=True, AXES_FAILURE_LIMIT=3)
def test_a_right_password_forgets_the_wrong_ones(browser: APIClient, alice: User) -> None:
    for _ in range(3):
        assert sign_in(browser, password="wrong").status_code == 401
        assert sign_in(browser).status_code == 200


def test_one_address_does_not_try_without_end(browser: APIClient, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(api_settings.DEFAULT_THROTTLE_RATES, "sign-in", "3/day")
    cache.clear()
    statuses = [sign_in(browser, f"{n}@example.org", "wrong").status_code for n in range(5)]
    assert statuses == [401, 401, 401, 429, 429]
    assert sign_in(browser).headers["Retry-After"]


def test_who_is_in_stays_in_while_their_address_is_held_back_at_the_door(
    browser: APIClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(api_settings.DEFAULT_THROTTLE_RATES, "sign-in", "1/day")
    cache.clear()
    pair = sign_in(browser).json()
    assert sign_in(browser).status_code == 429
    assert browser.post("/api/token/refresh/", {"refresh": pair["refresh"]}).status_code == 200


def test_a_guest_key_is_announced_at_sign_up_and_sign_in(
    browser: APIClient, alice: User, handed_over: list[tuple[str, str]]
) -> None:
    key = browser.post("/api/guest/").data["key"]
    browser.post("/api/register/", NEW, HTTP_X_GUEST=key)
    sign_in(browser, HTTP_X_GUEST=key)
    assert handed_over == [("new@example.org", key), ("alice@example.org", key)]


@pytest.mark.parametrize("door", ["/api/me/", "/api/labs/", "/api/models/"])
@pytest.mark.parametrize("made_up", ["no", "k" * 64, f"{new_key()[:-4]}made"])
def test_a_guest_key_that_we_did_not_make_is_refused(browser: APIClient, door: str, made_up: str) -> None:
    answer = browser.get(door, HTTP_X_GUEST=made_up)
    assert (answer.status_code, answer.data["code"]) == (401, "guest_key_invalid")


def test_a_guest_is_nobody_to_closed_doors(browser: APIClient) -> None:
    assert browser.get("/api/me/", HTTP_X_GUEST=KEY).status_code == 401
