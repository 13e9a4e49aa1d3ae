"""A token ends while its socket lives."""

from collections.abc import Callable

import pytest
from rest_framework_simplejwt.tokens import AccessToken

from strato.accounts import services, tokens
from strato.accounts.models import DeviceSession, User
from strato.core import realtime
from strato.core.realtime.tests.clients import Client, token_of
from strato.core.realtime.tests.words import Counted

pytestmark = pytest.mark.django_db(transaction=True)
Dial = Callable[..., Client]


def test_a_socket_is_warned_and_then_closed(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.hello(rosa, token=token_of(rosa, seconds=2.5))
    assert socket.until("auth.expiring")["data"]["expires_at"] > 0
    assert socket.close_code()[0] == 4401


def test_a_fresh_token_keeps_the_socket(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.hello(rosa, token=token_of(rosa, seconds=2.2))
    socket.until("auth.expiring")
    socket.say("auth.refresh", re="r", token=token_of(rosa))
    assert socket.until("auth.refreshed")["re"] == "r"
    assert socket.silent(3.5)


def test_the_fresh_token_must_be_of_the_same_person(dial: Dial, rosa: User, hugo: User) -> None:
    socket = dial()
    socket.hello(rosa)
    socket.say("auth.refresh", token=token_of(hugo))
    assert socket.close_code()[0] == 4401


def test_a_bad_fresh_token_ends_the_socket(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.hello(rosa)
    socket.say("auth.refresh", token="eyJ.no.no")
    assert socket.close_code()[0] == 4401


def test_a_revoked_session_closes_its_sockets_and_no_others(dial: Dial, rosa: User) -> None:
    here, there = tokens.issue(rosa), tokens.issue(rosa)
    kept = dial()
    kept.hello(rosa, token=here.access)
    lost = dial()
    lost.hello(rosa, token=there.access)
    row = DeviceSession.objects.get(pk=AccessToken(there.access)["sid"])  # type: ignore[arg-type]
    services.revoke_session(row, by=rosa)
    assert lost.close_code()[0] == 4403
    realtime.push([rosa.pk], Counted(n=1))
    assert kept.until("test.counted")
    again = dial()
    again.say("hello", token=there.access)
    assert again.close_code()[0] == 4401


def test_the_fresh_token_must_be_of_the_same_session(dial: Dial, rosa: User) -> None:
    socket = dial()
    socket.hello(rosa)
    socket.say("auth.refresh", token=tokens.issue(rosa).access)
    assert socket.close_code()[0] == 4401
