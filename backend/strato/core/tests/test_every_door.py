"""Every route and every role: nobody unknown passes a guarded door, nobody is answered with an error of ours.

The rows behind the doors are tested where they live; here each door is knocked at with an id that is nobody's and with
bodies that say nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import get_resolver
from rest_framework.test import APIClient

from strato.accounts.guests import new_key
from strato.core import checks
from strato.core.policies import anyone, is_admin
from strato.core.rows import new_id

pytestmark = pytest.mark.django_db
GUEST_KEY = new_key()
ROLES = ("nobody", "guest", "alice", "mona", "lena", "olaf", "ada")
CONVERTER = re.compile(r"<(?:\w+:)?\w+>|\(\?P<\w+>(?:[^()]|\([^()]*\))*\)")


BODIES: tuple[Any, ...] = ({}, {"nonsense": ["\x00", None, -1]}, [1, 2], "text", None)
QUERIES: tuple[Any, ...] = (
    {},
    {"page": "x", "cursor": "\x00", "search": "\x00", "ordering": "nonsense", "page_size": "-1"},
)


@dataclass(frozen=True)
class Knock:
    """One act at one door."""

    path: str
    method: str
    act: str
    view: Any

    @property
    def policy(self) -> Any:
        return self.view.policy[self.act]

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"


def knocks() -> Iterator[Knock]:
    """Every act of every door, with ids that are nobody's."""
    for entry, path in patterns(get_resolver().url_patterns, ""):
        view = getattr(entry.callback, "cls", None)
        if not hasattr(view, "policy"):
            continue
        place = "/" + CONVERTER.sub(str(new_id()), path).replace("^", "").replace("\\Z", "").replace("$", "")
        known = getattr(entry.callback, "actions", None) or {act: act for act in checks.acts_of(view, entry.callback)}
        for method, act in tuple(known.items()):  # a first GET adds HEAD
            if method != "head":
                yield Knock(place, method, act, view)


def say(client: APIClient, knock: Knock, words: Any) -> Any:
    """What the door answers to these words, as a query or as JSON."""
    return getattr(client, knock.method)(knock.path, words, format=None if knock.method == "get" else "json")


def patterns(entries: Any, prefix: str) -> Iterator[tuple[Any, str]]:
    for entry in entries:
        path = f"{prefix}{entry.pattern}"
        if hasattr(entry, "url_patterns"):
            yield from patterns(entry.url_patterns, path)
        else:
            yield entry, path


@pytest.fixture
def as_role(request: pytest.FixtureRequest, client_of: Callable[..., APIClient]) -> Callable[[str], APIClient]:
    """A browser in the hands of one of the cast, of a guest, or of nobody."""

    def make(role: str) -> APIClient:
        client = client_of(request.getfixturevalue(role) if role not in ("nobody", "guest") else None)
        if role == "guest":
            client.credentials(HTTP_X_GUEST=GUEST_KEY)
        return client

    return make


def test_the_walk_finds_the_doors() -> None:
    paths = {knock.path.partition("0")[0] for knock in knocks()}
    assert {"/api/jobs/", "/api/labs/", "/api/uploads/", "/api/print-jobs/"} <= paths
    assert len(list(knocks())) > 60


@pytest.mark.parametrize("role", ROLES)
def test_no_role_meets_an_error_of_ours(role: str, as_role: Callable[[str], APIClient]) -> None:
    client = as_role(role)
    client.raise_request_exception = False
    broken = []
    for knock in knocks():
        for words in QUERIES if knock.method == "get" else BODIES:
            answer = say(client, knock, words)
            if answer.status_code >= 500 or answer.status_code == 405:
                broken.append((str(knock), words, answer.status_code))
    assert broken == []


@pytest.mark.parametrize("role", ["nobody", "alice"])
def test_every_door_says_what_it_takes(role: str, as_role: Callable[[str], APIClient]) -> None:
    client = as_role(role)
    client.raise_request_exception = False
    places = {knock.path for knock in knocks()}
    assert [place for place in sorted(places) if client.options(place).status_code >= 500] == []


@pytest.mark.parametrize("role", ["nobody", "guest"])
def test_who_is_not_signed_in_is_asked_to(role: str, as_role: Callable[[str], APIClient]) -> None:
    client, passed = as_role(role), []
    guarded = [knock for knock in knocks() if knock.policy is not anyone and not knock.policy(AnonymousUser(), None)]
    for knock in guarded:
        answer = getattr(client, knock.method)(knock.path)
        if answer.status_code not in ((401, 403) if role == "nobody" else (401, 403, 404)):
            passed.append((str(knock), answer.status_code))
    assert passed == []
    assert len(guarded) > 40


@pytest.mark.parametrize("role", ["alice", "mona", "lena", "olaf"])
def test_the_admins_doors_are_closed_to_others(role: str, as_role: Callable[[str], APIClient]) -> None:
    client = as_role(role)
    passed = [
        (str(knock), answer.status_code)
        for knock in knocks()
        if knock.policy is is_admin and (answer := say(client, knock, {})) and answer.status_code not in (403, 404)
    ]
    assert passed == []
