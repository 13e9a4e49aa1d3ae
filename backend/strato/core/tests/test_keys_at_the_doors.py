"""API keys at every door: closed where the table does not open it, and never wider than their scopes."""

from typing import Any

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from strato.accounts.models import KeyScope, User
from strato.accounts.tests.factories import make_key
from strato.core.api.keys import area_of, scope_of
from strato.core.tests.test_every_door import Knock, knocks

pytestmark = pytest.mark.django_db
GUARDED = "strato.accounts.api.key_authentication.ApiKeyAuthentication"
NEVER = (
    "api-keys",
    "webhooks",
    "webhook-deliveries",
    "me",
    "users",
    "notifications",
    "notification-preferences",
    "notification-timing",
    "push-devices",
    "jobs",
    "conversations",
    "messaging",
    "people",
    "friends",
    "friend-requests",
    "blocks",
    "pets",
    "events",
    "profile",
)


def doors() -> list[Knock]:
    """Every act of every door that looks at who comes."""
    return [knock for knock in knocks() if knock.view.authentication_classes]


def answer_of(key: str, knock: Knock) -> Any:
    client = APIClient(raise_request_exception=False)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    return getattr(client, knock.method)(knock.path, {}, format=None if knock.method == "get" else "json")


def code_of(answer: Any) -> str | None:
    return answer.data.get("code") if isinstance(getattr(answer, "data", None), dict) else None


def test_a_key_with_every_scope_stops_at_closed_doors(ada: User) -> None:
    key = make_key(ada)
    closed = [knock for knock in doors() if scope_of(knock.method, knock.path) is None]
    passed = [(str(knock), code_of(answer_of(key, knock))) for knock in closed]
    assert [pair for pair in passed if pair[1] != "closed_to_keys"] == []
    assert len(closed) > 25


def test_a_key_without_the_scope_stops_at_open_doors(ada: User) -> None:
    passed = []
    others = {scope: make_key(ada, *(set(KeyScope.values) - {scope})) for scope in KeyScope.values}
    opened = [knock for knock in doors() if scope_of(knock.method, knock.path)]
    for knock in opened:
        needed = str(scope_of(knock.method, knock.path))
        answer = answer_of(others[needed], knock)
        if (answer.status_code, code_of(answer), answer.data["facts"]) != (403, "scope_missing", {"scope": needed}):
            passed.append((str(knock), answer.status_code, code_of(answer)))
    assert passed == []
    assert len(opened) > 100


def test_a_key_with_just_the_scope_passes(ada: User) -> None:
    exact = {scope: make_key(ada, scope) for scope in KeyScope.values}
    stopped = []
    for knock in doors():
        needed = scope_of(knock.method, knock.path)
        if needed and code_of(answer_of(exact[needed], knock)) in ("scope_missing", "closed_to_keys", "key_invalid"):
            stopped.append(str(knock))
    assert stopped == []


def test_doors_that_look_at_people_look_at_keys_too() -> None:
    blind = [
        str(knock)
        for knock in doors()
        if GUARDED not in {f"{c.__module__}.{c.__name__}" for c in knock.view.authentication_classes}
    ]
    assert blind == []


@pytest.mark.parametrize("room", NEVER)
def test_accounts_and_keys_are_never_opened(room: str) -> None:
    assert scope_of("GET", f"/api/{room}/") is None
    assert scope_of("POST", f"/api/{room}/1/revoke/") is None


def test_the_table_and_the_scopes_agree() -> None:
    areas = {area for area in settings.KEY_DOORS if area}
    assert {f"{area}:{act}" for area in areas for act in ("read", "write")} == set(KeyScope.values)


def test_every_pattern_of_the_table_leads_somewhere() -> None:
    paths = [knock.path for knock in knocks()]
    idle = [
        pattern
        for area, patterns in settings.KEY_DOORS.items()
        for pattern in patterns
        if not any(area_of(path, {"x": (pattern,)}) for path in paths)
    ]
    assert idle == []


def test_the_longest_pattern_counts() -> None:
    table = {"labs": ("labs",), "stock": ("labs/*/stock",), "": ("labs/*/members",)}
    assert [area_of(f"/api/{path}/", table) for path in ("labs/7", "labs/7/stock", "labs/7/members/3", "lab")] == [
        "labs",
        "stock",
        "",
        "",
    ]


def test_a_key_may_do_no_more_than_its_owner(alice: User) -> None:
    answer = answer_of(make_key(alice), Knock("/api/shipping-methods/", "post", "create", None))
    assert (answer.status_code, answer.data["code"]) == (403, "permission_denied")


def limited(settings: Any, key: str, person: str = "100000/min") -> None:
    from_settings = settings.REST_FRAMEWORK
    rates = from_settings["DEFAULT_THROTTLE_RATES"] | {"key": key, "user": person}
    settings.REST_FRAMEWORK = from_settings | {"DEFAULT_THROTTLE_RATES": rates}


def test_each_key_has_its_own_allowance_and_says_so(settings: Any, alice: User) -> None:
    limited(settings, "2/min", person="1/min")
    mine, other = make_key(alice), make_key(alice)
    orders = Knock("/api/orders/", "get", "list", None)
    answers = [answer_of(mine, orders) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert {(a["RateLimit-Limit"], a["RateLimit-Policy"]) for a in answers} == {("2", "2;w=60")}
    assert 0 < int(answers[2]["Retry-After"]) <= 61
    assert 0 < int(answers[0]["RateLimit-Reset"]) <= 60
    assert answer_of(other, orders).status_code == 200


def test_people_are_told_nothing_of_it(alice: User) -> None:
    client = APIClient()
    client.force_authenticate(alice)
    assert "RateLimit-Limit" not in client.get("/api/orders/").headers
