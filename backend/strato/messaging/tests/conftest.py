"""Messaging over real sockets: a server process with the patience of production."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from strato.core.realtime.tests.clients import Client, client_at
from strato.core.realtime.tests.servers import Server


@pytest.fixture(scope="session")
def patient_server(django_db_setup: None, django_db_blocker: Any) -> Iterator[Server]:
    with django_db_blocker.unblock(), Server(limits={"hello_seconds": 60}) as running:
        yield running


@pytest.fixture
def dial(patient_server: Server) -> Iterator[Callable[..., Client]]:
    """Open sockets to the server; they are hung up when the test ends."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(client_at(patient_server.port))
