"""The log over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core import realtime
from strato.core.realtime.tests.clients import validators
from strato.core.realtime.tests.words import Counted

pytestmark = pytest.mark.django_db
URL = "/api/realtime/frames/"
ClientOf = Callable[..., APIClient]


def ask(client: APIClient, **query: Any) -> dict[str, Any]:
    answer = client.get(URL, query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_poller_gets_what_came_after_its_cursor(client_of: ClientOf, alice: User, mona: User) -> None:
    client = client_of(alice)
    start = ask(client)
    assert (start["head"], start["frames"], start["resync"]) == (0, [], False)
    for n in range(3):
        realtime.push([alice.pk, mona.pk], Counted(n=n))
    page = ask(client, after=1, epoch=start["epoch"])
    assert [(frame["seq"], frame["data"]["n"]) for frame in page["frames"]] == [(2, 1), (3, 2)]
    assert (page["head"], page["resync"]) == (3, False)
    for frame in page["frames"]:
        validators()[frame["type"]].validate(frame)


def test_a_cursor_without_its_epoch_is_told_to_resync(client_of: ClientOf, alice: User) -> None:
    page = ask(client_of(alice), after=0)
    assert (page["resync"], page["frames"]) == (True, [])


@pytest.mark.parametrize("query", [{"after": "x"}, {"after": -1}, {"epoch": "x"}])
def test_a_malformed_cursor_is_invalid(client_of: ClientOf, alice: User, query: dict[str, Any]) -> None:
    answer = client_of(alice).get(URL, query)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_nobody_polls_without_signing_in(client_of: ClientOf) -> None:
    assert client_of().get(URL).status_code == 401


def test_polling_costs_two_queries(client_of: ClientOf, alice: User, django_assert_num_queries: Any) -> None:
    client = client_of(alice)
    epoch = ask(client)["epoch"]
    for n in range(5):
        realtime.push([alice.pk], Counted(n=n))
    with django_assert_num_queries(2):
        assert len(ask(client, after=0, epoch=epoch)["frames"]) == 5


def test_the_document_is_served(client_of: ClientOf) -> None:
    answer = client_of().get("/api/asyncapi/")
    assert answer.status_code == 200
    assert yaml.safe_load(answer.content)["asyncapi"] == "3.0.0"
