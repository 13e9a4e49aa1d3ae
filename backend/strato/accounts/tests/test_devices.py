"""Where one is signed in: a list in words, and an end that counts at once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts import services, tokens
from strato.accounts.devices import read_device
from strato.accounts.models import DeviceSession, User
from strato.accounts.tests.factories import PASSWORD
from strato.accounts.tests.signing import FIREFOX, IPHONE, browser_with, sign_in, signed_in

NEW = "forty-micron-summer"


def test_devices_are_listed_in_words_and_one_is_this_one(alice: User) -> None:
    signed_in(alice, agent=IPHONE)
    here = signed_in(alice, agent=FIREFOX)
    rows = here.get("/api/me/sessions/").data["results"]
    told = [(row["browser"], row["system"], row["is_this_device"]) for row in rows]
    assert told == [("Firefox 140", "Linux", True), ("Mobile Safari 18", "iOS 18", False)]


@pytest.mark.parametrize("agent", ["", "gibberish/\x01", "x" * 5000])
def test_a_device_that_says_nothing_is_listed_without_words(alice: User, agent: str) -> None:
    assert (read_device(agent).browser, read_device(agent).system) == ("", "")


def test_a_revoked_device_is_out_at_once(alice: User) -> None:
    here = signed_in(alice)
    there = sign_in(alice, agent=IPHONE).data
    away = here.get("/api/me/sessions/").data["results"][0]
    row = next(r for r in here.get("/api/me/sessions/").data["results"] if not r["is_this_device"])
    assert browser_with(there["access"]).get("/api/me/").status_code == 200
    assert here.delete(f"/api/me/sessions/{row['id']}/").status_code == 204
    refused = browser_with(there["access"]).get("/api/me/")
    assert (refused.status_code, refused.data["code"]) == (401, "session_ended")
    again = APIClient().post("/api/token/refresh/", {"refresh": there["refresh"]})
    assert (again.status_code, again.data["code"]) == (401, "token_not_valid")
    for token in (there["access"], there["refresh"]):
        assert APIClient().post("/api/token/verify/", {"token": token}).status_code == 401
    assert [r["is_this_device"] for r in here.get("/api/me/sessions/").data["results"]] == [True]
    assert away


def test_all_others_are_signed_out_together(alice: User) -> None:
    others = [sign_in(alice).data for _ in range(3)]
    here = signed_in(alice)
    assert here.post("/api/me/sessions/revoke-others/").data == {"revoked": 3}
    assert here.get("/api/me/").status_code == 200
    assert {browser_with(pair["access"]).get("/api/me/").status_code for pair in others} == {401}


def test_nobody_ends_the_session_of_somebody_else(alice: User, mona: User) -> None:
    signed_in(mona)
    row = DeviceSession.objects.get(user=mona)
    assert signed_in(alice).delete(f"/api/me/sessions/{row.pk}/").status_code == 404
    row.refresh_from_db()
    assert row.ended_at is None


def test_signing_out_ends_the_access_token_too(alice: User) -> None:
    pair = sign_in(alice).data
    APIClient().post("/api/token/blacklist/", {"refresh": pair["refresh"]})
    assert browser_with(pair["access"]).get("/api/me/").status_code == 401


def test_another_password_keeps_this_device_and_ends_the_others(alice: User) -> None:
    there, here = sign_in(alice).data, sign_in(alice).data
    answer = browser_with(here["access"]).post("/api/me/password/", {"current": PASSWORD, "new": NEW})
    assert browser_with(answer.data["access"]).get("/api/me/").status_code == 200
    rows = browser_with(answer.data["access"]).get("/api/me/sessions/").data["results"]
    assert [row["is_this_device"] for row in rows] == [True]
    for pair in (there, here):
        assert browser_with(pair["access"]).get("/api/me/").status_code == 401
    assert APIClient().post("/api/token/refresh/", {"refresh": there["refresh"]}).status_code == 401


def test_use_moves_last_seen_but_not_with_every_request(alice: User) -> None:
    client = signed_in(alice)
    first = DeviceSession.objects.get().last_seen_at
    client.get("/api/me/")
    assert DeviceSession.objects.get().last_seen_at == first
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        client.get("/api/me/")
        assert DeviceSession.objects.get().last_seen_at > first + timedelta(minutes=5)


def test_a_token_without_a_session_opens_nothing(alice: User) -> None:
    token = tokens.SpentToken.for_user(alice)
    assert browser_with(str(token.access_token)).get("/api/me/").status_code == 401
    assert APIClient().post("/api/token/refresh/", {"refresh": str(token)}).status_code == 401


def test_sessions_that_are_long_over_are_forgotten(alice: User) -> None:
    tokens.withdraw(tokens.issue(alice).refresh)
    living = tokens.issue(alice)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        tokens.renew(tokens.issue(alice).refresh)
        assert services.forget_sessions() == 1
    assert living
