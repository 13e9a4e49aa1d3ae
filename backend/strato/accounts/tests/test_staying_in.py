"""Refresh tokens: spent for the next one, asked for again after a lost answer, dead when they come back late."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts import services, tokens
from strato.accounts.models import Role, User

Refresh = Callable[[str], Any]


@pytest.fixture
def first(alice: User) -> str:
    """Alice's refresh token as she signed in."""
    return tokens.issue(alice).refresh


@pytest.fixture
def refresh(db: None) -> Refresh:
    def ask(token: str) -> Any:
        return APIClient().post("/api/token/refresh/", {"refresh": token})

    return ask


def after(seconds: float) -> Any:
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds))


def test_each_token_is_spent_for_the_next(first: str, refresh: Refresh) -> None:
    second = refresh(first).data["refresh"]
    third = refresh(second).data["refresh"]
    assert len({first, second, third}) == 3
    answer = refresh(third)
    assert answer.status_code == 200
    browser = APIClient()
    browser.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.data['access']}")
    assert browser.get("/api/me/").data["name"] == "Alice"


def test_a_lost_answer_is_given_again(first: str, refresh: Refresh) -> None:
    lost = refresh(first).data["refresh"]
    with after(20):
        again = refresh(first)
        assert (again.status_code, again.data["refresh"]) == (200, lost)
        assert refresh(lost).status_code == 200


def test_a_token_that_comes_back_late_ends_the_session(first: str, refresh: Refresh) -> None:
    second = refresh(first).data["refresh"]
    third = refresh(second).data["refresh"]
    with after(31):
        stolen = refresh(first)
        assert (stolen.status_code, stolen.data["code"]) == (401, "token_not_valid")
        assert refresh(third).data["code"] == "token_not_valid"


def test_only_the_session_of_the_late_token_ends(first: str, refresh: Refresh, alice: User) -> None:
    elsewhere = tokens.issue(alice).refresh
    refresh(first)
    with after(31):
        assert refresh(first).status_code == 401
        assert refresh(elsewhere).status_code == 200


def test_a_token_whose_successor_was_used_is_refused_but_harms_nobody(first: str, refresh: Refresh) -> None:
    second = refresh(first).data["refresh"]
    third = refresh(second).data["refresh"]
    assert refresh(first).status_code == 401
    assert refresh(third).status_code == 200


def test_signing_out_with_a_spent_token_ends_the_session_too(first: str, refresh: Refresh) -> None:
    second = refresh(first).data["refresh"]
    services.sign_out(first)
    assert refresh(first).status_code == 401
    assert refresh(second).status_code == 401


def test_no_grace_after_all_sessions_were_ended(first: str, refresh: Refresh, alice: User) -> None:
    refresh(first)
    tokens.withdraw_all(alice)
    assert refresh(first).data["code"] == "token_not_valid"


def test_no_grace_after_another_password(first: str, refresh: Refresh, alice: User) -> None:
    refresh(first)
    alice.set_password("another-layer-of-teal")
    alice.save(update_fields=["password"])
    assert refresh(first).data["code"] == "token_not_valid"


def test_a_new_role_is_in_the_next_token(first: str, refresh: Refresh, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(role=Role.ADMIN)
    assert tokens.SpentToken(refresh(first).data["refresh"])["role"] == Role.ADMIN


def test_a_token_that_was_read_before_still_ends(alice: User) -> None:
    browser = APIClient(headers={"Authorization": f"Bearer {tokens.issue(alice).access}"})
    assert [browser.get("/api/me/").status_code for _ in range(2)] == [200, 200]
    with after(86_400):
        refused = browser.get("/api/me/")
    assert (refused.status_code, refused.json()["code"]) == (401, "token_not_valid")
