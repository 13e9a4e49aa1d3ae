"""A running server, and people who can reach it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from typing import Any

import pytest

from strato.accounts.models import User
from strato.accounts.tests.factories import UserFactory
from strato.core.realtime.tests.clients import Client, client_at
from strato.core.realtime.tests.servers import Server

QUICK = {
    "ping_seconds": 1,
    "head_check_seconds": 0.5,
    "expiring_seconds": 2,
    "expired_grace_seconds": 0.5,
    "slow_seconds": 1,
    "stall_seconds": 2,
    "hang_up_seconds": 30,
    "pending_per_ip": 5,
    "sockets_per_user": 3,
    "topics_per_socket": 3,
}


ROOMS = count()


@pytest.fixture(scope="session")
def server(django_db_setup: None, django_db_blocker: Any) -> Iterator[Server]:
    """One server for all tests that do not harm it, with little patience."""
    with django_db_blocker.unblock(), Server(limits=QUICK) as running:
        yield running


@pytest.fixture
def dial(server: Server) -> Iterator[Callable[..., Client]]:
    """Open sockets to the server; they are hung up when the test ends."""
    with ExitStack() as stack:

        def open_one(*, port: int = server.port, **options: Any) -> Client:
            return stack.enter_context(client_at(port, **options))

        yield open_one


@pytest.fixture
def rosa(transactional_db: None) -> User:
    """Somebody whom other processes can see."""
    return UserFactory(email="rosa@example.org", location=f"kitchen {next(ROOMS)}")


@pytest.fixture
def hugo(transactional_db: None) -> User:
    return UserFactory(email="hugo@example.org", location="cellar")
